"""The operator's file of what callers are told, as editors change it: checked, and put in place whole or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from voice.aside import written_aside
from voice.errors import InvalidPrompts, PromptsChanged
from voice.phonebook.wording import OPERATORS_FILE, Texts, operators_text, texts_by_language, with_texts, wordings
from voice.shared_files import edition_of

# Notes a change, from what to what, around what puts it in place.
Heed = Callable[[str, str], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class PromptsFile:
    """The file in a data folder."""

    folder: Path
    heed: Heed
    follow: Callable[[], None] = lambda: None

    @property
    def edition(self) -> str:
        """What names its words now: their SHA-256. Raises InvalidPrompts."""
        with suppress(InvalidPrompts):
            self.follow()
        return edition_of(operators_text(self.folder).encode())

    def told(self) -> dict[str, Texts]:
        """By language, each prompt's text by its name, as callers are told it. Raises InvalidPrompts."""
        self.follow()
        return texts_by_language(self.folder)

    def wordings(self) -> dict[str, Texts]:
        """By language, the prompts as they are written, ours and the operator's. Raises InvalidPrompts."""
        self.follow()
        return wordings(operators_text(self.folder))

    def say(self, lang: str, texts: Texts, *, over: str) -> None:
        """Let a language say this from now on; an empty text is ours again.

        Raises InvalidPrompts, and PromptsChanged where the file has not the edition `over` any more.
        """
        self.follow()
        before = operators_text(self.folder)
        after = with_texts(before, lang, texts)
        with self.heed(before, after):
            if edition_of(operators_text(self.folder).encode()) != over:
                raise PromptsChanged("Somebody else has changed the prompts meanwhile. Read them again first.")
            with written_aside(self.folder / OPERATORS_FILE) as file:
                file.write(after.encode())


def check_prompts(path: Path) -> None:
    """Raises InvalidPrompts where a file can't be used."""
    wordings(operators_text(path.parent))
