"""What editors set for every article, a site or a topic: the file `disclaimers.toml` of the data folder, as `Rules`."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeVar

import msgspec

from content.disclaimer import INTERESTS, DisclaimerKind, Length, words_of
from content.errors import InvalidRules
from content.language import primary

_ID = re.compile(r"[a-z](?:-?[a-z0-9])*")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SITE = re.compile(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Policy:
    """How disclaimers are placed, where an entry does not say otherwise.

    `alone` is how they are heard before a section that is fetched alone, `end` whether they are heard again at the
    article's end, `claims` whether what discloses an interest is heard again before the section that makes the claim.
    """

    alone: Length = Length.SHORT
    end: bool = True
    claims: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """A disclaimer that editors set; `text` and `short` by language (BCP 47), as they are written in the file.

    `sites` are hosts, their subdomains with them; `topics` are in lower case; with neither, it is for every article.
    `claims` are words, in lower case: a section whose text has one of them hears it again, before. `alone` and `end`
    are None where the policy decides. It is heard from the day `since` to the day `until`, both included (UTC); None is
    no limit.
    """

    id: str
    kind: DisclaimerKind
    text: dict[str, str]
    short: dict[str, str] = field(default_factory=dict)
    sites: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    alone: Length | None = None
    end: bool | None = None
    since: date | None = None
    until: date | None = None

    @property
    def fallback(self) -> str:
        """The language for pages in one that it does not speak: English, else the first that stands in the file."""
        return _FALLBACK if _FALLBACK in self.text else next(iter(self.text))

    def speaks(self, lang: str) -> bool:
        """Say whether there is a text for a language."""
        return bool(_named(self.text, lang))

    def text_in(self, lang: str) -> str:
        """Return the text for a language that it speaks."""
        return self.text[_named(self.text, lang)]

    def short_in(self, lang: str) -> str:
        """Return the short form for a language, "" where there is none."""
        return self.short.get(_named(self.short, lang), "")


@dataclass(frozen=True, slots=True)
class Rules:
    """All that editors set; `edition` names the file's words: it changes whenever they do."""

    policy: Policy = Policy()
    notices: tuple[Notice, ...] = ()
    edition: str = ""


_T = TypeVar("_T", Policy, Notice)


def in_force(rules: Rules, day: date) -> Rules:
    """The rules with the notices that are heard on a day; the edition says which, where not all of them are."""
    heard = tuple(notice for notice in rules.notices if (notice.since or day) <= day <= (notice.until or day))
    if len(heard) == len(rules.notices):
        return rules
    named = " ".join([rules.edition, *(notice.id for notice in heard)])
    return replace(rules, notices=heard, edition=hashlib.sha256(named.encode()).hexdigest())


def topic_of(written: str) -> str:
    """A topic as it is compared: in lower case, white space folded."""
    return " ".join(written.casefold().split())


def read_rules(text: str, name: str) -> Rules:
    """Read the rules in a TOML text; `name` names it in messages. Raises `InvalidRules`: what is wrong, and where."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidRules(
            f"{name} is no TOML: {error}. Compare it with the example in docs/disclaimers.md."
        ) from error
    _refuse_unknown(table, ["policy", "disclaimer"], name)
    policy = _read(table.get("policy", {}), Policy, f"{name}, [policy]")
    entries = table.get("disclaimer", [])
    if not isinstance(entries, list):
        raise InvalidRules(f"{name}: each disclaimer begins with [[disclaimer]], in two pairs of brackets.")
    notices = tuple(_notice(entry, number, name) for number, entry in enumerate(entries, 1))
    taken = [notice.id for notice in notices]
    for id_ in taken:
        if taken.count(id_) > 1:
            raise InvalidRules(f"{name}: two disclaimers have the id {id_!r}. Give each an id of its own.")
    return Rules(policy, notices, hashlib.sha256(text.encode()).hexdigest())


def _notice(entry: object, number: int, name: str) -> Notice:
    where = f"{name}, disclaimer {number}"
    if isinstance(entry, dict) and isinstance(entry.get("id"), str):
        where += f" ({entry['id']})"
    notice = _folded(_read(entry, Notice, where))
    for fault in _faults(notice):
        raise InvalidRules(f"{where}: {fault}")
    return notice


def _read(entry: object, kind: type[_T], where: str) -> _T:
    if isinstance(entry, dict):
        _refuse_unknown(entry, [each.name for each in fields(kind)], where)
    try:
        return msgspec.convert(entry, kind)
    except msgspec.ValidationError as error:
        raise InvalidRules(f"{where}: {error}. See docs/disclaimers.md for what it may be.") from error


def _refuse_unknown(table: dict[str, object], known: list[str], where: str) -> None:
    for key in table.keys() - set(known):
        raise InvalidRules(f"{where}: there is no {key!r}. There may be {', '.join(known)}.")


def _folded(notice: Notice) -> Notice:
    return replace(
        notice,
        text={lang: " ".join(text.split()) for lang, text in notice.text.items()},
        short={lang: " ".join(text.split()) for lang, text in notice.short.items()},
        sites=tuple(site.lower() for site in notice.sites),
        topics=tuple(map(topic_of, notice.topics)),
        claims=tuple(map(topic_of, notice.claims)),
    )


def _faults(notice: Notice) -> Iterator[str]:
    if not _ID.fullmatch(notice.id):
        yield 'its id may have a-z, 0-9 and single hyphens, and begins with a letter, such as "not-medical-advice".'
    if not notice.text or not all(map(words_of, [*notice.text.values(), *notice.short.values()])):
        yield 'it needs its words, by language, such as text = {en = "This is not medical advice."}.'
    for lang in [*notice.text, *notice.short]:
        if not _LANG.fullmatch(lang):
            yield f'{lang!r} is no language. Give a tag such as "en" or "pt-BR".'
    yield from _misplaced(notice)


def _misplaced(notice: Notice) -> Iterator[str]:
    if notice.kind is DisclaimerKind.CRISIS and (notice.short or notice.alone is Length.SHORT):
        yield "a crisis text is never shortened. Take out its short form."
    for site in notice.sites:
        if not _SITE.fullmatch(site):
            yield f'{site!r} is no site. Give its host alone, such as "example.org".'
    if notice.claims and notice.kind not in INTERESTS:
        yield "claims are for what discloses an interest: the kinds affiliate and sponsored."
    if notice.since and notice.until and notice.until < notice.since:
        yield f"it ends on {notice.until}, before it begins."
    if not all((*notice.topics, *notice.claims)):
        yield "a topic or a claim without a word in it would be met nowhere. Take it out."


def _named(texts: dict[str, str], lang: str) -> str:
    """Which of the languages in the table is meant by a tag: itself, or its first part; "" where none is."""
    return next((name for name in (lang, primary(lang)) if name in texts), "")
