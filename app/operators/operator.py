"""What every operator declares, the plan of one experiment in integers, and the registry.

A family is one class; registering it makes its 1-D, 2-D and 3-D operator. Knows shapes, no values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import Any, ClassVar, TypeVar

from app.operators.errors import Problem, Refused, Repair, Shaped, nearest, refuse
from app.operators.parameters import Grid, Parameter, PerAxis, Whole
from app.operators.shapes import Shape, cells, nested
from app.operators.taps import Axis
from app.operators.text import Text, words

AXIS_NAMES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
SHOWN = ("input", "padded", "stretched", "weight", "bias", "indices", "output")  # grids in the order of an answer
FIELDS = ("input", "weight", "bias")  # those of them that only an operator with such a field has
DIMENSION_NAMES = {"en": "{0}-D {1}", "zh-Hans": "{2}维{1}"}

INPUT = Grid(
    "input",
    {"en": "Input", "zh-Hans": "输入"},
    {
        "en": "the grid that is read: [channels, *axes], or [*axes] for one channel",
        "zh-Hans": "被读取的网格：[通道, *各轴]，单通道时为 [*各轴]",
    },
    required=True,
    axes=("in", "*spatial"),
    generators=("grid", "picture"),
)
DILATION = PerAxis(
    "dilation",
    {"en": "Dilation", "zh-Hans": "膨胀"},
    {"en": "cells from one tap of the window to the next", "zh-Hans": "窗口中相邻两个取样点的间隔"},
    default=1,
)
GRAD_OUTPUT = Grid(
    "grad_output",
    {"en": "Output gradient", "zh-Hans": "输出梯度"},
    {"en": "a grid in the output's shape; asks for gradients", "zh-Hans": "与输出同形状的网格；用于求梯度"},
    axes=("out", "*output"),
    generators=("grid",),
)
OFFSET = Whole(
    "offset",
    {"en": "First step", "zh-Hans": "起始步"},
    {"en": "number of steps passed over before the page", "zh-Hans": "本页之前跳过的步数"},
    default=0,
    minimum=0,
    maximum=10**18,
)
LIMIT = Whole(
    "limit",
    {"en": "Steps in a page", "zh-Hans": "每页步数"},
    {"en": "how many steps the answer holds at most", "zh-Hans": "答复最多包含的步数"},
    default=256,
    minimum=0,
    maximum=4096,
)


@dataclass(frozen=True, eq=False)
class Plan:
    """One experiment before any number is touched: resolved parameters, axes, shapes and what it will cost."""

    operator: Operator
    settings: Mapping[str, Any]
    params: Mapping[str, Any]
    axes: tuple[Axis, ...]
    channels: bool  # grids carry a channel axis
    groups: int
    fan_in: int  # input channels that one output channel reads
    fan_out: int  # output channels that one input channel reaches
    shapes: Mapping[str, Shape]
    counts: Mapping[str, int]
    work: int
    kind: str
    total: int
    step_values: int  # numbers that one step adds to a page

    @cached_property
    def input(self) -> Shape:
        """Spatial shape of the input."""
        return self.shapes["input"][1:]

    @cached_property
    def output(self) -> Shape:
        """Spatial shape of the output."""
        return self.shapes["output"][1:]

    @cached_property
    def kernel(self) -> Shape:
        return tuple(axis.kernel for axis in self.axes)

    @cached_property
    def window(self) -> int:
        """Cells that one output reads, channels included."""
        return self.fan_in * prod(self.kernel)

    @cached_property
    def table_cells(self) -> int:
        """Cells of all tap tables."""
        return sum(axis.table_cells for axis in self.axes if axis.wired)

    @cached_property
    def largest(self) -> tuple[str, int]:
        """The grid with most cells, and how many."""
        return max(((name, cells(shape)) for name, shape in self.shapes.items()), key=lambda one: one[1])

    @cached_property
    def whole_cost(self) -> int:
        """About how many numbers the answer without its steps makes."""
        return self.work // 4 + self.table_cells + sum(map(cells, self.shapes.values()))

    def page(self, offset: int, limit: int, values: int | None = None) -> int:
        """How many steps a page from `offset` holds: at most `limit`, and at most `values` numbers."""
        count = max(0, min(limit, self.total - offset))
        return count if values is None else min(count, max(1, values // self.step_values))


class Operator:
    """One operator in one dimension; a family states the facts and how an axis, an output and a step come about."""

    family: ClassVar[str]
    title: ClassVar[Text]
    section: ClassVar[Text] = ""  # what it stands under in a menu together with others; alone if empty
    help: ClassVar[Text] = ""
    parameters: ClassVar[tuple[Parameter, ...]]
    defaults: ClassVar[Mapping[int, str]]
    linear: ClassVar[bool] = False

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.id = f"{self.family}{dimensions}d"
        self.default = self.defaults[dimensions]
        self.fields: dict[str, Parameter] = {one.name: one for one in (*self.parameters, GRAD_OUTPUT, OFFSET, LIMIT)}
        self.grids = tuple(name for name, one in self.fields.items() if one.is_grid)
        self._settings = {
            name: one.default if one.default is None else one.read(one.default, dimensions)
            for name, one in self.fields.items()
            if not one.is_grid
        }
        self._examples = dict(part.split("=", 1) for part in self.default.split("&"))
        self.shown = [name for name in SHOWN if name in self.fields or name not in FIELDS]
        self._required = [one for one in self.fields.values() if one.required and not one.is_grid]

    # what a family brings

    def plan(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        """The experiment in integers; raises Refused when it is impossible."""
        raise NotImplementedError

    def compute(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int, whole: bool) -> dict[str, Any]:
        """`output` (and what else the family answers) with `steps`' columns; only the columns unless `whole`."""
        raise NotImplementedError

    def gradients(self, plan: Plan, grids: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
        """Gradients of sum(output · grad_output) by field."""
        raise NotImplementedError

    def entries(self, plan: Plan, grids: Mapping[str, Any]) -> tuple[Any, Any, Any, Any]:
        """Row, column, value and weight index (or None) of the matrix of a linear operator."""
        raise NotImplementedError

    # what follows from the declaration

    def name(self, language: str = "en") -> str:
        """The title with its dimension, as in "2-D convolution"."""
        form = DIMENSION_NAMES[language if isinstance(self.title, Mapping) and language in self.title else "en"]
        return form.format(self.dimensions, words(self.title, language), "一二三"[self.dimensions - 1])

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Settings in canonical form, defaults filled in; `values` holds no grids. Raises Refused with every fault."""
        settings = dict(self._settings)
        problems: list[Problem] = []
        for name, value in values.items():
            try:
                settings[name] = self.field(name).read(value, self.dimensions)
            except Refused as refused:
                problems.extend(refused.problems)
        for one in self._required:
            if one.name not in values:
                problems.extend(missing(self, one).problems)
        if problems:
            raise Refused(*problems[:5])
        return settings

    def example(self, name: str) -> Any:
        """What a field may look like: a grid's text in the first experiment, a setting's first value."""
        if not self.fields[name].is_grid:
            return getattr(self.fields[name], "example", self.fields[name].default)
        return self._examples.get(name)

    def field(self, name: str) -> Parameter:
        """The parameter of that name; Refused with the nearest one otherwise."""
        if name in self.fields:
            return self.fields[name]
        likely = nearest(name, self.fields)
        raise refuse(name, "unknown_field", given=name[:64], nearest=likely, operator=self.id)

    def planned(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        """The plan, kept for the next experiment of the same shape; its refusals offer only repairs that work."""
        try:
            return _planned(self, tuple(shapes.items()), tuple(settings.items()))
        except Refused as refused:
            raise refused.keeping(lambda repair: self._works(shapes, settings, repair)) from None

    def _works(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any], repair: Repair) -> bool:
        shapes, values = dict(shapes), {}
        for name, value in repair.items():
            if isinstance(value, Shaped):
                shapes[name] = value.shape
            elif self.fields[name].is_grid:
                shapes.pop(name, None)
                if value is not None:
                    shapes[name] = nested(value)
            else:
                values[name] = value
        try:
            read = {name: self.fields[name].read(value, self.dimensions) for name, value in values.items()}
            self.plan(shapes, {**settings, **read})
        except Refused:
            return False
        return True


@lru_cache(maxsize=512)
def _planned(operator: Operator, shapes: tuple[Any, ...], settings: tuple[Any, ...]) -> Plan:
    return operator.plan(dict(shapes), dict(settings))


OPERATORS: dict[str, Operator] = {}
Family = TypeVar("Family", bound=type[Operator])


def register(family: Family) -> Family:
    """Adds the 1-D, 2-D and 3-D operator of a family."""
    for dimensions in AXIS_NAMES:
        operator = family(dimensions)
        OPERATORS[operator.id] = operator
    return family


def lookup(name: str) -> Operator:
    """The operator of that id; Refused with the nearest id otherwise."""
    if name in OPERATORS:
        return OPERATORS[name]
    likely = nearest(name, OPERATORS)
    raise refuse("operator", "unknown_operator", given=name[:64], nearest=likely)


def missing(operator: Operator, parameter: Parameter, input: Shape | None = None) -> Refused:
    """The refusal of a field that has to be given; `input` is the input's shape where that is known."""
    example = operator.example(parameter.name)
    repairs = [{parameter.name: example}]
    if isinstance(parameter, Grid) and input is not None:
        channels = input[0] if len(input) > operator.dimensions else 1
        told = {"input": "x".join(map(str, input)), "channels": channels, "ones": "x".join("1" * operator.dimensions)}
        repairs += [{parameter.name: text.format(**told)} for text in parameter.smallest]
    return refuse(parameter.name, "required", repairs=repairs, example=example)
