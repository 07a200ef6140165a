"""The routes of the API: take a question, ask the engine, give the answer.

Plain routes, one for every operator: what an operator accepts is in its declaration, not here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Receive, Scope, Send

from app.operators.errors import Problem, refuse
from app.operators.operator import Plan, lookup
from app.operators.solve import SIZES, solve
from app.settings import Settings
from app.web import answers, catalogue, notation, presentation
from app.web.admission import LIGHT, BodyTooLarge, NotJSON, Pool, Turned, read_body
from app.web.caching import answer
from app.web.question import Question, from_body, from_query, split, unknown
from app.web.strictjson import JSONError, parse

Work = Callable[[Question, Plan, Settings], bytes]
Cost = Callable[[Question, Plan], int]
Handler = Callable[[Request, Any], Response]
Result = TypeVar("Result")
_KEYS = 1000  # keys of a query that are read at all
_AT_ONCE = 32_768  # bytes whose parsing holds nobody up


async def show(request: Request) -> Response:
    """One experiment: grids, geometry, a page of steps."""
    return await answered(request, await asked(request), answers.traced, answers.cost)


async def show_matrix(request: Request) -> Response:
    """One experiment as a matrix over the flattened input."""
    return await answered(request, await asked(request), answers.as_matrix, answers.matrix_cost)


async def show_catalogue(request: Request) -> Response:
    """All operators, generators, presets and limits."""
    keys, stray = split(pairs_of(request))
    for name in stray:
        raise unknown(name, (), "operators")
    language = presentation.language(keys.get("lang"))
    return answer(request, answers.dumps(catalogue.catalogue(settings_of(request), language)))


async def show_solutions(request: Request) -> Response:
    """Every small setting that turns one size into the other."""
    _, fields = split(pairs_of(request))
    for name in fields:
        if name not in SIZES:
            raise unknown(name, SIZES, "solve")
    for name, one in SIZES.items():
        if one.required and name not in fields:
            raise refuse(name, "required", repairs=[{name: 224}], example=224)
    sizes = {name: SIZES[name].number(notation.setting(SIZES[name], text)) for name, text in fields.items()}
    return answer(request, answers.dumps(solve(**sizes)))


async def asked(request: Request) -> Question:
    """The question that a request puts."""
    operator = lookup(request.path_params["operator"])
    pairs = pairs_of(request)
    if request.scope["method"] != "POST":
        if len(request.scope["query_string"]) <= _AT_ONCE:
            return from_query(operator, pairs)
        return await pool_of(request).run(lambda: from_query(operator, pairs))
    return await sent(request, lambda body: from_body(operator, body, pairs))


async def sent(request: Request, make: Callable[[Any], Result]) -> Result:
    """What is made of a JSON body, here or, when there is much to parse, beside the event loop."""
    settings = settings_of(request)
    try:
        body = await read_body(request, settings.max_body_bytes)
    except BodyTooLarge:
        raise refuse("body", "body_bytes", limit=settings.max_body_bytes) from None

    def read() -> Result:
        try:
            value = parse(body)
        except JSONError as error:
            raise NotJSON(str(error)) from None
        if isinstance(value, dict) and isinstance(value.get("lang"), str):
            request.scope["language"] = value["lang"]
        return make(value)

    return read() if len(body) <= _AT_ONCE else await pool_of(request).run(read)


async def answered(request: Request, question: Question, work: Work, cost: Cost) -> Response:
    """The answer, made here or, when it is heavy, beside the event loop."""
    settings = settings_of(request)
    plan = question.plan(settings)

    def make() -> Response:
        return answer(request, work(question, plan, settings))

    return make() if cost(question, plan) <= LIGHT else await pool_of(request).run(make)


def pairs_of(request: Request) -> list[tuple[str, str]]:
    """Keys and values of the address."""
    if not request.scope["query_string"]:
        return []
    try:
        return parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=_KEYS)
    except ValueError:
        raise Turned(422, Problem("query", "many_keys", arguments={"limit": _KEYS})) from None


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state["settings"]  # as an attribute it is looked for in vain first
    return settings


def pool_of(request: Request) -> Pool:
    pool: Pool = request.app.state["pool"]
    return pool


class Endpoint:
    """A function as a bare ASGI endpoint: what it raises is handled once, by the application round it."""

    def __init__(self, respond: Callable[[Request], Awaitable[Response]]) -> None:
        self.respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.respond(Request(scope, receive))
        await response(scope, receive, send)


class Api:
    """Routes under one guard that turns what they raise into an answer, here and now: it is short."""

    def __init__(self, routes: Sequence[BaseRoute], state: State, handlers: Mapping[type[Exception], Handler]) -> None:
        self.router, self.state, self.handlers = Router(routes), state, handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = self
        try:
            await self.router(scope, receive, send)
        except Exception as error:
            kind = next(kind for kind in type(error).__mro__ if kind in self.handlers)
            await self.handlers[kind](Request(scope), error)(scope, receive, send)
            if kind is Exception:
                raise  # our own mistake, for the server's log


class OperatorName(StringConvertor):
    """What every operator's id looks like, so that their route may stand first and cost one look."""

    regex = "[a-z_]+[123]d"


class OtherName(StringConvertor):
    """Any other name, told apart from addresses that mean something else; after a dot stands a representation."""

    regex = "(?!(?:operators|solve|figures|networks?)(?:/|$))[^/.]+"


register_url_convertor("operator", OperatorName())
register_url_convertor("other", OtherName())

ROUTES = [
    Route("/api/v1/{operator:operator}", Endpoint(show), methods=["GET", "POST"]),
    Route("/api/v1/operators", show_catalogue),
    Route("/api/v1/solve", show_solutions),
    Route("/api/v1/{operator:other}", show, methods=["GET", "POST"]),
    Route("/api/v1/{operator:other}/matrix", show_matrix, methods=["GET", "POST"]),
]
