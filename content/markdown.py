"""Markdown -> a page: CommonMark with tables, footnotes, definition lists and front matter; HTML in it stays HTML."""

import re
import tomllib
from datetime import date

from content.composing import compose

_MOST_NAMES = 20
_LARGEST = 10**12
# Between lines of "---" it is YAML, between lines of "+++" TOML.
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)


def page_of_markdown(text: str) -> str:
    """Write a Markdown text as a page; title, author, date and language are those of its front matter."""
    about, body = _front_matter(text.lstrip("\n"))
    return compose(
        _html(body),
        title=_said(about, "title"),
        author=_said(about, "author", "authors"),
        published=_said(about, "date", "published"),
        lang=_said(about, "lang", "language"),
    )


def _html(body: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few pages are Markdown
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415
    from mdit_py_plugins.tasklists import tasklists_plugin  # noqa: PLC0415

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, tasklists_plugin):
        reader.use(plugin)
    html: str = reader.render(body)
    return html


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """Part front matter from the text; what is none, or cannot be read, stays in the text."""
    found = _FRONT_MATTER.match(text)
    about = _read(found[2], found[1]) if found else None
    if found is None or not isinstance(about, dict):
        return {}, text
    return {str(name).lower(): said for name, said in about.items()}, text[found.end() :]


def _read(matter: str, mark: str) -> object:
    import yaml  # noqa: PLC0415

    try:
        return tomllib.loads(matter) if mark == "+++" else yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _said(about: dict[str, object], *names: str) -> str:
    return next((said for name in names if (said := _words(about.get(name)))), "")


def _words(said: object) -> str:
    """Spell a value, or the values of a list; lists in lists say nothing: a few lines of YAML make billions of them."""
    many = said[:_MOST_NAMES] if isinstance(said, list) else [said]
    return ", ".join(filter(None, map(_word, many)))


def _word(said: object) -> str:
    named = said.get("name") if isinstance(said, dict) else said
    if isinstance(named, date):
        return named.isoformat()
    if isinstance(named, int) and abs(named) > _LARGEST:
        return ""
    return str(named).strip() if isinstance(named, str | int | float) else ""
