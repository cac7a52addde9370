"""Web addresses, e-mail addresses and names with @, as a person would say them over the telephone."""

import re

from voice.reading.tongue import Tongue
from voice.reading.words import Rule, substitution

# Longer paths say nothing to an ear: the site is enough.
_LONGEST_PATH = 40
_TLD = "com|org|net|gov|edu|mil|int|info|io|uk|eu|us|ca|au|nz|de|fr|es|it|ch|at|nl|be|ie|co|tv|me|app|dev|health|ai"
_TAIL = r"[^\s<>\"'”’)\]},;]"


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Addresses come first: their signs and digits are no one else's."""

    def site(match: re.Match[str]) -> str:
        written, end = match[0].rstrip(".!?:"), match[0][len(match[0].rstrip(".!?:")) :]
        written = re.sub(r"^(?:[a-zA-Z][\w+.-]{0,20}://)?(?:www\.)?", "", written)
        host, _, path = written.partition("/")
        path = re.split(r"[?#]", path)[0].strip("/")
        plain = len(path) <= _LONGEST_PATH and re.fullmatch(r"[A-Za-z/_.-]*|[\w./-]{1,16}", path)
        said = _host(host.split(":")[0].split("?")[0], tongue)
        return (said + f" {tongue.say['slash']} {_path(path, tongue)}" if path and plain else said) + end

    def mail(match: re.Match[str]) -> str:
        user, host = match[0].removeprefix("mailto:").split("@")
        return f"{_path(user, tongue)} {tongue.say['at']} {_host(host, tongue)}"

    return (
        substitution(r"(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}\b", mail),
        substitution(rf"(?<![\w@])(?:https?://)?(?:dx\.)?doi\.org/10{_TAIL}+(?<![.,:!?])", "D O I"),
        substitution(rf"(?<![\w@])(?i:https?|ftp)://{_TAIL}+|(?<![\w@.])(?i:www)\.{_TAIL}+", site),
        substitution(rf"(?<![\w@./-])(?:[\w-]{{2,40}}\.){{1,3}}(?:{_TLD})(?:/{_TAIL}*|(?![\w-]|\.\w))", site),
        substitution(r"(?<![\w@./])@(?=[A-Za-z_]\w)", f"{tongue.say['at']} "),
        substitution(r"(?<![\w.,])(?i:doi ?: ?)?10\.\d{4,9}/[^\s,;]{3,80}?(?=[.,;)]{0,2}(?:\s|$))", "D O I"),
    )


def _host(host: str, tongue: Tongue) -> str:
    return f" {tongue.say['dot']} ".join(_label(part, tongue) for part in host.split(".") if part)


def _path(path: str, tongue: Tongue) -> str:
    said = [_label(part, tongue) if part else "" for part in re.split(r"[/._+-]", path)]
    signs = [_sign(sign, tongue) for sign in re.findall(r"[/._+-]", path)]
    return " ".join(word for pair in zip(said, [*signs, ""], strict=True) for word in pair if word)


def _sign(sign: str, tongue: Tongue) -> str:
    names = {"/": "slash", ".": "dot", "_": "underscore", "-": "dash", "+": "plus"}
    return tongue.say[names[sign]]


def _label(part: str, tongue: Tongue) -> str:
    """A part of an address: letters apart where it is an abbreviation, hyphens said."""
    if part.lower() in tongue.domains:
        return " ".join(part.upper())
    return f" {tongue.say['dash']} ".join(piece for piece in part.split("-") if piece)
