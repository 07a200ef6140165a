"""An address of this site as a QR code: ink on paper, to be shown to a room and read by its telephones.

Knows codes and how much one holds, not what stands at the address.
"""

from __future__ import annotations

import io
import re

from starlette.requests import Request
from starlette.responses import Response

from app.operators.errors import refuse
from app.web.api import pairs_of, pool_of
from app.web.caching import answer
from app.web.question import split, unknown

LIMIT = 2953  # bytes that the largest code holds: version 40, lowest error correction
OWN = re.compile(r"/(?![/\\])[!-~]*")  # a path of this site, as an address writes it


async def show_code(request: Request) -> Response:
    """The code of this host's address with the given `path`, its query included."""
    _, fields = split(pairs_of(request))
    for name in fields:
        if name != "path":
            raise unknown(name, ("path",), "qr.svg")
    path = fields.get("path", "")
    if not OWN.fullmatch(path):
        raise refuse("path", "own_path", path, [{"path": "/conv2d"}])
    address = f"{request.url.scheme}://{request.url.netloc}{path}"
    if len(address.encode()) > LIMIT:
        raise refuse("path", "code_bytes", given=len(address.encode()), limit=LIMIT)
    return answer(request, await pool_of(request).run(lambda: code(address)), "image/svg+xml; charset=utf-8")


def code(address: str) -> bytes:
    """The address as an SVG of unit modules with a quiet border of four.

    >>> code("http://127.0.0.1:8000/conv2d")[:62]
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33"><p'
    """
    import segno  # costs 0.2 s, which a server that shows no code need not spend

    written = io.BytesIO()
    made = segno.make_qr(address, error="l")  # raised by segno as far as the version allows it
    look = {"border": 4, "dark": "#15171c", "light": "#fff", "svgclass": None, "lineclass": None}
    made.save(written, "svg", xmldecl=False, omitsize=True, nl=False, **look)
    return written.getvalue()
