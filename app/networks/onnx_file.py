"""ONNX models as layers of ours; the package `onnx` is an optional extra: `pip install convscope[onnx]`.

Knows operators and their attributes; turns the graph of tensors into rows, sums and concatenations. Weights give their
shapes, not their numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from app.networks.text.reading import Layer
from app.operators.errors import Refused, refuse


def read(path: str) -> tuple[list[int], list[Layer]]:
    """Input shape (channels first, without the batch) and layers of a file."""
    try:
        onnx: Any = import_module("onnx")
    except ImportError:
        raise refuse("file", "not_onnx", why="the package onnx is missing; install convscope[onnx]") from None
    try:
        model = onnx.load(path, load_external_data=False)
    except Exception as error:  # whatever the decoder meets in a foreign file
        raise refuse("file", "not_onnx", why=str(error)[:80] or type(error).__name__) from None
    return Graph(model.graph, onnx.numpy_helper.to_array).network()


class Graph:
    """A graph of tensors, followed from its output back to its input."""

    def __init__(self, graph: Any, numbers: Callable[[Any], Any]) -> None:
        self.weights = {one.name: one for one in graph.initializer}
        self.numbers = numbers
        self.made = {name: node for node in graph.node for name in node.output[:1]}
        self.order = {name: place for place, node in enumerate(graph.node) for name in node.output[:1]}
        self.inputs = [one for one in graph.input if one.name not in self.weights]
        self.outputs = [one.name for one in graph.output]

    def network(self) -> tuple[list[int], list[Layer]]:
        if len(self.inputs) != 1 or len(self.outputs) != 1:
            raise refuse("file", "not_onnx", why="it has more than one input or output")
        shape = [int(one.dim_value) for one in self.inputs[0].type.tensor_type.shape.dim][1:]
        return shape, self.row(self.outputs[0], self.inputs[0].name)

    def row(self, tensor: str, stop: str) -> list[Layer]:
        """The layers from one tensor to another, in order."""
        found: list[list[Layer]] = []
        while tensor != stop:
            node = self.made.get(tensor)
            if node is None:
                raise refuse("file", "not_onnx", why=f"nothing makes {tensor}"[:80])
            sources = [name for name in node.input if name and self.is_data(name)]
            if len(sources) > 1:
                start = self.fork(sources)
                found.append([self.block(node, [self.row(one, start) for one in sources])])
                tensor = start
            else:
                found.append(self.layers(node))
                tensor = sources[0] if sources else stop
        return [layer for layers in reversed(found) for layer in layers]

    def is_data(self, name: str) -> bool:
        """Whether a tensor depends on the input; weights and constants do not."""
        return name not in self.weights and (name not in self.made or self.made[name].op_type != "Constant")

    def fork(self, tensors: list[str]) -> str:
        """The last tensor that all of these come from."""
        front = set(tensors)
        while len(front) > 1:
            last = max(front, key=lambda name: self.order.get(name, -1))
            front.discard(last)
            if last in self.made:
                front |= {name for name in self.made[last].input if name and self.is_data(name)}
        return front.pop()

    def block(self, node: Any, rows: list[list[Layer]]) -> Layer:
        if node.op_type in ("Add", "Sum") and len(rows) == 2:
            main, shortcut = sorted(rows, key=len, reverse=True)
            return {"op": "residual", "layers": main, "shortcut": shortcut}
        if node.op_type == "Concat":
            return {"op": "concat", "branches": rows}
        raise self.unknown(node)

    def unknown(self, node: Any) -> Refused:
        name = node.name or node.output[0]
        return refuse("file", "not_onnx", why=f"{node.op_type} ({name}) is no layer that is known here"[:120])

    def layers(self, node: Any) -> list[Layer]:
        """The layers of one node; none for what changes no number's place."""
        told = attributes(node)
        if node.op_type in PASSED:
            return []
        if node.op_type in ("Conv", "ConvTranspose"):
            return [self.kernel(node, told)]
        if node.op_type in POOLS:
            return [pool(node.op_type, told)]
        if node.op_type in ("Gemm", "MatMul"):
            rows, columns = self.weight(node, 1)
            units = rows if told.get("transB") else columns
            return [{"op": "linear", "out_features": units, "bias": len(node.input) > 2 or node.op_type == "MatMul"}]
        if node.op_type == "Add" and any(name in self.weights for name in node.input):
            return []  # the bias of a product of matrices
        if node.op_type == "BatchNormalization":
            return [{"op": "batch_norm", "eps": told.get("epsilon", 1e-5)}]
        if node.op_type == "LeakyRelu":
            return [{"op": "leaky_relu", "negative_slope": told.get("alpha", 0.01)}]
        if node.op_type in ("Resize", "Upsample") and told.get("mode", "nearest") == "nearest":
            scales = self.numbers(self.weights[node.input[-1]]).tolist()
            return [{"op": "upsample", "scale_factor": [int(one) for one in scales[2:]]}]
        if node.op_type not in PLAIN:
            raise self.unknown(node)
        return [{"op": PLAIN[node.op_type]}]

    def weight(self, node: Any, place: int) -> list[int]:
        """The shape of a weight."""
        if len(node.input) <= place or node.input[place] not in self.weights:
            raise refuse("file", "not_onnx", why=f"{node.op_type} has no fixed weights")
        return [int(one) for one in self.weights[node.input[place]].dims]

    def kernel(self, node: Any, told: dict[str, Any]) -> Layer:
        out, inner, *kernel = self.weight(node, 1)
        transposed, groups = node.op_type == "ConvTranspose", told.get("group", 1)
        layer: Layer = {
            "op": f"{'conv_transpose' if transposed else 'conv'}{len(kernel)}d",
            "out_channels": inner * groups if transposed else out,
            "kernel_size": kernel,
            "bias": len(node.input) > 2,
            "groups": groups,
            **sliding(told, len(kernel)),
        }
        if transposed and "output_padding" in told:
            layer["output_padding"] = told["output_padding"]
        return layer


