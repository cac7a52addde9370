"""A programme put together from the clips of an article that are ready: what a call plays, and when what is said."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audio_cache import MarkKind, Recording, SpeechMark
from content import Article
from content.library import Kept
from content.lines import dialled, line_to_call
from voice.encoding.pressing import Contents, contents_of
from voice.orders import ENDING, HEADING, OPENING, TITLE, ClipOrder
from voice.phone.numbers import is_joined
from voice.phone.programme import Entry, Programme, Section, Sound, Track, Word
from voice.studio import Studio

# In addresses of clips, what stands for the disclaimers, which belong to no section.
DISCLAIMERS = "disclaimers"


@dataclass(frozen=True, slots=True)
class Assembly:
    """The clips of an article that telephones play, by order, and its code."""

    studio: Studio
    kept: Kept
    code: str
    clips: Mapping[ClipOrder, Recording]

    @property
    def version(self) -> str:
        """Names all that is heard: SHA-256, as 64 hex digits, of code, generation and the clips' fingerprints."""
        heard = [self.code, self.kept.revision, *(clip.fingerprint for clip in self.clips.values())]
        return hashlib.sha256("\n".join(heard).encode()).hexdigest()

    def programme(self) -> Programme:
        """The article as calls play it; its version names all that is heard of it."""
        article = self.kept.article
        rates = tuple(delivery.rate for delivery in self.studio.publisher.by_phone)
        return Programme(
            code=self.code,
            slug=article.slug,
            revision=self.kept.revision,
            version=self.version,
            title=self._name(TITLE, article.title),
            lang=article.lang,
            rates=rates,
            opening=self._around(OPENING),
            sections=tuple(self._section(section.id, section.heading) for section in article.sections),
            ending=self._around(ENDING),
            line=dialled(line_to_call(article.disclaimers)),
        )

    def alone(self, section: str) -> tuple[Track, ...]:
        """A section that is fetched on its own, at each rate: it begins with the disclaimers, as policy says."""
        return tuple(self._track(order, clip) for order, clip in self._clips_of(section, alone=True))

    def _section(self, section: str, heading: str) -> Section:
        named = self._name(f"{section}{HEADING}", heading or self.kept.article.title)
        clips = list(self._clips_of(section, alone=not self.kept.article.disclaimers))
        tracks = tuple(self._track(order, clip) for order, clip in clips)
        usual = min(range(len(clips)), key=lambda place: abs(clips[place][0].delivery.rate - 1))
        words = tuple(_words(clips[usual][1].marks, tracks[usual], _texts(self.kept.article, section)))
        return Section(section, named, tracks, words)

    def _around(self, section: str) -> tuple[Sound, ...]:
        return tuple(sound for order, clip in self._clips_of(section, alone=True) for sound in self._said(order, clip))

    def _said(self, order: ClipOrder, clip: Recording) -> tuple[Sound, ...]:
        """The parts of a clip, the first with the written words of all of it."""
        texts = _texts(self.kept.article, order.section)
        marks = (mark for mark in clip.marks if mark.kind is MarkKind.WORD and mark.block in texts)
        words = (texts[mark.block][mark.start : mark.start + mark.length] for mark in marks)
        first, *rest = self._parts(order, clip)[0]
        return (replace(first, text=" ".join(words)), *rest)

    def _name(self, section: str, text: str) -> Sound:
        [(order, clip)] = self._clips_of(section, alone=False)
        return replace(self._parts(order, clip)[0][0], text=text)

    def _clips_of(self, section: str, *, alone: bool) -> Iterator[tuple[ClipOrder, Recording]]:
        """The clips of a section in the order of their rates."""
        for order, clip in self.clips.items():
            if order.section == section and order.alone is alone:
                yield order, clip

    def _track(self, order: ClipOrder, clip: Recording) -> Track:
        parts, contents = self._parts(order, clip)
        return Track(parts, contents.sentences_ms)

    def _parts(self, order: ClipOrder, clip: Recording) -> tuple[tuple[Sound, ...], Contents]:
        place = self.studio.sound_file(clip.fingerprint, clip.suffix)
        contents = contents_of(place) if place else Contents((0,), (0,), clip.duration_ms)
        section = DISCLAIMERS if order.section == OPENING else order.section.strip("_").replace("_", ".")
        lang, rate = self.kept.article.lang, order.delivery.rate
        parts = tuple(
            Sound(clip.fingerprint, self.code, section, lang, len(contents.span(part)), part, rate)
            for part in range(1, len(contents.parts_ms) + 1)
        )
        return parts, contents


def entry_of(programme: Programme, article: Article, lang: str) -> Entry:
    """What lists say of an article; `lang` is the language of the prompts that fit it."""
    return Entry(programme.code, programme.title, lang, article.topics, programme.revision, programme.rates)


def _texts(article: Article, section_id: str) -> dict[str, str]:
    """The written text of each block that a section's speech marks may point into."""
    section = article.section(section_id)
    blocks = {block.id: block.text for block in section.blocks} if section else {}
    named = {"page_title": article.title, f"{section_id}_heading": section.heading if section else ""}
    return blocks | named | {disclaimer.id: disclaimer.text for disclaimer in article.disclaimers}


def _words(marks: Sequence[SpeechMark], track: Track, texts: Mapping[str, str]) -> Iterator[Word]:
    for mark in marks:
        if mark.kind is MarkKind.WORD and mark.block in texts:
            sentence = track.sentence_at(mark.start_ms)
            start, end = track.start_of(sentence), track.end_of(sentence)
            first, last = mark.start, mark.start + mark.length
            text, joined = texts[mark.block][first:last], is_joined(texts[mark.block], first, last)
            yield Word(text, sentence, round((mark.start_ms - start) / max(end - start, 1), 4), joined)
