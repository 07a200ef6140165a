"""How Python is spelled in a notebook: numbers, nested lists, calls and slices within 79 columns.

Knows text only, no operator and no framework.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from app.operators.exact import Array
from app.operators.grids import plain

WIDTH = 79
INDENT = "    "
LETTERS = "ijk"  # of the output's axes in a loop
_ROWS = 3  # rows from which a grid stands row by row


def literal(grid: Array, before: str = "", after: str = "") -> str:
    """A grid as nested lists between two texts, in one line where that reads well.

    >>> print(literal(np.array([[1.0, 0.5], [2.0, -3.0]]), "x = np.array(", ")"))
    x = np.array([[1, 0.5], [2, -3]])
    """
    return _written(plain(grid), before, after, "")


def _written(value: Any, before: str, after: str, indent: str) -> str:
    flat = f"{indent}{before}{value}{after}"
    nested = isinstance(value, list) and isinstance(value[0], list)
    if len(flat) <= WIDTH and not (nested and len(value) >= _ROWS):
        return flat
    inner = indent + INDENT
    if nested:
        body = "\n".join(_written(one, "", ",", inner) for one in value)
    else:
        numbers = f"{', '.join(map(str, value))},"
        body = textwrap.fill(numbers, WIDTH, initial_indent=inner, subsequent_indent=inner, break_on_hyphens=False)
    return f"{indent}{before}[\n{body}\n{indent}]{after}"


def wrapped(before: str, parts: Iterable[str], after: str, indent: str = "") -> str:
    """Comma-separated parts between brackets; on lines of their own where one line is too long.

    >>> wrapped("y = np.pad(", ["x", "1"], ")")
    'y = np.pad(x, 1)'
    """
    listed = [part for part in parts if part]
    flat = f"{indent}{before}{', '.join(listed)}{after}"
    if len(flat) <= WIDTH:
        return flat
    inside = f"{indent}{INDENT}{', '.join(listed)}"
    if len(inside) > WIDTH:
        inside = ",\n".join(f"{indent}{INDENT}{part}" for part in listed) + ","
    return f"{indent}{before}\n{inside}\n{indent}{after}"


def comment(text: str) -> str:
    """A remark on lines of its own."""
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def numeral(value: float) -> str:
    """A number, whole ones without a point."""
    return str(plain(np.asarray(value, dtype=np.float64)))


def each(values: Sequence[int]) -> str:
    """Numbers as a tuple.

    >>> each([2]), each([2, 3])
    ('(2,)', '(2, 3)')
    """
    return str(tuple(int(value) for value in values))


def one_or_each(values: Sequence[int]) -> str:
    """One number where all are the same, else a tuple."""
    return str(values[0]) if len(set(values)) == 1 else each(values)


def named(name: str, values: Sequence[int], usual: int) -> str:
    """A keyword argument, nothing where it says what is usual anyway."""
    return "" if set(values) == {usual} else f"{name}={one_or_each(values)}"


def window(letter: str, stride: int, reach: int, dilation: int) -> str:
    """The slice of a window that starts at letter · stride and reaches over so many cells.

    >>> window("i", 2, 3, 1), window("j", 1, 5, 2)
    ('2 * i : 2 * i + 3', 'j : j + 5 : 2')
    """
    start = letter if stride == 1 else f"{stride} * {letter}"
    return f"{start} : {start} + {reach}" + (f" : {dilation}" if dilation > 1 and reach > 1 else "")


def cut(start: int, stop: int) -> str:
    """A slice from the start, which may be the first cell.

    >>> cut(0, 3), cut(1, 4)
    (':3', '1:4')
    """
    return f"{start or ''}:{stop}"


def loop(names: Sequence[str], grid: str) -> str:
    """The head of a loop over every cell of a grid."""
    return (
        f"for {names[0]} in range(len({grid})):"
        if len(names) == 1
        else f"for {', '.join(names)} in np.ndindex({grid}.shape):"
    )
