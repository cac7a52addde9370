"""MP3 by LAME, with the frame in front that tells players which samples are no part of the sound.

An MP3 begins with the encoder's delay and ends with padding: without being told, a player is 46 ms late at 24 kHz, and
every speech mark with it. LAME's own `Info` frame does not fit into a frame of 48 kbit/s, and lameenc writes none, so
it is written here, in a larger frame (layout: the LAME project's "Mp3 Info Tag" specification, revision 1).

LAME works on one core. So a long sound is cut in its pauses and encoded in pieces, side by side, each beginning a
little before its cut. A frame may use room that those before it left (the bit reservoir, at most 255 bytes back), and
its sound goes on in the next; where frames on both sides of a cut are silent, neither reaches over it.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise

import lameenc
import numpy as np

from voice.encoding.pcm import to_int16
from voice.loudness import Samples

# Samples: of a frame of MPEG-2 layer III, and by which LAME's encoder is late. Decoders add their own 529.
FRAME, DELAY = 576, 576
# kbit/s by the index in a frame's header, for MPEG-2 layer III (ISO/IEC 13818-3).
BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLE_RATES = (22_050, 24_000, 16_000)
# kbit/s: the smallest that holds the 169 bytes of the Info frame.
_INFO_BIT_RATE = 64
_SIDE_INFORMATION = bytes(9)
_FRAMES_BYTES_CONTENTS_QUALITY = 0x0F
_CONSTANT_BIT_RATE = 1
_QUALITY = 5
# A piece has so many seconds at least; frames of silence on either side of a cut, and those encoded only to begin well.
PIECE_S, ROOM, LEAD = 15, 4, 12
# At these bit rates LAME turns the sound down by so much of its own accord.
_SCALE = 0.95


def mp3(samples: Samples, sample_rate: int, kbit_s: int) -> bytes:
    """Mono MP3 of a constant bit rate, which decodes to as many samples as were given; from 16,000 to 24,000 Hz.

    Several cores share the work; the bytes are the same on one.
    """
    edges = [0, *cuts(samples, sample_rate), len(samples)]
    encode = partial(_piece, samples, sample_rate, kbit_s)
    if len(edges) == 2:
        sound = encode((0, len(samples)))
    else:
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            sound = b"".join(threads.map(encode, pairwise(edges)))
    return _info_frame(sound, len(samples), kbit_s) + sound


def cuts(samples: Samples, sample_rate: int) -> Iterator[int]:
    """Where the sound may be cut: at the beginning of a frame, in a pause of digital silence with room around it."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    silent = np.concatenate([[False], ~frames.any(axis=1), [False]])
    last = 0
    for start, end in np.flatnonzero(silent[1:] != silent[:-1]).reshape(-1, 2).tolist():
        cut = (start + ROOM) * FRAME
        far = min(cut - last, len(samples) - cut) >= PIECE_S * sample_rate
        if far and start + 2 * ROOM <= end:
            yield cut
            last = cut


def _piece(samples: Samples, sample_rate: int, kbit_s: int, edges: tuple[int, int]) -> bytes:
    """The frames of the sound from one edge to the other; to its end where that is the other edge."""
    start, end = edges
    first = max(start - LEAD * FRAME, 0)
    sound = b"".join(mp3_stream([samples[first : end + LEAD * FRAME]], sample_rate, kbit_s))
    begin = _place(sound, (start - first) // FRAME)
    return sound[begin:] if end == len(samples) else sound[begin : _place(sound, (end - first) // FRAME)]


def mp3_stream(pieces: Iterable[Samples], sample_rate: int, kbit_s: int) -> Iterator[bytes]:
    """The same piece by piece, without the frame in front: nobody knows yet how long it will be."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sample_rate)
    encoder.set_bit_rate(kbit_s)  # at 32 kbit/s it would drop to another sample rate
    encoder.set_quality(_QUALITY)
    for piece in pieces:
        if sound := bytes(encoder.encode(to_int16(piece / _SCALE).tobytes())):
            yield sound
    yield bytes(encoder.flush())


def _info_frame(sound: bytes, length: int, kbit_s: int) -> bytes:
    """The frame before the first, for `length` samples of sound."""
    frames = _count(sound)
    padding = max(frames * FRAME - DELAY - length, 0)
    header = bytearray(sound[:4])
    header[2] = BIT_RATES.index(_INFO_BIT_RATE) << 4 | header[2] & 0x0C
    size = _size(header)
    frame = bytes(header) + _SIDE_INFORMATION
    # FFmpeg, and Chromium with it, reckons where a seek lands from the length without delay and padding, and this.
    heard = round(len(sound) * length / (frames * FRAME)) if frames else 0
    frame += struct.pack(">4s3I", b"Info", _FRAMES_BYTES_CONTENTS_QUALITY, frames, heard)
    frame += bytes(percent * 256 // 100 for percent in range(100)) + struct.pack(">I", 100 - 10 * _QUALITY)
    frame += b"LAME4.0".ljust(9, b"\0") + bytes([_CONSTANT_BIT_RATE]) + bytes(10)
    frame += bytes([kbit_s]) + (DELAY << 12 | padding).to_bytes(3, "big") + bytes(4)
    frame += struct.pack(">IH", len(sound) + size, 0)
    return (frame + struct.pack(">H", _crc16(frame))).ljust(size, b"\0")


def _place(sound: bytes, frame: int) -> int:
    """Where the frame of that number begins, counted from 0."""
    place = 0
    for _ in range(frame):
        place += _size(sound[place : place + 4])
    return place


def _count(sound: bytes) -> int:
    """How many frames there are."""
    frames, place, end = 0, 0, len(sound) - 4
    sizes = [0] * 256  # by the byte that decides it: one header is much like the other
    while place <= end:
        kind = sound[place + 2]
        sizes[kind] = sizes[kind] or _size(sound[place : place + 4])
        place += sizes[kind]
        frames += 1
    return frames


def _size(header: bytes | bytearray) -> int:
    """The size of a frame in bytes, by its header."""
    bit_rate, sample_rate = BIT_RATES[header[2] >> 4], SAMPLE_RATES[header[2] >> 2 & 3]
    return FRAME // 8 * bit_rate * 1000 // sample_rate + (header[2] >> 1 & 1)


def _crc16(content: bytes) -> int:
    """CRC-16/ARC, as the tag has it."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