PASSED = ("Identity", "Cast")
POOLS = {"MaxPool": "max_pool", "AveragePool": "avg_pool", "LpPool": "lp_pool"}
PLAIN = {
    "Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Gelu": "gelu", "Softmax": "softmax", "Dropout": "dropout",
    "Flatten": "flatten", "Reshape": "flatten", "GlobalAveragePool": "global_avg_pool",
    "GlobalMaxPool": "global_max_pool",
}  # fmt: skip
KINDS: dict[int, Callable[[Any], Any]] = {
    1: lambda one: one.f,
    2: lambda one: one.i,
    3: lambda one: one.s.decode(),
    7: lambda one: list(one.ints),
}
NAMED = {"SAME_UPPER": "same", "SAME_LOWER": "same_lower", "VALID": "valid"}


def attributes(node: Any) -> dict[str, Any]:
    """The attributes of a node by name, as plain values."""
    return {one.name: KINDS[one.type](one) for one in node.attribute if one.type in KINDS}


def sliding(told: dict[str, Any], axes: int) -> Layer:
    """Stride, dilation and padding: all begins first, then all ends."""
    pads = told.get("pads", [0] * 2 * axes)
    name = NAMED.get(told.get("auto_pad", "NOTSET"))
    return {
        "stride": told.get("strides", [1] * axes),
        "dilation": told.get("dilations", [1] * axes),
        "padding": name or [[before, after] for before, after in zip(pads[:axes], pads[axes:], strict=True)],
    }


def pool(op: str, told: dict[str, Any]) -> Layer:
    kernel = told["kernel_shape"]
    layer: Layer = {"op": f"{POOLS[op]}{len(kernel)}d", "kernel_size": kernel, **sliding(told, len(kernel))}
    if told.get("ceil_mode"):
        layer["ceil_mode"] = True
    if op == "AveragePool":
        layer["count_include_pad"] = bool(told.get("count_include_pad", 0))
    if op == "LpPool":
        layer["norm_type"] = told.get("p", 2)
    return layer
