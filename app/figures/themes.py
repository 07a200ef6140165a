"""The colours of figures: what each name means in the light, the dark, the printed and the classic theme.

The names and values are those of the page's static/css/tokens.css, which a test holds this table to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Name = Literal["light", "dark", "print", "classic"]
THEMES: tuple[Name, ...] = ("light", "dark", "print", "classic")
Colour = tuple[int, int, int]
Scale = NDArray[np.uint8]

TOKENS: dict[str, tuple[str, str, str]] = {  # light, dark, print
    "paper": ("#ffffff", "#14171b", "#ffffff"),
    "ink": ("#15171c", "#f3f4f6", "#000000"),
    "ink-2": ("#454a53", "#c0c6cf", "#000000"),
    "ink-3": ("#666b74", "#969eaa", "#333333"),
    "line": ("#dededa", "#2e343b", "#999999"),
    "line-strong": ("#80858e", "#7b8592", "#000000"),
    "sunken": ("#eeeeeb", "#24292f", "#ffffff"),
    "input": ("#08716c", "#6be3d3", "#000000"),
    "kernel": ("#a35200", "#f4ac4e", "#000000"),
    "kernel-line": ("#d97b06", "#f4ac4e", "#000000"),
    "kernel-tint": ("#fff0d9", "#3b2a12", "#e6e6e6"),
    "output": ("#7a36a8", "#c489f5", "#000000"),
    "output-tint": ("#f3e8fb", "#30213f", "#ffffff"),
    "pad": ("#4f545d", "#aab2bd", "#333333"),
    "pad-line": ("#b9bdc4", "#474f59", "#777777"),
    "zero": ("#666b74", "#969eaa", "#555555"),
    "pos": ("#1859b8", "#8abaff", "#000000"),
    "neg": ("#b3203f", "#ff93a4", "#000000"),
    "v-n4": ("#b3203f", "#ff93a4", "#000000"),
    "v-n3": ("#d9667c", "#c25468", "#444444"),
    "v-n2": ("#eeaeb9", "#7d3341", "#888888"),
    "v-n1": ("#fae0e4", "#3c2026", "#dddddd"),
    "v-0": ("#f5f6f7", "#22262b", "#ffffff"),
    "v-p1": ("#e0ebfa", "#1d2c42", "#dddddd"),
    "v-p2": ("#aecbf2", "#2c4c79", "#888888"),
    "v-p3": ("#6299e0", "#4c80c4", "#444444"),
    "v-p4": ("#1859b8", "#8abaff", "#000000"),
}
ALIASES = {  # what is the same as another colour in all themes but the classic one
    "read": "ink",
    "made": "output",
    "times": "kernel",
    "winner": "output",
    "empty-tint": "kernel-tint",
}
VALUE_MIX = (0.34, 0.34, 0.0)  # share of a sign's colour in the strongest tint behind a numeral
SOLARIZED = {  # the guide's colours: blue inputs, cyan outputs, what is read or made under a shade
    "ink": "#002b36",
    "line-strong": "#586e75",
    "input": "#002b36",
    "kernel": "#002b36",
    "kernel-line": "#002b36",
    "kernel-tint": "#657b83",
    "output": "#002b36",
    "pad": "#586e75",
    "pad-line": "#586e75",
    "zero": "#586e75",
    "read": "#ffffff",
    "made": "#ffffff",
    "times": "#ffffff",
    "winner": "#ffffff",
    "empty-tint": "#5f7a82",
}
FACES = {"input": "#268bd2", "stretched": "#268bd2", "output": "#2aa198"}  # of classic boards
OTHER_FACE, SHADED = "#c9d1d3", 0.4  # of its other boards; how strongly base02 shades what is read
BASE02 = "#073642"
GREYS = 256


class Tone(NamedTuple):
    """The colour of a value: its share of the largest magnitude, behind a numeral or in full."""

    share: float
    full: bool = False


Paint = str | Tone


@dataclass(frozen=True)
class Theme:
    """One theme: colours by name, and what is drawn in its own way."""

    name: Name
    colours: Mapping[str, str]
    mix: float
    square: bool = False  # cells without gaps, round corners and hatches, boards without frames
    faces: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.name)

    def colour(self, paint: Paint, role: str = "") -> str:
        """The colour of a paint on a board, as #rrggbb."""
        return _colour(self, paint, role)

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def scale(self, grey: bool) -> Scale:
        """The colours of a picture's values: from the most negative to the most positive, or from 0 to the largest."""
        return _scale(self, grey)


