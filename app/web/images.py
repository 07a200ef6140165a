"""The routes of figures: any experiment as a picture, a drawing for print or a table, at the address of its question.

Knows types and names of files; what is drawn is asked of the figures.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import cast

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.figures.figure import KINDS, Kind, animated
from app.operators.operator import lookup
from app.web.admission import LIGHT
from app.web.api import Endpoint, pairs_of, pool_of, sent, settings_of
from app.web.batch import archive, from_pairs, listed
from app.web.caching import answer, gzipped
from app.web.figures import Asked
from app.web.headers import PICTURE

TYPES: dict[Kind, str] = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "apng": "image/apng",
    "tex": "text/x-tex; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=absent",
}


async def show_figure(request: Request) -> Response:
    """One figure."""
    operator, kind = lookup(request.path_params["operator"]), cast(Kind, request.path_params["kind"])
    wanted, address = from_pairs(operator, pairs_of(request), kind, settings_of(request))

    def make() -> Response:
        return answered(request, wanted, kind, wanted.make(kind, address))

    return make() if wanted.cost(kind) <= LIGHT else await pool_of(request).run(make)


async def show_archive(request: Request) -> Response:
    """The figures of a list as an archive."""
    settings = settings_of(request)
    figures = await sent(request, lambda body: listed(body, settings))

    def make() -> Response:
        return answer(request, archive(figures), "application/zip", pack=None)

    response = await pool_of(request).run(make)
    response.raw_headers.append((b"content-disposition", b'attachment; filename="figures.zip"'))
    return response


def answered(request: Request, wanted: Asked, kind: Kind, body: bytes) -> Response:
    """The bytes under the name of a file, with the policy of a picture."""
    response = answer(
        request, body, TYPES[kind], pack=gzipped if TYPES[kind].startswith(("text/", "image/svg")) else None
    )
    name = f'inline; filename="{file_name(wanted, kind)}"'
    moves = kind == "svg" and animated(kind, wanted.options)
    policy = PICTURE[1] + (style_of(body) if moves else b"")
    response.raw_headers += [(b"content-disposition", name.encode()), (PICTURE[0], policy)]
    return response


def style_of(body: bytes) -> bytes:
    """What lets a picture have just the style that it has."""
    style = body[body.index(b"<style>") + len(b"<style>") : body.index(b"</style>")]
    return b"; style-src 'sha256-" + b64encode(sha256(style).digest()) + b"'"


def file_name(wanted: Asked, kind: Kind) -> str:
    """A sensible name: the operator's, with the steps that a still shows."""
    options = wanted.options
    steps = list(options.strip) or ([] if options.step is None else [options.step])
    shown = [] if animated(kind, options) or kind == "csv" or not steps else ["step", *map(str, steps[:8])]
    return f"{'-'.join([wanted.question.operator.id, *shown])}.{kind}"


class FigureKind(StringConvertor):
    """The endings of figures."""

    regex = "|".join(re.escape(kind) for kind in KINDS)


register_url_convertor("figure", FigureKind())
ROUTES = [
    Route("/api/v1/{operator:other}.{kind:figure}", Endpoint(show_figure), methods=["GET"]),
    Route("/api/v1/figures", Endpoint(show_archive), methods=["POST"]),
]
