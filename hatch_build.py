"""Compile the catalogs of translations as the package is built, or installed to be worked on."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogs(BuildHookInterface[Any]):
    """Each catalog beside what it was written as."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatch calls it
        """Compile them all."""
        for place in Path(self.root, "voice", "translations").rglob("*.po"):
            with place.open("rb") as written, place.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(written, place.parts[-3]))
