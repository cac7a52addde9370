"""A crew that is asked to stop does so with the take in hand, and whoever comes next goes on from there."""

from itertools import count
from pathlib import Path

from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.settings import Settings
from voice.studio import Studio

TEXT = " ".join(f"Sentence number {n} of a long story." for n in range(12))
SECTION = Section("s", 2, "", "en", (Block("s_1", BlockKind.PARAGRAPH, TEXT),))


def test_a_worker_that_is_to_stop_puts_its_clip_back_with_the_takes_that_are_there(tmp_path: Path) -> None:
    studio, asked = Studio(Settings(data=tmp_path, engine="silence")), count()
    kept = studio.library.keep(Article("story", "A story", "en", None, (SECTION,)), Source(b"source", "test"))
    order = studio.orders(kept.article, kept.revision, studio.delivery())[-1]
    [digest] = studio.want([order], urgent=True)
    assert studio.work_once(stopped=lambda: next(asked) > 2)
    takes = len(list((tmp_path / "recordings").rglob("*.flac")))
    assert 0 < takes < 12
    assert studio.progress([digest]).wanted == 1
    assert studio.work_once()
    assert studio.find(order)
    studio.close()
