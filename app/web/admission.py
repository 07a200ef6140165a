"""What is let in: bodies of a bounded size, and heavy work one at a time beside the event loop.

Small work stays on the loop, since a hop to a thread costs more than it does. Knows no operators.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request

from app.operators.errors import Problem
from app.settings import Settings

Result = TypeVar("Result")
LIGHT = 60_000  # numbers that are made and written within about two milliseconds


class Turned(Exception):
    """A request that is turned away before its experiment is looked at: a status, and what to say of it."""

    def __init__(self, status: int, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.detail())
        self.status, self.problem, self.headers = status, problem, headers or {}


class NotJSON(Exception):
    """A body that is no JSON; the message says why."""


class BodyTooLarge(Exception):
    """More bytes than the limit."""


class Pool:
    """A bounded number of threads with a bounded queue before them."""

    def __init__(self, settings: Settings) -> None:
        self._threads = ThreadPoolExecutor(settings.heavy_threads, thread_name_prefix="heavy")
        self._room = settings.heavy_threads + settings.heavy_queue
        self._inside = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of heavy work, made in a thread; Turned when too much is waiting already."""
        if self._inside >= self._room:
            raise Turned(503, Problem("server", "busy"), {"Retry-After": "1"})
        self._inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._threads, work)
        future.add_done_callback(self._left)
        return await future

    def _left(self, future: asyncio.Future[Result]) -> None:
        self._inside -= 1
        if not future.cancelled():
            future.exception()  # seen, also when the client has gone


async def read_body(request: Request, limit: int) -> bytes:
    """The JSON body of a request; Turned or BodyTooLarge when it is of another kind or too large."""
    headers = dict(request.scope["headers"])
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if kind != b"application/json" and not (kind.startswith(b"application/") and kind.endswith(b"+json")):
        raise Turned(415, Problem("content-type", "media_type"), {"Accept-Post": "application/json"})
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise Turned(415, Problem("content-encoding", "packed_body"), {"Accept-Encoding": "identity"})
    length = headers.get(b"content-length", b"")
    if length.isdigit() and int(length[:20]) > limit:
        raise BodyTooLarge
    body, more = b"", True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise NotJSON("it ended early")
        part = message.get("body", b"")
        body = body + part if body else part
        if len(body) > limit:
            raise BodyTooLarge
        more = message.get("more_body", False)
    return body
