"""The words in and about a figure: titles of boards, names of planes, and what a step does in sentences.

Composed from the page's own words (static/i18n), as its labels.js, places.js and sentence.js do; knows no language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from app.figures.boards import SYMBOLS, Board, Prefix
from app.figures.moments import Experiment, Moment
from app.figures.numbers import spoken
from app.figures.operations import Run, Text
from app.figures.reading import Index, Reading
from app.operators.operator import Plan

TITLE, NOTE, LETTER, LINE = 17, 14, 18.7, 20  # heights of a title's parts, and from one line to the next
INKS = {"input": "input", "stretched": "input", "output": "output", "indices": "ink-2"}
LISTED = 5  # places that are still told one by one
NARROW = 6.2  # width of a letter in the name of a plane


class About(NamedTuple):
    """What a figure says of itself."""

    title: str
    description: str
    language: str
    address: str  # where the experiment can be opened again
    licence: str


class Words(Protocol):
    """The texts of a language by key, with places for what is given."""

    def __call__(self, key: str, **given: Any) -> str: ...


def words_of(texts: Mapping[str, str]) -> Words:
    """The words of a table of texts; a missing key shows itself."""

    def words(key: str, **given: Any) -> str:
        text = texts.get(key, key)
        return text.format_map(given) if given else text

    return words


def size_text(plan: Plan, board: Board) -> str:
    """Sizes as people write them, channels first where there are several."""
    if board.role in ("bias", "partial"):
        return ""
    shape = plan.shapes["input"] if board.role == "input" else board.values.shape
    sizes = shape[1:] if board.role == "weight" else shape
    return " × ".join(map(str, sizes if sizes[0] > 1 else sizes[1:]))


def title_of(plan: Plan, board: Board, note: str, words: Words) -> list[Text]:
    """The title over a board: its name, its letter, its size, and a note, on one line or two."""
    label = board.place["label"]
    ink = INKS.get(board.role, "kernel")
    runs = [Run(words(f"board.{board.role}"), ink, TITLE, 650)]
    if symbol := SYMBOLS.get(board.role):
        runs += [Run(" ", ink, TITLE), Run(symbol, ink, LETTER, letter=True)]
    if size := size_text(plan, board):
        runs.append(Run(f" {size}", "ink-3", TITLE))
    below = label["lines"] > 1
    if note and not below:
        runs.append(Run(words("list.join") + note, "ink-3", NOTE))
    lines = [Text(label["x"], label["y"], tuple(runs))]
    if below:
        lines.append(Text(label["x"], label["y"] + LINE, (Run(note, "ink-3", NOTE),)))
    return lines


def note_of(plan: Plan, board: Board, reading: Reading | None, words: Words) -> str:
    """Padding of the input; which filter is drawn."""
    if board.role == "input":
        sides = [axis.padding for axis in plan.axes] if "padded" in plan.shapes else []
        return words("board.padding", sides=sides_text(sides)) if any(map(any, sides)) else ""
    if board.role != "weight":
        return ""
    filters = board.values.shape[0]
    if plan.kind == "scatter":
        channel = reading.input[0] if reading and reading.input else 0
        return words("plane.channel", n=channel + 1) if filters > 1 else ""
    if "stretched" in plan.shapes or filters == 1:
        return ""
    made = reading.output[0] if reading and reading.output else 0
    return words("board.filter", n=made + 1, of=filters)


def sides_text(sides: Sequence[tuple[int, int]]) -> str:
    """Padding as few numbers as say it: `1`, `1, 2`, or both sides of each axis."""
    if len({side for pair in sides for side in pair}) == 1:
        return str(sides[0][0])
    return ", ".join(str(before) if before == after else f"{before} + {after}" for before, after in sides)


def plane_name(board: Board, prefix: Prefix, words: Words) -> str:
    """ "channel 2, slice 1": what of a plane's place is worth telling."""
    channel, slice_ = _parts(board, prefix)
    parts = [words("plane.channel", n=channel + 1)] if channel is not None else []
    parts += [words("plane.slice", n=slice_ + 1)] if slice_ is not None else []
    return words("list.join").join(parts)


def short_name(board: Board, prefix: Prefix, width: float, name: str) -> str:
    """The name in words, or by numbers alone over planes too narrow for words."""
    if board.tail < 2:
        return ""
    if len(name) * NARROW <= width + 16:
        return name
    return "·".join(str(place + 1) for place in _parts(board, prefix) if place is not None)


def _parts(board: Board, prefix: Prefix) -> tuple[int | None, int | None]:
    deep = len(board.place["sheets"][0]["index"]) > 1
    channel = prefix[-2 if deep else -1] if board.channels > 1 and prefix else None
    return channel, prefix[-1] if deep else None


