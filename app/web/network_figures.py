"""The route of a network's figure: the stack drawn to scale, with what one cell sees, at the address of its question.

Takes a question, asks app/networks, has app/figures draw it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, cast

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.figures.figure import texts
from app.figures.network import Stack, described, drawing
from app.figures.network_boxes import INPUT
from app.figures.network_rows import MOST
from app.figures.operations import Drawing
from app.figures.png import png
from app.figures.raster import Raster
from app.figures.svg import svg
from app.figures.themes import THEMES, Name, theme
from app.figures.tikz import tikz
from app.figures.words import About
from app.networks import node as nodes
from app.networks.answer import answer as table
from app.networks.asking import Asked, asked
from app.networks.file import opened
from app.networks.network import Limits, Network
from app.networks.node import Wiring
from app.networks.reach import node_of, position_of, reach
from app.operators.errors import refuse
from app.operators.text import words as told
from app.settings import Settings
from app.web.api import pairs_of, pool_of, settings_of
from app.web.caching import answer, gzipped
from app.web.figures import LICENCE, SCALE, WIDTH, address_of, over, whole, words_for
from app.web.headers import PICTURE
from app.web.images import TYPES
from app.web.network import Question, from_query, grid
from app.web.presentation import wanted_choice

Kind = Literal["svg", "png", "tex"]
KINDS: tuple[Kind, ...] = ("svg", "png", "tex")


class Options(NamedTuple):
    """What may be chosen of it, apart from the network."""

    theme: Name
    width: int | None
    scale: int


class Figure(NamedTuple):
    """A figure that is drawn and not yet written."""

    drawing: Drawing
    options: Options
    about: About

    @property
    def width(self) -> float:
        return self.options.width or self.drawing.width

    def size(self, kind: Kind) -> tuple[int, int]:
        """Width and height in pixels."""
        across = round(self.width * (self.options.scale if kind == "png" else 1))
        return across, round(across * self.drawing.height / self.drawing.width)


async def show_figure(request: Request) -> Response:
    """One figure, made beside the event loop."""
    kind, settings = cast(Kind, request.path_params["kind"]), settings_of(request)
    pairs = pairs_of(request)
    question = from_query("figure", pairs)

    def make() -> Response:
        body = made(question, kind, address_of("network", pairs), settings)
        pack = None if kind == "png" else gzipped
        response = answer(request, body, TYPES[kind], pack=pack)
        name = f'inline; filename="{question.fields.get("preset", "network")}.{kind}"'
        response.raw_headers += [(b"content-disposition", name.encode()), PICTURE]
        return response

    return await pool_of(request).run(make)


def made(question: Question, kind: Kind, address: str, settings: Settings) -> bytes:
    """The bytes of the figure that a question asks for; Refused where it cannot be, or would be too large."""
    limits = Limits(settings.max_layers, settings.max_cells, settings.max_work, settings.max_page_values)
    return figure_of(asked(question.fields, limits, grid), question, kind, address, settings)


def figure_of(one: Asked, question: Question, kind: Kind, address: str, settings: Settings) -> bytes:
    """The bytes of a network's figure with what its question chooses."""
    keys, language = question.keys, question.language
    options = Options(wanted_choice(keys, "theme", THEMES) or "light", whole(WIDTH, keys), whole(SCALE, keys) or 1)
    stack, words = stack_of(one.network, question, settings.max_work), words_for(language)
    about = About(title_of(one, words("network.own"), language), described(stack, words), language, address, LICENCE)
    figure = Figure(drawing(stack, words), options, about)
    across, down = figure.size(kind)
    over("pixels", across * down, settings.max_pixels, "width", 1200)
    return WRITERS[kind](figure)


def of_file(name: str, input: str | None, ending: str, settings: Settings) -> bytes:
    """The figure of the network in a file, in the format of this ending."""
    for kind in KINDS:
        if kind == ending:
            return figure_of(Asked(opened(name, input)), Question({}, {}), kind, "/network", settings)
    raise refuse("output", "not_choice", ending, choices=", ".join(KINDS), nearest=KINDS[0])


def title_of(one: Asked, own: str, language: str) -> str:
    return own if one.preset is None else told(one.preset.title, language)


def stack_of(network: Network, question: Question, work: int) -> Stack:
    """What is drawn of a network, and of the chosen cell."""
    fields = question.fields
    layer, position = fields.get("layer"), fields.get("position")
    paths = {nodes.INPUT: INPUT, **{one.number: one.path for one in network.nodes}}
    told = table(network, None, question.language)
    if layer is None:
        if position is not None:
            last = len(network.layers) - 1
            raise refuse("layer", "required", repairs=[{"layer": last}], example=last)
        return Stack(told, None, {}, taps_of(network))
    chosen = node_of(network, layer)
    shape = chosen.output if chosen else network.input
    place = position_of([size // 2 for size in shape[1:]] if position is None else position, shape)
    found = reach(network, layer, list(place), work)
    seen = {paths[number]: [along.tolist() for along in region.clipped] for number, region in found.items()}
    return Stack(told, (chosen.path if chosen else INPUT, place), seen, taps_of(network))


def taps_of(network: Network) -> dict[str, Sequence[Sequence[int]]]:
    """What each cell of a short layer along one axis reads."""
    return {
        one.path: [[int(tap) for tap in row if tap >= 0] for row in one.wiring[0].taps]
        for one in network.nodes
        if not isinstance(one.wiring, Wiring) and len(one.output) == 2 and one.output[1] <= MOST
    }


def _png(figure: Figure) -> bytes:
    raster = Raster(theme(figure.options.theme), figure.size("png"), False)
    (picture,) = raster.pictures([figure.drawing])
    return png(picture, raster.colours.listed, texts(figure.about))


def _text(write: Callable[..., str]) -> Callable[[Figure], bytes]:
    def written(figure: Figure) -> bytes:
        return write(figure.drawing, theme(figure.options.theme), figure.about, figure.width).encode()

    return written


WRITERS: dict[Kind, Callable[[Figure], bytes]] = {"svg": _text(svg), "png": _png, "tex": _text(tikz)}


class NetworkKind(StringConvertor):
    """The endings of networks' figures."""

    regex = "|".join(re.escape(kind) for kind in KINDS)


register_url_convertor("network_figure", NetworkKind())
ROUTES: list[Any] = [Route("/api/v1/network.{kind:network_figure}", show_figure)]
