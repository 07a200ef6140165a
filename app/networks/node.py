"""One layer of one network in integers: its shapes, its wiring along each axis, its counts, its branches.

Knows what every part of this package reads; how a layer comes to it is in layer.py and the families beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from app.operators.exact import Array
from app.operators.operator import Plan
from app.operators.shapes import Shape, cells
from app.operators.taps import Axis

if TYPE_CHECKING:
    from app.networks.layer import Layer


INPUT = -1  # stands for the network's input where layers have numbers


class Wiring(Enum):
    """How a layer without tap tables is wired."""

    SAME = "same"  # each place reads itself: activations, batch norm
    ALL = "all"  # every output reads every place: flatten, a dense layer


class Given(Protocol):
    """A grid that came with a network; its shape is known before it is made."""

    @property
    def shape(self) -> Shape: ...

    @property
    def make(self) -> Callable[[], Array]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One layer with its place in the network; a block (residual, concat) holds rows of layers in `branches`."""

    layer: Layer
    path: str  # as it stands in the question: layers[3].shortcut[0]
    number: int  # counted through the whole network, blocks before what they hold
    name: str
    settings: Mapping[str, Any]
    input: Shape
    output: Shape
    wiring: tuple[Axis, ...] | Wiring = Wiring.SAME
    weights: Mapping[str, Shape] = field(default_factory=dict)  # what is learnt, by name
    macs: int = 0
    work: int = 0  # products and comparisons that computing takes
    plan: Plan | None = None
    branches: tuple[tuple[Node, ...], ...] = ()
    grids: Mapping[str, Given] = field(default_factory=dict)  # weights and statistics that came as numbers
    source: int | None = None  # number of the pooling that an unpooling turns round

    @property
    def parameters(self) -> int:
        """Numbers that are learnt, those of the branches included."""
        own = sum(map(cells, self.weights.values()))
        return own + sum(inner.parameters for row in self.branches for inner in row)

    @property
    def all_macs(self) -> int:
        """Products of the layer and its branches."""
        return self.macs + sum(inner.all_macs for row in self.branches for inner in row)

    @property
    def activations(self) -> int:
        """Cells of every output that is made, those of the branches included."""
        return cells(self.output) + sum(inner.activations for row in self.branches for inner in row)


def walk(row: tuple[Node, ...]) -> Iterator[Node]:
    """Every layer of a row, blocks before what they hold."""
    for node in row:
        yield node
        for inner in node.branches:
            yield from walk(inner)


class Step(NamedTuple):
    """One layer in the order of computing, and where its input comes from: layers by number, −1 the network's input.

    A block comes after its branches and has one source for each of them.
    """

    node: Node
    sources: tuple[int, ...]


def steps(row: tuple[Node, ...], source: int) -> Iterator[Step]:
    """A row in the order of computing, behind a source."""
    for node in row:
        ends = []
        for branch in node.branches:
            yield from steps(branch, source)
            ends.append(branch[-1].number if branch else source)
        yield Step(node, tuple(ends) or (source,))
        source = node.number


def after(row: tuple[Node, ...], shape: Shape) -> Shape:
    """The shape behind a row that begins with this shape."""
    return row[-1].output if row else shape
