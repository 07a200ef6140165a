"""Fields as rows of a table: what a JSON Schema says of type, default, range and names, ready to be shown.

Knows schemas, those of the catalogue and those of the description; no field by name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.operators.parameters import Grid

Schema = Mapping[str, Any]
_GRID = Grid("grid", "", "").values(1)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Choice(NamedTuple):
    """A name that a field may have, and the dimensions in which it may where those are not all."""

    name: str
    dimensions: tuple[int, ...] = ()


class Field(NamedTuple):
    """One row."""

    name: str
    text: str
    kinds: tuple[str, ...]  # those of the catalogue, or the types of JSON
    required: bool
    default: str
    bounds: str
    choices: tuple[Choice, ...]


def field(name: str, schemas: Mapping[int, Schema], required: bool = False) -> Field:
    """The row of a field whose schema in each dimension is given."""
    one = next(iter(schemas.values()))
    default = "" if required else written(one.get("default"))
    return Field(name, one.get("description", ""), kinds(one), required, default, bounds(one), choices(schemas))


def written(value: Any) -> str:
    """A value as an address has it, nothing for none."""
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)


def kinds(schema: Schema) -> tuple[str, ...]:
    """What values there are: the catalogue's kind, or the types.

    >>> kinds({"kind": "axes"}), kinds({"type": ["integer", "string"]}), kinds({"enum": ["torch", "keras"]})
    (('axes',), ('integer', 'string'), ('choice',))
    """
    if "kind" in schema:
        return (schema["kind"],)
    if "enum" in schema:
        return ("choice",)
    if schema.get("anyOf") == _GRID["anyOf"]:
        return ("grid",)
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def bounds(schema: Schema) -> str:
    """The range of a number.

    >>> bounds({"minimum": 0, "maximum": 4096}), bounds({"minimum": 1, "maximum": 10**6}), bounds({"minimum": 1})
    ('0 … 4\u202f096', '1 … 10⁶', '≥ 1')
    """
    low, high, above = (schema.get(name) for name in ("minimum", "maximum", "exclusiveMinimum"))
    if low is not None and high is not None:
        told = [f"{number(low)} … {number(high)}"]
    else:
        ends = (("≥", low), (">", above), ("≤", high))
        told = [f"{sign} {number(end)}" for sign, end in ends if end is not None]
    if "not" in schema:
        told.append(f"≠ {number(schema['not']['const'])}")
    return ", ".join(told)


def number(value: int) -> str:
    """A whole number, a large power of ten as such.

    >>> number(4096), number(-(10**6))
    ('4\u202f096', '−10⁶')
    """
    digits = str(abs(value))
    if len(digits) > 6 and digits == "1".ljust(len(digits), "0"):
        return "−" * (value < 0) + f"10{str(len(digits) - 1).translate(_RAISED)}"
    return grouped(value)


def grouped(value: int) -> str:
    """A whole number with its thousands apart.

    >>> grouped(262144)
    '262\u202f144'
    """
    return f"{value:,}".replace(",", "\u202f").replace("-", "−")


def choices(schemas: Mapping[int, Schema]) -> tuple[Choice, ...]:
    """The names that there are in any dimension.

    >>> [one.name for one in choices({1: {"enum": ["same", "causal"]}, 2: {"enum": ["same"]}})]
    ['same', 'causal']
    """
    names = {dimensions: names_in(schema) for dimensions, schema in schemas.items()}
    every = dict.fromkeys(name for some in names.values() for name in some)
    found = {name: tuple(dimensions for dimensions, some in names.items() if name in some) for name in every}
    return tuple(Choice(name, () if len(where) == len(schemas) else where) for name, where in found.items())


def names_in(schema: Schema) -> list[str]:
    return [name for one in (schema, *schema.get("anyOf", ())) for name in one.get("enum", ())]
