"""docs/examples.md shows what the chain says; run this file as a program to write the page anew."""

import tomllib
from pathlib import Path

from voice.reading import read_aloud

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "examples.md"
NAMES = {"en": "English", "en_GB": "English, Great Britain", "de": "German", "es": "Spanish", "fr": "French"}
OPENING = """# Examples: written, and spoken

Made by the rules themselves (`python tests/voice/reading/test_examples.py`); a test fails when the page is not true.
"""


def page() -> str:
    parts = [OPENING]
    for file, name in NAMES.items():
        parts.append(f"## {name}\n\n| written | spoken |\n|---|---|")
        table = tomllib.loads((HERE / f"cases_{file}.toml").read_text(encoding="utf-8"))
        for written in (written for kind in table.values() for written in list(kind)[:8]):
            spoken = read_aloud(written, file.replace("_", "-")).text
            parts.append(f"| {_cell(written)} | {_cell(spoken)} |")
        parts.append("")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def test_the_page_of_examples_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
