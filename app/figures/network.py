"""A network as one drawing: faces to scale, sheets behind them, ways round blocks, and the cone of what a cell sees.

Knows the API's table of a network and the cells that one cell sees; no format and no colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from app.figures import network_rows
from app.figures.network_boxes import Box, box_of, boxes_of
from app.figures.network_places import EDGE, NAME, SHAPE, Area, Place, Places, places_of, short, sizes, wide
from app.figures.operations import Beam, Drawing, Layer, Operation, Rect, Run, Text
from app.figures.words import Words

AXES = ("depth", "height", "width")
TAG = 18  # height of a region's size
CONE = 0.13


class Stack(NamedTuple):
    """A network to be drawn, and a cell of it."""

    table: Mapping[str, Any]
    cell: tuple[str, tuple[int, ...]] | None  # the path of its layer, and its place
    seen: Mapping[str, Sequence[Sequence[int]]]  # by path, the cells by axis that it sees
    taps: network_rows.Taps  # of layers along one axis with few cells


def drawing(stack: Stack, words: Words) -> Drawing:
    """The picture of a network."""
    boxes = boxes_of(stack.table, words("board.input"))
    below = [words("network.column.field"), *(field_told(box, words) for box in boxes[1:])]
    cells = seen_of(stack, boxes)
    chosen = stack.cell and box_of(boxes, stack.cell[0])
    if network_rows.are_rows(boxes):
        seen = {at: list(along[0]) for at, along in cells.items()}
        return network_rows.drawing(boxes, stack.taps, seen, chosen, below)
    places = places_of(boxes, below)
    regions = {at: places.places[at].part(ends_of(along)) for at, along in cells.items()}
    layers = [
        Layer([one for at, box in enumerate(boxes) for one in way(places, boxes, box, at)]),
        Layer([one for at, place in enumerate(places.places) for one in faced(place, at)]),
        Layer([one for at, box in enumerate(boxes) for one in told(box, places, at, below[at])]),
        Layer(list(cone(places, regions))),
        Layer([one for at in regions for one in region(places.places[at], regions[at], cells[at], at == chosen)]),
    ]
    return Drawing(places.width, places.height, layers)


def field_told(box: Box, words: Words) -> str:
    """The size of what its cells see, away from borders."""
    return words("network.all") if box.field is None else sizes(box.field["size"])


def seen_of(stack: Stack, boxes: Sequence[Box]) -> dict[int, Sequence[Sequence[int]]]:
    """By a box's number, the cells by axis that the chosen cell sees there; in its own box itself."""
    found = {}
    for at, box in enumerate(boxes):
        path = box.last(stack.seen)
        if path in stack.seen and all(map(len, stack.seen[path])):
            found[at] = stack.seen[path]
    if stack.cell and (chosen := box_of(boxes, stack.cell[0])) is not None:
        found[chosen] = [[one] for one in stack.cell[1]]
    return found


