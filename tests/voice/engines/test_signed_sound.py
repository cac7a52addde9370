"""Convolutions of signed bytes say what those of unsigned ones said, to the bit."""

import numpy as np
import pytest

pytest.importorskip("onnx", reason="pip install 'article-voice[kokoro]'")
import onnxruntime
from onnx import TensorProto, helper, load_from_string, numpy_helper

from voice.engines import signed_sound
from voice.engines.signed_sound import is_exact, with_signed_sound


@pytest.fixture
def model():
    """Two convolutions of one sound, whose numbers become bytes as it comes."""
    weights = np.random.default_rng(1).integers(0, 256, (4, 3, 5)).astype(np.uint8)
    known = [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(np.array(117, np.uint8), "zero")]
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["sound"], ["bytes", "scale", "middle"]),
        helper.make_node("ConvInteger", ["bytes", "weights", "middle", "zero"], ["near"]),
        helper.make_node("ConvInteger", ["bytes", "weights", "middle", "zero"], ["far"], dilations=[3]),
    ]
    given = [helper.make_tensor_value_info("sound", TensorProto.FLOAT, [1, 3, None])]
    told = [helper.make_tensor_value_info(name, TensorProto.INT32, None) for name in ("near", "far")]
    graph = helper.make_graph(nodes, "two", given, told, known)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8).SerializeToString()


def said(model, sound):
    return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]).run(None, {"sound": sound})


@pytest.mark.parametrize("loud", [1.0, 1e4, 0.0])
def test_signed_sound_is_the_same_to_the_bit(model, loud):
    sound = loud * np.random.default_rng(2).normal(0.3, 1, (1, 3, 200)).astype(np.float32)
    signed = with_signed_sound(model)
    assert (signed != model) == is_exact()
    for once, now in zip(said(model, sound), said(signed, sound), strict=True):
        np.testing.assert_array_equal(once, now)


def test_a_sound_that_two_convolutions_share_is_moved_once(model, monkeypatch):
    monkeypatch.setattr(signed_sound, "is_exact", lambda: True)
    kinds = [node.op_type for node in load_from_string(with_signed_sound(model)).graph.node]
    assert kinds.count("QuantizeLinear") == 1


def test_where_a_processor_cuts_sums_short_the_model_stays_as_it_was(model, monkeypatch):
    monkeypatch.setattr(signed_sound, "_convolved", lambda *_: np.array([2**15 - 1]))
    assert with_signed_sound(model) == model
