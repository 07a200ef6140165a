"""What a pasted link shows elsewhere: title, still figure and frame of a stage page, for Open Graph and oEmbed.

Knows addresses and what stands at them; draws nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from markupsafe import escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.figures.scene import scene
from app.operators.operator import OPERATORS, Operator
from app.settings import Settings
from app.web import answers, presentation
from app.web.caching import answer
from app.web.foreseen import experiment
from app.web.question import from_query

_SPOKEN = ("step", "lang", "theme")  # presentation that a link elsewhere keeps
_LONGEST = 2000  # characters of a query that are told elsewhere
_PICTURE = 1200  # pixels: what link previews are wide
_WIDE, _NARROW = 720, 560  # pixels of a frame, and below which the stage stands upright
_ROUND = 330  # pixels of sentence, sum, transport and link


class Card(NamedTuple):
    """The addresses of one stage page."""

    page: str
    image: str
    oembed: str


def card(origin: str, operator: Operator, pairs: Sequence[tuple[str, str]]) -> Card | None:
    """The addresses as others may ask for them; none where the experiment is long."""
    query = shared(operator, pairs)
    if len(query) > _LONGEST:
        return None
    page = f"{origin}/{operator.id}?{query}"
    image = f"{origin}/api/v1/{operator.id}.png?{query}&width={_PICTURE}"
    return Card(page, image, f"{origin}/oembed?url={quote(page, safe='')}")


def shared(operator: Operator, pairs: Sequence[tuple[str, str]]) -> str:
    """The query of the experiment with what belongs to a link.

    >>> shared(OPERATORS["conv1d"], [("input", "1,2"), ("weight", "1"), ("step", "1"), ("speed", "4")])
    'input=1,2&weight=1&step=1'
    """
    kept = {name: value for name, value in reversed(pairs) if name in _SPOKEN}
    more = [f"&{name}={quote(kept[name])}" for name in _SPOKEN if name in kept]
    return experiment(operator, pairs) + "".join(more)


async def show_oembed(request: Request) -> Response:
    """The frame of a stage page, for programs that turn a link into what it leads to."""
    keys, settings = request.query_params, request.app.state.settings
    if keys.get("format", "json") != "json":
        raise HTTPException(501)
    origin = f"{request.url.scheme}://{request.url.netloc}"
    try:
        url = urlsplit(keys.get("url", ""))
        pairs = parse_qsl(url.query, max_num_fields=100)
    except ValueError:
        raise HTTPException(404) from None
    operator = OPERATORS.get(url.path.removeprefix("/embed").removeprefix("/"))
    if operator is None or f"{url.scheme}://{url.netloc}" != origin:
        raise HTTPException(404)
    query = shared(operator, pairs)
    width = min(_WIDE, most(keys.get("maxwidth")))
    height = min(height_of(operator, query, width, settings), most(keys.get("maxheight")))
    title = operator.name(presentation.language(dict(pairs).get("lang")))
    source = escape(f"{origin}/embed/{operator.id}?{query}")
    told = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "convscope",
        "provider_url": f"{origin}/",
        "width": width,
        "height": height,
        "html": f'<iframe src="{source}" width="{width}" height="{height}" title="{escape(title)}"></iframe>',
    }
    return answer(request, answers.dumps(told))


def height_of(operator: Operator, query: str, width: int, settings: Settings) -> int:
    """How high the stage becomes in a frame of a width; Refused when the experiment is impossible."""
    plan = from_query(operator, parse_qsl(query)).plan(settings)
    drawn = scene(plan, "wide" if width >= _NARROW else "tall")
    across: float = drawn["width"]  # type: ignore[assignment]
    down: float = drawn["height"]  # type: ignore[assignment]
    return round(min(width / across, 1.5) * down) + _ROUND


def most(text: str | None) -> int:
    """A limit of the asker; none where it says none.

    >>> most("400"), most("no")
    (400, 8192)
    """
    return max(int(text), 200) if text and text.isascii() and text.isdigit() and len(text) <= 4 else 8192


ROUTES = [Route("/oembed", show_oembed)]
