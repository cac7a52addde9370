"""Convolutions of bytes as a processor multiplies them best: what is convolved is signed, its weights are not.

A model whose numbers were made bytes at run time convolves unsigned bytes with unsigned ones. Processors that multiply
bytes in one instruction (VNNI) do so where one side is signed, and need half the time. So the bytes of the sound are
moved down by 128, and their zero with them: the differences, and so the sound, stay the same to the bit.

It is imported in a booth alone: what it stands on is native code, and an extra.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import ModelProto, NodeProto, TensorProto, helper, load_from_string, numpy_helper

_MIDDLE = 128
# ConvInteger's inputs: the sound, its weights, and the zero of each; DynamicQuantizeLinear's outputs.
_SOUND, _ZERO, _SCALE = 0, 2, 1


def with_signed_sound(model: bytes) -> bytes:
    """The model, convolving signed bytes; the bytes it is given where this processor would then reckon wrongly."""
    return _signed(load_from_string(model)).SerializeToString() if is_exact() else model


def is_exact() -> bool:
    """Whether this processor adds up products of signed and unsigned bytes as they are: older ones cut sums short."""
    sound, weights = np.full((1, 4, 64), 127, np.int8), np.full((16, 4, 3), 255, np.uint8)
    convolved = _convolved(sound, weights)
    return bool((convolved == 127 * 255 * 4 * 3).all())


def _signed(model: ModelProto) -> ModelProto:
    graph = model.graph
    quantized = {node.output[0]: node for node in graph.node if node.op_type == "DynamicQuantizeLinear"}
    graph.initializer.append(numpy_helper.from_array(np.array(_MIDDLE, np.int32), "middle_of_bytes"))
    nodes: list[NodeProto] = []
    moved: set[str] = set()
    for node in graph.node:
        if node.op_type == "ConvInteger" and (source := quantized.get(node.input[_SOUND])):
            name = source.output[0]
            if name not in moved:
                nodes += _moved_down(source, name)
                moved.add(name)
            node.input[_SOUND], node.input[_ZERO] = f"{name}_signed", f"{name}_signed_zero"
        nodes.append(NodeProto.FromString(node.SerializeToString()))
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def _moved_down(source: NodeProto, name: str) -> list[NodeProto]:
    """What makes signed bytes of the same numbers that `source` makes unsigned ones of."""
    zero = f"{name}_signed_zero"
    return [
        helper.make_node("Cast", [source.output[_ZERO]], [f"{zero}_up"], to=TensorProto.INT32),
        helper.make_node("Sub", [f"{zero}_up", "middle_of_bytes"], [f"{zero}_down"]),
        helper.make_node("Cast", [f"{zero}_down"], [zero], to=TensorProto.INT8),
        helper.make_node("QuantizeLinear", [source.input[0], source.output[_SCALE], zero], [f"{name}_signed"]),
    ]


def _convolved(sound: npt.NDArray[np.int8], weights: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    given = helper.make_tensor_value_info("sound", TensorProto.INT8, sound.shape)
    told = helper.make_tensor_value_info("convolved", TensorProto.INT32, None)
    node = helper.make_node("ConvInteger", ["sound", "weights"], ["convolved"])
    graph = helper.make_graph([node], "one", [given], [told], [numpy_helper.from_array(weights, "weights")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    session: Any = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    convolved: npt.NDArray[np.int32] = session.run(None, {"sound": sound})[0]
    return convolved
