"""Sound into delivery formats, one run of the encoder a clip, and takes into lossless files and back."""

from voice.encoding.formats import FORMATS, AudioFormat, PieceByPiece
from voice.encoding.tags import Chapter, Tags
from voice.encoding.takes import TAKE_SUFFIX, decode_take, encode_take

__all__ = ["FORMATS", "TAKE_SUFFIX", "AudioFormat", "Chapter", "PieceByPiece", "Tags", "decode_take", "encode_take"]
