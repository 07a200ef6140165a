"""What an address or a body may choose of a figure, and what of it is over a limit.

Judged in integers, before any array exists; knows no route.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from app.figures.drawing import scene_of
from app.figures.figure import Figure, Kind, Options, animated, layout_of, pixels_of, stepping, steps_of, write
from app.figures.moments import Experiment
from app.figures.scene import LAYOUTS
from app.figures.themes import THEMES
from app.figures.words import About, Words, words_of
from app.operators.errors import Refused, refuse
from app.operators.grids import with_numbers
from app.operators.operator import Plan
from app.operators.parameters import Positive, Whole
from app.settings import Settings, static_folder
from app.web import notation
from app.web.answers import cost as answer_cost
from app.web.presentation import language, wanted_choice
from app.web.question import Question, within

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"  # a figure belongs to whoever asks for it
WIDTH = Whole("width", "Width", "pixels of the picture", minimum=40, maximum=8192)
SCALE = Whole("scale", "Scale", "pixels to each of these", minimum=1, maximum=4)
FPS = Positive("fps", "Frames a second", "of an animation", default=1)
HOLD = Positive("hold", "Hold", "seconds that the last frame stays", default=2)
FASTEST, LONGEST = 50, 60  # frames a second; seconds of a frame
PANELS = 64  # steps side by side
TEX_CELLS = 16_384  # of a picture that TeX is given cell by cell
_ADDRESS = 2000  # characters of an address that a figure tells
_PLAIN = "!*'(),;:@=|"  # what an address leaves as it is


class Asked(NamedTuple):
    """A figure that may be made: within every limit."""

    question: Question
    plan: Plan
    options: Options
    size: tuple[int, int]  # in pixels
    frames: int

    def make(self, kind: Kind, address: str) -> bytes:
        """Its bytes."""
        grids = self.question.grids()
        try:
            experiment = Experiment.of(self.plan, grids)
        except Refused as refused:
            raise with_numbers(refused, grids) from None
        spoken = language(self.question.keys.get("lang"))
        words = words_for(spoken)
        title = self.question.operator.name(spoken)
        if self.options.step is not None:
            step = words("say.step", n=self.options.step + 1, of=self.plan.total)
            title += words("sentence.end") + words("sentence.join") + step
        return write(kind, Figure(experiment, self.options, words, About(title, "", spoken, address, LICENCE)))

    def cost(self, kind: Kind) -> int:
        """About how many numbers it makes; a cell that is drawn costs as much as many that are only told."""
        grids = grids_of(self.plan, self.options, kind)
        cells = sum(grid["planes"] * grid["rows"] * grid["columns"] for grid in grids) * self.frames
        pixels = 0 if kind in ("svg", "tex", "csv") else self.size[0] * self.size[1] * self.frames
        return answer_cost(self.question, self.plan) + (0 if kind == "csv" else 400 * cells) + pixels


def asked(question: Question, kind: Kind, limited: bool, limits: Settings) -> Asked:
    """The figure of a question; `limited` says that the question itself names how many frames it wants."""
    plan = question.plan(limits)
    options = options_of(question, plan, limited)
    moves = animated(kind, options)
    frames = len(steps_of(plan, options)) if moves else 1
    size = pixels_of(plan, options, kind)
    if moves:
        if options.limit == 0:
            raise refuse("limit", "too_small", repairs=[{"limit": 1}], given=0, minimum=1)
        if frames == 0:
            raise refuse("offset", "too_large", repairs=[{"offset": 0}], given=options.offset, maximum=plan.total - 1)
        over("frames", frames, limits.max_frames, "limit", limits.max_frames)
        most = limits.max_animation_pixels // (size[0] * size[1])
        over("animation_pixels", size[0] * size[1] * frames, limits.max_animation_pixels, "limit", most)
    if kind != "csv":
        over("pixels", size[0] * size[1], limits.max_pixels, "width", 400)
    for role, cells in pictures_of(plan, options, kind):
        if kind == "tex":
            within("cells", cells, TEX_CELLS, role, grid=role)
        elif kind == "svg" and role == "output":  # each step holds the output's pixels anew
            most = limits.max_page_values
            over("animation_pixels", cells * frames, most, "limit", most // cells)
    return Asked(question, plan, options, size, frames)


def pictures_of(plan: Plan, options: Options, kind: Kind) -> Iterator[tuple[str, int]]:
    """The boards that are drawn as pixels, and how many these are."""
    for grid in grids_of(plan, options, kind):
        if grid["form"] == "picture":
            (above, below), (left, right) = grid["ring"]
            yield grid["role"], grid["planes"] * (grid["rows"] + above + below) * (grid["columns"] + left + right)


def grids_of(plan: Plan, options: Options, kind: Kind) -> Sequence[Mapping[str, Any]]:
    drawn: Mapping[str, Any] = scene_of(plan, layout_of(options), stepping(kind, options))
    grids: Sequence[Mapping[str, Any]] = drawn["grids"]
    return grids


def over(code: str, given: int, limit: int, field: str, repair: int) -> None:
    """Refuses a number over its limit, with a setting that stays under it."""
    if given > limit:
        raise refuse(field, code, repairs=[{field: repair}] if repair else [], given=given, limit=limit)


def options_of(question: Question, plan: Plan, limited: bool) -> Options:
    """What is chosen; Refused where it cannot be."""
    keys, last = question.keys, plan.total - 1
    step = Whole("step", "Step", "the step that is shown", minimum=0, maximum=last)
    strip = [number for number in keys.get("strip", "").split(",") if number.strip()]
    if len(strip) > PANELS:
        raise refuse("strip", "many_panels", given=len(strip), limit=PANELS)
    return Options(
        theme=wanted_choice(keys, "theme", THEMES) or "light",
        layout=wanted_choice(keys, "layout", LAYOUTS),
        step=whole(step, keys),
        strip=[strip_step(last).number(notation.number(number)) for number in strip],
        width=whole(WIDTH, keys),
        scale=whole(SCALE, keys) or 1,
        fps=seconds(FPS, keys, FASTEST),
        hold=seconds(HOLD, keys, LONGEST),
        animate=wanted_choice(keys, "animate", ("1", "true", "0", "false")) in ("1", "true"),
        offset=question.offset,
        limit=question.limit if limited else None,
    )


def strip_step(last: int) -> Whole:
    return Whole("strip", "Strip", "steps side by side", minimum=0, maximum=last)


def whole(parameter: Whole, keys: Mapping[str, str]) -> int | None:
    """A whole number of the address."""
    given = keys.get(parameter.name)
    return parameter.number(notation.number(given)) if given else None


def seconds(parameter: Positive, keys: Mapping[str, str], most: float) -> float:
    """A number of the address above 0."""
    given = keys.get(parameter.name)
    if not given:
        return float(parameter.default)
    value = parameter.read(notation.number(given), 1)
    if value > most:
        raise refuse(parameter.name, "too_large", given=value, maximum=most, repairs=[{parameter.name: most}])
    return value


@lru_cache(maxsize=8)
def words_for(language: str) -> Words:
    """The page's words in a language."""
    return words_of(json.loads((static_folder() / "i18n" / f"{language}.json").read_bytes()))


def address_of(operator: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The page's address of an experiment, so that a figure can be opened again; only its path where that is long."""
    query = "&".join(f"{name}={quote(value, safe=_PLAIN)}" for name, value in pairs)
    return f"/{operator}?{query}" if query and len(query) <= _ADDRESS else f"/{operator}"
