"""No digit of a dose vanishes or changes: what is heard is counted back, in words that this file knows for itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.reading import read_aloud

# What each word adds; HUNDREDS multiply what stands before them in their group, THOUSANDS end a group.
COUNTED = {
    "en": """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""",
    "de": """null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
        siebzehn achtzehn neunzehn zwanzig""",
    "es": """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
        diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis
        veintisiete veintiocho veintinueve""",
    "fr": """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
        dix-huit dix-neuf vingt""",
}
SPANISH_HUNDREDS = ["dos", "tres", "cuatro", "quin", "seis", "sete", "ocho", "nove"]
MORE = {
    "en": {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "de": {"dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}
    | {"eins": 1, "eine": 1, "und": 0},
    "es": {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
    | {"un": 1, "una": 1, "veintiún": 21, "veintiuna": 21, "y": 0, "cien": 100, "ciento": 100}
    | {
        f"{word}{'i' if word == 'quin' else 'ci'}ent{o}s": n * 100
        for n, word in enumerate(SPANISH_HUNDREDS, 2)
        for o in "oa"
    },
    "fr": {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80, "quatre-vingts": 80}
    | {"une": 1, "et": 0},
}
HUNDREDS = {"en": ["hundred"], "de": ["hundert"], "es": [], "fr": ["cents", "cent"]}
THOUSANDS = {"en": "thousand", "de": "tausend", "es": "mil", "fr": "mille"}
POINTS = {"en": "point", "de": "Komma", "es": "coma", "fr": "virgule"}
MARKS = {"en": ".", "de": ",", "es": ",", "fr": ","}
UNITS = {
    "en": ["mg", " mg", " mL", " mcg/kg/day", "%", " g", " IU", " mmol/L", "-mg", " tablets", " °C", " mg PO BID"],
    "de": ["mg", " mg", " ml", " µg/kg/Tag", " %", " g", " IE", " mmol/l", "-mg", " Tabletten", " °C", " mg i.v."],
    "es": ["mg", " mg", " ml", " µg/kg/día", " %", " g", " UI", " mmol/l", " tabletas", " °C", " mg cada 8 h"],
    "fr": ["mg", " mg", " ml", " µg/kg/jour", " %", " g", " UI", " mmol/l", " gélules", " °C", " mg toutes les 8 h"],
}  # fmt: skip
AROUND = {
    "en": ["Take {} with food.", "{}", "not more than {} a day", "({})", "up to {};", "a {} dose", "No. {} is enough."],
    "de": ["Nehmen Sie {} ein.", "{}", "nicht mehr als {} am Tag", "({})", "bis zu {};", "eine Dosis von {}"],
    "es": ["Tome {} al día.", "{}", "no más de {} al día", "({})", "hasta {};", "una dosis de {}"],
    "fr": ["Prenez {} par jour.", "{}", "pas plus de {} par jour", "({})", "jusqu'à {};", "une dose de {}"],
}
NUMBERS = st.tuples(
    st.integers(0, 999_999) | st.integers(1000, 2100), st.none() | st.from_regex(r"[0-9]{1,3}", fullmatch=True)
)
ENDS = st.integers(0, 99_999) | st.integers(1000, 2100)  # many that look like years
each_language = pytest.mark.parametrize("lang", list(COUNTED))


def table(lang: str) -> dict[str, int]:
    return {word: value for value, word in enumerate(COUNTED[lang].split())} | MORE[lang]


def counted(words: str, lang: str) -> int:
    """The value of number words in a row: zweihunderteinundzwanzig, quatre-vingt-dix-neuf mille."""
    known = table(lang)
    longest_first = sorted([*known, *HUNDREDS[lang], THOUSANDS[lang]], key=len, reverse=True)
    total = group = 0
    for word in re.findall("|".join(longest_first), words):
        if word == THOUSANDS[lang]:
            total, group = total + (group or 1) * 1000, 0
        elif word in HUNDREDS[lang]:
            group = (group or 1) * 100
        else:
            group += known[word]
    return total + group


def numbers_heard(spoken: str, lang: str) -> list[str]:
    """Every number in the spoken text, as it would be written with a point."""
    known = "|".join(sorted([*table(lang), *HUNDREDS[lang], THOUSANDS[lang]], key=len, reverse=True))
    number = rf"(?<!\w)(?:{known})(?:[ -]?(?:{known}))*(?!\w)"
    heard = re.findall(rf"({number})(?: {POINTS[lang]} ({number}))?", spoken)
    return [str(counted(whole, lang)) + (f".{_digits(part, lang)}" if part else "") for whole, part in heard]


def _digits(words: str, lang: str) -> str:
    return "".join(str(table(lang)[word]) for word in words.split())


@each_language
@given(data=st.data())
def test_no_digit_of_a_dose_changes(lang: str, data: st.DataObject) -> None:
    whole, part = data.draw(NUMBERS)
    written = str(whole) + (f"{MARKS[lang]}{part}" if part else "")
    unit, around = data.draw(st.sampled_from(UNITS[lang])), data.draw(st.sampled_from(AROUND[lang]))
    spoken = read_aloud(around.format(written + unit), lang).text
    assert str(whole) + (f".{part}" if part else "") in numbers_heard(spoken, lang), spoken


@each_language
@given(data=st.data())
def test_both_ends_of_a_range_are_heard(lang: str, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.tuples(ENDS, ENDS)))
    dash = data.draw(st.sampled_from(["-", "–", " – "]))
    spoken = read_aloud(f"{low}{dash}{high} mg", lang).text
    assert [str(low), str(high)] == numbers_heard(spoken, lang), spoken


@given(st.integers(1000, 2100), st.sampled_from(UNITS["en"]))
def test_a_dose_is_never_read_as_a_year(number: int, unit: str) -> None:
    assert "thousand" in read_aloud(f"Take {number}{unit} daily", "en").text


@pytest.mark.parametrize("lang", ["ja", "ar", "fi", "hi", "zh", "xx"])
@given(st.text(alphabet="0123456789., mgl/%-–日عहä()", max_size=40))
def test_a_language_without_rules_keeps_every_digit(lang: str, written: str) -> None:
    assert re.findall(r"\d", read_aloud(written, lang).text) == re.findall(r"\d", written)
