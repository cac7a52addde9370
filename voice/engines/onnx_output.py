"""One more output for a model in ONNX: a tensor inside it that tells how long each sound lasts."""


def with_output(model: bytes, tensor: str) -> bytes:
    """The model, which also returns the tensor of that name, of floats; the name has fewer than 100 letters.

    A protobuf message may be followed by more of itself, so a field is enough: ModelProto.graph (7), in it
    GraphProto.output (12), in it ValueInfoProto.name (1) and its type (2: tensor_type 1, elem_type 1, FLOAT 1).
    """
    floats = _field(2, _field(1, bytes([1 << 3, 1])))
    return model + _field(7, _field(12, _field(1, tensor.encode()) + floats))


def _field(number: int, content: bytes) -> bytes:
    """A protobuf field of bytes, of which there are fewer than 128."""
    return bytes([number << 3 | 2, len(content)]) + content
