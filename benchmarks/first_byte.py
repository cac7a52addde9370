"""From a request to the first byte of sound, where nobody has made anything of it, against 300 ms; and from a start.

    python benchmarks/first_byte.py [--runs 9] [--lang en] [--sentences 20]

A service is started with an empty data folder; the time from its process to the first byte is held against 1.5 s. Then,
warm, it is given one article after another that nobody has heard, and asked for the first section of each. `curl`, and
so the network of this machine, is in none of it: a socket is read. Ratios are seconds taken / seconds promised.
"""

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from content import parse_article
from content.library import Source
from voice.settings import Settings
from voice.studio import Studio

PROMISE_S, START_PROMISE_S = 0.3, 1.5
COLD = """<html lang="{lang}"><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"""
# A title as long as titles are, and a sentence, that nobody has spoken before.
TEXTS = {
    "en": (
        "Why keeper {run} climbs the stairs, and what he carries up there",
        "Nobody has spoken this before run {run}, sentence {n}, and so it has to be made while somebody waits. ",
    ),
    "es": (
        "Por qué el farero {run} sube la escalera, y qué lleva en la mano",
        "Nadie ha dicho esto antes de la vuelta {run}, frase {n}, y por eso se hace mientras alguien espera. ",
    ),
    "fr": (
        "Pourquoi le gardien {run} monte l'escalier, et ce qu'il porte",
        "Personne n'a dit cela avant le tour {run}, phrase {n}, et on le fait donc pendant que quelqu'un attend. ",
    ),
    "it": (
        "Perché il guardiano {run} sale la scala, e che cosa porta in mano",
        "Nessuno ha detto questo prima del giro {run}, frase {n}, e perciò si fa mentre qualcuno aspetta. ",
    ),
    "pt": (
        "Por que o faroleiro {run} sobe a escada, e o que leva na mão",
        "Ninguém disse isto antes da volta {run}, frase {n}, e por isso se faz enquanto alguém espera. ",
    ),
}
VOICE = [sys.executable, "-m", "voice.cli"]


def first_byte(address: str, place: str) -> tuple[float, float, int]:
    """Seconds to the first byte of sound and to the last, and how many bytes there are."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    began = time.perf_counter()
    connection.request("GET", place)
    answer = connection.getresponse()
    if answer.status == 302:
        answer.read()
        connection.request("GET", answer.headers["Location"])
        answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    assert answer.headers["Content-Type"] == "audio/mpeg"
    first = answer.read(1)
    heard = time.perf_counter() - began
    size = len(first + answer.read())
    return heard, time.perf_counter() - began, size


def add(studio: Studio, run: int, lang: str, sentences: int) -> str:
    """Keep an article of which no recording is made; the place of its only section."""
    title, sentence = TEXTS[lang]
    text = "".join(sentence.format(run=run, n=n) for n in range(sentences))
    source = COLD.format(lang=lang, title=title.format(run=run), text=text).encode()
    kept = studio.desk.publish(parse_article(source), Source(source, f"cold-{run}.html"))
    return f"/a/{kept.article.slug}/sections/opening.mp3"


def told(name: str, seconds: list[float], promise_s: float) -> None:
    middle = statistics.median(seconds)
    print(f"{name}: {middle:.3f} s in the median, {max(seconds):.3f} s at most; ratio {middle / promise_s:.2f}")


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--runs", type=int, default=9)
    ask.add_argument("--lang", choices=TEXTS, default="en")
    ask.add_argument("--sentences", type=int, default=20, help="fewer where an engine is slow")
    measure(ask.parse_args())


def measure(asked: argparse.Namespace) -> None:
    """Start a service and ask it."""
    runs = range(asked.runs)
    with tempfile.TemporaryDirectory() as name:
        studio = Studio(Settings(data=Path(name)))
        environment = os.environ | {"VOICE_DATA": name}
        first_place = add(studio, len(runs), asked.lang, asked.sentences)
        started = time.perf_counter()
        serve = [*VOICE, "serve", "--port", "0"]
        with subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, text=True) as service:
            assert service.stdout is not None
            address = next(found[0] for line in service.stdout if (found := re.search(r"http://\S+", line)))
            ready = time.perf_counter()
            told("process start to address", [ready - started], START_PROMISE_S)
            heard, _, _ = first_byte(address, first_place)
            told("process start to first byte, of a new article", [ready - started + heard], START_PROMISE_S)
            time.sleep(1)
            times = [first_byte(address, add(studio, run, asked.lang, asked.sentences)) for run in runs]
            service.terminate()
        studio.close()
    told("request to first byte, of a new article, warm", [first for first, _, _ in times], PROMISE_S)
    told("request to the last byte", [last for _, last, _ in times], PROMISE_S)


if __name__ == "__main__":
    main()
