"""JSON written to be read: what fits on a line stands on one, long lists are cut.

Knows JSON values, not what they mean.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

WIDTH = 76  # characters of a line
MOST, FEW = 6, 2  # entries of a list that are shown; of objects fewer


class Part(NamedTuple):
    """A piece of the text; a key's name, or nothing that is one."""

    text: str
    key: str = ""


def excerpt(value: Any) -> list[Part]:
    """The value as text, its keys apart.

    >>> print("".join(part.text for part in excerpt({"count": 9, "value": list(range(9))})))
    {"count": 9, "value": [0, 1, 2, 3, 4, 5, …]}
    """
    pieces = re.split(r'"(\w+)": ', written(value))
    keys = zip(pieces[1::2], pieces[2::2], strict=True)
    return [Part(pieces[0]), *(part for key, text in keys for part in (Part(f'"{key}"', key), Part(f": {text}")))]


def written(value: Any, indent: str = "", before: int = 0) -> str:
    """The value as text below `indent`, with `before` characters already on its line.

    >>> print(written({"rows": [[1] * 20] * 7}))
    {
      "rows": [
        [1, 1, 1, 1, 1, 1, …],
        [1, 1, 1, 1, 1, 1, …],
        [1, 1, 1, 1, 1, 1, …],
        [1, 1, 1, 1, 1, 1, …],
        [1, 1, 1, 1, 1, 1, …],
        [1, 1, 1, 1, 1, 1, …],
        …
      ]
    }
    """
    line = on_one_line(value)
    if len(indent) + before + len(line) <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        named = [(f"{json.dumps(key)}: ", one) for key, one in value.items()]
        entries = [key + written(one, inner, len(key)) for key, one in named]
        return "{\n" + ",\n".join(inner + one for one in entries) + f"\n{indent}}}"
    entries = [written(one, inner) for one in cut(value)]
    return "[\n" + ",\n".join(inner + one for one in entries) + f"\n{indent}]"


def on_one_line(value: Any) -> str:
    """The value as text without a break, its long lists cut."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {on_one_line(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(on_one_line, cut(value))) + "]"
    return "…" if value is ... else json.dumps(value, ensure_ascii=False)


def cut(value: list[Any]) -> list[Any]:
    """The first entries of a list; an ellipsis stands for the rest."""
    most = FEW if value and isinstance(value[0], dict) else MOST
    return value if len(value) <= most else [*value[:most], ...]
