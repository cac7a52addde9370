"""Numbers in Spanish and French words."""

from voice.reading.scales import by_thousands

_ES = [
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
    "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho",
    "veintinueve",
]  # fmt: skip
_ES_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_ES_HUNDREDS = [
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
    "novecientos",
]  # fmt: skip
_ES_ORDINALS = ["primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo"]
_FR = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
_FR_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
_FR_SCALES = ("", "mille", "million", "milliard", "billion")
_FR_ENDS = {"cinq": "cinquième", "neuf": "neuvième"}


def _es_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    words = [_ES_HUNDREDS[hundreds - 1]] if hundreds else []
    tens, ones = divmod(rest, 10)
    if rest >= 30:
        words.append(_ES_TENS[tens - 3] + (f" y {_ES[ones]}" if ones else ""))
    elif rest:
        words.append(_ES[rest])
    return " ".join(words)


def _es_before_noun(words: str, gender: str) -> str:
    if gender == "f":
        words = words.replace("cientos", "cientas").replace("quinientos", "quinientas")
        return f"{words[:-1]}a" if words.endswith("uno") else words
    if gender == "m" and words.endswith("veintiuno"):
        return f"{words[:-9]}veintiún"
    return words[:-1] if gender == "m" and words.endswith("uno") else words


def spanish(number: int, gender: str = "") -> str:
    """The number in words: veintiún mil quinientos."""
    if not number:
        return "cero"
    millions, small = divmod(number, 10**6)
    words = []
    if millions:
        words.append("un millón" if millions == 1 else f"{spanish(millions, 'm')} millones")
    thousands, rest = divmod(small, 1000)
    if thousands:
        words.append("mil" if thousands == 1 else f"{_es_before_noun(_es_hundreds(thousands), gender or 'm')} mil")
    if rest:
        words.append(_es_before_noun(_es_hundreds(rest), gender))
    return " ".join(words)


def spanish_ordinal(number: int) -> str:
    """The ordinal in words up to ten, the cardinal above, as it is said."""
    return _ES_ORDINALS[number - 1] if 0 < number <= 10 else spanish(number)


def _fr_tens(number: int) -> str:
    if number < 20:
        return _FR[number] if number else ""
    tens, ones = divmod(number, 10)
    if tens in {7, 9}:
        tens, ones = tens - 1, ones + 10
    ten = _FR_TENS[tens]
    if not ones:
        return f"{ten}s" if tens == 8 else ten
    return f"{ten} et {_FR[ones]}" if ones in {1, 11} and tens != 8 else f"{ten}-{_FR[ones]}"


def _fr_hundreds(number: int, *, last: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_FR[hundreds]} cent" if hundreds > 1 else "cent"] if hundreds else []
    if hundreds > 1 and not rest and last:
        words = [f"{words[0]}s"]
    tens = _fr_tens(rest)
    words += [tens if last else tens.removesuffix("s") if rest == 80 else tens] if rest else []
    return " ".join(words)


def french(number: int, gender: str = "") -> str:
    """The number in words: quatre-vingt-onze mille deux cents."""
    words = []
    for scale, group in by_thousands(number):
        if not group:
            continue
        said = _fr_hundreds(group, last=scale != 1)
        if scale == 1:
            words.append("mille" if group == 1 else f"{said} mille")
        else:
            words.append(f"{said} {_FR_SCALES[scale]}{'s' if scale and group > 1 else ''}".strip())
    said = " ".join(words) or "zéro"
    return f"{said}e" if gender == "f" and (said == "un" or said.endswith((" un", "-un"))) else said


def french_ordinal(number: int) -> str:
    """The ordinal in words: vingt et unième."""
    if number == 1:
        return "premier"
    words = french(number)
    for end, said in _FR_ENDS.items():
        if words.endswith(end):
            return words.removesuffix(end) + said
    return (words[:-1] if words.endswith(("e", "s")) and not words.endswith("trois") else words) + "ième"
