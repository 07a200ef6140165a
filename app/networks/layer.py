"""What every kind of layer declares, and the registry of kinds.

Knows fields and how they are read; what a family computes is in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from app.networks.node import Given, Node
from app.operators.errors import Problem, Refused, nearest, refuse
from app.operators.exact import Array
from app.operators.grids import TOLD
from app.operators.parameters import Grid, Parameter, Switch, Whole
from app.operators.shapes import Shape, cells
from app.operators.text import Text

LONGEST_NAME = 64
EXPECTED = ("in_channels", "in_features", "num_features")
BEFORE = "__before__"  # in a repair: a layer to put in front of the one refused


@dataclass(frozen=True)
class Name(Parameter):
    """A short text."""

    kind = "text"

    def read(self, value: Any, dimensions: int) -> str:
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
            raise refuse(self.name, "not_name", value, most=LONGEST_NAME)
        return value

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}


@dataclass(frozen=True)
class Bias(Switch):
    """Whether there is a bias; or its numbers, which are read elsewhere."""

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"type": ["boolean", "array", "number", "string"]}


NAME = Name("name", {"en": "Name", "zh-Hans": "名称"}, {"en": "what the layer is called", "zh-Hans": "层的名称"})
WEIGHT = Grid(
    "weight",
    {"en": "Weights", "zh-Hans": "权重"},
    {"en": "the numbers of the kernel; left out, they come from the seed", "zh-Hans": "核的数值；省略时由种子生成"},
)
BIAS = Bias(
    "bias",
    {"en": "Bias", "zh-Hans": "偏置"},
    {"en": "whether there is one, or its numbers", "zh-Hans": "是否有偏置，或其数值"},
    default=True,
)


def expected(name: str, english: str, chinese: str) -> Whole:
    """A size that follows from the layer before; given, it is held against that."""
    told = {"en": "what the layer before must give", "zh-Hans": "前一层必须给出的数目"}
    return Whole(name, {"en": english, "zh-Hans": chinese}, told, nullable=True)


class Place(NamedTuple):
    """Where a layer stands, and what a family needs of the rest of the network."""

    path: str
    number: int
    name: str
    given: Mapping[str, Given]  # grids of the layer
    row: Callable[[Any, str, Shape], tuple[Node, ...]]  # plans layers in a row: layers, path, shape
    pools: list[Node]  # max poolings that no unpooling has turned round yet


class Layer:
    """One kind of layer: its fields, its plan in integers, its numbers forward and back."""

    title: Text = ""
    parameters: tuple[Parameter, ...] = ()
    dimensions: int | None = None  # spatial axes that it works on; None: any

    def __init__(self, op: str) -> None:
        self.op = op
        self.fields: dict[str, Parameter] = {one.name: one for one in (NAME, *self.parameters)}

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        """The layer behind this shape; raises Refused with the layer's own field names."""
        raise NotImplementedError

    def shown(self, node: Node) -> dict[str, Any]:
        """The settings as they were resolved, for the answer; what must come in is what does."""
        told = {name: node.input[0] if name in EXPECTED else value for name, value in node.settings.items()}
        return {name: value for name, value in told.items() if name in self.fields and value is not None}

    def forward(self, node: Node, grid: Array, weights: Mapping[str, Array], kept: dict[int, Any]) -> Array:
        """The output's numbers; what the way back needs is left in `kept` under the layer's number."""
        raise NotImplementedError

    def backward(
        self, node: Node, grad: Array, weights: Mapping[str, Array], kept: dict[int, Any]
    ) -> tuple[Array, dict[str, Array]]:
        """Gradients with respect to the input and to each weight."""
        raise NotImplementedError

    def fresh(self, name: str, shape: Shape) -> Array | None:
        """What a weight starts from where neither numbers nor the seed say it; None where the seed does."""
        return None

    def read(self, values: Mapping[str, Any], axes: int) -> dict[str, Any]:
        """Settings in canonical form with the defaults; Refused with every fault. Grids are read elsewhere."""
        dimensions = self.dimensions or axes
        settings: dict[str, Any] = {name: one.default for name, one in self.fields.items() if not one.is_grid}
        problems: list[Problem] = []
        for name, value in values.items():
            try:
                settings[name] = self.field(name).read(value, dimensions)
            except Refused as refused:
                problems.extend(refused.problems)
        for name, one in self.fields.items():
            if one.required and name not in values:
                problems.extend(lacking(one).problems)
        if problems:
            raise Refused(*problems[:5])
        return settings

    def field(self, name: str) -> Parameter:
        """The field of that name; Refused with the nearest one otherwise."""
        if name in self.fields:
            return self.fields[name]
        raise refuse(name[:64], "unknown_field", given=name[:64], nearest=nearest(name, self.fields), operator=self.op)

    def check_axes(self, shape: Shape) -> None:
        """Refuses an input whose number of spatial axes is not the layer's."""
        axes = len(shape) - 1
        if self.dimensions is None or axes == self.dimensions:
            return
        fits = f"{self.op[:-2]}{axes}d"
        repairs = [{"op": fits}] if fits in LAYERS else []
        raise refuse("op", "layer_axes", self.op, repairs, op=self.op, needed=self.dimensions, given=axes)


def lacking(parameter: Parameter) -> Refused:
    """The refusal of a field that has to be given."""
    example = parameter.default if parameter.default is not None else 1
    return refuse(parameter.name, "required", repairs=[{parameter.name: example}], example=example)


def check_expected(name: str, given: int | None, needed: int) -> None:
    """Refuses a size that is not what the layer before gives."""
    if given is not None and given != needed:
        raise refuse(name, "layer_channels", given, [{name: needed}], given=given, needed=needed)


def check_shape(name: str, given: Mapping[str, Given], needed: Shape) -> None:
    """Refuses numbers of another shape than the layer's."""
    if name in given and given[name].shape != needed:
        told = {"given": list(given[name].shape), "needed": list(needed)}
        raise refuse(
            name, "shape_differs", repairs=[cells(needed) <= TOLD and {name: np.ones(needed).tolist()}], **told
        )


def along(values: Array, axes: int) -> Array:
    """One number a channel, shaped to meet a grid with these spatial axes."""
    return np.asarray(values).reshape(-1, *(1,) * axes)


LAYERS: dict[str, Layer] = {}


def register(*layers: Layer) -> None:
    """Adds kinds of layers to what a network may hold."""
    LAYERS.update({one.op: one for one in layers})
