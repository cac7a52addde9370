"""A page put together from its parts, so that every kind of text is read by the one reader of pages."""

import re
from html import escape, unescape

from content.sectioning import begins_with

_FIRST_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def compose(body: str, *, title: str = "", author: str = "", published: str = "", lang: str = "") -> str:
    """Make a page of the HTML of its body and what is known of it; a title that leads the body is not said twice."""
    first = _FIRST_HEADING.search(body)
    led = first is not None and begins_with(title, unescape(_TAG.sub("", first[1])))
    heading = f"<h1>{escape(title)}</h1>\n" if title and not led else ""
    head = '<meta charset="utf-8">\n'
    head += f"<title>{escape(title)}</title>\n" if title else ""
    for name, said in (("author", author), ("date", published)):
        head += f'<meta name="{name}" content="{escape(said)}">\n' if said else ""
    opening = f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n{head}</head>\n'
    return f"{opening}<body>\n{heading}{body}\n</body>\n</html>\n"
