"""How a section's words are said: sentence by sentence, with a word's spoken form to be tried, heard and kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from content import Article, Section
from content.errors import UnknownArticle
from voice.accounts import Role
from voice.encoding import FORMATS
from voice.lexicon import Case, Lexeme
from voice.lexicon.keeping import EVERYWHERE
from voice.reading import Reader
from voice.script import section_script, text_script
from voice.speech import Role as SpokenRole
from voice.speech import Script
from voice.web.admin.gate import bp, permitted, tell, who
from voice.web.admin.telling import TROUBLES
from voice.web.finding import studio

LONGEST_TEXT = 1000
# Of so many articles it is counted what a word would speak anew; of more, an editor would wait too long.
MOST_COUNTED = 200
_WORD = re.compile(r"\w(?:[\w’'-]*\w)?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is written, its language (BCP 47), and its words as they are spoken where those are others."""

    written: str
    lang: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A word's spoken form that is tried on a sentence: an alias, sounds in IPA, or both; `scope` is a slug or ""."""

    text: str
    lang: str
    word: str = ""
    alias: str = ""
    ipa: str = ""
    scope: str = EVERYWHERE
    case: Case = Case.USUAL

    @classmethod
    def from_request(cls, slug: str) -> "Trial":
        """What the form asks for, of an article or of the whole library."""
        given = request.values
        text, lang = given.get("text", "").strip()[:LONGEST_TEXT], given.get("lang", "en").strip()
        case = given.get("case", "")
        word = given.get("phrase", "").strip() or given.get("word", "").strip()
        return cls(
            text or word,
            lang,
            word,
            given.get("alias", "").strip(),
            given.get("ipa", "").strip(),
            slug if given.get("scope") == "article" else EVERYWHERE,
            Case(case) if case in set(Case) else Case.USUAL,
        )

    @property
    def lexeme(self) -> Lexeme | None:
        """The word as it would be kept; None where nothing is to be changed. Raises UnusableLexeme, UnknownSound."""
        if not (self.word and (self.alias or self.ipa)):
            return None
        return Lexeme.checked([self.word], self.lang.split("-")[0], alias=self.alias, ipa=self.ipa, case=self.case)

    def reader(self, slug: str) -> Reader:
        """Reads as the article is read, with the word as it is tried. Raises UnusableLexeme, UnknownSound."""
        lexicons, lexeme = studio().lexicons, self.lexeme
        return lexicons.trying(lexeme, self.scope, slug) if lexeme else lexicons.reader(slug)

    def spoken(self, slug: str) -> str:
        """The sentence's words as they are spoken. Raises UnusableLexeme, UnknownSound."""
        return spoken_words(text_script(self.text, self.lang, self.reader(slug)))


@bp.get("/articles/<slug>/sections/<section>")
@permitted(Role.VIEWER)
def section(slug: str, section: str) -> ResponseReturnValue:
    """A section sentence by sentence, as it is written and as it is said."""
    article, found = _section(slug, section)
    return render_template(
        "admin/section.html",
        article=article,
        section=found,
        sentences=list(sentences(article, found, studio().lexicons.reader(slug))),
    )


@bp.get("/articles/<slug>/sections/<section>/say")
@permitted(Role.VIEWER)
def say_word(slug: str, section: str) -> ResponseReturnValue:
    """A sentence, how it is said now, and how it would be said with a word spoken otherwise."""
    article, found = _section(slug, section)
    return _form(article, found, Trial.from_request(slug))


@bp.post("/articles/<slug>/sections/<section>/say")
@permitted(Role.EDITOR)
def keep_word(slug: str, section: str) -> ResponseReturnValue:
    """Try how a word could be said, or keep it, for the article or for every one."""
    article, found = _section(slug, section)
    trial = Trial.from_request(slug)
    if request.form.get("do") != "keep":
        return _form(article, found, trial)
    try:
        if (lexeme := trial.lexeme) is None:
            return _form(article, found, trial, "Give the word, and an alias or its sounds.")
        changed = studio().lexicons.add([lexeme], trial.scope, by=who())
    except TROUBLES as error:
        return _form(article, found, trial, str(error))
    where = "in this article" if trial.scope else "in every article"
    tell(f"“{trial.word}” is said so {where} from now on." if changed else "The lexicon says so already.")
    return redirect(url_for("admin.section", slug=slug, section=section), 303)


@bp.get("/hear.mp3")
@permitted(Role.VIEWER)
def hear() -> ResponseReturnValue:
    """A text, said as it would be in an article; with a word as it is tried, and in a voice that is named."""
    slug = request.args.get("slug", EVERYWHERE)
    trial = Trial.from_request(slug)
    return performed(text_script(trial.text, trial.lang, trial.reader(slug)), request.args.get("voice", ""))


def performed(script: Script, voice: str = "") -> ResponseReturnValue:
    """A script as sound, in a voice ("engine:name") if one is named. Raises VoiceError where it can't be spoken."""
    if not script.utterances:
        abort(404, "There is nothing to hear in it.")
    delivery = studio().delivery()
    if voice:
        delivery = replace(delivery, engine="", voice=voice)
    clip, place = studio().perform(script, delivery)
    media_type = FORMATS[delivery.suffix].media_type
    return send_file(place, mimetype=media_type, conditional=True, etag=clip.fingerprint)


def sentences(article: Article, section: Section, read: Reader) -> Iterator[Sentence]:
    """The sentences of a section, in order."""
    blocks = {block.id: block for block in section.blocks}
    for line in section_script(article, section, read).utterances:
        source = line.source
        if source and line.role is SpokenRole.SENTENCE and (block := blocks.get(source.block)):
            written = block.text[source.start : source.start + source.length]
            yield Sentence(written, line.lang, "" if line.text == written else line.text)


def spoken_words(script: Script) -> str:
    """A script's words in a row."""
    return " ".join(line.text for line in script.utterances)


def respoken(lexeme: Lexeme, scope: str) -> tuple[int, int, int]:
    """How many takes of how many articles a word would speak anew, and how many articles were not looked at."""
    every = [scope] if scope else [row.slug for row in studio().library.list()]
    counts = [
        studio().anew(studio().desk.current(slug).article, _trying(lexeme, scope, slug))
        for slug in every[:MOST_COUNTED]
    ]
    return sum(counts), sum(map(bool, counts)), len(every[MOST_COUNTED:])


def _trying(lexeme: Lexeme, scope: str, slug: str) -> Reader:
    return studio().lexicons.trying(lexeme, scope, slug)


def _form(article: Article, section: Section, trial: Trial, trouble: str = "") -> ResponseReturnValue:
    slug = article.slug
    now = spoken_words(text_script(trial.text, trial.lang, studio().lexicons.reader(slug)))
    would, counts = "", (0, 0, 0)
    try:
        if not trouble and (lexeme := trial.lexeme):
            would, counts = trial.spoken(slug), respoken(lexeme, trial.scope)
    except TROUBLES as error:
        trouble = str(error)
    page = render_template(
        "admin/say.html",
        article=article,
        section=section,
        trial=trial,
        words=list(dict.fromkeys(_WORD.findall(trial.text))),
        now=now,
        would=would,
        counts=counts,
        trouble=trouble,
    )
    return page, 422 if trouble else 200


def _section(slug: str, section: str) -> tuple[Article, Section]:
    article = studio().desk.current(slug).article
    found = article.section(section)
    if found is None:
        raise UnknownArticle(f"The article {slug!r} has no section {section!r} that is heard.")
    return article, found
