"""docs/examples.md shows what the chain says; run this file as a program to write the page anew."""

import tomllib
from pathlib import Path

from voice.reading import read_aloud

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "examples.md"
MANY = 10  # examples of a kind, about
NAMES = {"en": "English", "en_GB": "English, Great Britain", "de": "German", "es": "Spanish", "fr": "French"}
OPENING = """# Examples: written, and spoken

Made by the rules themselves (`python tests/voice/reading/test_examples.py`); a test fails when the page is not true.
"""


def page() -> str:
    parts = [OPENING]
    for file, name in NAMES.items():
        parts.append(f"## {name}\n")
        for path in sorted(HERE.glob(f"cases_{file}.*")):
            for kind, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
                parts += _table(kind, list(table), file.replace("_", "-"))
    return "\n".join(parts).rstrip() + "\n"


def _table(kind: str, written: list[str], lang: str) -> list[str]:
    """Some cases of a kind, from all over its table."""
    chosen = written[:: max(1, len(written) // MANY)]
    rows = [f"| {_cell(text)} | {_cell(read_aloud(text, lang).text)} |" for text in chosen]
    return [f"### {kind.capitalize()}\n\n| written | spoken |\n|---|---|", *rows, ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def test_the_page_of_examples_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
