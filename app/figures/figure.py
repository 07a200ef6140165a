"""A figure of an experiment in any format: how large it becomes, which steps it shows, and its bytes.

Knows what may be chosen; limits and words are given, HTTP is elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from app.figures.changes import milliseconds
from app.figures.drawing import Drafting, size_of
from app.figures.gif import gif
from app.figures.moments import Experiment, Moment, moments, whole
from app.figures.moving import moving
from app.figures.operations import Drawing
from app.figures.png import apng, png
from app.figures.raster import Raster
from app.figures.scene import Layout
from app.figures.strip import CAPTION, side_by_side
from app.figures.svg import svg
from app.figures.table import table
from app.figures.themes import Name, theme
from app.figures.tikz import tikz
from app.figures.webp import webp
from app.figures.words import About, Words
from app.operators.operator import Plan

Kind = Literal["svg", "png", "gif", "webp", "apng", "tex", "csv"]
KINDS: tuple[Kind, ...] = ("svg", "png", "gif", "webp", "apng", "tex", "csv")
ANIMATED: tuple[Kind, ...] = ("gif", "webp", "apng")


class Options(NamedTuple):
    """What may be chosen of a figure, apart from the experiment."""

    theme: Name = "light"
    layout: Layout | None = None
    step: int | None = None  # without it, the whole
    strip: Sequence[int] = ()  # steps side by side
    width: int | None = None  # of the picture, or of its wide arrangement's own size
    scale: int = 1  # pixels to each of these
    fps: float = 1
    hold: float = 2  # seconds that the last frame of an animation stays
    animate: bool = False
    offset: int = 0
    limit: int | None = None  # frames; all where it is left out


class Figure(NamedTuple):
    """A figure that is drawn and not yet written."""

    experiment: Experiment
    options: Options
    words: Words
    about: About

    def drafting(self, kind: Kind) -> Drafting:
        return Drafting(self.experiment, layout_of(self.options), self.words, stepping(kind, self.options))

    def still(self, drafting: Drafting) -> tuple[Drawing, str]:
        """The drawing of one step, of a strip of them or of the whole, and what is to be seen in it."""
        options = self.options
        if options.strip:
            shown = list(moments(self.experiment, options.strip))
            drawings = [drafting.draw(moment) for moment in shown]
            captions = [self.words("say.step", n=step + 1, of=self.experiment.plan.total) for step in options.strip]
            return side_by_side(drawings, captions), " ".join(drafting.describe(moment) for moment in shown)
        moment = self.moment()
        return drafting.draw(moment), drafting.describe(moment)

    def moment(self) -> Moment:
        step = self.options.step
        return whole(self.experiment) if step is None else next(moments(self.experiment, [step]))


def pixels_of(plan: Plan, options: Options, kind: Kind) -> tuple[int, int]:
    """Width and height of the picture; those of text are what it is drawn in."""
    width, height = size_of(plan, layout_of(options), stepping(kind, options))
    if options.strip and not animated(kind, options):
        width, height = width * len(options.strip), height + CAPTION
    wanted = (options.width or width) * (1 if kind in ("svg", "tex") else options.scale)
    return wanted, -(-height * wanted // width)


def animated(kind: Kind, options: Options) -> bool:
    """Whether a figure shows its steps one after the other."""
    return kind in ANIMATED or (kind == "svg" and options.animate)


def stepping(kind: Kind, options: Options) -> bool:
    """Whether a figure shows any step: grids that change with the steps have no place in the whole."""
    return animated(kind, options) or options.step is not None or bool(options.strip)


def layout_of(options: Options) -> Layout:
    """Wide, but tall side by side."""
    return options.layout or ("tall" if options.strip and not options.animate else "wide")


def steps_of(plan: Plan, options: Options) -> range:
    """The steps that an animation shows."""
    end = plan.total if options.limit is None else min(plan.total, options.offset + options.limit)
    return range(min(options.offset, end), end)


def write(kind: Kind, figure: Figure) -> bytes:
    """The figure's bytes, the same at any time."""
    return WRITERS[kind](figure)


def _svg(figure: Figure) -> bytes:
    if figure.options.animate:
        return _moving(figure)
    drawing, told = figure.still(figure.drafting("svg"))
    about = figure.about._replace(description=told)
    return svg(drawing, theme(figure.options.theme), about, figure.options.width or drawing.width).encode()


def _moving(figure: Figure) -> bytes:
    options, experiment, drafting = figure.options, figure.experiment, figure.drafting("svg")
    steps = steps_of(experiment.plan, options)
    drawings = [drafting.draw(moment) for moment in moments(experiment, steps)]
    about = figure.about._replace(description=drafting.describe(whole(experiment)))
    times = milliseconds(len(steps), options.fps, options.hold)
    return moving(drawings, times, theme(options.theme), about, options.width or drafting.width).encode()


def _raster(figure: Figure, drafting: Drafting, kind: Kind) -> Raster:
    options = figure.options
    return Raster(theme(options.theme), pixels_of(figure.experiment.plan, options, kind), drafting.shaded)


def _png(figure: Figure) -> bytes:
    drafting = figure.drafting("png")
    drawing, told = figure.still(drafting)
    raster = _raster(figure, drafting, "png")
    (picture,) = raster.pictures([drawing])
    return png(picture, raster.colours.listed, texts(figure.about._replace(description=told)))


def _animation(figure: Figure, kind: Kind) -> bytes:
    options, experiment = figure.options, figure.experiment
    drafting, steps = figure.drafting(kind), steps_of(experiment.plan, options)
    raster = _raster(figure, drafting, kind)
    times = milliseconds(len(steps), options.fps, options.hold)
    pictures = raster.pictures(drafting.draw(moment) for moment in moments(experiment, steps))
    about = figure.about._replace(description=drafting.describe(whole(experiment)))
    if kind == "gif":
        return gif(pictures, times, raster.colours, "\n".join(texts(about).values()))
    if kind == "webp":
        return webp(pictures, times, raster.colours)
    return apng(pictures, times, raster.colours, texts(about))


def texts(about: About) -> dict[str, str]:
    """What a picture says of itself, under the names that PNG has for it."""
    named = {
        "Title": about.title,
        "Description": about.description,
        "Source": about.address,
        "Copyright": about.licence,
    }
    return {name: text for name, text in named.items() if text}


def _tex(figure: Figure) -> bytes:
    drawing, told = figure.still(figure.drafting("tex"))
    about = figure.about._replace(description=told)
    return tikz(drawing, theme(figure.options.theme), about, figure.options.width or drawing.width).encode()


def _csv(figure: Figure) -> bytes:
    return table(figure.experiment.grids["output"]).encode()


WRITERS: dict[Kind, Callable[[Figure], bytes]] = {
    "svg": _svg,
    "png": _png,
    "gif": lambda figure: _animation(figure, "gif"),
    "webp": lambda figure: _animation(figure, "webp"),
    "apng": lambda figure: _animation(figure, "apng"),
    "tex": _tex,
    "csv": _csv,
}
