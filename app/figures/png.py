"""PNG and APNG files of palette pictures, with what a figure says of itself.

Knows the container only; the pixels come in as indices into a palette.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.uint8]
Palette = Sequence[tuple[int, int, int]]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE, _TRUECOLOUR = 3, 2


class Frame(NamedTuple):
    """A part of the picture that changes, where it stands, and how long it stays, in milliseconds."""

    pixels: Indices
    x: int
    y: int
    milliseconds: int


def png(
    pixels: NDArray[np.uint8], palette: Palette = (), texts: Mapping[str, str] | None = None, level: int = 6
) -> bytes:
    """A picture: rows of indices with their palette, or rows of red, green and blue."""
    head = _header(pixels.shape[1], pixels.shape[0], palette, texts or {})
    return b"".join((*head, _chunk(b"IDAT", _packed(pixels, level)), _chunk(b"IEND", b"")))


def apng(
    size: tuple[int, int], palette: Palette, frames: Iterable[Frame], count: int, texts: Mapping[str, str]
) -> bytes:
    """An animation that repeats for ever; the first frame is the whole picture, and what a still viewer shows."""
    parts = [*_header(*size, palette, texts, count)]
    number = 0
    for frame in frames:
        high, wide = frame.pixels.shape
        place = struct.pack(">IIIII", number, wide, high, frame.x, frame.y)
        parts.append(_chunk(b"fcTL", place + struct.pack(">HHBB", frame.milliseconds, 1000, 0, 0)))
        packed = _packed(frame.pixels, 6)
        if number == 0:
            parts.append(_chunk(b"IDAT", packed))
        else:
            number += 1
            parts.append(_chunk(b"fdAT", struct.pack(">I", number) + packed))
        number += 1
    return b"".join((*parts, _chunk(b"IEND", b"")))


def _header(width: int, height: int, palette: Palette, texts: Mapping[str, str], frames: int = 0) -> Iterable[bytes]:
    yield SIGNATURE
    kind = _PALETTE if palette else _TRUECOLOUR
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    for name, text in texts.items():
        yield _chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + text.encode())
    if palette:
        yield _chunk(b"PLTE", bytes(part for colour in palette for part in colour))
    if frames:
        yield _chunk(b"acTL", struct.pack(">II", frames, 0))


def _packed(pixels: NDArray[np.uint8], level: int) -> bytes:
    """Rows, each behind the number of its filter: none, which suits pictures of few colours."""
    rows = pixels.reshape(len(pixels), -1)
    return zlib.compress(np.pad(rows, ((0, 0), (1, 0))).tobytes(), level)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
