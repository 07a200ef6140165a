"""Layers that hold rows of layers: the residual sum and the concatenation.

Knows how branches begin and end; each row is planned, computed and turned round by whoever asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.networks.layer import Layer, Place, register
from app.networks.mending import concat_repairs, sum_repairs
from app.networks.node import Node, after
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.parameters import Parameter, is_list
from app.operators.shapes import Shape, cells

Branches = tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Rows(Parameter):
    """A list of layers, or a list of such lists; its entries are read where they stand."""

    kind = "layers"
    nested: bool = False

    def read(self, value: Any, dimensions: int) -> Any:
        if not is_list(value) or (self.nested and not (value and all(map(is_list, value)))):
            raise refuse(self.name, "not_layers", value)
        return value

    def values(self, dimensions: int) -> dict[str, Any]:
        row = {"type": "array", "items": {"type": "object"}}
        return {"type": "array", "items": row, "minItems": 1} if self.nested else row


class Block(Layer):
    """Rows of layers that all begin at the same place and meet again."""

    def rows(self, settings: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        """(path below the block, layers) of each branch, the main one first."""
        raise NotImplementedError

    def met(self, ends: list[Shape], branches: Branches, settings: Mapping[str, Any], shape: Shape) -> Shape:
        """The shape in which the branches meet; Refused when they cannot."""
        raise NotImplementedError

    def plan(self, place: Place, shape: Shape, settings: Mapping[str, Any]) -> Node:
        rows = self.rows(settings)
        branches = tuple(place.row(layers, f"{place.path}.{path}", shape) for path, layers in rows)
        output = self.met([after(row, shape) for row in branches], branches, settings, shape)
        kept = {"name": settings["name"]}
        return Node(
            self, place.path, place.number, place.name, kept, shape, output, branches=branches, work=cells(output)
        )

    def join(self, grids: list[Array]) -> Array:
        """The branches' grids as one."""
        raise NotImplementedError

    def part(self, node: Node, grad: Array) -> list[Array]:
        """The gradient of each branch's end."""
        raise NotImplementedError


class Residual(Block):
    """The sum of a row of layers and a shortcut; an empty shortcut is the identity (He et al., 2015)."""

    title = {"en": "residual sum", "zh-Hans": "残差和"}
    parameters = (
        Rows(
            "layers",
            {"en": "Layers", "zh-Hans": "层"},
            {"en": "the main path", "zh-Hans": "主路径"},
            default=[],
            required=True,
        ),
        Rows(
            "shortcut",
            {"en": "Shortcut", "zh-Hans": "捷径"},
            {"en": "the other path; empty: the identity", "zh-Hans": "另一路径；为空即恒等"},
            default=[],
        ),
    )

    def rows(self, settings: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        return [(name, settings[name]) for name in ("layers", "shortcut")]

    def met(self, ends: list[Shape], branches: Branches, settings: Mapping[str, Any], shape: Shape) -> Shape:
        if ends[0] != ends[1]:
            repairs = sum_repairs(ends, branches, settings, shape)
            told = {"main": list(ends[0]), "other": list(ends[1])}
            raise refuse("shortcut", "sum_differs", repairs=repairs, **told)
        return ends[0]

    def join(self, grids: list[Array]) -> Array:
        output: Array = grids[0] + grids[1]
        return output

    def part(self, node: Node, grad: Array) -> list[Array]:
        return [grad, grad]


class Concat(Block):
    """Branches side by side: their channels one after the other."""

    title = {"en": "concatenation", "zh-Hans": "拼接"}
    parameters = (
        Rows(
            "branches",
            {"en": "Branches", "zh-Hans": "分支"},
            {"en": "rows of layers; the first is the main path", "zh-Hans": "若干行层；第一行为主路径"},
            default=[[]],
            required=True,
            nested=True,
        ),
    )

    def rows(self, settings: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        return [(f"branches[{number}]", row) for number, row in enumerate(settings["branches"])]

    def met(self, ends: list[Shape], branches: Branches, settings: Mapping[str, Any], shape: Shape) -> Shape:
        if len({end[1:] for end in ends}) > 1:
            repairs = concat_repairs(ends, branches, settings["branches"])
            raise refuse("branches", "concat_differs", repairs=repairs, shapes=[list(end) for end in ends])
        return (sum(end[0] for end in ends), *ends[0][1:])

    def join(self, grids: list[Array]) -> Array:
        return np.concatenate(grids)

    def part(self, node: Node, grad: Array) -> list[Array]:
        ends = np.cumsum([after(row, node.input)[0] for row in node.branches])[:-1]
        return np.split(grad, ends)


register(Residual("residual"), Concat("concat"))
