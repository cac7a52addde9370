"""Booths of silence that go on from test to test: a process started for each would show nothing more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from voice.booth import Booth, Booths


@dataclass(frozen=True)
class KeptBooths:
    """The booths of a studio: those of silence are kept when it closes, all others are its own."""

    kept: Booths
    own: Booths

    def lend(self, engine: str) -> AbstractContextManager[Booth]:
        return self._of(engine).lend(engine)

    def lend_idle(self, engine: str) -> AbstractContextManager[Booth] | None:
        return self._of(engine).lend_idle(engine)

    @property
    def awaited(self) -> bool:
        return self.kept.awaited or self.own.awaited

    def close(self) -> None:
        self.own.close()

    def _of(self, engine: str) -> Booths:
        return self.kept if engine == "silence" else self.own


def keeping(kept: Booths) -> Callable[..., KeptBooths]:
    """Makes a studio's booths, with the kept ones among them."""
    return lambda *how, **lost: KeptBooths(kept, Booths(*how, **lost))
