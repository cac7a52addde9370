"""Languages: how a tag is spelled, and which one a text is in that does not say it (script, then small words)."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u3400-\u9fff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("th", "\u0e00-\u0e7f"),
    ("hi", "\u0900-\u097f"),
)
_SMALL_WORDS = {
    "en": "the and of to in is that for it with as was on are be this by from or not have which you at an",
    "de": "der die und das ist nicht ein eine mit von zu den für auf dem sich im des auch es sie werden oder bei als",
    "fr": "le la les et des est une un dans que pour qui sur pas avec ce au du ne plus par il vous ou sont cette",
    "es": "el la los las y que en un una es por con para se del no su al como más lo o son este pero",
    "pt": "o a os as e que em um uma é por com para se do da no na ao não mais dos das são como",
    "it": "il la gli e che di un una è per con non si del della dei sono le al nel più anche come questo lo",
    "nl": "de het een en van is dat op te in niet zijn voor met die aan er ook als maar bij naar worden om deze",
    "sv": "och att det som en är för av med den till inte på ett har de kan om men eller från vi så också var",
    "da": "og at det som en er for af med den til ikke på et har de kan om men eller fra vi så også var",
    "pl": "i w na z do nie się że jest to o jak za od po przez dla co lub są oraz ale ich jego może",
}
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_SAMPLE_CHARACTERS = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 3


def canonical_lang(name: str) -> str:
    """Spell a language tag the usual way ("EN_us" is "en-US"); "" where it is none."""
    match = _TAG.match(name.strip())
    if match is None:
        return ""
    first, *others = match[0].replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in others)])


def language_of(text: str, default: str = "en") -> str:
    """Name the language of a text (BCP 47), `default` where its words do not tell."""
    sample = text[:_SAMPLE_CHARACTERS].casefold()
    letters = len("".join(_WORD.findall(sample)))
    for lang, script in _SCRIPTS:
        share = 0.1 if lang == "ja" else 0.3  # Japanese is written in Chinese characters for the greater part
        if letters and len(re.findall(f"[{script}]", sample)) > share * letters:
            return lang
    counts = Counter(_WORD.findall(sample))
    scores = {lang: sum(counts[word] for word in words.split()) for lang, words in _SMALL_WORDS.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _FEWEST else default


def primary(lang: str) -> str:
    """Return the language that a tag names ("pt" of "pt-BR"), in lower case."""
    return lang.split("-", maxsplit=1)[0].lower()
