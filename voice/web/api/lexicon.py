"""The lexicon: how words are said, in the whole library or in one article."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response

from voice.accounts import Scope
from voice.audit import actor
from voice.lexicon import Case, Lexeme
from voice.lexicon.keeping import EVERYWHERE
from voice.web.api.operation import Operation, Page, Problem, allowed, answer, body, bp, checked, page_of, query
from voice.web.finding import studio


@dataclass(frozen=True, slots=True)
class Where:
    """The lexicon of which article; "" is the library's."""

    article: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Words:
    """Which words: those of an article's lexicon or of the library's, of one language or of all."""

    article: str = EVERYWHERE
    lang: str = ""
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True, slots=True)
class Said:
    """How a word is said: what is read in its place, or its sounds in the IPA; `case` says whether capitals count."""

    alias: str = ""
    ipa: str = ""
    case: Case = Case.USUAL


@bp.get("/lexicon")
@allowed(Operation(Scope.ARTICLES_READ, asks=Words))
def list_words() -> Response:
    """List the words of a lexicon, by language and word."""
    wanted = query(Words)
    page, article = checked(Page(wanted.page, wanted.per_page)), _article(wanted.article)
    every = studio().lexicons.entries(article)
    found = [entry for entry in every if wanted.lang in {"", entry.lexeme.lang}]
    start = (page.page - 1) * page.per_page
    return page_of(found[start : start + page.per_page], len(found), page)


@bp.put("/lexicon/<lang>/<word>")
@allowed(Operation(Scope.LEXICON_WRITE, takes=Said, asks=Where))
def put_word(lang: str, word: str) -> Response:
    """Say how a word is said, in place of how it was."""
    article, said = _article(query(Where).article), body(Said)
    lexeme = Lexeme.checked([word], lang, alias=said.alias, ipa=said.ipa, case=said.case)
    changed = studio().lexicons.add([lexeme], article, by=actor().who)
    return answer({"changed": bool(changed), "lexeme": lexeme})


@bp.delete("/lexicon/<lang>/<word>")
@allowed(Operation(Scope.LEXICON_WRITE, asks=Where))
def delete_word(lang: str, word: str) -> Response:
    """Take a word out of a lexicon; what comes with the program then holds again."""
    if not studio().lexicons.remove(word, lang, _article(query(Where).article), by=actor().who):
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no “{word}” for {lang!r} in that lexicon.")
    return Response(status=HTTPStatus.NO_CONTENT)


def _article(slug: str) -> str:
    """The slug, if there is such an article. Raises UnknownArticle."""
    return slug and studio().library.current(slug).article.slug
