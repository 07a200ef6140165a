"""Which boxes a network is drawn with: layers that change no shape stand in the box before, open blocks show theirs.

Knows the API's table of a network, as static/js/network/plan.js does; no place and no colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Entry = Mapping[str, Any]
INPUT, MOST = "input", 40  # the input's path; boxes up to which blocks are open


class Box(NamedTuple):
    """One grid of a network; `source` is the box from which a way leads round to this one."""

    path: str
    name: str
    output: tuple[int, ...]
    field: Mapping[str, Any] | None  # what its cells see of the input; None once places are mixed
    folded: tuple[str, ...] = ()
    depth: int = 0
    source: int | None = None

    def last(self, paths: Mapping[str, Any]) -> str:
        """The last of its layers that is among these, else its own path."""
        return next((one for one in reversed(self.folded) if one in paths), self.path)


def boxes_of(table: Mapping[str, Any], input_name: str) -> list[Box]:
    """The input and every layer that is drawn, in order."""
    axes = len(table["input"]) - 1
    itself = {"size": [1] * axes, "jump": [1] * axes, "start": [0.5] * axes} if axes else None
    for is_open in (True, False):
        boxes = [Box(INPUT, input_name, tuple(table["input"]), itself)]
        _add(boxes, table["layers"], 0, is_open)
        if len(boxes) <= MOST:
            break
    return boxes


def box_of(boxes: Sequence[Box], path: str) -> int | None:
    """The number of the box in which a layer stands; None where a closed block hides it."""
    return next((at for at, box in enumerate(boxes) if path in (box.path, *box.folded)), None)


def _add(boxes: list[Box], entries: Sequence[Entry], depth: int, is_open: bool) -> None:
    before = len(boxes)
    for entry in entries:
        if len(boxes) > before and _folds(boxes[-1], entry):
            boxes[-1] = boxes[-1]._replace(folded=(*boxes[-1].folded, entry["path"]))
            continue
        source, inner = len(boxes) - 1, _main_row(entry) if is_open else []
        if inner:
            _add(boxes, inner, depth + 1, is_open)
        shape = tuple(entry["output"])
        boxes.append(Box(entry["path"], entry["name"], shape, entry["union"], (), depth, source if inner else None))
        before = min(before, len(boxes) - 1)


def _folds(box: Box, entry: Entry) -> bool:
    """Whether a layer works on each cell alone and computes no products."""
    same = tuple(entry["output"]) == box.output and entry["union"] == box.field
    return same and not entry.get("layers") and not entry["macs"]


def _main_row(entry: Entry) -> list[Entry]:
    """The longest branch of a block: what is drawn in line."""
    inner = entry.get("layers", [])
    rows = [[one for one in inner if one["branch"] == at] for at in sorted({one["branch"] for one in inner})]
    return max(rows, key=_size, default=[])


def _size(row: Sequence[Entry]) -> int:
    return sum(1 + _size(one.get("layers", [])) for one in row)
