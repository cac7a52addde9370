"""The operator's file of what callers are told, as editors change it: checked, and put in place whole or not at all."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from voice.aside import written_aside
from voice.errors import PromptsChanged
from voice.phonebook.wording import OPERATORS_FILE, Texts, operators_text, with_texts, wordings

# Notes a change, from what to what, around what puts it in place.
Heed = Callable[[str, str], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class PromptsFile:
    """The file in a data folder."""

    folder: Path
    heed: Heed

    @property
    def edition(self) -> str:
        """What names its words now: their SHA-256. Raises InvalidPrompts."""
        return hashlib.sha256(operators_text(self.folder).encode()).hexdigest()

    def wordings(self) -> dict[str, Texts]:
        """By language, the prompts as they are written, ours and the operator's. Raises InvalidPrompts."""
        return wordings(operators_text(self.folder))

    def say(self, lang: str, texts: Texts, *, over: str) -> None:
        """Let a language say this from now on; an empty text is ours again.

        Raises InvalidPrompts, and PromptsChanged where the file has not the edition `over` any more.
        """
        before = operators_text(self.folder)
        after = with_texts(before, lang, texts)
        with self.heed(before, after):
            if self.edition != over:
                raise PromptsChanged("Somebody else has changed the prompts meanwhile. Read them again first.")
            with written_aside(self.folder / OPERATORS_FILE) as file:
                file.write(after.encode())
