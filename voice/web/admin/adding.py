"""Adding articles: from an address, a file or a text, by the same safe reading as `voice add`; then a draft waits."""

from dataclasses import dataclass
from pathlib import Path

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from content import ContentError, Listing, Page
from content.drafts import Draft
from content.errors import UnreadableArticle
from content.gathered import Gathered
from content.language import fault_of_tag
from voice.accounts import Role
from voice.web.admin.gate import bp, permitted, who
from voice.web.finding import studio

KINDS = {"text": "Plain text", "markdown": "Markdown", "html": "HTML"}
_TYPES = {"text": "", "markdown": "text/markdown", "html": "text/html"}

MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in: an address, a text of a kind, or a file; and the language, "" where the page says it."""

    address: str = ""
    text: str = ""
    kind: str = "text"
    lang: str = ""
    file: FileStorage | None = None

    @classmethod
    def from_form(cls) -> "Given":
        """What the request's form has."""
        form, file = request.form, request.files.get("file")
        kind = form.get("kind", "text")
        return cls(
            form.get("address", "").strip(),
            form.get("text", "").strip(),
            kind if kind in KINDS else "text",
            form.get("lang", "").strip(),
            file if file and file.filename else None,
        )

    def page(self) -> tuple[Page, str]:
        """The page that is to be read, and what it is known by. Raises UnreadableArticle, FetchFailed."""
        from content.fetching import fetch_page  # noqa: PLC0415 - what reads pages takes a quarter of a start to import
        from content.sources import MARKDOWN_ENDINGS  # noqa: PLC0415

        if sum(map(bool, (self.address, self.text, self.file))) != 1:
            raise UnreadableArticle("Give one thing: an address, a file, or a text.")
        if self.lang and (fault := fault_of_tag(self.lang)):
            raise UnreadableArticle(fault)
        if self.address:
            return fetch_page(self.address), self.address
        if self.file:
            name = Path(self.file.filename or "").name
            markdown = Path(name).suffix.lower() in MARKDOWN_ENDINGS
            return Page("", self.file.read(), "text/markdown" if markdown else ""), name
        return Page("", self.text.encode(), _TYPES[self.kind], "utf-8"), "a pasted text"


@bp.get("/articles/add")
@permitted(Role.EDITOR)
def add_article() -> ResponseReturnValue:
    """The form to add an article with."""
    return render_template("admin/add.html", given=Given(), kinds=KINDS)


@bp.post("/articles/add")
@permitted(Role.EDITOR, most_bytes=MOST_BYTES)
def read_article() -> ResponseReturnValue:
    """Read what is given, and let it wait as a draft for an editor to look at."""
    from content.gathering import gather  # noqa: PLC0415

    given = Given.from_form()
    try:
        page, name = given.page()
        draft_id = wait(gather(page, name, lang=given.lang or None), name, given.lang)
    except ContentError as error:
        return render_template("admin/add.html", given=given, kinds=KINDS, trouble=str(error)), 422
    return redirect(url_for("admin.draft", draft_id=draft_id), 303)


def wait(found: Gathered | Listing, name: str, lang: str = "") -> str:
    """Let what was read wait as a draft; its id."""
    from content.confining import skipped_confined  # noqa: PLC0415

    if isinstance(found, Listing):
        return studio().drafts.put(Draft(listing=found, lang=lang), found.title or name, who())
    article, source = found.article, found.source
    skipped = skipped_confined(Page(article.url or "", source.content, ""), lang=article.lang)
    return studio().drafts.put(Draft(article=found, skipped=skipped, lang=lang), article.title, who())
