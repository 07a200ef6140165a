"""Texts as masks of pixels, in the bundled fonts.

Knows fonts and sizes; no colours and no places.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
BOLD = 550  # weight from which text is bold


class Lettering(NamedTuple):
    """How much of each pixel a text covers, 0 to 255; `left` and `up` lead from its beginning on the base line."""

    mask: NDArray[np.uint8]
    left: int
    up: int
    advance: float


@lru_cache(maxsize=128)
def font(weight: int, letter: bool, size: float) -> ImageFont.FreeTypeFont:
    """A font at a height in pixels."""
    from PIL import ImageFont

    name = "letters" if letter else "bold" if weight >= BOLD else "regular"
    return ImageFont.truetype(str(FONTS / f"{name}.otf"), size, layout_engine=ImageFont.Layout.BASIC)


def lettering(text: str, size: float, weight: int = 400, letter: bool = False) -> Lettering:
    """A text on one line."""
    from PIL import Image, ImageDraw

    face = font(weight, letter, size)
    left, top, right, bottom = (int(one) for one in face.getbbox(text, anchor="ls"))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), text, fill=255, font=face, anchor="ls")
    return Lettering(np.asarray(image), left, -top, face.getlength(text))
