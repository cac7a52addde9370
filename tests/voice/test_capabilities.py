"""docs/capabilities.md shows what engines say of themselves; run this file as a program to write the page anew."""

from importlib.metadata import entry_points
from pathlib import Path

from voice.engine import GROUP, Capabilities, open_engine
from voice.speech import How, Manner

PAGE = Path(__file__).parents[2] / "docs" / "capabilities.md"
OPENING = """# What each engine can do

Made from the engines themselves (`python tests/voice/test_capabilities.py`); a test fails when the page is not true.

* **kind**: how it makes sound. On the telephone a neural voice is understood far better than a formant one.
* **word times**: it tells exactly when each word is heard. Where it does not, times are worked out from the sound.
* **phonemes**: it can be told how a word is sounded; the others speak the word as it is written.
* **emphasis**: what the page stresses within a sentence (`<em>`, `<strong>`, `<b>`, `<i>`) is heard so: from espeak
  longer and louder, from hibari and kokoro longer. To the others they are words like any.
* **spelling**: it tells letters that are said one by one (the A of U.S.A.) from words; the others say single letters as
  they can.
* **same bytes**: the same request gives the same sound, to the bit, in another process too.
* **but for**: languages in which it tells no word times, and can be told neither phonemes nor emphasis.
* **own pace**: rates that are its own. Beyond them, up to 3, its sound is made faster at the same pitch.
* **first clause**: so many characters, or the first clause where that is longer, are spoken by themselves where a
  recording or a section begins: whoever waits hears them sooner. Such an engine uses every core for one sentence, so a
  recording is spoken in one booth, sentence after sentence.

No engine need know SSML: what is said reaches it as plain words, with rate, phonemes and manners beside them (eSpeak is
told manners in SSML); pauses are not its business.

| engine | kind | word times | phonemes | emphasis | spelling | same bytes | own pace | first clause | but for |
|---|---|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    ours = sorted(entry.name for entry in entry_points(group=GROUP) if entry.value.startswith("voice.engines."))
    return OPENING + "".join(f"| {name} | {' | '.join(_cells(open_engine(name).capabilities))} |\n" for name in ours)


def _cells(able: Capabilities) -> list[str]:
    asked = (able.word_times, able.phonemes, able.emphasis, able.spelling, able.deterministic)
    answers = ("yes" if answer else "no" for answer in asked)
    slowest, fastest = able.rates
    first = str(able.first_clause or "no")
    return [able.kind, *answers, f"{slowest:g} to {fastest:g}", first, ", ".join(able.plain_in)]


def test_the_page_of_capabilities_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_stress_that_kokoro_does_not_make_heard_in_a_language_is_no_part_of_what_it_is_asked_for() -> None:
    stressed = (Manner(0, 2, How.STRESSED),)
    heeded = {lang: open_engine("kokoro").capabilities.heeded(stressed, lang) for lang in ("es", "cmn", "ja")}
    assert heeded == {"es": stressed, "cmn": (), "ja": ()}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
