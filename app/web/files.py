"""The page's own files: found by Starlette, answered with an ETag for each content encoding.

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

from app.web.caching import answer, gzipped

_TEXT = ("text/", "application/json", "image/svg")


class Files(StaticFiles):
    """Static files, packed once and kept."""

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Mapping[str, Any], status_code: int = 200
    ) -> Response:
        body = _read(Path(full_path), stat_result.st_mtime_ns)
        kind = guess_type(full_path)[0] or "application/octet-stream"
        kind = "text/javascript" if kind.endswith("javascript") else kind
        media_type = f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind
        return answer(Request(scope), body, media_type, pack=_packed)  # type: ignore[arg-type]


@lru_cache(maxsize=256)
def _read(path: Path, changed: int) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=256)
def _packed(body: bytes) -> bytes:
    return gzipped(body, 9)


@lru_cache(maxsize=1)
def modules(folder: Path) -> tuple[str, ...]:
    """Addresses of the modules of the stage, so that a page can ask for all of them at once."""
    found = sorted((folder / "js").rglob("*.js"))
    return tuple(f"/static/{path.relative_to(folder).as_posix()}" for path in found if path.parent.name != "pages")
