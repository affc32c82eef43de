"""Write a trained model as the ONNX file that ships: fused operators, int8 weights.

The graph is built from the weights directly, with the fused operators that ONNX Runtime would
otherwise have to find by matching patterns.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from corpus import encoder
from licensecheck.classify.runtime import onnxruntime

_FUSED = "com.microsoft"
_HEAD = "head"


class _Graph:
    """Nodes and weights in the making; each step returns the name of its output."""

    def __init__(self, model: encoder.Encoder) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._state = {name: value.numpy() for name, value in model.state_dict().items()}

    def weight(self, name: str, transpose: bool = False) -> str:
        """A tensor of the model; dense layers are stored [in, out]."""
        value = self._state[name]
        return self.constant(name, np.ascontiguousarray(value.T if transpose else value))

    def constant(self, name: str, value: np.ndarray) -> str:  # type: ignore[type-arg]  # any numbers
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def node(
        self, kind: str, inputs: Sequence[str], out: str, domain: str = "", **options: object
    ) -> str:
        outputs = out.split()
        node = helper.make_node(kind, inputs, outputs, name=out, domain=domain, **options)
        self.nodes.append(node)
        return outputs[0]

    def dense(self, name: str, hidden: str) -> str:
        """Product with a weight; the bias goes into the next fused operator."""
        return self.node("MatMul", [hidden, self.weight(f"{name}.weight", True)], f"{name}.product")

    def norm(self, name: str, hidden: str, residual: str, bias: str) -> str:
        inputs = [hidden, residual, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.node(
            "SkipLayerNormalization", [*inputs, self.weight(bias)], f"{name}.out", _FUSED,
            epsilon=encoder.EPSILON,
        )  # fmt: skip


def _layer(graph: _Graph, at: str, hidden: str) -> str:
    inputs = [hidden, graph.weight(f"{at}.attention.weight", True)]
    inputs += [graph.weight(f"{at}.attention.bias"), "lengths"]
    mixed = graph.node("Attention", inputs, f"{at}.mix", _FUSED, num_heads=encoder.HEADS)
    mixed = graph.dense(f"{at}.mixed", mixed)
    hidden = graph.norm(f"{at}.attention_norm", mixed, hidden, f"{at}.mixed.bias")
    inner = graph.dense(f"{at}.inner", hidden)
    bias = graph.weight(f"{at}.inner.bias")
    inner = graph.node("BiasGelu", [inner, bias], f"{at}.gelu", _FUSED)
    return graph.norm(f"{at}.norm", graph.dense(f"{at}.outer", inner), hidden, f"{at}.outer.bias")


def build(model: encoder.Encoder) -> onnx.ModelProto:
    """The model in fp32: ids, segments, mask [batch, pieces] int32 to probabilities and the mean of
    the last hidden states."""
    graph = _Graph(model)
    names = [f"{part}.weight" for part in ("words", "places", "segments", "norm")]
    embedded = ["ids", "segments", *map(graph.weight, [*names, "norm.bias"]), "mask"]
    hidden = graph.node(
        "EmbedLayerNormalization", embedded, "embedded lengths", _FUSED, epsilon=encoder.EPSILON
    )
    for layer in range(encoder.LAYERS):
        hidden = _layer(graph, f"layers.{layer}", hidden)
    last = graph.constant("last_axis", np.array([2], np.int64))
    second = graph.constant("piece_axis", np.array([1], np.int64))
    kept = graph.node("Cast", ["mask"], "kept", to=TensorProto.FLOAT)
    kept = graph.node("Unsqueeze", [kept, last], "kept.wide")
    total = graph.node(
        "ReduceSum", [graph.node("Mul", [hidden, kept], "masked"), second], "sum", keepdims=0
    )
    count = graph.node("ReduceSum", [kept, second], "count", keepdims=0)
    pooled = graph.node("Div", [total, count], "pooled")
    logits = graph.node("MatMul", [pooled, graph.weight("head.weight", True)], _HEAD)
    logits = graph.node("Add", [logits, graph.weight("head.bias")], "logits")
    graph.node("Sigmoid", [logits], "probabilities")
    shape = ["batch", "pieces"]
    made = helper.make_graph(
        graph.nodes,
        "clauses",
        [
            helper.make_tensor_value_info(n, TensorProto.INT32, shape)
            for n in ("ids", "segments", "mask")
        ],
        [
            helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", "labels"]),
            helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["batch", encoder.WIDTH]),
        ],
        graph.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=8)


def export(model: encoder.Encoder, full: Path, small: Path) -> None:
    """Write the fp32 file and the int8 file (weights per channel, activations as they come).

    The head stays fp32: it is small, and its rows differ in size.
    """
    onnx.save(build(model), full)
    quantization = import_module(f"{onnxruntime.__name__}.quantization")
    quantization.quantize_dynamic(
        full,
        small,
        per_channel=True,
        weight_type=quantization.QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization"],
        nodes_to_exclude=[_HEAD],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def released(folder: Path) -> encoder.Encoder:
    """The model of an int8 file in fp32, to train on from there."""
    stored = {w.name: numpy_helper.to_array(w) for w in _initializers(folder)}
    model = encoder.pretrained(stored["head.bias"].size)
    state = model.state_dict()
    for name, value in tuple(state.items()):
        if name != "words.weight":  # never trained, so the published ones are exact
            found = _whole(stored, name)
            dense = value.ndim > 1 and not name.startswith(("places", "segments"))
            state[name] = torch.from_numpy((found.T if dense else found).copy())
    model.load_state_dict(state)
    return model


def _initializers(folder: Path) -> Sequence[onnx.TensorProto]:
    return onnx.load(folder / "model.onnx").graph.initializer


def _whole(stored: Mapping[str, np.ndarray], name: str) -> np.ndarray:  # type: ignore[type-arg]  # any numbers
    """A weight as it was before it was rounded, or nearly."""
    if name in stored:
        return stored[name]
    kept, scale, zero = (stored[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
    return (kept.astype(np.float32) - zero.astype(np.float32)) * scale
