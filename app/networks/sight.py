"""What every layer of a network sees of the input: along the main path, over all branches, and whether they agree.

Knows rows and branches; one axis at a time is field.py's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from app.networks.field import ITSELF, Field, in_step, joined, through
from app.networks.network import Network
from app.networks.node import INPUT, Wiring
from app.operators.taps import Axis

Fields = tuple[Field, ...] | None  # one an axis; None once places are mixed


class Sight(NamedTuple):
    """Fields behind one layer."""

    main: Fields
    union: Fields
    branches: tuple[Fields, ...] = ()  # of a block: the union of each branch


class Fault(NamedTuple):
    """The axis along which branches disagree, and how."""

    axis: int
    jumps: list[float]
    apart: float  # input cells between the centres of what they see


def sights(network: Network) -> dict[int, Sight]:
    """By a layer's number, what its cells see."""
    start = tuple(ITSELF for _ in network.input[1:]) or None
    seen = {INPUT: Sight(start, start)}
    for node, sources in network.steps:
        ends = [seen[source] for source in sources]
        if node.branches:
            unions = tuple(end.union for end in ends)
            seen[node.number] = Sight(ends[0].main, _joined(unions), unions)
        elif node.wiring is Wiring.SAME:
            seen[node.number] = Sight(ends[0].main, ends[0].union)
        else:
            ahead = _ahead(ends[0].main, node.wiring)
            both = ends[0].union is ends[0].main
            seen[node.number] = Sight(ahead, ahead if both else _ahead(ends[0].union, node.wiring))
    return seen


def _ahead(fields: Fields, wiring: tuple[Axis, ...] | Wiring) -> Fields:
    """Fields behind one more layer."""
    if fields is None or isinstance(wiring, Wiring):
        return None
    ahead = [through(field, axis) for field, axis in zip(fields, wiring, strict=True)]
    return tuple(one for one in ahead if one is not None) if None not in ahead else None


def _joined(branches: tuple[Fields, ...]) -> Fields:
    each = [fields for fields in branches if fields is not None]
    if len(each) < len(branches):
        return None
    both = [joined(along) for along in zip(*each, strict=True)]
    return tuple(one for one in both if one is not None) if None not in both else None


def fault_of(sight: Sight) -> Fault | None:
    """Where the branches of a block stop being aligned; None when they are, or see everything anyway.

    Aligned are branches of one total stride that have one centre; or one last cell, as causal convolutions have.
    """
    known = [fields for fields in sight.branches if fields is not None]
    for axis, along in enumerate(zip(*known, strict=True)):
        if all(field == along[0] for field in along):
            continue
        if not in_step(along):
            return Fault(axis, [number(field.jump) for field in along], 0)
        edges = [field.edges for field in along if field.edges is not None]
        centres, lasts = {first + last for first, last in edges}, {last for _, last in edges}
        if len(centres) > 1 and len(lasts) > 1:
            return Fault(axis, [number(field.jump) for field in along], number((max(centres) - min(centres)) / 2))
    return None


def number(value: Any) -> Any:
    """A fraction as an int where it is one, else as a float."""
    return int(value) if value == int(value) else float(value)


@lru_cache(maxsize=4096)
def told(fields: Fields) -> dict[str, Any] | None:
    """Fields as they stand in an answer."""
    if fields is None:
        return None
    return {
        "size": [field.size for field in fields],
        "jump": [number(field.jump) for field in fields],
        "start": [field.start for field in fields],
    }
