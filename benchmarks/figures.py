"""A GIF of 5×5 → 3×3 at 400 px and an SVG of a step, against RGB frames that Pillow draws and reduces to palettes.

Both animations begin with the drawings of the steps and show the same. Goals on a 3 GHz core: at most 1 ms a frame, at
least 15 times faster than the RGB frames, and at most 1 ms for the SVG.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from time import process_time
from timeit import repeat
from urllib.parse import parse_qsl

from PIL import Image, ImageDraw

from app.figures.figure import Figure, Kind, Options, pixels_of, steps_of, write
from app.figures.lettering import font
from app.figures.moments import Experiment, moments
from app.figures.operations import Beam, Cell, Circle, Drawing, Rect, Text, inside, outline
from app.figures.svg import MIDDLE
from app.figures.themes import Theme, theme
from app.figures.words import About
from app.operators.operator import lookup
from app.settings import Settings
from app.web.figures import words_for
from app.web.question import from_query

QUERY = "input=ramp:5x5&weight=1,0,-1;2,0,-2;1,0,-1"
WIDTH = 400


def figure(**options: int) -> Figure:
    question = from_query(lookup("conv2d"), parse_qsl(QUERY))
    experiment = Experiment.of(question.plan(Settings()), question.grids())
    return Figure(
        experiment, Options(width=WIDTH, **options), words_for("en"), About("conv2d", "", "en", "/conv2d", "")
    )


def milliseconds(work: object, number: int, times: int) -> float:
    return min(repeat(work, timer=process_time, number=number, repeat=times)) / number * 1e3  # type: ignore[arg-type]


def rgb_frames(shown: Figure) -> bytes:
    """The same animation as people draw it: every frame anew, in red, green and blue."""
    plan, options = shown.experiment.plan, shown.options
    drafting, size = shown.drafting("gif"), pixels_of(plan, options, "gif")
    steps = moments(shown.experiment, steps_of(plan, options))
    frames = [painted(drafting.draw(moment), theme("light"), size) for moment in steps]
    written = BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], duration=1000, loop=0)
    return written.getvalue()


def painted(drawing: Drawing, colours: Theme, size: tuple[int, int]) -> Image.Image:
    """A drawing, operation by operation."""
    image = Image.new("RGB", size, colours.colours["paper"])
    brush, factor = ImageDraw.Draw(image), size[0] / drawing.width
    for layer in drawing.layers:
        for one in layer.operations:
            if isinstance(one, Cell):
                x, y, width, height, radius = (factor * value for value in inside(one))
                edge, line, _ = outline(one.look, colours)
                fill = colours.colour(one.look.face) if one.look.face else None
                box = (x, y, x + width, y + height)
                brush.rounded_rectangle(box, radius, fill, edge and colours.colours[edge], max(1, round(line * factor)))
                middle = (factor * (one.x + one.width / 2), factor * (one.y + one.height / 2 + MIDDLE * one.look.size))
                lettered(brush, middle, one.look.text, one.look.size * factor, one.look.weight, "ms")
            elif isinstance(one, Rect):
                box = tuple(factor * value for value in (one.x, one.y, one.x + one.width, one.y + one.height))
                edge = colours.colours[one.edge] if one.edge else None
                brush.rounded_rectangle(box, one.radius * factor, None, edge, max(1, round(one.line * factor)))
            elif isinstance(one, Circle):
                ends = [factor * (value + way * one.radius) for way in (-1, 1) for value in (one.x, one.y)]
                brush.ellipse(ends, outline=colours.colours[one.edge], width=max(1, round(one.line * factor)))
            elif isinstance(one, Beam):
                brush.polygon([(factor * x, factor * y) for x, y in one.points], "#f9eadb")
            elif isinstance(one, Text):
                text = "".join(run.text for run in one.runs)
                lettered(brush, (factor * one.x, factor * one.y), text, 17 * factor, 400, "ls")
    return image


def lettered(brush: ImageDraw.ImageDraw, place: Sequence[float], text: str, size: float, weight: int, at: str) -> None:
    if text:
        brush.text((place[0], place[1]), text, fill="#15171c", font=font(weight, False, size), anchor=at)


def main() -> None:
    shown, step = figure(), figure(step=4)
    frames = shown.experiment.plan.total
    kinds: tuple[Kind, ...] = ("gif", "webp", "apng")
    own = {kind: milliseconds(lambda kind=kind: write(kind, shown), 5, 12) / frames for kind in kinds}
    peer = milliseconds(lambda: rgb_frames(shown), 1, 8) / frames
    drawn = milliseconds(lambda: write("svg", step), 5, 20)
    print(
        f"GIF of 5×5 → 3×3 at {WIDTH} px: {own['gif']:.2f} ms a frame (goal ≤ 1 at 3 GHz), {len(write('gif', shown))} "
        f"bytes; RGB frames by Pillow {peer:.1f} ms, {peer / own['gif']:.1f} times as long (goal ≥ 15); "
        f"WebP {own['webp']:.2f} ms, APNG {own['apng']:.2f} ms a frame; SVG of a step {drawn:.2f} ms (goal ≤ 1)"
    )
