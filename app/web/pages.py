"""The pages: an HTML shell for each operator, and the documentation of the API, all from our own files.

Knows templates; the numbers of a page come from the API.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from app import __version__
from app.lessons import Told, lesson, told
from app.operators.errors import Refused
from app.operators.operator import OPERATORS, Operator, lookup
from app.operators.text import LANGUAGES, words
from app.operators.trace import answer as traced
from app.settings import Settings, template_folder
from app.web import openapi, presentation
from app.web.admission import Turned
from app.web.api import pairs_of, pool_of
from app.web.caching import answer
from app.web.cards import card
from app.web.documentation import documentation as arranged
from app.web.foreseen import first_question
from app.web.qr import show_code
from app.web.question import from_query

HOST = re.compile(r"https?://[\w.:\[\]-]+", re.ASCII)


@lru_cache(maxsize=1)
def templates() -> Jinja2Templates:
    return Jinja2Templates(template_folder())


async def home(request: Request) -> Response:
    """What this is, a tour on living stages, and the ways in."""
    return page(request, "home.html", tour=tour(language_of(request)))


@lru_cache(maxsize=len(LANGUAGES))
def tour(language: str) -> Told:
    """The tour with the engine's numbers."""
    return told(lesson("tour", language), whole)


def whole(operator: str, query: str) -> Mapping[str, Any]:
    """An experiment's answer with all of its steps, as a lesson reads it."""
    question = from_query(lookup(operator), [*parse_qsl(query), ("limit", "4096")])
    return traced(question.plan(Settings()), question.grids(), 0, question.limit)


async def operator_page(request: Request) -> Response:
    """The page of one operator; 404 with a way out when there is no such operator."""
    name = request.path_params["operator"]
    try:
        return stage(request, lookup(name).id)
    except Refused as refused:
        return not_found(request, refused.problems[0].hint(language_of(request)))


def stage(request: Request, name: str) -> Response:
    operator, language = OPERATORS[name], language_of(request)
    return page(
        request,
        "stage.html",
        operator=operator,
        title=operator.name(language),
        help=words(operator.help, language),
        fetched=[f"/static/i18n/{language}.json", f"/api/v1/operators?lang={language}"],
        asked=first_question(operator, given(request), language),
        card=card(origin(request), operator, given(request)),
    )


def sections(dimensions: int, language: str) -> dict[str, list[Operator]]:
    """The operators of a dimension under the titles of their sections."""
    found: dict[str, list[Operator]] = {}
    for one in OPERATORS.values():
        if one.dimensions == dimensions:
            found.setdefault(words(one.section or one.title, language), []).append(one)
    return found


def not_found(request: Request, hint: str = "") -> Response:
    return page(request, "not_found.html", status=404, hint=hint)


async def network_page(request: Request) -> Response:
    """The page on which networks are stacked and looked through."""
    return page(request, "network.html")


async def documentation(request: Request) -> Response:
    """The API, to be read: every question with an example of this host."""

    def make() -> Response:
        shown = arranged(request.app.state.settings, language_of(request))
        return page(request, "docs.html", docs=shown, origin=origin(request))

    return await pool_of(request).run(make)


def origin(request: Request) -> str:
    """This host as the client calls it; what no host is called is not repeated."""
    called = f"{request.url.scheme}://{request.url.netloc}"
    return called if HOST.fullmatch(called) else "http://127.0.0.1:8000"


async def health(request: Request) -> Response:
    """That the service answers."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def show_openapi(request: Request) -> Response:
    """The API as OpenAPI, in the language that the address names."""
    language = presentation.language(presentation_keys(request).get("lang"))
    return answer(request, openapi.written(language))


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A template with what every page needs."""
    keys = presentation_keys(request)
    shared = {
        "language": language_of(request),
        "languages": LANGUAGES,
        "kept": f"?lang={language_of(request)}" if "lang" in keys else "",
        "version": __version__,
        "operators": OPERATORS,
        "operator": None,
        "words": words,
        "sections": sections,
        "theme": keys["theme"] if keys.get("theme") in ("light", "dark") else None,
        "present": keys.get("present", "0") != "0",
    }
    body = templates().get_template(template).render({**shared, **context}).encode()
    if status == 200:
        return answer(request, body, "text/html; charset=utf-8", vary="Accept-Encoding, Accept-Language")
    return Response(body, status, {"Cache-Control": "no-store"}, media_type="text/html; charset=utf-8")


def presentation_keys(request: Request) -> dict[str, str]:
    """The presentation keys of an address; a page ignores everything else, however much there is."""
    return {name: value for name, value in given(request) if name in presentation.KEYS}


def given(request: Request) -> list[tuple[str, str]]:
    """What the address holds; nothing where it holds too much."""
    try:
        return pairs_of(request)
    except Turned:
        return []


def language_of(request: Request) -> str:
    keys = presentation_keys(request)
    return presentation.language(keys.get("lang"), request.headers.get("accept-language", ""))


ROUTES = [
    Route("/", home),
    Route("/network", network_page),
    Route("/docs", documentation),
    Route("/openapi.json", show_openapi),
    Route("/healthz", health),
    Route("/qr.svg", show_code),
    Route("/{operator}", operator_page),
]