def ends_of(cells: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """First and last along each axis."""
    return [(int(along[0]), int(along[-1])) for along in cells]


def faced(place: Place, at: int) -> Iterator[Operation]:
    """The sheets behind a face, then the face."""
    x, y, width, height = place.face
    for number in range(place.sheets - 1, 0, -1):
        by = number * place.shift
        yield Rect(x + by, y - by, width, height, 1, "line-strong", 1, "paper", (), "tab")
    yield Rect(x, y, width, height, 1, "line-strong" if at else "input", 1 if at else 2, "paper", (), "tab")


def told(box: Box, places: Places, at: int, below: str) -> Iterator[Text]:
    """Name and shape above a box, what it sees below."""
    place = places.places[at]
    shelf = places.shelves[place.shelf]
    yield Text(place.face.x, shelf.top + 14, (Run(short(box.name), "ink" if at else "input", NAME, 650),))
    yield Text(place.face.x, shelf.top + 31, (Run(sizes(box.output), "ink-3", SHAPE),))
    yield Text(place.face.x, places.low(place.shelf), (Run(below, "ink-3", SHAPE),))


def cone(places: Places, regions: Mapping[int, Area]) -> Iterator[Beam]:
    """What joins the regions of neighbours on one shelf."""
    for one, other in pairwise(sorted(regions)):
        a, b = regions[one], regions[other]
        if places.places[one].shelf == places.places[other].shelf:
            start, low, high = a.x + a.width, a.y + a.height, b.y + b.height
            yield Beam(((start, a.y), (b.x, b.y), (b.x, high), (start, low)), "output", CONE)


def region(place: Place, part: Area, cells: Sequence[Sequence[int]], chosen: bool) -> Iterator[Operation]:
    """A region with its size; the chosen cell is filled."""
    yield Rect(*part, 1, "output", 2, "output" if chosen else None, (), "tab")
    if chosen or not cells:
        return
    size = sizes([last - first + 1 for first, last in ends_of(cells)])
    width = wide(size, SHAPE) + 10
    end = place.face.x + max(place.slot, width)
    x = max(place.face.x, min(part.x + part.width / 2 - width / 2, end - width))
    y = part.y + part.height + 3
    yield Rect(x, y, width, TAG, 5, None, 1, "output", (), "tab")
    yield Text(x + width / 2, y + TAG / 2, (Run(size, "paper", SHAPE, 650),), True)


def way(places: Places, boxes: Sequence[Box], box: Box, at: int) -> Iterator[Operation]:
    """The way round a block, from the box before it to its end, from shelf to shelf."""
    if box.source is None:
        return
    source, target = places.places[box.source], places.places[at]
    start, end = _foot(source, 2), _foot(target, -2)
    for shelf in range(source.shelf, target.shelf + 1):
        y = places.way(shelf, box.depth)
        first = start[0] if shelf == source.shelf else EDGE / 2
        last = end[0] if shelf == target.shelf else places.width - EDGE / 2
        yield Rect(first, y, last - first, 1.2, 0, None, 1, "ink-3", (), "tab")
    for one, (x, y) in ((source, start), (target, end)):
        yield Rect(x, y, 1.2, places.way(one.shelf, box.depth) - y, 0, None, 1, "ink-3", (), "tab")


def _foot(place: Place, aside: float) -> tuple[float, float]:
    """Beside the middle of a box's lower edge, so that two ways do not meet."""
    x, y, width, height = place.face
    return x + width / 2 + aside, y + height


def described(stack: Stack, words: Words) -> str:
    """The whole figure in words: its boxes with their shapes, then what the cell sees."""
    boxes = boxes_of(stack.table, words("board.input"))
    listed = words("list.join").join(f"{box.name} {sizes(box.output)}" for box in boxes) + words("sentence.end")
    if stack.cell is None or stack.cell[0] == boxes[0].path:
        return listed
    path, position = stack.cell
    names = AXES[-len(position) :] if len(position) > 1 else ("length",)
    place = [words(f"axis.{name}", n=one + 1) for name, one in zip(names, position, strict=False)]
    cell = words("list.join").join([named(stack.table["layers"], path), *place])
    return words("sentence.join").join([listed, cell, sees(stack, names, words)])


def sees(stack: Stack, names: Sequence[str], words: Words) -> str:
    """What the cell sees of the input."""
    cells = stack.seen.get(boxes_of(stack.table, "")[0].path, ())
    if not all(map(len, cells)):
        return words("network.sees.nothing")
    ends = ends_of(cells)
    ranges = [
        words(f"axis.{name}", n=first + 1) if first == last else words(f"range.{name}", first=first + 1, last=last + 1)
        for name, (first, last) in zip(names, ends, strict=False)
    ]
    size, of = sizes([len(along) for along in cells]), sizes(stack.table["input"][1:])
    return words("network.sees", size=size, of=of, ranges=words("list.join").join(ranges))


def named(entries: Sequence[Mapping[str, Any]], path: str) -> str:
    """The name of the layer with this path."""
    for entry in entries:
        if entry["path"] == path:
            return str(entry["name"])
        if found := named(entry.get("layers", []), path):
            return found
    return ""
