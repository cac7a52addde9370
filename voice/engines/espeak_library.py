"""eSpeak NG as it lies in the package espeakng-loader: its library, its data, and the voices the data names."""

import atexit
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

# eSpeak copies the path of its data into 160 bytes, and ends the process where it does not fit.
LONGEST_PATH = 140
PACKAGE, DATA = "espeakng-loader", "espeak-ng-data"
# What a language line says where it gives no priority; a lower number is preferred.
USUAL_PRIORITY = 5


@dataclass(frozen=True, slots=True)
class LangFile:
    """A voice's file below `lang`. `path` is eSpeak's identifier of it; the lowest `rank` speaks a language first."""

    path: str
    lang: str
    rank: tuple[str, int, int, str]


def revision() -> str:
    """Names the library's version: another one sounds different."""
    return version(PACKAGE)


@cache
def library_path() -> Path:
    """The shared library."""
    names = ("libespeak-ng.so", "libespeak-ng.dylib", "espeak-ng.dll")
    for name in names:
        if (_package() / name).is_file():
            return _package() / name
    raise ImportError(f"{PACKAGE} has no eSpeak library for this machine.")


@cache
def data_parent() -> Path:
    """The folder that holds `espeak-ng-data`: a short path to it where the package lies too deep."""
    data = _package() / DATA
    if len(os.fsencode(data)) <= LONGEST_PATH:
        return data.parent
    short = Path(tempfile.mkdtemp(prefix="espeak-"))
    atexit.register(shutil.rmtree, short, ignore_errors=True)
    try:
        (short / DATA).symlink_to(data, target_is_directory=True)
    except OSError:  # Windows lets few users make links
        shutil.copytree(data, short / DATA)
    return short


@cache
def lang_files() -> tuple[LangFile, ...]:
    """Every voice, a language's best one first. Reads files alone; no native code is loaded."""
    root = _package() / DATA / "lang"
    found = (_read(path, root) for path in root.rglob("*") if path.is_file())
    return tuple(sorted((file for file in found if file), key=lambda file: file.rank))


@cache
def variants() -> dict[str, str]:
    """The ways in which any voice can be varied, by name ("f3" for gmw/en+f3), and the gender of each where it says."""
    files = {
        path.name: path.read_text("utf-8", errors="replace")
        for path in sorted((_package() / DATA / "voices" / "!v").iterdir())
    }
    genders = {name: re.search(r"^gender (female|male)\b", text, re.MULTILINE) for name, text in files.items()}
    return {name: match[1] if match else "" for name, match in genders.items()}


def file_named(name: str) -> LangFile | None:
    """The voice's file, by its whole path (gmw/en-US), its last part (en-US) or its language's tag."""
    whole = {file.path: file for file in lang_files()}
    short = {
        key: file
        for file in reversed(lang_files())
        for key in (file.lang.lower(), file.path.rpartition("/")[2].lower())
    }
    return whole.get(name) or short.get(name.lower())


def _package() -> Path:
    found = find_spec("espeakng_loader")
    if found is None or found.origin is None:
        raise ImportError(f"{PACKAGE} is not installed.")
    return Path(found.origin).parent


def _read(path: Path, root: Path) -> LangFile | None:
    lines = [words for line in path.read_text("utf-8", errors="replace").splitlines() if (words := line.split())]
    languages = [words[1:] for words in lines if words[0] == "language" and len(words) > 1]
    if not languages:
        return None
    lang = bcp47(languages[0][0])
    primary = lang.partition("-")[0]
    dictionary = next((words[1] for words in lines if words[0] == "dictionary"), primary)
    if not (root.parent / f"{dictionary}_dict").is_file():
        return None  # it would say nothing but the names of letters
    general = [rest for tag, *rest in languages if tag.lower() == primary]
    priority = int(general[0][0]) if general and general[0] else USUAL_PRIORITY
    unusual = any(len(part) in (1, 4) for part in lang.split("-"))
    identifier = path.relative_to(root).as_posix()
    return LangFile(identifier, lang, (primary, int(unusual), priority, identifier))


def bcp47(tag: str) -> str:
    """The tag in its usual case: en-GB, cmn-Latn-pinyin, vi-VN-x-south."""
    parts = tag.lower().replace("_", "-").split("-")
    cased, private = [parts[0]], False
    for part in parts[1:]:
        private = private or len(part) == 1
        if not private and len(part) == 2:
            cased.append(part.upper())
        elif not private and len(part) == 4 and part.isalpha():
            cased.append(part.title())
        else:
            cased.append(part)
    return "-".join(cased)
