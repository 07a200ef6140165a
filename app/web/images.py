"""The routes of figures: any experiment as a picture, a drawing for print or a table, at the address of its question.

Knows types and names of files; what is drawn is asked of the figures.
"""

from __future__ import annotations

import re
from typing import cast

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.figures.figure import ANIMATED, KINDS, Kind
from app.operators.operator import lookup
from app.settings import Settings
from app.web.admission import LIGHT
from app.web.api import Endpoint, pairs_of, pool_of
from app.web.caching import answer, gzipped
from app.web.figures import Asked, address_of, asked
from app.web.headers import PICTURE
from app.web.presentation import KEYS
from app.web.question import from_query

TYPES: dict[Kind, str] = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "apng": "image/apng",
    "tex": "text/x-tex; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=absent",
}
_SPOKEN = ("step", "lang")  # presentation that belongs to the address of a figure


async def show_figure(request: Request) -> Response:
    """One figure."""
    operator, kind = lookup(request.path_params["operator"]), cast(Kind, request.path_params["kind"])
    pairs = pairs_of(request)
    settings: Settings = request.app.state.settings
    limited = any(name == "limit" for name, _ in pairs)
    wanted = asked(from_query(operator, pairs), kind, limited, settings)
    told = [pair for pair in pairs if pair[0] not in KEYS or pair[0] in _SPOKEN]
    address = address_of(operator.id, told)

    def make() -> Response:
        return answered(request, wanted, kind, wanted.make(kind, address))

    return make() if wanted.cost(kind) <= LIGHT else await pool_of(request).run(make)


def answered(request: Request, wanted: Asked, kind: Kind, body: bytes) -> Response:
    """The bytes under the name of a file, with the policy of a picture."""
    response = answer(
        request, body, TYPES[kind], pack=gzipped if TYPES[kind].startswith(("text/", "image/svg")) else None
    )
    name = f'inline; filename="{file_name(wanted, kind)}"'
    response.raw_headers += [(b"content-disposition", name.encode()), PICTURE]
    return response


def file_name(wanted: Asked, kind: Kind) -> str:
    """A sensible name: the operator's, with the steps that a still shows."""
    options = wanted.options
    steps = list(options.strip) or ([] if options.step is None else [options.step])
    shown = [] if kind in ANIMATED or kind == "csv" or not steps else ["step", *map(str, steps[:8])]
    return f"{'-'.join([wanted.question.operator.id, *shown])}.{kind}"


class FigureKind(StringConvertor):
    """The endings of figures."""

    regex = "|".join(re.escape(kind) for kind in KINDS)


register_url_convertor("figure", FigureKind())
ROUTES = [Route("/api/v1/{operator:other}.{kind:figure}", Endpoint(show_figure), methods=["GET"])]
