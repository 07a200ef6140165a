"""Reads a lesson's TOML into beats and stops, strictly: an unknown key, a missing one or a wrong type is an error.

Knows the schema of __init__.py; what the numbers in its texts are is the answer's to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent
REQUIRED = None
Schema = Mapping[str, tuple[type | tuple[type, ...], Any]]  # the type of each key, and what stands for it if left out

LESSON: Schema = {"title": (str, REQUIRED), "text": (str, REQUIRED), "beats": (list, REQUIRED)}
BEAT: Schema = {
    "id": (str, REQUIRED),
    "operator": (str, REQUIRED),
    "query": (str, REQUIRED),
    "title": (str, REQUIRED),
    "text": (str, REQUIRED),
    "speed": ((int, float), 1),
    "start": (int, 0),
    "stops": (list, []),
}
STOP: Schema = {"steps": ((int, list), REQUIRED), "text": (str, REQUIRED), "question": (str, ""), "name": (str, "")}
CALLED = {str: "a text", int: "a whole number", float: "a number", list: "a list", dict: "a table"}


class LessonError(ValueError):
    """A lesson that cannot be told; says in which file and beat, what came and what is needed."""


class Stop(NamedTuple):
    """Steps `first` to `last` and what is true of them."""

    first: int
    last: int
    text: str
    question: str = ""
    name: str = ""


class Beat(NamedTuple):
    """One experiment and what is said along its steps."""

    id: str
    operator: str
    query: str
    title: str
    text: str
    speed: float = 1
    start: int = 0
    stops: tuple[Stop, ...] = ()


class Lesson(NamedTuple):
    """A headline and its beats; `where` names the file."""

    where: str
    title: str
    text: str
    beats: tuple[Beat, ...]


def lesson(name: str, language: str) -> Lesson:
    """A bundled lesson in a language; LessonError when it cannot be read."""
    where = f"{language}/{name}.toml"
    return parsed((FOLDER / where).read_text(encoding="utf-8"), where)


def parsed(text: str, where: str) -> Lesson:
    """A lesson from its text.

    >>> parsed('title = "A"', "en/a.toml")
    Traceback (most recent call last):
    app.lessons.reader.LessonError: en/a.toml: 'text' is missing
    """
    try:
        table = checked(tomllib.loads(text), LESSON, where)
    except tomllib.TOMLDecodeError as error:
        raise LessonError(f"{where}: this is not TOML: {error}") from None
    beats = tuple(beat(one, f"{where}, beat {number}") for number, one in enumerate(table["beats"], 1))
    names = [one.id for one in beats]
    for name in names:
        if names.count(name) > 1:
            raise LessonError(f"{where}: two beats are called '{name}'; an id names one")
    return Lesson(where, table["title"], table["text"], beats)


def beat(given: Any, where: str) -> Beat:
    """One beat; `where` says which."""
    table = checked(given, BEAT, where)
    where = f"{where} ({table['id']})"
    if table["speed"] <= 0:
        raise LessonError(f"{where}: 'speed' is {table['speed']}; it is steps a second, more than 0")
    if table["start"] < -1:
        raise LessonError(f"{where}: 'start' is {table['start']}; it is a step, or -1 for the last")
    stops = tuple(stop(one, f"{where}, stop {number}") for number, one in enumerate(table["stops"], 1))
    for earlier, later in pairwise(stops):
        if later.first <= earlier.last:
            raise LessonError(f"{where}: the stop at step {later.first} comes after one that lasts to {earlier.last}")
    return Beat(**{**table, "stops": stops})


def stop(given: Any, where: str) -> Stop:
    """One stop; `where` says which."""
    table = checked(given, STOP, where)
    steps = table.pop("steps")
    ends = [steps, steps] if isinstance(steps, int) else steps
    if len(ends) != 2 or any(type(one) is not int for one in ends) or not 0 <= ends[0] <= ends[1]:
        raise LessonError(f"{where}: 'steps' is {steps}; it is a step such as 3, or its first and last such as [3, 5]")
    return Stop(ends[0], ends[1], **table)


def checked(given: Any, schema: Schema, where: str) -> dict[str, Any]:
    """A table with exactly the keys of a schema, what was left out filled in."""
    if not isinstance(given, dict):
        raise LessonError(f"{where}: {given!r} stands where a table is needed")
    for name in given:
        if name not in schema:
            likely = get_close_matches(name, schema, 1, 0) or list(schema)
            raise LessonError(f"{where}: there is no '{name}' here; did you mean '{likely[0]}'?")
    result = {}
    for name, (kind, fallback) in schema.items():
        value = given.get(name, fallback)
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if value is None:
            raise LessonError(f"{where}: '{name}' is missing")
        if type(value) not in kinds:
            needed = " or ".join(CALLED[one] for one in kinds)
            raise LessonError(f"{where}: '{name}' is {value!r}; {needed} is needed")
        if fallback is REQUIRED and not value and value != 0:
            raise LessonError(f"{where}: '{name}' is empty")
        result[name] = value
    return result
