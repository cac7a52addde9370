"""Numbers in words: cardinals and ordinals of English, German, Spanish and French, digit strings, years."""

from collections.abc import Callable
from functools import lru_cache

from voice.reading import german, romance
from voice.reading.scales import by_thousands

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_SCALES = ("", "thousand", "million", "billion", "trillion")

# Above this a number is said digit by digit.
LARGEST = 10**15


def _english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else ""))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)


def _english(number: int, _gender: str) -> str:
    groups = by_thousands(number)
    words = [f"{_english_hundreds(group)} {_SCALES[scale]}".strip() for scale, group in groups if group]
    return " ".join(words) or "zero"


def _english_ordinal(number: int) -> str:
    words = _english(number, "")
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in _ORDINALS:
        return words[:cut] + _ORDINALS[last]
    return words[:cut] + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


_CARDINALS: dict[str, Callable[[int, str], str]] = {
    "en": _english,
    "de": german.cardinal,
    "es": romance.spanish,
    "fr": romance.french,
}
_ORDINAL: dict[str, Callable[[int], str]] = {
    "en": _english_ordinal,
    "de": german.ordinal,
    "es": romance.spanish_ordinal,
    "fr": romance.french_ordinal,
}


@lru_cache(maxsize=4096)
def cardinal(number: int, code: str, gender: str = "") -> str:
    """The number in words; `gender` ("m" or "f") where a noun follows and the language bends for it."""
    return _CARDINALS[code](number, gender) if number < LARGEST else digit_by_digit(str(number), code)


def ordinal(number: int, code: str) -> str:
    """The ordinal in words: twenty-first."""
    return _ORDINAL[code](number) if number < LARGEST else digit_by_digit(str(number), code)


def plural(words: str) -> str:
    """The plural of an English number in words: sixties, threes."""
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}{'es' if words.endswith('x') else 's'}"


def digit_by_digit(written: str, code: str) -> str:
    """Each digit on its own, as a telephone number is said."""
    return " ".join(cardinal(int(digit), code) for digit in written if digit.isdecimal())


def year(number: int, code: str) -> str:
    """The year as it is said: nineteen forty-five, two thousand five, twenty twenty-four."""
    if code == "de" and 1100 <= number < 2000:
        return german.year(number)
    if code != "en" or not 1010 <= number < 2100 or 2000 <= number < 2010:
        return cardinal(number, code)
    century, rest = divmod(number, 100)
    if not rest:
        return f"{_english(century, '')} hundred"
    return f"{_english(century, '')} {'oh ' if rest < 10 else ''}{_english(rest, '')}"
