"""Query notation: the text of an address, as the values and grids that a JSON body would hold.

Knows separators, generators and edits; whether a value fits an operator is the engine's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from app.operators.errors import nearest, refuse
from app.operators.exact import Array
from app.operators.grids import make_array, nested_shape
from app.operators.parameters import Parameter
from app.samples import GENERATORS, PICTURES, Unfit, generate, picture
from app.web.strictjson import JSONError, parse

Shape = tuple[int, ...]
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_GRID = re.compile(r"[-+0-9.eE,;|\s]*", re.ASCII)
_NAMED = re.compile(r"\s*[A-Za-z_]")
_EDITS = 4096  # of one grid; more is a grid of its own
_LONGEST = 400  # characters of a number; float64 needs 24


class Source(NamedTuple):
    """A grid that is known by its shape and not made yet, so that limits can be judged first."""

    shape: Shape
    make: Callable[[], Array]
    named: str = ""  # generator and seed, as in "random:{shape}:7", where nothing was edited


def number(text: str) -> int | float | str:
    """A number, or the text itself where it is none."""
    text = text.strip().replace("−", "-")
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return text
    return float(text) if set(text) & set(".eE") else int(text)


def setting(parameter: Parameter, text: str) -> Any:
    """The value that a query gives a setting; text that is no value comes back as it is, for the engine to refuse.

    >>> from app.operators import OPERATORS
    >>> [setting(OPERATORS["conv2d"].field("padding"), text) for text in ("1", "2,1", "1,1;0,2", "same")]
    [1, [2, 1], [[1, 1], [0, 2]], 'same']
    """
    stripped = text.strip()
    if stripped in ("null", "none", "") and parameter.kind != "choice":
        return None
    if parameter.kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(stripped.lower(), text)
    if parameter.kind == "choice":
        return stripped
    if stripped.startswith("["):
        try:
            return parse(stripped)
        except JSONError:
            return text
    if ";" in stripped:
        return [_row(one) if "," in one else _entry(one) for one in _split(stripped, ";")]
    return _row(stripped) if "," in stripped else number(stripped)


def _row(text: str) -> list[Any]:
    return [_entry(one) for one in _split(text, ",")]


def _entry(text: str) -> Any:
    return None if text.strip() == "null" else number(text)


def _split(text: str, separator: str) -> list[str]:
    """Parts; a separator at the end only says that there is a further axis."""
    parts = text.split(separator)
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts


def grid(field: str, value: Any, dimensions: int, example: str = "ramp:5x5") -> Source:
    """A grid from JSON, the short form or a generator, with edits; Refused where it cannot be read.

    >>> grid("input", "1,2;3,4@1,0=9", 2).make().tolist()
    [[1.0, 2.0], [9.0, 4.0]]
    """
    if not isinstance(value, str):
        shape, cells = nested_shape(field, value)
        return Source(shape, lambda: make_array(field, shape, cells))
    base, *edits = value.split("@")
    if base.lstrip().startswith("["):
        try:
            source = grid(field, parse(base), dimensions, example)
        except JSONError:
            raise refuse(field, "not_grid", value, [{field: example}], example=example) from None
    elif _NAMED.match(base):
        source = _generated(field, base.strip(), dimensions, example)
    else:
        source = _short(field, base, example)
    return _edited(field, source, edits) if edits else source


def _short(field: str, text: str, example: str) -> Source:
    """`1,2;3,4`: the separators , ; | go from the last axis outwards."""
    text = text.replace("−", "-")
    if not text.strip() or not _GRID.fullmatch(text):
        raise refuse(field, "not_grid", text, [{field: example}], example=example)
    try:
        planes = [
            [[float(cell) for cell in _split(row, ",")] for row in _split(plane, ";")] for plane in _split(text, "|")
        ]
    except ValueError:
        raise refuse(field, "not_grid", text, [{field: example}], example=example) from None
    nested: Any = planes if "|" in text else planes[0] if ";" in text else planes[0][0]
    shape, cells = nested_shape(field, nested)
    return Source(shape, lambda: make_array(field, shape, cells))


def _generated(field: str, text: str, dimensions: int, example: str) -> Source:
    """`name:shape[:seed]` or `sample:picture:shape`."""
    name, *rest = text.split(":")
    names: tuple[str, ...] = (*GENERATORS, "sample")
    if name not in names:
        raise refuse(field, "unknown_generator", text, [{field: example}], nearest=nearest(name, names))
    shown = name
    if name == "sample":
        shown = f"sample:{rest[0] if rest else ''}"
        if not rest or rest[0] not in PICTURES:
            likely = f"sample:{nearest(rest[0], PICTURES) if rest else PICTURES[0]}:64x64"
            raise refuse(field, "unknown_generator", text, [{field: likely}], nearest=likely)
        rest = rest[1:]
    shape = _shape(rest[0]) if rest else None
    seed = number(rest[1]) if len(rest) > 1 else 0
    if shape is None or len(shape) > dimensions + 2 or len(rest) > 2 or type(seed) is not int:
        likely = f"{shown}:{'x'.join(['3'] * dimensions)}"
        raise refuse(field, "generator_shape", text, [{field: likely}], example=likely)
    if name == "sample":
        return Source(shape, lambda: picture(shown.removeprefix("sample:"), shape, dimensions), f"{shown}:{{shape}}")
    try:
        generate(name, tuple(min(size, 4) for size in shape), dimensions, role=field)
    except Unfit as unfit:
        fits = unfit.repair
        told = {"given": name, "shape": unfit.shape, "example": fits}
        raise refuse(field, "kernel_shape", text, [{field: fits}], **told) from None
    named = ":".join([name, "{shape}", *rest[1:]])
    return Source(shape, lambda: generate(name, shape, dimensions, seed=seed, role=field), named)


def _shape(text: str) -> Shape | None:
    sizes = [size for size in re.split("[x×]", text) if size.isascii() and size.isdigit() and len(size) < 8]
    shape = tuple(int(size) for size in sizes)
    return shape if shape and all(shape) and len(sizes) == len(re.split("[x×]", text)) else None


def _edited(field: str, source: Source, edits: list[str]) -> Source:
    """Cells set one by one, by their index in the grid; further axes in front of it are 0."""
    if len(edits) > _EDITS:
        raise refuse(field, "many_edits", given=len(edits), most=_EDITS)
    changes: list[tuple[Shape, float]] = []
    for edit in edits:
        index, equals, value = edit.partition("=")
        place = [number(one) for one in index.split(",")]
        cell = number(value)
        front, place = place[: -len(source.shape)], place[-len(source.shape) :]
        inside = (
            len(place) == len(source.shape)
            and not any(front)
            and all(type(one) is int and 0 <= one < size for one, size in zip(place, source.shape, strict=True))
        )
        if not equals or not inside:
            raise refuse(field, "edit_index", edit, shape="×".join(map(str, source.shape)))
        if isinstance(cell, str):
            raise refuse(field, "not_numbers", edit)
        changes.append((tuple(place), cell))  # type: ignore[arg-type]  # every entry was seen to be an int

    def make() -> Array:
        array = np.array(source.make())
        for place, cell in changes:
            array[place] = make_array(field, (), [cell])
        return array

    return Source(source.shape, make)
