"""How a caller comes to an article: language, code, the newest, topics, a title spelled on the keys."""

import unicodedata
from dataclasses import replace

from voice.phone.asking import Answer, Unheeded, asked, items, more_pages
from voice.phone.listening import enter
from voice.phone.programme import Entry, Offer, Place, Sound
from voice.phone.state import Stage, Turn

# The letters on a telephone's keys (ITU-T E.161).
_KEYPAD = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_KEY_OF = {letter: str(digit) for digit, letters in enumerate(_KEYPAD, 2) for letter in letters}
# A code to come back with is longer than any article's.
TICKET_DIGITS = 8


def entry_of(offer: Offer, code: str) -> Entry | None:
    """The article of that code, if it is on offer."""
    return next((entry for entry in offer.entries if entry.code == code), None)


def language(answer: Answer) -> Turn:
    """Which language: the keys count the languages."""
    langs = answer.offer.langs
    if answer.keys.isdigit() and 1 <= int(answer.keys) <= len(langs):
        return asked(replace(answer.state, stage=Stage.MAIN, lang=langs[int(answer.keys) - 1]), answer.offer)
    raise answer.wrong()


def back(answer: Answer) -> Turn:
    """Whether to go on where the caller was the last time; whatever else is pressed leads to the beginning."""
    if answer.keys == "1" and answer.back and answer.back.code == answer.state.back_to:
        return return_to(answer, answer.back)
    return asked(replace(answer.state, stage=Stage.MAIN), answer.offer)


def main(answer: Answer) -> Turn:
    """How to choose."""
    state, offer = answer.state, answer.offer
    match answer.keys:
        case "*":
            return asked(replace(state, stage=Stage.CODE), offer)
        case "1":
            codes = tuple(entry.code for entry in offer.entries if entry.lang == state.lang)
            return _list(answer, codes or tuple(entry.code for entry in offer.entries))
        case "2" if offer.topics.get(state.lang):
            return asked(replace(state, stage=Stage.TOPICS, page=0), offer)
        case "2":
            raise Unheeded("no_topics")
        case "3":
            return asked(replace(state, stage=Stage.SEARCH), offer)
        case "0":
            return asked(state, offer, offer.said(state.lang, "help_main"))
    raise answer.wrong()


def code(answer: Answer) -> Turn:
    """An article's code, or one to come back with; a star begins it anew, zero alone is for help."""
    state, offer, keyed = answer.state, answer.offer, answer.keys.rpartition("*")[2]
    if answer.keys == "0":
        return asked(state, offer, offer.said(state.lang, "help_code"))
    if answer.keys and not keyed:
        return asked(replace(state, stage=Stage.MAIN), offer)
    if not keyed:
        raise answer.wrong()
    if len(keyed) == TICKET_DIGITS and (place := offer.place(keyed)) and entry_of(offer, place.code):
        return return_to(answer, place)
    if entry_of(offer, keyed) is None:
        raise Unheeded("no_such_code")
    return asked(replace(state, stage=Stage.CHOSEN, code=keyed), offer)


def chosen(answer: Answer) -> Turn:
    """The article was named: a star takes another, anything else begins it."""
    if answer.keys.startswith("*"):
        return asked(replace(answer.state, stage=Stage.CODE), answer.offer)
    return open_article(answer, answer.state.code)


def listed(answer: Answer) -> Turn:
    """An article of a list, by its number."""
    if (chosen_item := item(answer)) is not None:
        choices = [each for each in answer.state.choices if entry_of(answer.offer, each)]
        return open_article(answer, choices[chosen_item])
    return _other_page(answer)


def topic(answer: Answer) -> Turn:
    """A topic of the list, by its number: its articles are read."""
    if (chosen_item := item(answer)) is not None:
        name = answer.offer.topics[answer.state.lang][chosen_item].text
        return _list(answer, tuple(entry.code for entry in answer.offer.entries if name in entry.topics))
    return _other_page(answer)


def search(answer: Answer) -> Turn:
    """Letters of a title, each by the key it stands on: words that begin so, or the title from there on."""
    state, offer = answer.state, answer.offer
    if "*" in answer.keys:
        return asked(replace(state, stage=Stage.MAIN), offer)
    if answer.keys == "0":
        return asked(state, offer, offer.said(state.lang, "help_search"))
    keyed = answer.keys.replace("1", "").replace("0", "")
    if not keyed:
        raise answer.wrong()
    found = tuple(entry.code for entry in offer.entries if _spelled(entry.title.text, keyed))
    if not found:
        raise Unheeded("nothing_found")
    return _list(answer, found)


def open_article(answer: Answer, article: str, lead: tuple[Sound, ...] = ()) -> Turn:
    """The article from its beginning, with its disclaimers; where it has a crisis line, that is offered first."""
    state, offer = answer.state, answer.offer
    programme = offer.programme(article, "")
    if programme is None:
        raise Unheeded("not_ready")
    state = replace(state, code=article, version=programme.version, section=0, at_ms=0, rate=programme.usual_rate)
    if programme.line:
        return asked(replace(state, stage=Stage.CRISIS), offer, lead)
    return enter(state, programme, lead)


def return_to(answer: Answer, place: Place) -> Turn:
    """The article where somebody left it, at the sentence they heard; its disclaimers stand before it."""
    programme = answer.offer.programme(place.code, "")
    if programme is None:
        raise Unheeded("not_ready")
    ids = [section.id for section in programme.sections]
    section = ids.index(place.section) if place.section in ids else 0
    rate = programme.rates.index(place.rate) if place.rate in programme.rates else programme.usual_rate
    track = programme.sections[section].tracks[rate]
    at_ms = track.start_of(place.sentence if place.section in ids else 0)
    state = replace(answer.state, code=place.code, version=programme.version, section=section, at_ms=at_ms, rate=rate)
    if programme.line:
        return asked(replace(state, stage=Stage.CRISIS), answer.offer)
    return enter(state, programme)


def item(answer: Answer) -> int | None:
    """The place, from 0, of the item that was keyed in; None where none was. Raises Unheeded for a wrong one."""
    keyed = answer.keys
    if not keyed or keyed == "0" or "*" in keyed:
        return None
    number = int(keyed)
    if not 1 <= number <= len(items(answer.state, answer.offer)):
        raise Unheeded("wrong_key")
    return number - 1


def _other_page(answer: Answer) -> Turn:
    """What else may be done with a list: a star leaves it, zero is for help, silence leads to its next page."""
    state, offer = answer.state, answer.offer
    if "*" in answer.keys:
        return asked(replace(state, stage=Stage.MAIN), offer)
    if answer.keys == "0":
        return asked(replace(state, page=0), offer, offer.said(state.lang, "help_list"))
    if more_pages(state, offer):
        return asked(replace(state, page=state.page + 1), offer)
    raise answer.wrong()


def _list(answer: Answer, codes: tuple[str, ...]) -> Turn:
    return asked(replace(answer.state, stage=Stage.LIST, choices=codes, page=0), answer.offer)


def _spelled(title: str, keyed: str) -> bool:
    words = [_keys(word) for word in title.split()]
    return any("".join(words[start:]).startswith(keyed) for start in range(len(words)))


def _keys(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_KEY_OF.get(letter, letter if letter.isdigit() else "") for letter in plain)
