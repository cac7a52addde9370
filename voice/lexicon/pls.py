"""Lexicons as files: W3C's Pronunciation Lexicon Specification 1.0, read and written.

Read without entities, network or files of others. What we can't use is said, by line, and the rest is taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from voice.errors import UnknownSound, UnreadableLexicon, UnusableLexeme
from voice.lexicon.lexeme import Case, Lexeme

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
# The roles of ours: whether capitals count.
ROLES = "urn:article-voice:lexicon"
MOST_BYTES, MOST_LEXEMES = 20_000_000, 200_000
_XML_LANG, _XML_ID = (f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("lang", "id"))
_ATTRIBUTES = {"role", "prefer", "alphabet", _XML_ID}
_CASES = {f"{{{ROLES}}}{case}": case for case in (Case.ANY, Case.EXACT)}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file had: its lexemes, and a sentence for each thing that was left out."""

    lexemes: tuple[Lexeme, ...]
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Notes:
    """What is left out: each kind once, with its first line and its count; and sentences."""

    kinds: dict[str, list[int]] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)

    def told(self) -> tuple[str, ...]:
        counted = (
            f"Line {lines[0]}: {what} is not used" + (f", nor are {len(lines) - 1} more." if lines[1:] else ".")
            for what, lines in self.kinds.items()
        )
        return (*self.sentences, *counted)


def read_pls(content: bytes) -> Imported:
    """The lexemes of a PLS document. Raises UnreadableLexicon, with the line, where it is none or a word is wrong."""
    root = _root(content)
    alphabet, lang = root.get("alphabet", ""), root.get(_XML_LANG, "")
    if root.get("version") != "1.0":
        raise _wrong(root, f"the lexicon's version is {root.get('version')!r}, and only 1.0 is known")
    if not lang:
        raise _wrong(root, 'the lexicon names no language. Give it one, such as xml:lang="en"')
    notes = _Notes()
    lexemes = tuple(
        lexeme for child in _children(root, notes, "lexeme") if (lexeme := _lexeme(child, lang, alphabet, notes))
    )
    if len(lexemes) > MOST_LEXEMES:
        raise UnreadableLexicon(f"The lexicon has over {MOST_LEXEMES:,} words. Split it by language or by topic.")
    return Imported(lexemes, notes.told())


def write_pls(lexemes: Iterable[Lexeme], lang: str) -> bytes:
    """The lexemes, which are all of that language, as a PLS document in UTF-8."""
    root = etree.Element(
        f"{{{NAMESPACE}}}lexicon", {"version": "1.0", "alphabet": "ipa", _XML_LANG: lang},
        nsmap={None: NAMESPACE, "voice": ROLES},
    )  # fmt: skip
    for lexeme in lexemes:
        role = {} if lexeme.case is Case.USUAL else {"role": f"voice:{lexeme.case}"}
        written = etree.SubElement(root, f"{{{NAMESPACE}}}lexeme", role)
        texts = [*(("grapheme", word) for word in lexeme.graphemes), ("phoneme", lexeme.ipa), ("alias", lexeme.alias)]
        for tag, text in texts:
            if text:
                etree.SubElement(written, f"{{{NAMESPACE}}}{tag}").text = text
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return document


def _root(content: bytes) -> etree._Element:
    if len(content) > MOST_BYTES:
        raise UnreadableLexicon(f"The lexicon is over {MOST_BYTES // 1_000_000} MB. Split it by language or by topic.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableLexicon(f"Line {error.lineno}: this is no XML that can be read: {error.msg}.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableLexicon("The lexicon has a document type declaration. Take its <!DOCTYPE …> out.")
    if root.tag != f"{{{NAMESPACE}}}lexicon":
        raise _wrong(root, f'this is no pronunciation lexicon; its first element must be <lexicon xmlns="{NAMESPACE}">')
    return root


def _children(parent: etree._Element, notes: _Notes, *wanted: str) -> Iterator[etree._Element]:
    """The wanted elements below; the others are noted."""
    for child in parent.iterchildren(tag=etree.Element):
        name = etree.QName(child)
        if name.namespace == NAMESPACE and name.localname in wanted:
            for attribute in set(child.attrib) - _ATTRIBUTES:
                notes.kinds.setdefault(f"the attribute {attribute}", []).append(_line(child))
            yield child
        else:
            notes.kinds.setdefault(f"<{name.localname}>", []).append(_line(child))


def _lexeme(written: etree._Element, lang: str, alphabet: str, notes: _Notes) -> Lexeme | None:
    parts = list(_children(written, notes, "grapheme", "phoneme", "alias"))
    graphemes = [_text(part) for part in parts if _named(part, "grapheme")]
    case = Case.USUAL
    for role in written.get("role", "").split():
        if (ours := _CASES.get(_expanded(written, role))) is None:
            notes.sentences.append(
                f"Line {_line(written)}: “{', '.join(graphemes)}” is left out. "
                f"It is meant for the role {role} alone, which can't be told from a text."
            )
            return None
        case = ours
    alias, ipa = _said(parts, alphabet, notes)
    try:
        return Lexeme.checked(graphemes, lang, alias=alias, ipa=ipa, case=case)
    except (UnusableLexeme, UnknownSound) as error:
        raise UnreadableLexicon(f"Line {_line(written)}: {error}") from error


def _said(parts: list[etree._Element], alphabet: str, notes: _Notes) -> tuple[str, str]:
    """The alias and the sounds: what is preferred, else the first (PLS 1.0); an alias may stand by for sounds."""
    said = [part for part in parts if not _named(part, "grapheme")]
    if not said:
        return "", ""
    chosen = next((part for part in said if part.get("prefer") == "true"), said[0])
    spare = next((part for part in said if _named(part, "alias")), None) if _named(chosen, "phoneme") else None
    for part in said:
        if part is not chosen and part is not spare:
            notes.kinds.setdefault("a second pronunciation", []).append(_line(part))
    if _named(chosen, "alias"):
        return _text(chosen), ""
    used = chosen.get("alphabet", alphabet)
    if used.lower() != "ipa":
        raise _wrong(chosen, f'the alphabet {used!r} can\'t be read. Write the sounds in IPA, and say alphabet="ipa"')
    return _text(spare) if spare is not None else "", _text(chosen)


def _named(element: etree._Element, name: str) -> bool:
    return bool(etree.QName(element).localname == name)


def _text(element: etree._Element) -> str:
    return "".join(element.itertext())


def _expanded(element: etree._Element, name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{element.nsmap.get(prefix or None)}}}{local}"


def _line(element: etree._Element) -> int:
    return element.sourceline or 0


def _wrong(element: etree._Element, why: str) -> UnreadableLexicon:
    return UnreadableLexicon(f"Line {_line(element)}: {why}.")
