"""A figure of an experiment in any format: how large it becomes, which steps it shows, and its bytes.

Knows what may be chosen; limits and words are given, HTTP is elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from app.figures.drawing import Drafting
from app.figures.moments import Experiment, Moment, moments, whole
from app.figures.operations import Drawing
from app.figures.scene import Layout
from app.figures.strip import side_by_side
from app.figures.svg import svg
from app.figures.table import table
from app.figures.themes import Name, theme
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

    def drafting(self) -> Drafting:
        return Drafting(self.experiment, layout_of(self.options), self.words)

    def still(self) -> tuple[Drawing, str]:
        """The drawing of one step, of a strip of them or of the whole, and what is to be seen in it."""
        drafting, options = self.drafting(), self.options
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

    def frames(self) -> Iterator[Drawing]:
        """The drawings of an animation."""
        drafting = self.drafting()
        return (
            drafting.draw(moment) for moment in moments(self.experiment, steps_of(self.experiment.plan, self.options))
        )


def layout_of(options: Options) -> Layout:
    """Wide, but tall side by side."""
    return options.layout or ("tall" if options.strip else "wide")


def steps_of(plan: Plan, options: Options) -> range:
    """The steps that an animation shows."""
    end = plan.total if options.limit is None else min(plan.total, options.offset + options.limit)
    return range(min(options.offset, end), end)


def write(kind: Kind, figure: Figure) -> bytes:
    """The figure's bytes, the same at any time."""
    return WRITERS[kind](figure)


def _svg(figure: Figure) -> bytes:
    drawing, told = figure.still()
    about = figure.about._replace(description=told)
    return svg(drawing, theme(figure.options.theme), about, figure.options.width or drawing.width).encode()


def _csv(figure: Figure) -> bytes:
    return table(figure.experiment.grids["output"]).encode()


WRITERS: dict[Kind, Callable[[Figure], bytes]] = {"svg": _svg, "csv": _csv}
