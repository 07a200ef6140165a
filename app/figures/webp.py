"""WebP files without loss: a still packed picture for each step, of which only what has changed is held.

Knows the container; Pillow packs the pixels.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from io import BytesIO

import numpy as np

from app.figures.canvas import MOST, Colours, Indices
from app.figures.changes import changes

ANIMATION, ALPHA = 0b10, 0b10000  # flags of the container
OVER = 0  # flags of a frame that is laid over what was there before


def webp(pictures: Iterable[Indices], times: Sequence[int], colours: Colours) -> bytes:
    """An animation that repeats for ever, one frame a picture; `times` are in milliseconds."""
    frames: list[bytes] = []
    size = (0, 0)
    for change, time in zip(changes(pictures, even=True), times, strict=True):
        high, wide = change.pixels.shape
        size = size if frames else (wide, high)
        place = _three(change.x // 2) + _three(change.y // 2) + _three(wide - 1) + _three(high - 1)
        head = place + _three(time) + bytes([OVER])
        frames.append(_chunk(b"ANMF", head + packed(change.left_out(), colours)))
    canvas = struct.pack("<I", ANIMATION | ALPHA) + _three(size[0] - 1) + _three(size[1] - 1)
    animation = _chunk(b"ANIM", b"\xff\xff\xff\xff" + struct.pack("<H", 0))
    content = b"WEBP" + _chunk(b"VP8X", canvas) + animation + b"".join(frames)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def packed(pixels: Indices, colours: Colours) -> bytes:
    """The pixels as the chunk of a still picture."""
    from PIL import Image

    palette = np.zeros((MOST + 1, 4), dtype=np.uint8)  # the last entry is clear
    palette[: len(colours.listed)] = [(*colour, 255) for colour in colours.listed]
    written = BytesIO()
    Image.fromarray(palette[pixels]).save(written, "WEBP", lossless=True, quality=20, method=2)
    content = written.getvalue()
    return content[content.index(b"VP8L") :]  # without the container round it


def _three(value: int) -> bytes:
    return struct.pack("<I", value)[:3]


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
