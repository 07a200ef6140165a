"""The stage for other people's pages: bare, in an iframe, with a policy that lets any page frame it.

Knows what stands round the stage; drawing and playing are static/js/pages/embed.js.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.operators.errors import Refused
from app.operators.operator import lookup
from app.web.foreseen import experiment
from app.web.headers import FRAMED
from app.web.pages import given, language_of, not_found, page, presentation_keys


async def embed_page(request: Request) -> Response:
    """One experiment, to be framed."""
    try:
        operator = lookup(request.path_params["operator"])
    except Refused as refused:
        return not_found(request, refused.problems[0].hint(language_of(request)))
    response = page(
        request,
        "embed.html",
        operator=operator,
        title=operator.name(language_of(request)),
        query=experiment(operator, given(request)),
        keys=presentation_keys(request),
    )
    response.raw_headers.append((b"content-security-policy", FRAMED.encode()))
    return response


ROUTES = [Route("/embed/{operator}", embed_page)]
