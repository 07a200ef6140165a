"""A network as a table of text, for a terminal.

Knows an answer and columns; computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HEAD = ("layer", "operator", "output", "parameters", "MACs", "field", "jump", "start")
RIGHT = {3, 4}  # columns of numbers
UNITS = ("B", "kB", "MB", "GB", "TB", "PB")


def listing(answer: Mapping[str, Any]) -> str:
    """Every layer in a line, what a block holds indented below it, then totals and advice."""
    first = ("input", "", shape(answer["input"]), "", "", "", "", "")
    rows = [HEAD, first, *(row for layer in answer["layers"] for row in rows_of(layer, 0))]
    totals = answer["totals"]
    rows.append(
        ("total", f"{totals['layers']} layers", "", grouped(totals["parameters"]), grouped(totals["macs"]), *[""] * 3)
    )
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = [line(row, widths) for row in rows]
    memory = (
        f"float32: {size(totals['parameter_bytes'])} of parameters, {size(totals['activation_bytes'])} of activations"
    )
    advice = [f"{one['layer']}: {one['detail']}; {one['hint']}" for one in answer["advice"]]
    return "\n".join([*lines[:-1], "─" * max(map(len, lines)), lines[-1], memory, *advice])


def rows_of(layer: Mapping[str, Any], depth: int) -> Iterator[tuple[str, ...]]:
    """The line of one layer, and those of its inner layers."""
    field = layer["union"]
    seen = ["", "", ""] if field is None else [listed(field[name]) for name in ("size", "jump", "start")]
    counts = [grouped(layer[name]) if layer[name] else "" for name in ("parameters", "macs")]
    yield ("  " * depth + layer["name"], layer["op"], shape(layer["output"]), *counts, *seen)
    for inner in layer.get("layers", []):
        yield from rows_of(inner, depth + 1)


def line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        text.rjust(width) if place in RIGHT else text.ljust(width)
        for place, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def shape(sizes: Sequence[int]) -> str:
    return " × ".join(map(str, sizes))


def listed(values: Sequence[Any]) -> str:
    """One number where all axes have the same, else one an axis."""
    texts = ["–" if one is None else f"{one:g}" for one in values]
    return texts[0] if len(set(texts)) == 1 else " × ".join(texts)


def grouped(number: int) -> str:
    return f"{number:,}"


def size(count: int) -> str:
    """Bytes in a unit that keeps the number short.

    >>> size(512), size(244_403_360)
    ('512 B', '244.4 MB')
    """
    power = min((len(str(int(count))) - 1) // 3, len(UNITS) - 1)
    return f"{count / 1000**power:.{min(power, 1)}f} {UNITS[power]}"
