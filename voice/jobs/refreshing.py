"""Refreshing: articles are asked for again where they came from, and what differs is kept as a new revision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content import ContentError
from content.revision import next_version, revision_of
from voice.errors import DatabaseUnusable, VoiceError
from voice.studio import Studio


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of asking for an article again: whether it has changed, and what is to be told; or why it failed."""

    slug: str
    changed: bool = False
    notes: tuple[str, ...] = ()
    error: str = ""


def refresh(studio: Studio, slug: str, *, dry: bool = False) -> Refreshed:
    """Ask for an article again and keep what differs, as editors have decided on it and arranged it; `dry` tells.

    Raises UnknownArticle, NotFromTheWeb, FetchFailed, UnreadableArticle, ArticleTooLarge, DisclaimerLost,
    EditedMeanwhile, UnspokenLanguage, DisclaimerUnspoken, UnknownVoice: then the article stays as it was.
    """
    from content.gathering import gather_again  # noqa: PLC0415 - what reads pages takes a quarter of a start to import

    before = studio.library.current(slug)
    found = gather_again(studio.library.source(slug, before.revision), lang=before.article.lang)
    if found is None:
        return Refreshed(slug)
    article = studio.desk.decided(found.article, found.source, slug)
    notes = (*found.notes, *studio.check(article, studio.delivery()))
    if dry:
        changed = revision_of(next_version(before.article, article)) != before.revision
    else:
        changed = studio.library.renew(before, article, found.source).changed
    return Refreshed(slug, changed, notes if changed else ())


def refresh_all(studio: Studio, slugs: Iterable[str], *, dry: bool = False) -> Iterator[Refreshed]:
    """Refresh one article after the other; one that fails stops no other. Raises DatabaseUnusable."""
    for slug in slugs:
        try:
            yield refresh(studio, slug, dry=dry)
        except DatabaseUnusable:
            raise
        except (ContentError, VoiceError) as error:
            yield Refreshed(slug, error=str(error))
