"""Whether one page goes on with the article of another: by their addresses, then by their titles."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_PARAMETERS = frozenset({"page", "p", "pg", "paged", "pagenum", "pagina", "seite"})
# /tea/2  /tea/page/2  /tea-2.html  /tea_p2.html  /tea,page-2
_NUMBERED = re.compile(r"(.*?)(?:[/_,.-]?(?:page|seite|pagina|pag|p)[/_=,-]?|[/_,-])(\d{1,2})", re.IGNORECASE)
_ENDING = re.compile(r"(?:/index)?(?:\.[a-z]{3,5})?/*$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_PAGE_MARK = re.compile(
    r"[\s\-–—|:,(\[]{0,9}(?:\b(?:page|seite|página|pagina|sida|side|strona)\s+\d+(?:\s*(?:/|of|de|von|di|sur|z|av|af)\s*\d+)?"
    r"|[(\[]\d+\s*/\s*\d+)[)\]]?",
    re.IGNORECASE,
)


def follows(first: str, page: str, address: str) -> bool:
    """Say whether an address is that of the page after `page` of the article whose first page is `first`.

    It has the article's host and name, and the next number. Where the first page has none, the second may be 2, or 1
    where pages are counted from 0 (Drupal).
    """
    whole, (start, begins) = (_name(first), None), _numbered(first)
    name, number = _numbered(address)
    if number is None or not whole[0][1] or name not in {whole[0], start if begins in {0, 1} else whole[0]}:
        return False
    before = begins if page == first else _numbered(page)[1]
    if before is None or (page == first and before > 1):  # a number in the article's own name
        return number in {1, 2}
    return number == before + 1


def same_place(one: str, other: str) -> bool:
    """Say whether two addresses name the same page, an article's first page with its number or without."""
    (name, number), (other_name, other_number) = _numbered(one), _numbered(other)
    return _name(one) == _name(other) or (name == other_name and (number or 1) == (other_number or 1))


def same_title(one: str, other: str) -> bool:
    """Say whether two pages have one title, but for what it says of their number ("Page 2 of 3"); a part is none."""
    words, others = (_WORD.findall(_PAGE_MARK.sub("", title).casefold()) for title in (one, other))
    return words == others


def _numbered(address: str) -> tuple[tuple[str, str, str], int | None]:
    """Part an address into its name and the number of its page, None where it has none."""
    host, path, query = _name(address)
    pairs = parse_qsl(query, keep_blank_values=True)
    for key, value in pairs:
        if key.lower() in _PARAMETERS and value.isdecimal() and len(value) <= 2:
            return (host, path, urlencode([pair for pair in pairs if pair != (key, value)])), int(value)
    found = _NUMBERED.fullmatch(path)
    return ((host, found[1].rstrip("/"), query), int(found[2])) if found else ((host, path, query), None)


def _name(address: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", "", ""
    return parts.netloc.lower(), _ENDING.sub("", parts.path), parts.query
