"""What changes from one picture of an animation to the next: a part of it, where it stands, and how long it is shown.

Knows pixels and times; no file format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from app.figures.canvas import MOST, Indices


class Change(NamedTuple):
    """A part of the picture that is new, and the same part as it was before; nothing came before the first."""

    pixels: Indices
    before: Indices | None
    x: int
    y: int

    def left_out(self) -> Indices:
        """The pixels with what stayed as it was left out: long runs of one number pack faster and smaller."""
        if self.before is None:
            return self.pixels
        return np.where(self.pixels == self.before, np.uint8(MOST), self.pixels)


def changes(pictures: Iterable[Indices], even: bool = False) -> Iterator[Change]:
    """The smallest rectangle of each picture that holds all that differs, one for each; the first is whole.

    `even` asks for rectangles that begin at even places.
    """
    before: Indices | None = None
    for picture in pictures:
        if before is None:
            yield Change(picture, None, 0, 0)
        else:
            differs = picture != before
            rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
            top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 1)
            left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 1)
            if even:
                top, left = top // 2 * 2, left // 2 * 2
            part = slice(top, bottom), slice(left, right)
            yield Change(picture[part], before[part], left, top)
        before = picture


def milliseconds(count: int, fps: float, hold: float) -> list[int]:
    """How long each picture is shown, the last one at least so many seconds."""
    each = round(1000 / fps)
    return [*[each] * (count - 1), max(each, round(1000 * hold))]
