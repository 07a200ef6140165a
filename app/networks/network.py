"""A whole network: layers in rows, read and planned from an input shape to the last output.

Knows limits and where a fault lies; what a layer is, it is told by the kinds of layers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from app.networks import batch_norm, blocks, borders, dense, pointwise, windows
from app.networks.layer import BEFORE, LAYERS, Layer, Place
from app.networks.mending import applied
from app.networks.node import INPUT, Given, Node, Step, after, steps, walk
from app.operators.errors import Problem, Refused, nearest, refuse
from app.operators.exact import Array
from app.operators.grids import make_array, nested_shape
from app.operators.operator import AXIS_NAMES
from app.operators.parameters import LARGEST, is_list, whole
from app.operators.shapes import Shape, cells

FAMILIES = (windows, pointwise, batch_norm, dense, borders, blocks)  # imported for the layers that they register
DEPTH = 32  # blocks inside blocks
TAPS = 1 << 18  # kernel positions along the axes of all layers
LARGEST_COUNT = 10**15  # cells, products or weights of one layer, so that sums of them can be written
Reader = Callable[[str, Any, int], Given]


class Limits(NamedTuple):
    """What a network may ask for."""

    layers: int = 2_000
    cells: int = 262_144
    work: int = 50_000_000
    values: int = 1_000_000


class Grid(NamedTuple):
    """Numbers that were given as they are."""

    shape: Shape
    make: Callable[[], Array]


@dataclass(frozen=True, eq=False)
class Network:
    """Layers in a row behind an input shape, planned."""

    input: Shape
    layers: tuple[Node, ...]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every layer by its number, blocks before what they hold."""
        return tuple(walk(self.layers))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every layer in the order of computing."""
        return tuple(steps(self.layers, INPUT))

    @property
    def output(self) -> Shape:
        return after(self.layers, self.input)


def network(input: Any, layers: Any, limits: Limits | None = None, grid: Reader | None = None) -> Network:
    """The network of these layers behind an input of shape [channels, *axes].

    Layers are mappings with `op` and the fields of that kind. Raises Refused for the first layer that cannot be,
    with settings that would work; fields are named by their path, as in `layers[3].kernel_size`.

    >>> network([3, 8, 8], [{"op": "conv2d", "out_channels": 4, "kernel_size": 3}]).output
    (4, 6, 6)
    """
    planner = Planner(limits or Limits(), grid or as_grid)
    try:
        shape = input_shape(input)
        return Network(shape, planner.row(layers, "layers", shape))
    except Refused as refused:
        stopped = planner.planned

        def works(repair: Mapping[str, Any]) -> bool:
            again = Planner(limits or Limits(), grid or as_grid)
            mended = applied({"input": input, "layers": layers}, repair)
            try:
                again.row(mended["layers"], "layers", input_shape(mended["input"]))
            except Refused:
                return again.planned > stopped
            return True

        raise refused.keeping(works) from None


def as_grid(field: str, value: Any, dimensions: int) -> Given:
    """Nested lists as a grid."""
    shape, cells = nested_shape(field, value)
    return Grid(shape, lambda: make_array(field, shape, cells))


def input_shape(value: Any) -> Shape:
    """The input's shape, channels first; Refused when it is none."""
    sizes = [whole(size) for size in value] if is_list(value) and len(value) <= 1 + max(AXIS_NAMES) else []
    if not sizes or any(size is None or not 1 <= size <= LARGEST for size in sizes):
        raise refuse("input", "not_a_shape", value, [{"input": [3, 224, 224]}], maximum=LARGEST)
    return tuple(size for size in sizes if size is not None)


