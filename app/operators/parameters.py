"""The kinds of parameter an operator can declare: what each accepts, its range, and its JSON Schema.

Knows values and ranges, no operator: titles, help and defaults are given where a parameter is declared.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

from app.operators.errors import nearest, refuse
from app.operators.sizes import Pair
from app.operators.text import Text, words

FACTS = ("axes", "generators", "divides")  # what some kinds tell a form besides their values
LARGEST = 1_000_000  # of any stride, padding, dilation or size: beyond it nothing of a grid within the limits is left


def whole(value: Any) -> int | None:
    """A whole number as int (1.0 counts as 1), None for everything else; booleans and strings are no numbers."""
    if type(value) is int:
        return value
    if isinstance(value, bool | str) or value is None:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    try:
        return operator.index(value)
    except TypeError:
        return None


def is_list(value: Any) -> bool:
    """Whether a value is a list of entries; text is none."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


@dataclass(frozen=True)
class Parameter:
    """One named setting of an operator."""

    name: str
    title: Text
    help: Text
    default: Any = None  # of a required parameter: what a form starts with
    required: bool = False
    basic: bool = False  # shown at first sight, as every required one is

    kind = "any"
    is_grid = False

    def read(self, value: Any, dimensions: int) -> Any:
        """The value in its one canonical, hashable form; raises Refused with this parameter's name."""
        raise NotImplementedError  # each kind reads its own values

    def schema(self, dimensions: int, language: str = "en") -> dict[str, Any]:
        """JSON Schema of the values accepted."""
        return {
            **self.values(dimensions),
            "default": self.default,
            "title": words(self.title, language),
            "description": words(self.help, language),
            "kind": self.kind,
            "basic": self.required or self.basic,
            **{name: list(getattr(self, name)) for name in FACTS if getattr(self, name, ())},
        }

    def values(self, dimensions: int) -> dict[str, Any]:
        """The part of the schema that says which values there are."""
        return {}


