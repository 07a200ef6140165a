"""Tells a lesson: puts the numbers of the answers into its texts, and each of its stops on steps that there are.

Knows where a number stands in an answer; how an answer is made is the caller's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.lessons.reader import Beat, Lesson, LessonError, Stop

Answer = Mapping[str, Any]  # of an experiment, with all of its steps
_PLACE = re.compile(r"\{([a-z_]+)((?:\.[a-z_]+|\[\d+(?:,\d+)*\])*)\}")
_SIGN = re.compile(r" ([+−×=]) ")  # a sum is not broken at the end of a line
_FURTHER = re.compile(r"[a-z_]+|\d+")
_ROLES = {"input": "input", "window": "input", "weight": "weight", "bias": "weight", "output": "output"}
_ROLES |= {"sum": "output", "value": "output"}


class Part(NamedTuple):
    """Words of a text, or one number of it and the grid that it belongs to (empty for any other number)."""

    text: str
    of: str | None = None  # None: words


Parts = tuple[Part, ...]


class Said(NamedTuple):
    """A stop with its numbers."""

    first: int
    last: int
    text: Parts
    question: Parts
    name: str


class Shown(NamedTuple):
    """A beat with its numbers, and how many steps it has."""

    beat: Beat
    total: int
    start: int
    text: Parts
    stops: tuple[Said, ...]


class Told(NamedTuple):
    """A lesson with its numbers."""

    title: str
    text: str
    beats: tuple[Shown, ...]


def told(lesson: Lesson, ask: Callable[[str, str], Answer]) -> Told:
    """The lesson with the numbers that `ask(operator, query)` answers; LessonError where a text names none."""
    return Told(lesson.title, lesson.text, tuple(shown(lesson.where, beat, ask) for beat in lesson.beats))


def shown(where: str, beat: Beat, ask: Callable[[str, str], Answer]) -> Shown:
    """One beat with its numbers."""
    where = f"{where}, beat {beat.id}"
    answer = ask(beat.operator, beat.query)
    total, count = answer["steps"]["total"], answer["steps"]["count"]
    if count < total:
        raise LessonError(f"{where}: the answer holds {count} of {total} steps; a lesson needs all of them")
    start = beat.start % total
    for name, step in [("start", beat.start), *(("stop", stop.last) for stop in beat.stops)]:
        if step >= total:
            raise LessonError(f"{where}: the {name} at step {step} is past the last step, {total - 1}")
    stops = tuple(said(f"{where}, step {stop.first}", stop, answer) for stop in beat.stops)
    return Shown(beat, total, start, parts(where, beat.text, answer), stops)


def said(where: str, stop: Stop, answer: Answer) -> Said:
    """One stop with its numbers."""
    steps = range(stop.first, stop.last + 1)
    text, question = (parts(where, one, answer, steps) for one in (stop.text, stop.question))
    return Said(stop.first, stop.last, text, question, stop.name)


def parts(where: str, text: str, answer: Answer, steps: range = range(0)) -> Parts:
    """A text as words and numbers.

    >>> [one.text for one in parts("here", "It is {output[1]}.", {"output": [0, -1], "steps": {}})]
    ['It is ', '−1', '.']
    """
    text = _SIGN.sub("\u00a0\\1\u00a0", text)
    pieces: list[Part] = []
    end = 0
    for place in _PLACE.finditer(text):
        pieces += [Part(text[end : place.start()]), number(where, place, answer, steps)]
        end = place.end()
    pieces.append(Part(text[end:]))
    if any(one.of is None and re.search("[{}]", one.text) for one in pieces):
        raise LessonError(f"{where}: a brace in {text!r} names no number; write a place such as {{output[2]}}")
    return tuple(one for one in pieces if one.text)


def number(where: str, place: re.Match[str], answer: Answer, steps: range) -> Part:
    """The number that stands at a place of the answer."""
    name, further = place[1], _FURTHER.findall(place[2])
    if name in answer or not steps:
        value = leaf(where, place[0], answer, [name, *further])
    else:
        found = [leaf(where, place[0], answer["steps"], [name, str(step), *further]) for step in steps]
        if len(set(found)) > 1:
            raise LessonError(f"{where}: {place[0]} is not the same in steps {steps[0]} to {steps[-1]}: {found}")
        value = found[0]
    role = name if name != "steps" else further[0]
    return Part(written(value), _ROLES.get(role, ""))


def leaf(where: str, place: str, value: Any, path: list[str]) -> float:
    """What stands at the end of a path, which must be one number."""
    for key in path:
        try:
            value = value[int(key) if key.isdigit() else key]
        except (LookupError, TypeError):
            raise LessonError(f"{where}: {place} names nothing in the answer, from '{key}' on") from None
    try:
        return float(value)
    except (TypeError, ValueError):
        raise LessonError(f"{where}: {place} is not one number but {value!r}") from None


def written(value: float) -> str:
    """A number as the page writes it in sentences.

    >>> written(-0.0), written(-3.0), written(0.25), written(15745024.0).replace(chr(0x202F), "_")
    ('0', '−3', '0.25', '15_745_024')
    """
    whole = value.is_integer() and abs(value) < 1e15
    text = f"{int(value):{',' if abs(value) >= 10_000 else ''}}" if whole else repr(value)
    return text.replace(",", "\u202f").replace("-", "−")
