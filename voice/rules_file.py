"""The editors' file of rules for disclaimers, in the data folder: read again when it changes, and replaced whole."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

from content.errors import InvalidRules, RulesChanged
from content.notices import Rules, in_force, read_rules
from voice.aside import written_aside
from voice.audit import Door
from voice.shared_files import edition_of

RULES_NAME = "disclaimers.toml"
# Is told the rules' words around what puts them in place, or has found them there (then with the door FILE).
Heed = Callable[[str, Door | None], AbstractContextManager[object]]


class RulesFile:
    """The editors' file, read again whenever it has changed."""

    def __init__(
        self,
        folder: Path,
        heed: Heed = lambda _text, _door: nullcontext(),
        follow: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = folder / RULES_NAME
        self._heed = heed
        self._follow = follow
        self._read: tuple[tuple[int, ...] | None, str, Rules] = (None, "", Rules())

    def rules(self) -> Rules:
        """The rules in force today (UTC); none where there is no file. Raises InvalidRules."""
        return in_force(self.every(), datetime.now(UTC).date())

    def every(self) -> Rules:
        """All that the file sets, whatever the day. Raises InvalidRules."""
        return self.read()[1]

    def read(self) -> tuple[str, Rules]:
        """The file's words and all that they set, of one reading. Raises InvalidRules."""
        self._follow()
        if self._read[0] != (stamp := self._stamp()):
            text = self._text()
            with self._heed(text, Door.FILE):
                self._read = (stamp, text, read_rules(text, RULES_NAME) if stamp else Rules())
        return self._read[1:]

    def text(self) -> str:
        """The file's words, "" where there is none, whether they say anything or not. Raises InvalidRules."""
        with suppress(InvalidRules):
            self._follow()
        return self._text()

    @property
    def edition(self) -> str:
        """What names the file's words now, whether they can be read or not: their SHA-256."""
        return edition_of(self.text().encode())

    def save(self, text: str, *, over: str | None = None) -> Rules:
        """Put these words in its place, whole or not at all.

        Raises InvalidRules, and RulesChanged where it has not the edition `over` any more: then it stays as it was.
        """
        rules = read_rules(text, RULES_NAME)
        with self._heed(text, None):
            if over is not None and edition_of(self._text().encode()) != over:
                raise RulesChanged("Somebody else has changed the rules meanwhile. Read them again first.")
            with written_aside(self.path) as file:
                file.write(text.encode())
        return rules

    def _text(self) -> str:
        return rules_text(self.path) if self.path.exists() else ""

    def _stamp(self) -> tuple[int, ...]:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino


def check_rules(path: Path) -> None:
    """Raises InvalidRules where a file can't be used."""
    read_rules(rules_text(path), path.name)


def rules_text(path: Path) -> str:
    """What stands in a file of rules. Raises InvalidRules where it can't be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InvalidRules(f"{path.name} can't be read: {why}. Check its permissions, and save it as UTF-8.") from error
