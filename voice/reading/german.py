"""Numbers in German words."""

from voice.reading.scales import by_thousands

_ONES = [
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
]  # fmt: skip
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_SCALES = (("eine Million", "Millionen"), ("eine Milliarde", "Milliarden"), ("eine Billion", "Billionen"))
_ORDINALS = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    word = f"{_ONES[hundreds]}hundert" if hundreds else ""
    if rest < 20:
        return word + (_ONES[rest] if rest else "")
    tens, ones = divmod(rest, 10)
    return word + (f"{_ONES[ones]}und" if ones else "") + _TENS[tens - 2]


def _end(gender: str) -> str:
    return {"m": "ein", "f": "eine"}.get(gender, "eins")


def cardinal(number: int, gender: str = "") -> str:
    """The number in words: zwei Millionen dreihunderteinundzwanzigtausend."""
    if not number:
        return "null"
    millions, small = divmod(number, 10**6)
    words = []
    for scale, group in by_thousands(millions):
        one, many = _SCALES[scale]
        words += [one if group == 1 else f"{_hundreds(group)} {many}"] if group else []
    if small:
        words.append(_small(small, gender))
    return " ".join(words)


def _small(number: int, gender: str) -> str:
    thousands, rest = divmod(number, 1000)
    word = f"{_hundreds(thousands)}tausend" if thousands else ""
    if rest % 100 == 1:
        return word + (_hundreds(rest - 1) if rest > 1 else "") + _end(gender if number == 1 else "")
    return word + _hundreds(rest)


def ordinal(number: int) -> str:
    """The ordinal in words, without a case: einundzwanzigste."""
    rest = number % 100
    if rest in _ORDINALS:
        return (cardinal(number - rest) if number > rest else "") + _ORDINALS[rest]
    return cardinal(number) + ("te" if 0 < rest < 20 else "ste")


def year(number: int) -> str:
    """A year before 2000: neunzehnhundertfünfundvierzig."""
    century, rest = divmod(number, 100)
    return f"{_hundreds(century)}hundert{cardinal(rest) if rest else ''}"
