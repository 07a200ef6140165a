"""GIF files: one palette, and of each picture only what has changed.

Knows the container; Pillow packs the pixels.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

import numpy as np

from app.figures.canvas import MOST, Colours, Indices
from app.figures.changes import changes

LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"  # for ever
BITS = 8


def gif(pictures: Iterable[Indices], times: Sequence[int], colours: Colours, comment: str) -> bytes:
    """An animation that repeats for ever, one frame a picture; `times` are in milliseconds."""
    frames: list[bytes] = []
    size = (0, 0)
    for change, time in zip(changes(pictures), times, strict=True):
        high, wide = change.pixels.shape
        size = size if frames else (wide, high)
        same = change.before is not None
        control = struct.pack("<BHBB", 0b00000101 if same else 0b00000100, round(time / 10), MOST if same else 0, 0)
        place = struct.pack("<HHHHB", change.x, change.y, wide, high, 0)
        frames.append(b"\x21\xf9\x04" + control + b"\x2c" + place + bytes([BITS]) + packed(change.left_out()) + b"\0")
    palette = colours.table.astype(np.uint8).tobytes().ljust(3 * (MOST + 1), b"\0")
    head = b"GIF89a" + struct.pack("<HHBBB", *size, 0b11110111, 0, 0) + palette
    return b"".join((head, LOOP, b"\x21\xfe", *blocks(comment.encode()), b"\0", *frames, b"\x3b"))


def packed(pixels: Indices) -> bytes:
    """The pixels as blocks of codes."""
    from PIL import Image

    high, wide = pixels.shape
    return Image.frombuffer("L", (wide, high), pixels.tobytes(), "raw", "L", 0, 1).tobytes("gif", ("L", BITS, 0))


def blocks(content: bytes) -> list[bytes]:
    """Content in pieces of at most 255 bytes, each behind its length."""
    pieces = [content[at : at + 255] for at in range(0, len(content), 255)]
    return [bytes([len(piece)]) + piece for piece in pieces]
