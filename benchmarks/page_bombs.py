"""Pages that are made to be slow or large, each read as `voice add` reads them, within its limits.

    python benchmarks/page_bombs.py [--only WORD]

Each page is read in a child process. A line tells its size, the child's CPU time in seconds, its peak memory in MB,
and what came of it: how many sections, blocks and notes, or why it was refused, and what was cut.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from content import ContentError, parse_confined

SENTENCE = "There is a sentence that anybody may read, and then there is another one beside it. "


def bombs() -> dict[str, str]:
    """Markup by name; each begins with a sentence that must be heard whatever comes after it."""
    paragraph = f"<p>{SENTENCE * 4}</p>\n"
    pages = {
        "a page of ordinary size": f"<h2>One</h2>{paragraph * 30}",
        "1,000,000 characters": f"<h2>One</h2>{paragraph * 30}" * (1_000_000 // (len(paragraph) * 30)),
        "100,000 nested div": "<div>" * 100_000,
        "50,000 attributes": f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>",
        "2 MB of open comments": "<!-- " * 400_000,
        "5 MB of entities": "&amp;" * 1_000_000,
        "20,000 nested lists": "<ul><li>x" * 20_000,
        "20,000 nested tables": "<table><tr><td>x" * 20_000,
        "20,000 nested quotes": "<blockquote>x" * 20_000,
        "20,000 nested formulas": f"<math>{'<mrow>' * 20_000}<mi>x</mi>",
        "20,000 formulas": "<math><msup><mi>x</mi><mn>2</mn></msup></math> " * 20_000,
        "20,000 formulas in TeX": "".join(rf"\(\frac{{a}}{{{n}}}\) " for n in range(20_000)),
        "20,000 notes": "".join(f'<sup><a href="#n{n}">{n % 999}</a></sup>' for n in range(20_000))
        + "".join(f'<p id="n{n}">A note.</p>' for n in range(20_000)),
        "20,000 marks of one note": '<sup><a href="#n">1</a></sup> word ' * 20_000 + '<p id="n">A note.</p>',
        "20,000 nested notes": '<sup><a href="#n19999">1</a></sup>' + "".join(f'<li id="n{n}">' for n in range(20_000)),
        "20,000 abbreviations": '<abbr title="by mouth">PO</abbr> ' * 20_000,
        "20,000 nested abbreviations": '<abbr title="by mouth">PO ' * 20_000,
        "20,000 turns of language": '<i lang="fr">oui</i> no ' * 20_000,
        "20,000 nested figures": "<figure><figcaption>x" * 20_000,
        "20,000 captions of a figure": "<figure>" + "<figcaption>some words</figcaption>" * 20_000,
        "4 MB without a space": "x" * 4_000_000,
        "400,000 line breaks": "line<br>" * 400_000,
    }
    return {name: f"<html lang=en><p>{SENTENCE}</p>{markup}" for name, markup in pages.items()}


def read(source: Path) -> None:
    """The child's work: one page, one line of what came of it."""
    try:
        article = parse_confined(source.read_text("utf-8"))
    except ContentError as error:
        print(f"refused: {error}")
        return
    blocks = [block for section in article.sections for block in section.blocks]
    heard = any(SENTENCE.strip() in block.text for block in blocks)
    counts = f"{len(article.sections)} sections, {len(blocks)} blocks, {len(article.notes)} notes"
    print(counts, "" if heard else "(the first sentence was not taken for the article)", *article.cuts)


def measure(name: str, markup: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(markup, "utf-8")
        started = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, __file__, "--read", str(source)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            outcome = child.stdout.read().strip()
            _, _, used = os.wait4(child.pid, 0)
            child.returncode = 0
        seconds = time.perf_counter() - started
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"{name:30} {len(markup):>10,} {cpu:>7.1f} {seconds:>7.1f} {memory:>7.0f}  {outcome}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only pages with this in their name")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        read(asked.read)
        return
    print(f"{'page':30} {'characters':>10} {'CPU s':>7} {'s':>7} {'MB':>7}  what came of it")
    for name, markup in bombs().items():
        if asked.only in name:
            measure(name, markup)


if __name__ == "__main__":
    main()
