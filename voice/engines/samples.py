"""A model's sound, numbers around -1 to 1, as the 16-bit samples that engines give."""

import numpy as np
import numpy.typing as npt


def to_int16(sound: npt.NDArray[np.float32]) -> bytes:
    """As signed 16-bit samples; a sound over full scale is turned down as a whole rather than clipped."""
    loudest = float(np.abs(sound).max(initial=0.0))
    return np.round(sound * (32_767.0 / max(loudest, 1.0))).astype("<i2").tobytes()
