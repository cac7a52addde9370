"""Lexicons for editors: the library's, an article's, and the one that is shipped, to read, hear and change."""

from collections.abc import Sequence

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.language import fault_of_tag
from voice.accounts import Role
from voice.amounts import counted
from voice.errors import UnreadableLexicon, UnusableLexeme
from voice.lexicon import Case, Lexeme
from voice.lexicon.keeping import EVERYWHERE, Entry, grouped
from voice.lexicon.pls import read_pls, write_pls
from voice.lexicon.shipping import shipped
from voice.web.admin.adding import MOST_BYTES
from voice.web.admin.articles import Paging
from voice.web.admin.gate import bp, permitted, tell, who
from voice.web.admin.telling import acted
from voice.web.finding import studio

_AGAIN = "Only what has these words in it is spoken anew."


@bp.get("/lexicon")
@permitted(Role.VIEWER)
def lexicon() -> ResponseReturnValue:
    """The words of a lexicon, those that have what is searched for."""
    return _page()


@bp.post("/lexicon")
@permitted(Role.EDITOR)
def keep_lexeme() -> ResponseReturnValue:
    """Keep how a word is said."""
    form, article = request.form, _article()
    case = form.get("case", "")
    try:
        lexeme = Lexeme.checked(
            filter(None, (word.strip() for word in form.get("word", "").split(";"))),
            form.get("lang", "").strip() or "en",
            alias=form.get("alias", "").strip(),
            ipa=form.get("ipa", "").strip(),
            case=Case(case) if case in set(Case) else Case.USUAL,
        )
    except (UnusableLexeme, UnreadableLexicon) as error:
        return _page(str(error)), 422

    def act() -> str:
        changed = studio().lexicons.add([lexeme], article, by=who())
        return f"{counted(changed, 'word')} kept. {_AGAIN}" if changed else "The lexicon says so already."

    return acted(act, _here(article))


@bp.post("/lexicon/remove")
@permitted(Role.EDITOR)
def remove_lexeme() -> ResponseReturnValue:
    """Take a word out."""
    word, lang, article = request.form.get("word", ""), request.form.get("lang", "en"), _article()

    def act() -> str:
        if not studio().lexicons.remove(word, lang, article, by=who()):
            return f"“{word}” is not in this lexicon any more."
        return f"“{word}” is taken out. {_AGAIN}"

    return acted(act, _here(article))


@bp.post("/lexicon/import")
@permitted(Role.EDITOR, most_bytes=MOST_BYTES)
def import_lexicon() -> ResponseReturnValue:
    """Take in the words of a PLS file, and tell what could not be used."""
    file, article = request.files.get("file"), _article()
    try:
        found = read_pls(file.read() if file else b"")
    except UnreadableLexicon as error:
        return _page(f"Nothing was taken in. {error}"), 422
    changed = studio().lexicons.add(found.lexemes, article, by=who())
    given = sum(len(lexeme.graphemes) for lexeme in found.lexemes)
    tell(f"{counted(changed, 'word')} kept, of {given}. {_AGAIN}")
    return _page(left_out=found.left_out)


@bp.get("/lexicon/export.pls")
@permitted(Role.VIEWER)
def export_lexicon() -> ResponseReturnValue:
    """The words of a language as a PLS file."""
    lang = request.args.get("lang", "en")
    if fault := fault_of_tag(lang):
        raise UnusableLexeme(fault)
    every = [entry.lexeme for entry in _entries() if entry.lexeme.lang.lower() == lang.lower()]
    return Response(
        write_pls(grouped(every), lang),
        mimetype="application/pls+xml",
        headers={"Content-Disposition": f'attachment; filename="{_article() or "library"}.pls"'},
    )


def _page(trouble: str = "", left_out: Sequence[str] = ()) -> str:
    article, sought = _article(), request.args.get("q", "").strip().casefold()
    every = _entries()
    found = [entry for entry in every if sought in _spelled(entry).casefold()]
    paging = Paging.of(request.args.get("page", type=int), len(found))
    return render_template(
        "admin/lexicon.html",
        article=studio().library.current(article).article if article else None,
        shipped=_is_shipped(),
        entries=found[paging.rows],
        count=len(found),
        langs=sorted({entry.lexeme.lang for entry in every}),
        paging=paging,
        sought=request.args.get("q", "").strip(),
        given=request.form or request.args,
        trouble=trouble,
        left_out=left_out,
    )


def _entries() -> tuple[Entry, ...]:
    if _is_shipped():
        return tuple(Entry(lexeme, "", "", "") for lexeme in shipped())
    return studio().lexicons.entries(_article())


def _is_shipped() -> bool:
    return request.values.get("shipped") == "yes"


def _article() -> str:
    """The slug of the article whose lexicon is meant, or EVERYWHERE. Raises UnknownArticle."""
    slug = request.values.get("article", EVERYWHERE)
    if slug != EVERYWHERE:
        studio().library.current(slug)
    return slug


def _spelled(entry: Entry) -> str:
    return " ".join([*entry.lexeme.graphemes, entry.lexeme.alias])


def _here(article: str) -> str:
    return url_for("admin.lexicon", article=article or None)