class Planner:
    """Plans layers one after the other and counts what they cost."""

    def __init__(self, limits: Limits, grid: Reader) -> None:
        self.limits, self.grid = limits, grid
        self.count = self.planned = self.taps = self.depth = 0
        self.names: Counter[str] = Counter()
        self.pools: list[Node] = []

    def row(self, layers: Any, path: str, shape: Shape) -> tuple[Node, ...]:
        """The layers of one row behind a shape."""
        if not is_list(layers):
            raise refuse(path, "not_layers", layers)
        if self.count + len(layers) > self.limits.layers:
            raise refuse("layers", "layers", given=self.count + len(layers), limit=self.limits.layers)
        self.depth += 1
        if self.depth > DEPTH:
            raise refuse(path, "too_deep", most=DEPTH)
        row: list[Node] = []
        for place, given in enumerate(layers):
            try:
                node = self.layer(given, f"{path}[{place}]", shape)
            except Refused as refused:
                raise inserted(refused, path, layers, place) from None
            row.append(node)
            shape = node.output
        self.depth -= 1
        return tuple(row)

    def layer(self, given: Any, path: str, shape: Shape) -> Node:
        """One layer behind a shape; what it refuses is named by its path."""
        number, self.count = self.count, self.count + 1
        if self.count > self.limits.layers:
            raise refuse("layers", "layers", given=self.count, limit=self.limits.layers)
        try:
            kind, values = kind_of(given, len(shape) - 1)
            kind.check_axes(shape)
            grids = self.grids(kind, values, len(shape) - 1)
            settings = kind.read(plain(kind, values, grids), len(shape) - 1)
            self.count_taps(settings.get("kernel_size"))
            name = settings["name"] or self.named(kind.op)
            node = kind.plan(Place(path, number, name, grids, self.row, self.pools), shape, settings)
            counts = max(cells(node.output), node.macs, *map(cells, node.weights.values()), 0)
            if counts > LARGEST_COUNT:
                raise refuse("", "beyond", given=min(counts, 10**18), limit=LARGEST_COUNT)
        except Refused as refused:
            raise at(path, refused) from None
        self.planned += 1
        return node

    def named(self, op: str) -> str:
        self.names[op] += 1
        return f"{op}_{self.names[op]}"

    def grids(self, kind: Layer, values: Mapping[str, Any], axes: int) -> dict[str, Given]:
        """The fields that hold numbers, those left out (null) left out; a bias may be a mere yes or no."""
        found = {}
        for name, value in values.items():
            one = kind.fields.get(name)
            if one is not None and (one.is_grid or (name == "bias" and not isinstance(value, bool | None))):
                if value is None:
                    continue
                found[name] = self.grid(name, value, kind.dimensions or axes)
                if cells(found[name].shape) > self.limits.cells:
                    given = min(cells(found[name].shape), 10**18)
                    raise refuse(name, "cells", given=given, limit=self.limits.cells, grid=name)
        return found

    def count_taps(self, kernel: Sequence[int] | None) -> None:
        self.taps += sum(kernel or ())
        if self.taps > TAPS:
            raise refuse("kernel_size", "taps", given=self.taps, limit=TAPS)


def plain(kind: Layer, values: Mapping[str, Any], grids: Mapping[str, Given]) -> dict[str, Any]:
    """The fields that hold no numbers."""
    return {
        name: value
        for name, value in values.items()
        if name not in grids and not (name in kind.fields and kind.fields[name].is_grid)
    }


def kind_of(given: Any, axes: int) -> tuple[Layer, Mapping[str, Any]]:
    """The kind of a layer, and its other fields; what is offered instead of an unknown one works on so many axes."""
    if not isinstance(given, Mapping):
        raise refuse("", "not_a_layer", given)
    op = given.get("op")
    if not isinstance(op, str):
        raise refuse("op", "required", repairs=[{"op": "relu"}], example="relu")
    if op not in LAYERS:
        likely = nearest(op, [name for name, one in LAYERS.items() if one.dimensions in (None, axes)])
        raise refuse("op", "unknown_layer", op, [{"op": likely}], given=op[:64], nearest=likely)
    return LAYERS[op], {name: value for name, value in given.items() if name != "op"}


def at(path: str, refused: Refused) -> Refused:
    """The refusal with its fields and repairs named from the top; those of inner layers are already."""

    def named(field: str) -> str:
        if field == BEFORE or field.startswith("layers["):
            return field
        return f"{path}.{field}" if field else path

    def told(one: Problem) -> Problem:
        if one.code == "layers":  # of the whole network
            return one
        repairs = tuple({named(name): value for name, value in repair.items()} for repair in one.repairs)
        return replace(one, field=named(one.field), repairs=repairs)

    return Refused(*map(told, refused.problems))


def inserted(refused: Refused, path: str, layers: Sequence[Any], place: int) -> Refused:
    """The refusal whose repairs that put a layer in between hold the whole row."""

    def whole_row(told: Problem) -> Problem:
        rows = (
            {path: [*layers[:place], one[BEFORE], *layers[place:]]} if BEFORE in one else one for one in told.repairs
        )
        return replace(told, repairs=tuple(rows))

    return Refused(*map(whole_row, refused.problems))
