"""What is noted in the audit trail of articles, decisions, words and rules: each change, by what keeps it.

The keepers of these tell of every change in the transaction that makes it, so none goes unnoted, whichever door it
came in by; accounts and tokens note theirs themselves.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from content import Article
from content.arranging import Arrangement
from content.library import Kept
from content.review import Decision, Verdict
from voice.audit import Change, Door, Kind, note
from voice.audit.trail import last_of
from voice.lexicon import Lexeme
from voice.lexicon.keeping import WordChange
from voice.phonebook.prompts_file import check_prompts
from voice.rules_file import check_rules
from voice.shared_files import SharedFile

RULES, PROMPTS = "disclaimers.toml", "phone.toml"
NOBODY_KNOWS = "unknown"
_LONGEST_EXCERPT = 200


def article(connection: Connection, before: Kept | None, after: Kept) -> None:
    """An article is new, or stands in another revision."""
    was = _said(before.article, before.revision) if before else ""
    slug = after.article.slug
    note(connection, Change(Kind.ARTICLE, slug, was, _said(after.article, after.revision), article=slug))


def decision(connection: Connection, taken: Decision) -> None:
    """Editors have decided on a disclaimer that was found."""
    after = f"{taken.verdict}: {taken.short}" if taken.verdict is Verdict.SHORTENED else str(taken.verdict)
    before = _excerpt(f"{taken.kind}: {taken.text}")
    changed = Change(Kind.DISCLAIMER, taken.key, before, after, taken.reason, article=taken.slug, who=taken.who)
    note(connection, changed)


def arrangement(connection: Connection, slug: str, before: Arrangement, after: Arrangement) -> None:
    """Editors have arranged an article's sections otherwise."""
    note(connection, Change(Kind.ARTICLE, f"{slug}: sections", _arranged(before), _arranged(after), article=slug))


def withdrawal(connection: Connection, slug: str, before: str, after: str) -> None:
    """An article is off the list, or on it again."""
    note(connection, Change(Kind.ARTICLE, slug, before, after, article=slug))


def words(connection: Connection, changes: Sequence[WordChange]) -> None:
    """Words are said otherwise than before."""
    note(connection, *map(_word_changed, changes))


@dataclass(frozen=True, slots=True)
class RulesNoted:
    """Notes the words of the editors' file, once each, around what puts them in place or has found them."""

    engine: Engine

    @contextmanager
    def __call__(self, text: str, door: Door | None) -> Iterator[None]:
        """Note the words; where the door is FILE, somebody has changed them by hand, and nobody knows who."""
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            known = _rules_before(connection) == text
        with nullcontext() if known else self.engine.begin() as connection:
            if connection and (before := _rules_before(connection)) != text:
                who = NOBODY_KNOWS if door is Door.FILE else ""
                note(connection, Change(Kind.RULES, RULES, before, text, who=who, door=door))
            yield


@dataclass(frozen=True, slots=True)
class PromptsNoted:
    """Notes the words of the operator's file of telephone prompts around what puts them in place."""

    engine: Engine

    @contextmanager
    def __call__(self, before: str, after: str) -> Iterator[None]:
        """Note the change; where it can't be put in place, it is not noted either."""
        with self.engine.begin() as connection:
            note(connection, Change(Kind.RULES, PROMPTS, before, after))
            yield


@dataclass(frozen=True, slots=True)
class SharedNoted:
    """The same of both files where machines share them: what puts words in place notes them itself."""

    file: SharedFile

    def __call__(self, text: str, door: Door | None) -> AbstractContextManager[None]:
        """Let the rules stand; what is found in the file was noted when it was taken in."""
        return nullcontext() if door is Door.FILE else self.file.replaced(text)

    def prompts(self, _before: str, after: str) -> AbstractContextManager[None]:
        """Let the prompts stand."""
        return self.file.replaced(after)


@dataclass(frozen=True, slots=True)
class Heeds:
    """Who heeds changes of the rules and of the prompts, and lets each file follow what stands elsewhere."""

    rules: tuple[Callable[[str, Door | None], AbstractContextManager[None]], Callable[[], None]]
    prompts: tuple[Callable[[str, str], AbstractContextManager[None]], Callable[[], None]]
    shared: tuple[SharedFile, ...] = ()


def heeds(engine: Engine, folder: Path, *, shared: bool) -> Heeds:
    """Of both files in the folder; with `shared`, machines share them by the database."""
    if not shared:
        return Heeds((RulesNoted(engine), lambda: None), (PromptsNoted(engine), lambda: None))
    rules = SharedFile(engine, folder / RULES, check_rules, _file_changed)
    prompts = SharedFile(engine, folder / PROMPTS, check_prompts, _file_changed)
    both = SharedNoted(rules), SharedNoted(prompts)
    return Heeds((both[0], rules.follow), (both[1].prompts, prompts.follow), (rules, prompts))


def _file_changed(connection: Connection, name: str, after: str, door: Door | None) -> None:
    last = last_of(connection, Kind.RULES, name)
    before = last.after if last else ""
    if before != after:
        who = NOBODY_KNOWS if door is Door.FILE else ""
        note(connection, Change(Kind.RULES, name, before, after, who=who, door=door))


def _rules_before(connection: Connection) -> str:
    last = last_of(connection, Kind.RULES, RULES)
    return last.after if last else ""


def _word_changed(change: WordChange) -> Change:
    word = change.after or change.before
    subject = f"{', '.join(word.graphemes)} ({word.lang})" if word else ""
    told = (_spoken(change.before), _spoken(change.after))
    return Change(Kind.WORD, subject, *told, article=change.article, who=change.by)


def _spoken(lexeme: Lexeme | None) -> str:
    return " ".join(filter(None, [lexeme.alias, lexeme.ipa and f"/{lexeme.ipa}/"])) if lexeme else ""


def _said(said: Article, revision: str) -> str:
    counts = f"sections: {len(said.sections)}, disclaimers: {len(said.disclaimers)}"
    topics = f", topics: {', '.join(said.topics)}" if said.topics else ""
    return f"{_excerpt(said.title)}: revision {revision}, {said.lang}, {counts}{topics}"


def _arranged(arrangement: Arrangement) -> str:
    names = "; ".join(f"{section} called {name}" for section, name in arrangement.names.items())
    told = [("order", ", ".join(arrangement.order)), ("names", names), ("silent", ", ".join(arrangement.silent))]
    return ". ".join(f"{what}: {words}" for what, words in told if words) or "as on its page"


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT].rstrip()}…"