@dataclass(frozen=True)
class Whole(Parameter):
    """A whole number in a range."""

    minimum: int = 1
    maximum: int = LARGEST
    nullable: bool = False
    divides: tuple[str, ...] = ()  # the axes of grids that it splits into equal parts
    kind = "integer"

    def read(self, value: Any, dimensions: int) -> Any:
        if value is None and self.nullable:
            return None
        return self.number(value)

    def number(self, value: Any, repair: Any = None) -> int:
        """One whole number within the range; `repair` turns a working number into a working setting."""
        wrapped = repair or (lambda number: number)
        number = whole(value)
        if number is None:
            raise refuse(self.name, "not_whole", value, [{self.name: wrapped(self.example)}], example=self.example)
        if number < self.minimum:
            repairs = [{self.name: wrapped(self.minimum)}]
            raise refuse(self.name, "too_small", value, repairs, given=clipped(number), minimum=self.minimum)
        if number > self.maximum:
            repairs = [{self.name: wrapped(self.maximum)}, {self.name: wrapped(self.example)}]
            raise refuse(self.name, "too_large", value, repairs, given=clipped(number), maximum=self.maximum)
        return number

    @property
    def example(self) -> int:
        return self.default if type(self.default) is int else max(1, self.minimum)

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"type": ["integer", "null"] if self.nullable else "integer", **self.range}

    @property
    def range(self) -> dict[str, int]:
        return {"minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True)
class Divisor(Whole):
    """Any whole number but 0, or none."""

    minimum: int = -LARGEST
    nullable: bool = True

    def number(self, value: Any, repair: Any = None) -> int:
        number = super().number(value, repair)
        if number == 0:
            raise refuse(self.name, "zero", value, [{self.name: 1}, {self.name: None}])
        return number

    def values(self, dimensions: int) -> dict[str, Any]:
        return {**super().values(dimensions), "not": {"const": 0}}


@dataclass(frozen=True)
class PerAxis(Whole):
    """A whole number for all spatial axes, or one for each; read as a tuple with one entry an axis."""

    nullable_entries: bool = False
    kind = "axes"

    def read(self, value: Any, dimensions: int) -> Any:
        if value is None:
            if self.nullable:
                return None
            if self.nullable_entries:
                return (None,) * dimensions
        if not is_list(value):
            return (self.number(value),) * dimensions
        if len(value) != dimensions:
            fixed = [whole(entry) for entry in value[:dimensions]]
            usable = [
                number if number is not None and self.minimum <= number <= self.maximum else self.example
                for number in fixed
            ]
            repair = (usable + [(usable or [self.example])[-1]] * dimensions)[:dimensions]
            raise refuse(self.name, "wrong_count", value, [{self.name: repair}], given=len(value), axes=dimensions)
        return tuple(
            None if entry is None and self.nullable_entries else self.number(entry, lambda n: self.repaired(value, n))
            for entry in value
        )

    def repaired(self, value: Sequence[Any], number: int) -> list[int | None]:
        """The list with every entry that is out of range replaced."""
        numbers = [whole(entry) for entry in value]
        return [n if n is not None and self.minimum <= n <= self.maximum else number for n in numbers]

    def values(self, dimensions: int) -> dict[str, Any]:
        entry: dict[str, Any] = {"type": ["integer", "null"] if self.nullable_entries else "integer", **self.range}
        kinds = ["integer", "array"] + ["null"] * (self.nullable or self.nullable_entries)
        return {"type": kinds, **self.range, "items": entry, "minItems": dimensions, "maxItems": dimensions}


@dataclass(frozen=True)
class Sides(Whole):
    """Cells before and after each axis: a number, one an axis, pairs, or a name; read as pairs or the name."""

    minimum: int = 0
    names: tuple[str, ...] = ()
    kind = "padding"

    def read(self, value: Any, dimensions: int) -> Any:
        if isinstance(value, str) and self.names:
            names = self.names_for(dimensions)
            if value not in names:
                code, choices = "padding_name", ", ".join(names)
                repairs = [{self.name: name} for name in names] + [{self.name: 0}]
                raise refuse(self.name, code, value, repairs, choices=choices, nearest=nearest(value, names))
            return value
        if not is_list(value):
            number = self.number(value)
            return ((number, number),) * dimensions
        if len(value) != dimensions:
            numbers = [whole(entry) for entry in value[: max(2, dimensions)]]
            usable = [number for number in numbers if number is not None and 0 <= number <= self.maximum] or [0]
            pairs: list[Any] = [[usable]] if dimensions == 1 and len(value) == 2 and len(usable) == 2 else []
            repair = (usable + [usable[-1]] * dimensions)[:dimensions]
            repairs = [{self.name: setting} for setting in [*pairs, repair]]
            raise refuse(self.name, "wrong_count", value, repairs, given=len(value), axes=dimensions)
        return tuple(self.pair(entry) for entry in value)

    def pair(self, entry: Any) -> Pair:
        if not is_list(entry):
            number = self.number(entry)
            return (number, number)
        if len(entry) != 2:
            raise refuse(self.name, "not_a_pair", entry, [{self.name: 0}])
        return (self.number(entry[0]), self.number(entry[1]))

    def names_for(self, dimensions: int) -> tuple[str, ...]:
        """`causal` means time, so one axis."""
        return tuple(name for name in self.names if name != "causal" or dimensions == 1)

    def values(self, dimensions: int) -> dict[str, Any]:
        number = {"type": "integer", **self.range}
        pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        axes = {"type": "array", "items": {"anyOf": [number, pair]}, "minItems": dimensions, "maxItems": dimensions}
        options: list[dict[str, Any]] = [number, axes]
        if self.names:
            options.append({"enum": list(self.names_for(dimensions))})
        return {"anyOf": options, **self.range}


@dataclass(frozen=True)
class Choice(Parameter):
    """One of a few names."""

    choices: tuple[str, ...] = ()
    kind = "choice"

    def read(self, value: Any, dimensions: int) -> str:
        if not isinstance(value, str) or value not in self.choices:
            likely = nearest(value, self.choices) if isinstance(value, str) else str(self.default)
            names = [likely, *(choice for choice in self.choices if choice != likely)]
            repairs = [{self.name: name} for name in names]
            raise refuse(self.name, "not_choice", value, repairs, choices=", ".join(self.choices), nearest=likely)
        return value

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}


@dataclass(frozen=True)
class Switch(Parameter):
    """True or false."""

    kind = "boolean"

    def read(self, value: Any, dimensions: int) -> bool:
        if not isinstance(value, bool):
            raise refuse(self.name, "not_boolean", value, [{self.name: True}, {self.name: False}])
        return value

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Positive(Parameter):
    """A finite number above 0."""

    kind = "number"

    def read(self, value: Any, dimensions: int) -> float:
        try:
            number = math.nan if isinstance(value, bool) or not isinstance(value, Real) else float(value)
        except OverflowError:  # an integer too large for a float
            number = math.inf
        if not math.isfinite(number):
            raise refuse(self.name, "not_number", value, [{self.name: self.default}], example=self.default)
        if number <= 0:
            raise refuse(self.name, "not_positive", value, [{self.name: self.default}], given=number)
        return number

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"type": "number", "exclusiveMinimum": 0}


@dataclass(frozen=True)
class Grid(Parameter):
    """A grid of numbers; its numbers are read elsewhere, its shape is judged by the operator.

    `axes` names its axes: the same name in two grids is the same size, `a/b` a size divided by a setting, and `*a` all
    spatial axes. `generators` are the kinds of ready-made grids that suit it, the likeliest first.
    """

    axes: tuple[str, ...] = ()
    generators: tuple[str, ...] = ()
    smallest: tuple[str, ...] = ()  # generators that fit an input of shape {input} with {channels}; {ones} is 1x1…
    kind = "grid"
    is_grid = True

    def values(self, dimensions: int) -> dict[str, Any]:
        return {"anyOf": [{"type": "array"}, {"type": "number"}, {"type": "string"}]}


def clipped(number: int) -> int:
    """A number short enough to be told: beyond 1e18 only its size matters."""
    return max(-(10**18), min(10**18, number))
