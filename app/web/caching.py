"""Answers that may be kept: strong ETags, one for each content encoding, and 304.

Knows bytes and headers, not what they mean.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from app.web.presentation import weighted

_WORTH_PACKING = 1024  # bytes from which packing saves more than it costs


class Ready(Response):
    """A response whose headers are already bytes."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
        self.status_code, self.body, self.raw_headers, self.background = status, body, headers, None


def gzipped(body: bytes, level: int = 0) -> bytes:
    """The body as gzip, the same bytes at any time."""
    return gzip.compress(body, level or (1 if len(body) > 65536 else 5), mtime=0)


def answer(
    request: Request,
    body: bytes,
    media_type: str = "application/json",
    vary: str = "Accept-Encoding",
    pack: Callable[[bytes], bytes] | None = gzipped,
) -> Response:
    """The body with its ETag, packed if that can be, is accepted and worth it; 304 without it if the client has it."""
    given = dict(request.scope["headers"])
    accepted = given.get(b"accept-encoding")
    worth = pack is not None and accepted is not None and len(body) >= _WORTH_PACKING
    packed = worth and accepts_gzip((accepted or b"").decode("latin-1"))
    headers = [(b"content-type", media_type.encode())]
    if request.scope["method"] != "POST":
        headers += [(b"cache-control", b"no-cache"), (b"vary", vary.encode())]
        tag = f'"{blake2b(body, digest_size=12).hexdigest()}{"-gzip" if packed else ""}"'
        headers.append((b"etag", tag.encode()))
        if matches(given.get(b"if-none-match", b"").decode("latin-1"), tag):
            return Ready(304, headers)
    if packed and pack:
        body = pack(body)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    return Ready(200, headers, body)


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding names gzip (or all encodings) with a weight above 0.

    >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0, *"), accepts_gzip("")
    (True, False, False)
    """
    if not accepted:
        return False
    weights = dict(weighted(accepted.lower()))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def matches(given: str, tag: str) -> bool:
    """Whether an If-None-Match names this ETag; weak comparison, as RFC 9110 asks for it."""
    return given.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in given.split(",")]
