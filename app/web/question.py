"""One question to the engine, as a GET or a POST puts it: operator, grids not yet made, settings, presentation.

Reads fields and judges limits, in Python integers, before any array exists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Any, NamedTuple

from app.operators.errors import Problem, Refused, Repair, Shaped, nearest, refuse
from app.operators.exact import Array
from app.operators.grids import with_numbers
from app.operators.operator import Operator, Plan, missing
from app.operators.trace import answer
from app.settings import Settings
from app.web import notation, presentation
from app.web.notation import Source

_SMALL = 4096  # numbers that are made in passing, to see whether a repair works


class Question(NamedTuple):
    """A readable question; whether the experiment is possible shows when it is planned."""

    operator: Operator
    sources: Mapping[str, Source]
    settings: Mapping[str, Any]
    keys: Mapping[str, str]  # presentation keys
    offset: int = 0
    limit: int = 0

    def plan(self, limits: Settings) -> Plan:
        """The plan; Refused when the experiment is impossible or larger than the limits, with repairs that work."""
        try:
            return self.planned(limits)
        except Refused as refused:
            small = {name: source.make() for name, source in self.sources.items() if prod(source.shape) <= _SMALL}
            told = with_numbers(with_generators(refused, self.sources), small)
            raise told.keeping(lambda repair: self.repaired(repair).possible(limits)) from None

    def planned(self, limits: Settings) -> Plan:
        """The plan, whatever its refusal offers."""
        shapes = {name: source.shape for name, source in self.sources.items()}
        for name, shape in shapes.items():
            within("cells", prod(shape), limits.max_cells, name, grid=name)
        plan = self.operator.planned(shapes, self.settings)
        name, size = plan.largest
        within("cells", size, limits.max_cells, name, grid=name)
        within("work", plan.work, limits.max_work, "input")
        return plan

    def grids(self) -> dict[str, Array]:
        """The grids, made now."""
        return {name: source.make() for name, source in self.sources.items()}

    def repaired(self, repair: Repair) -> Question:
        """The same question with some fields set anew."""
        sources, values = dict(self.sources), {}
        for name, value in repair.items():
            if name not in self.operator.grids:
                values[name] = self.operator.fields[name].read(value, self.operator.dimensions)
            elif value is None:
                sources.pop(name, None)
            else:
                sources[name] = notation.grid(name, value, self.operator.dimensions)
        return self._replace(sources=sources, settings={**self.settings, **values})

    def possible(self, limits: Settings) -> bool:
        """Whether there is an answer; a small one is tried."""
        try:
            plan = self.planned(limits)
            if plan.whole_cost <= _SMALL:
                answer(plan, self.grids(), limit=0)
        except Refused:
            return False
        return True


def with_generators(refused: Refused, sources: Mapping[str, Source]) -> Refused:
    """The refusal with grids that came from a generator named again, in the shape that would work."""

    def named(repair: Repair) -> Repair:
        result = dict(repair)
        for name, value in repair.items():
            if isinstance(value, Shaped) and name in sources and sources[name].named:
                result[name] = sources[name].named.format(shape="x".join(map(str, value.shape)))
        return result

    return Refused(*(replace(one, repairs=tuple(map(named, one.repairs))) for one in refused.problems))


def within(code: str, given: int, limit: int, field: str, **told: Any) -> None:
    """Refuses a number over its limit."""
    if given > limit:
        raise refuse(field, code, given=min(given, 10**18), limit=limit, **told)


def from_query(operator: Operator, pairs: Iterable[tuple[str, str]]) -> Question:
    """The question of an address; Refused when a key is unknown or repeated."""
    keys, fields = split(pairs)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, text in fields.items():
        if name in operator.fields:
            parameter = operator.fields[name]
            left_out = not parameter.required and text.strip() in ("", "null", "none")
            values[name] = text if parameter.is_grid and not left_out else notation.setting(parameter, text)
        else:
            problems.extend(unknown(name, operator.fields, operator.id).problems)
    return ask(operator, values, keys, problems)


def from_body(operator: Operator, body: Any, pairs: Sequence[tuple[str, str]]) -> Question:
    """The question of a JSON body; presentation keys may stand in it or in the address."""
    keys, stray = split(pairs) if pairs else ({}, {})
    problems = [Problem(name, "not_in_query") for name in stray]
    if not isinstance(body, dict):
        raise refuse("body", "not_object", repairs=[])
    values = {}
    for name, value in body.items():
        if name in operator.fields:
            values[name] = value
        elif name in presentation.KEYS:
            if value is not None:
                keys[name] = ",".join(map(str, value[:64])) if isinstance(value, list) else str(value)
        else:
            problems.extend(unknown(name, operator.fields, operator.id).problems)
            if len(problems) >= 5:
                break
    return ask(operator, values, keys, problems)


def split(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Presentation keys and all others of a query; Refused when a key is repeated."""
    listed = list(pairs)
    repeated = [(name, count) for name, count in Counter(name for name, _ in listed).items() if count > 1]
    if repeated:
        raise Refused(*(Problem(name[:64], "repeated", arguments={"given": count}) for name, count in repeated[:5]))
    keys = {name: value for name, value in listed if name in presentation.KEYS}
    return keys, {name: value for name, value in listed if name not in keys}


def unknown(name: str, fields: Iterable[str], operator: str) -> Refused:
    """The refusal of a key that is neither the operator's nor about presentation."""
    known = [*fields, *presentation.KEYS]
    return refuse(name[:64], "unknown_field", given=name[:64], nearest=nearest(name, known), operator=operator)


def ask(
    operator: Operator, values: Mapping[str, Any], keys: Mapping[str, str], problems: Sequence[Problem] = ()
) -> Question:
    """The question, or a refusal with every fault found (at most five); a single fault's repairs fit the rest."""
    question, faults = read(operator, values, keys)
    faults = [*problems, *faults]
    if not faults:
        return question
    if len(faults) > 1:
        raise Refused(*faults[:5])
    raise Refused(*faults).keeping(lambda repair: works(operator, {**values, **repair}))


def read(operator: Operator, values: Mapping[str, Any], keys: Mapping[str, str]) -> tuple[Question, list[Problem]]:
    """The question as far as it can be read, and what is wrong with it."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for name in operator.grids:
        parameter = operator.fields[name]
        try:
            if values.get(name) is not None:
                example = operator.example(name) or "1,2"
                sources[name] = notation.grid(name, values[name], operator.dimensions, example)
            elif parameter.required:
                given = sources["input"].shape if "input" in sources else None
                raise missing(operator, parameter, given)
        except Refused as refused:
            problems.extend(refused.problems)
    try:
        settings = operator.read({name: value for name, value in values.items() if name not in operator.grids})
    except Refused as refused:
        return Question(operator, sources, {}, keys), [*problems, *refused.problems]
    offset, limit = settings.pop("offset"), settings.pop("limit")
    return Question(operator, sources, settings, keys, offset, limit), problems


def works(operator: Operator, values: Mapping[str, Any]) -> bool:
    """Whether these values are a possible experiment."""
    question, problems = read(operator, values, {})
    return not problems and question.possible(Settings())
