"""PNG and APNG files of palette pictures, with what a figure says of itself.

Knows the container only; the pixels come in as indices into a palette.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.figures.canvas import MOST, Colours, Indices
from app.figures.changes import changes

Palette = Sequence[tuple[int, int, int]]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LEVEL = 6  # of packing
_PALETTE, _TRUECOLOUR = 3, 2


def png(
    pixels: NDArray[np.uint8], palette: Palette = (), texts: Mapping[str, str] | None = None, level: int = 6
) -> bytes:
    """A picture: rows of indices with their palette, or rows of red, green and blue."""
    head = _header(pixels.shape[1], pixels.shape[0], palette, texts or {})
    return b"".join((*head, _chunk(b"IDAT", _packed(pixels, level)), _chunk(b"IEND", b"")))


def apng(pictures: Iterable[Indices], times: Sequence[int], colours: Colours, texts: Mapping[str, str]) -> bytes:
    """An animation that repeats for ever, one frame a picture, the first of which is what a still viewer shows."""
    frames: list[bytes] = []
    size, number = (0, 0), 0
    for change, time in zip(changes(pictures), times, strict=True):
        high, wide = change.pixels.shape
        size = size if frames else (wide, high)
        place = struct.pack(">IIIII", number, wide, high, change.x, change.y)
        frames.append(_chunk(b"fcTL", place + struct.pack(">HHBB", time, 1000, 0, number > 0)))
        content = _packed(change.left_out(), LEVEL)
        if number == 0:
            frames.append(_chunk(b"IDAT", content))
        else:
            number += 1
            frames.append(_chunk(b"fdAT", struct.pack(">I", number) + content))
        number += 1
    return b"".join((*_header(*size, colours.listed, texts, len(times)), *frames, _chunk(b"IEND", b"")))


def _header(width: int, height: int, palette: Palette, texts: Mapping[str, str], frames: int = 0) -> Iterable[bytes]:
    yield SIGNATURE
    kind = _PALETTE if palette else _TRUECOLOUR
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    for name, text in texts.items():
        yield _chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + text.encode())
    if palette:
        listed = bytes(part for colour in palette for part in colour)
        yield _chunk(b"PLTE", listed.ljust(3 * (MOST + 1), b"\0") if frames else listed)
    if frames:
        yield _chunk(b"tRNS", b"\xff" * MOST + b"\0")  # the last entry lets what was there before through
        yield _chunk(b"acTL", struct.pack(">II", frames, 0))


def _packed(pixels: NDArray[np.uint8], level: int) -> bytes:
    """Rows, each behind the number of its filter: none, which suits pictures of few colours."""
    rows = pixels.reshape(len(pixels), -1)
    return zlib.compress(np.pad(rows, ((0, 0), (1, 0))).tobytes(), level)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
