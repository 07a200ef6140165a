"""The page's own files: found by Starlette or joined from several, answered with an ETag for each content encoding.

Knows files and their types, no page.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.web import bundle
from app.web.caching import answer, gzipped

_TEXT = ("text/", "application/json", "image/svg")


class Files(StaticFiles):
    """Static files, packed once and kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        text = bundle.served(path) if scope["method"] in ("GET", "HEAD") else None
        if text is None:
            return await super().get_response(path, scope)
        return packed_answer(Request(scope), text.encode(), path)

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Mapping[str, Any], status_code: int = 200
    ) -> Response:
        body = _read(Path(full_path), stat_result.st_mtime_ns)
        return packed_answer(Request(scope), body, str(full_path))  # type: ignore[arg-type]


def packed_answer(request: Request, body: bytes, name: str) -> Response:
    """A file's content, with the type that its name tells."""
    kind = guess_type(name)[0] or "application/octet-stream"
    kind = "text/javascript" if kind.endswith("javascript") else kind
    media_type = f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind
    return answer(request, body, media_type, pack=_packed)


@lru_cache(maxsize=256)
def _read(path: Path, changed: int) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=256)
def _packed(body: bytes) -> bytes:
    return gzipped(body, 9)
