"""What on a page is no part of its article, known by its markup: menus, banners, share rows, comments, hidden text."""

import re
from collections.abc import Container

from content.figures import recording_name
from content.pagetree import PageTree, Tag, attribute, first_within, names, words_of

# fmt: off
UNREAD = frozenset((
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "video", "audio", "canvas", "head",
    "link", "meta", "button", "input", "select", "textarea", "option", "datalist", "progress", "meter", "map", "area",
    "frame", "frameset", "noframes", "dialog",
))
# fmt: on
_RECORDINGS = frozenset({"iframe", "video", "audio"})
_FURNITURE_TAGS = frozenset({"nav", "menu", "footer", "form", "aside"})
# fmt: off
_FURNITURE_ROLES = frozenset((
    "navigation", "search", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "alert", "menu",
    "menubar", "toolbar", "tablist", "button", "tooltip", "status",
))
# fmt: on
_DIALOGS = frozenset({"dialog", "alertdialog"})
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# fmt: off
_HIDING_NAMES = frozenset((
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-text", "screen-reader-only",
    "sr_only", "offscreen", "element-invisible", "visually-hidden-focusable", "u-visually-hidden", "a11y-hidden",
))
# fmt: on
# Words of classes and ids that name furniture wherever they stand.
# fmt: off
_SURE = frozenset((
    "comments", "disqus", "breadcrumb", "breadcrumbs", "cookie", "cookies", "gdpr", "newsletter", "signup",
    "sharedaddy", "share", "sharing", "sharebar", "social", "socials", "sidebar", "outbrain", "taboola", "advert",
    "adverts", "advertisement", "advertisements", "adslot", "adsbygoogle", "popup", "modal", "navbar", "nav",
    "navigation", "pagination", "pager", "footer", "masthead", "related", "relateds", "recommended",
    "recommendations", "promo", "promos", "promotion", "subscribe", "subscription", "skiplink", "livechat",
    "shareaholic", "addtoany", "sponsored", "permalink", "headerlink", "mw-editsection", "editsection", "metadata",
    "navbox", "catlinks", "toc", "replies", "signature", "noprint", "comentarios", "commentaires", "kommentare",
    "commenti", "reacties", "cmpbox", "onetrust", "didomi", "usercentrics", "globalnav", "topnav", "navmenu",
))
# fmt: on
_GALLERIES = frozenset({"gallery", "slideshow", "carousel", "slider", "lightbox"})
_SURE_PAIRS = re.compile(
    r"\b(related-?(posts?|articles?|content|links?|stories|topics)|read-?(more|next)|you-?may|more-?(from|stories|articles)|"
    r"author-?(bio|box|info|card)|post-?(meta|tags|nav)|entry-?(meta|footer)|tag-?(list|cloud)|article-?(meta|tags|tools)|"
    r"skip-?(link|to)|site-?(header|footer|nav)|page-?(header|footer)-?nav|ad-?(container|wrapper|unit|slot|banner)|"
    r"table-of-contents|by-?line|print-?(only|message)|toc-?(container|list|wrapper)|mw-(jump-link|indicators)|"
    r"comment-?(list|section|form|respond|author|thread|box|area|wrapper|\d+)|respond|no-print|print-none|hidden-print|"
    r"cookie-?(msg|bar|banner|notice|consent|law|policy|warning|info|message)|(privacy|consent)-?(notice|banner|manager)|"
    r"(star|user)-?ratings?|rating-?(stars|widget|box))\b"
)
_TEXT = re.compile(r"\b(article|story|entry|post)[-_]?(body|content|text)\b")
_KEPT_TAGS = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_WORD = re.compile(r"[A-Za-z0-9]+")
_MOST_WORDS_OF_ID = 3
_SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
_INLINE_KEPT = frozenset({"a", "span", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr"})


def is_unread(tag: Tag) -> bool:
    """Say whether nobody is meant to read a tag: scripts, controls, hidden text."""
    return _is_hidden_otherwise(tag) or _is_hidden_by_style(tag)


def _is_hidden_by_style(tag: Tag) -> bool:
    return "style" in tag.attrs and bool(_HIDING_STYLE.search(attribute(tag, "style")))


def _is_hidden_otherwise(tag: Tag) -> bool:
    if tag.name in UNREAD and not (tag.name in _RECORDINGS and recording_name(tag)):
        return True
    attrs = tag.attrs
    if "hidden" in attrs and attribute(tag, "hidden") != "until-found":
        return True
    if attrs.get("aria-hidden") == "true" and tag.name not in {"math", "mrow"}:
        return True
    return "class" in attrs and not _HIDING_NAMES.isdisjoint(attribute(tag, "class").lower().split())


def is_furniture(tag: Tag) -> bool:
    """Say whether the markup of a tag names it as furniture of the page."""
    if tag.name == "footer" and tag.parent and tag.parent.name == "blockquote":
        return False  # it names who is quoted
    if tag.name in _FURNITURE_TAGS or attribute(tag, "role") in _FURNITURE_ROLES:
        return True
    if tag.name in _KEPT_TAGS or not ("class" in tag.attrs or "id" in tag.attrs):
        return False
    if tag.name in _INLINE_KEPT and "itemprop" in tag.attrs:
        return False
    named = attribute(tag, "id")
    if len(_WORD.findall(named)) > _MOST_WORDS_OF_ID:
        named = ""  # an id as long as a sentence is made of a heading and says nothing of the box
    spelled = f"{attribute(tag, 'class')} {named}"
    return not _SURE.isdisjoint(words_of(spelled)) or bool(_SURE_PAIRS.search(spelled.lower().replace("_", "-")))


def is_banner(tag: Tag) -> bool:
    """Say whether a tag is the header of the page rather than of its article (HTML AAM 1.0, "header")."""
    if tag.name != "header" or first_within(tag, "h1"):
        return False
    around = tag.parent
    while around is not None and around.name not in _SECTIONING:
        around = around.parent
    return around is None


def is_dialog(tag: Tag) -> bool:
    """Say whether a tag is shown over the page until it is answered."""
    return attribute(tag, "role") in _DIALOGS or attribute(tag, "aria-modal") == "true"


def is_hidden_by_style_alone(tag: Tag) -> bool:
    """Say whether nothing but a tag's own style hides it, as scripts do that show it in due time."""
    return _is_hidden_by_style(tag) and not _is_hidden_otherwise(tag)


def is_named_as_text(tag: Tag) -> bool:
    """Say whether the markup of a tag names it as the text of an article."""
    named = (attribute(tag, name) for name in ("itemprop", "id", "class"))
    return any(_TEXT.search(name.lower()) for name in named)


def is_gallery(tag: Tag) -> bool:
    """Say whether the markup of a tag names it as a show of pictures."""
    return not _GALLERIES.isdisjoint(names(tag)) and tag.name not in _KEPT_TAGS


def unread(tree: PageTree, shown: Container[int] = frozenset()) -> set[int]:
    """Return the places of the outermost tags that nobody is meant to read, but for those in `shown`."""
    found, place = set(), 0
    while place < len(tree.tags):
        if place not in shown and is_unread(tree.tags[place]):
            found.add(place)
            place = tree.ends[place]
        else:
            place += 1
    return found