@lru_cache(maxsize=len(THEMES))
def theme(name: Name) -> Theme:
    """The theme of that name."""
    if name == "classic":
        return Theme(name, {**theme("light").colours, **SOLARIZED}, 0.0, True, FACES)
    column = THEMES.index(name)
    colours = {token: values[column] for token, values in TOKENS.items()}
    aliases = {name: colours[token] for name, token in ALIASES.items()}
    return Theme(name, colours | aliases, VALUE_MIX[column])


@lru_cache(maxsize=4096)
def _colour(theme: Theme, paint: Paint, role: str) -> str:
    face = theme.faces.get(role, OTHER_FACE) if theme.faces else ""
    if isinstance(paint, Tone):
        if face and not paint.full:
            return face
        sign = theme.colours["pos" if paint.share > 0 else "neg"]
        return mixed(sign, theme.colours["v-0"], abs(paint.share) * (1 if paint.full else theme.mix))
    if face and paint in ("kernel-tint", "output-tint") and role:
        return blended(BASE02, face, SHADED)
    return theme.colours[paint]


def rgb(colour: str) -> Colour:
    """The parts of #rrggbb.

    >>> rgb("#08716c")
    (8, 113, 108)
    """
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _hexadecimal(parts: Sequence[float]) -> str:
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in parts)


def blended(over: str, under: str, share: float) -> str:
    """A colour laid over another one, so much of it as is opaque."""
    return _hexadecimal([a * share + b * (1 - share) for a, b in zip(rgb(over), rgb(under), strict=True)])


_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)

_FROM_LMS, _FROM_LAB = np.linalg.inv(_TO_LMS), np.linalg.inv(_TO_LAB)


def mixed(one: str, other: str, share: float) -> str:
    """So much of one colour in another, in OKLab as the page's style sheet mixes them.

    >>> mixed("#1859b8", "#f5f6f7", 0.34)
    '#aac1e5'
    """
    if share == 0 or one == other:
        return other
    first, second = _oklab(one), _oklab(other)
    return _from_oklab(first * share + second * (1 - share))


@lru_cache(maxsize=64)
def _oklab(colour: str) -> NDArray[np.float64]:
    parts = np.array(rgb(colour)) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    lab: NDArray[np.float64] = _TO_LAB @ np.cbrt(_TO_LMS @ linear)
    return lab


def _from_oklab(lab: NDArray[np.float64]) -> str:
    linear = np.clip(_FROM_LMS @ (_FROM_LAB @ lab) ** 3, 0, 1)
    parts = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return _hexadecimal((parts * 255).tolist())


@lru_cache(maxsize=2 * len(THEMES))
def _scale(theme: Theme, grey: bool) -> Scale:
    stops = ["v-n4", "v-n3", "v-n2", "v-n1", "v-0", "v-p1", "v-p2", "v-p3", "v-p4"]
    if grey:
        stops = ["paper", "ink"] if theme.dark else ["ink", "paper"]
    colours = np.array([rgb(theme.colours[stop]) for stop in stops], dtype=float)
    at = np.linspace(0, len(stops) - 1, GREYS)
    channels = [np.interp(at, np.arange(len(stops)), colours[:, part]) for part in range(3)]
    return np.stack(channels, axis=1).round().astype(np.uint8)
