"""Which colours a picture may have: those of a theme, and the mixtures along the edges of what is drawn most.

Fixed for a theme, so that equal figures are equal bytes and ready-made cells can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from app.figures.canvas import LEVELS, Colours
from app.figures.themes import GREYS, Colour, Theme, Tone, blended, rgb

TINTS, FEW_TINTS = 14, 5  # steps of a sign's colour behind a numeral; beside pictures
SHADES, GREY = 32, 48  # steps of a sign's colour in full; of a grey picture
FAINT = 13  # opacity of a beam, in hundredths
ON_PAPER = (
    "ink", "input", "kernel", "kernel-line", "output", "line-strong", "ink-3", "ink-2", "pad", "pad-line", "line",
)  # fmt: skip
ON_FACES = (
    ("read", "kernel-tint"), ("times", "kernel-tint"), ("kernel-line", "kernel-tint"), ("read", "empty-tint"),
    ("times", "empty-tint"), ("made", "output-tint"), ("output", "output-tint"), ("zero", "sunken"),
    ("pad-line", "sunken"),
)  # fmt: skip


@lru_cache(maxsize=16)
def palette(theme: Theme, pictures: bool) -> Colours:
    """The colours of numerals on tints, or of pictures beside a few of these."""
    return Colours(_listed(theme, pictures))


def tints(pictures: bool) -> int:
    """How many steps a tint has."""
    return FEW_TINTS if pictures else TINTS


def _listed(theme: Theme, pictures: bool) -> Iterator[Colour]:
    colours = theme.colours
    yield rgb(colours["paper"])
    yield from map(rgb, colours.values())
    steps = tints(pictures)
    faces = [theme.colour(Tone(step / steps)) for step in range(-steps, steps + 1)]
    for role in theme.faces:
        faces += [theme.colour(Tone(0), role)]
        shaded = theme.colour("kernel-tint", role)
        yield from (rgb(blended(colours["read"], shaded, level / LEVELS)) for level in range(LEVELS))
    yield from map(rgb, faces)
    if pictures:
        for step in range(-SHADES, SHADES + 1):
            yield rgb(theme.colour(Tone(step / SHADES, full=True)))
        yield from _scale(theme, False, 2 * SHADES + 1)
        yield from _scale(theme, True, GREY)
    for name, opacity in (("kernel-line", FAINT), ("output", FAINT)):
        yield rgb(blended(colours[name], colours["paper"], opacity / 100))
    pairs = [(colours[ink], colours["paper"]) for ink in ON_PAPER]
    pairs += [(colours[ink], colours[face]) for ink, face in ON_FACES]
    pairs += [(colours["ink"], face) for face in faces]
    for ink, face in pairs:
        for level in range(1, LEVELS):
            yield rgb(blended(ink, face, level / LEVELS))


def _scale(theme: Theme, grey: bool, steps: int) -> Iterator[Colour]:
    entries = np.rint(np.linspace(0, GREYS - 1, steps)).astype(int)
    yield from map(tuple, theme.scale(grey)[entries].tolist())