def described(experiment: Experiment, boards: Mapping[str, Board], moment: Moment, words: Words) -> str:
    """The whole figure in words: its boards with their sizes, then what the step does."""
    plan = experiment.plan
    told = []
    for board in boards.values():
        parts = [" ".join(filter(None, (words(f"board.{board.role}"), size_text(plan, board))))]
        told.append(words("list.join").join(filter(None, (*parts, note_of(plan, board, moment.reading, words)))))
    first = words("list.join").join(told) + words("sentence.end")
    if moment.reading is None:
        return first
    return words("sentence.join").join([first, *sentences(experiment, moment.reading, moment.row, words)])


def sentences(experiment: Experiment, reading: Reading, row: Mapping[str, Any], words: Words) -> list[str]:
    """What a step does."""
    plan = experiment.plan
    tells = {"gather": _gathered, "scatter": _painted, "unpool": _unpooled}[plan.kind]
    return [words("say.step", n=reading.step + 1, of=plan.total), *tells(experiment, reading, row, words)]


def _gathered(experiment: Experiment, reading: Reading, row: Mapping[str, Any], words: Words) -> list[str]:
    plan, output = experiment.plan, reading.output or ()
    told = [words("say.output", place=_place(plan, output, words), index=_index("y", plan, output))]
    padded = any(
        place < 0 or place >= axis.input
        for axis, places in zip(plan.axes, reading.drawn, strict=True)
        for place in places
    )
    key = "say.windowPadding" if padded else "say.window"
    if ranges := _ranges(plan, reading, words):
        told.append(words("say.stretched" if reading.role == "stretched" else key, ranges=ranges))
    return [*told, _outcome(experiment, reading, row, words)]


def _outcome(experiment: Experiment, reading: Reading, row: Mapping[str, Any], words: Words) -> str:
    value = spoken(row["value"])
    if reading.winner:
        return words("say.max", value=value, place=_place(experiment.plan, reading.winner, words))
    if "divisor" in row:
        return words("say.average", sum=spoken(row["sum"]), divisor=spoken(row["divisor"]), value=value)
    if "product" not in row:
        return words("say.norm", sum=spoken(row["sum"]), value=value)
    parts = [words("say.sum", sum=spoken(row["sum"]))]
    if "bias" in experiment.grids and reading.output:
        parts.append(words("say.bias", bias=spoken(experiment.grids["bias"][reading.output[0]])))
    if "pre_activation" in row:
        parts.append(words("say.before", value=spoken(row["pre_activation"])))
    return words("list.join").join([*parts, words("say.value", value=value)]) + words("sentence.end")


def _painted(experiment: Experiment, reading: Reading, row: Mapping[str, Any], words: Words) -> list[str]:
    plan, cell = experiment.plan, reading.input or ()
    told = [
        words("say.spread", place=_place(plan, cell, words), index=_index("x", plan, cell), value=spoken(row["value"]))
    ]
    ranges = _ranges(plan, reading, words)
    told.append(words("say.paints", ranges=ranges) if ranges else words("say.cropped"))
    return [*told, words("say.biasLast")] if reading.step == plan.total - 1 and "bias" in experiment.grids else told


def _unpooled(experiment: Experiment, reading: Reading, row: Mapping[str, Any], words: Words) -> list[str]:
    plan, target = experiment.plan, reading.output or ()
    placed = words("say.placed", place=_place(plan, target, words), index=_index("y", plan, target))
    cell = reading.input or ()
    value = spoken(row["value"])
    return [words("say.spread", place=_place(plan, cell, words), index=_index("x", plan, cell), value=value), placed]


def _several(plan: Plan) -> bool:
    return plan.shapes["input"][0] > 1 or plan.shapes["output"][0] > 1


def _place(plan: Plan, index: Index, words: Words) -> str:
    """ "row 2, column 3", with the channel where there are several."""
    names = ["channel", *(axis.name for axis in plan.axes)]
    told = [words(f"axis.{name}", n=place + 1) for name, place in zip(names, index, strict=True)]
    return words("list.join").join(told if _several(plan) else told[1:])


def _index(letter: str, plan: Plan, index: Index) -> str:
    return f"{letter}[{', '.join(map(str, index if _several(plan) else index[1:]))}]"


def _ranges(plan: Plan, reading: Reading, words: Words) -> str:
    """The places of a window along each axis, those outside the board's own cells left out."""
    told = []
    for number, axis in enumerate(plan.axes):
        size = plan.shapes[reading.role][number + 1]
        places = sorted({place for place in reading.drawn[number] if 0 <= place < size})
        if not places:
            return ""
        told.append(_range(axis.name, places, words))
    return words("list.join").join(told)


def _range(name: str, places: Sequence[int], words: Words) -> str:
    first, last = places[0] + 1, places[-1] + 1
    if first == last:
        return words(f"axis.{name}", n=first)
    if len(places) < last - first + 1 and len(places) <= LISTED:
        return words(f"axes.{name}", list=", ".join(str(place + 1) for place in places))
    return words(f"range.{name}", first=first, last=last)
