"""From a page's bytes to an article, against trafilatura on the same pages in the same run.

    python benchmarks/page_reading.py FOLDER [--runs 3]

FOLDER holds saved pages (`*.html`, also in folders below). Needs trafilatura and lxml_html_clean, which the project
does without. Both give text, title, author and dates. Times are of the processor, in milliseconds a page, the best of
the runs; the ratio is ours / trafilatura's.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from content import ContentError, parse_article


def ours(page: bytes) -> object:
    """The article, or why there is none."""
    try:
        return parse_article(page)
    except ContentError as error:
        return error


def theirs(page: bytes) -> object:
    """What trafilatura makes of it."""
    return trafilatura.bare_extraction(page, with_metadata=True)


def best_ms(read: Callable[[bytes], object], page: bytes, runs: int) -> float:
    """Milliseconds of processor time, the best of so many runs."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        read(page)
        times.append(time.process_time() - began)
    return min(times) * 1000


def main() -> None:
    """Reads every page with both, and prints medians, means and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    pages = [place.read_bytes() for place in sorted(asked.folder.rglob("*.html"))]
    if not pages:
        raise SystemExit(f"There is no page (*.html) in {asked.folder}.")
    for read in (ours, theirs):
        read(b"<html lang='en'><body><p>Both have loaded what they need before they are timed.</p></body></html>")
    us = [best_ms(ours, page, asked.runs) for page in pages]
    them = [best_ms(theirs, page, asked.runs) for page in pages]
    for name, of in (("median", statistics.median), ("mean", statistics.fmean), ("slowest", max)):
        print(f"{name}: ours {of(us):.1f} ms, trafilatura {of(them):.1f} ms, ratio {of(us) / of(them):.2f}")


if __name__ == "__main__":
    main()
