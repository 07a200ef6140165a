"""The headers that every answer carries, and the longest address that is read.

Knows nothing of routes; wraps the whole application.
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.operators.errors import Problem
from app.web.problems import problem

LONGEST_ADDRESS = 65_535  # bytes; the HTTP parser counts them in 16 bits
TOO_LONG = "convscope.too_long"  # set in the scope by a server that had to cut the address
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "connect", "font", "manifest", "worker")),
        "img-src 'self' data: blob:",
        *(f"{kind} 'none'" for kind in ("base-uri", "form-action", "frame-ancestors")),
    )
)
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors * file:")  # of a page made to stand in another's
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
DOCUMENT = {
    **SECURITY,
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_RAW, _RAW_DOCUMENT = _raw(SECURITY), _raw(DOCUMENT)
_HTML = (b"content-type", b"text/html; charset=utf-8")
PICTURE = (b"content-security-policy", b"default-src 'none'; img-src data:; frame-ancestors 'none'")  # has own pixels
_RAW_PICTURE = [one for one in _RAW if one[0] != PICTURE[0]]
OPEN = (b"access-control-allow-origin", b"*")  # what holds nobody's secrets is read by scripts of every page
_RAW_FRAMED = [one for one in _RAW_DOCUMENT if one[0] != PICTURE[0]]  # for a page that has a policy of its own


def _added(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    own = any(name == PICTURE[0] for name, _ in headers)
    if _HTML in headers:
        return _RAW_FRAMED if own else _RAW_DOCUMENT
    return _RAW_PICTURE if own else _RAW


class Headers:
    """Adds the security headers to every answer, more to a page than to data; turns too long addresses away."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        read = scope["method"] in ("GET", "HEAD") and scope["path"].startswith(("/api/", "/static/"))
        shared = [OPEN] if read else []

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                message["headers"] = [*headers, *_added(headers), *shared]
            await send(message)

        if len(scope["path"]) + len(scope["query_string"]) >= LONGEST_ADDRESS or TOO_LONG in scope:
            return await too_long()(scope, receive, send_with_headers)
        await self.app(scope, receive, send_with_headers)


def too_long() -> Response:
    """The answer to an address that is too long."""
    told = Problem("address", "long_address", arguments={"limit": LONGEST_ADDRESS})
    return problem(414, [told])
