"""The application: mounts, routes and error handlers, nothing else."""

from __future__ import annotations

import os
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app import __version__
from app.operators.errors import Problem, Refused
from app.settings import Settings, static_folder
from app.web import alone, api, cards, embed, images, network, network_figures, openapi, pages, problems, programs
from app.web.admission import NotJSON, Pool, Turned
from app.web.files import Files
from app.web.headers import SECURITY, Headers
from app.web.presentation import language


class Application(FastAPI):
    """FastAPI whose API has a short stack of its own: the layers round a page cost as much as a small answer."""

    api: Headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self.api(scope, receive, send) if api else super().__call__(scope, receive, send))


def create_app(settings: Settings | None = None) -> Application:
    """The application with its own settings, from the environment unless given."""
    app = Application(
        title="convscope",
        version=__version__,
        openapi_url=None,  # made from the catalogue and shown by our own pages
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # costs every request, and nobody collects it
        exception_handlers=HANDLERS,
        middleware=[Middleware(Headers)],
    )
    app.state.settings = settings or Settings.from_environment(os.environ)
    app.state.pool = Pool(app.state.settings)
    app.openapi = openapi.schema  # type: ignore[method-assign]
    app.mount("/static", Files(directory=static_folder()), name="static")
    app.router.routes.extend([*cards.ROUTES, *embed.ROUTES, *pages.ROUTES])
    routes = [*api.ROUTES, *network_figures.ROUTES, *images.ROUTES, *programs.ROUTES, *alone.ROUTES, *network.ROUTES]
    app.api = Headers(api.Api(routes, app.state, HANDLERS))
    return app


def language_of(request: Request) -> str:
    """The language that a problem is told in: the one asked for in the address or the body."""
    return language(request.scope.get("language") or request.query_params.get("lang"))


def on_refused(request: Request, error: Refused) -> Response:
    return problems.refused(error, language_of(request))


def on_turned(request: Request, error: Turned) -> Response:
    return problems.problem(error.status, [error.problem], language_of(request), error.headers)


def on_no_json(request: Request, error: NotJSON) -> Response:
    return problems.problem(400, detail=f"the body is not JSON: {error}")


def on_http_error(request: Request, error: HTTPException) -> Response:
    """What the routes refuse: no such address, or not by this method."""
    if error.status_code == 404 and not request.url.path.startswith(("/api/", "/static/")):
        return pages.not_found(request)
    known = {
        404: Problem("address", "no_address"),
        405: Problem("method", "method", arguments={"given": request.method}),
    }
    told = [known[error.status_code]] if error.status_code in known else []
    return problems.problem(error.status_code, told, language_of(request), error.headers, str(error.detail))


def on_failure(request: Request, error: Exception) -> Response:
    """The last resort: our mistake, told without its inside; the server's log has it."""
    headers = SECURITY if isinstance(request.app, Application) else None  # a page's is outside of the layer of headers
    return problems.problem(500, headers=headers, detail="convscope made a mistake; it has been logged")


HANDLERS: dict[Any, Any] = {
    Refused: on_refused,
    Turned: on_turned,
    NotJSON: on_no_json,
    HTTPException: on_http_error,
    Exception: on_failure,
}
app = create_app()
