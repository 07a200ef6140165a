"""Figures to be tested: an experiment by its query, its drawings, and what an SVG of it holds.

Knows how a figure is asked for without HTTP, no promise.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import numpy as np

from app.figures.figure import Figure, Options, write
from app.figures.moments import Experiment
from app.figures.words import About, Words, words_of
from app.operators import OPERATORS
from app.settings import Settings, static_folder
from app.web.question import from_query

ABOUT = About("title", "", "en", "/conv2d", "https://creativecommons.org/publicdomain/zero/1.0/")
SVG = "{http://www.w3.org/2000/svg}"


class Drawn(NamedTuple):
    """A cell of an SVG: the number that it holds, and the text that is to be read in it."""

    value: float | None
    text: str


def words(language: str = "en") -> Words:
    return words_of(json.loads((static_folder() / "i18n" / f"{language}.json").read_text()))


def experiment(query: str) -> Experiment:
    """The experiment of `operator?query`, or an operator's first one."""
    name, _, given = query.partition("?")
    asked = from_query(OPERATORS[name], parse_qsl(given or OPERATORS[name].default))
    return Experiment.of(asked.plan(Settings()), asked.grids())


def figure(query: str, language: str = "en", **options: Any) -> Figure:
    return Figure(experiment(query), Options(**options), words(language), ABOUT._replace(language=language))


def svg(query: str, language: str = "en", **options: Any) -> ET.Element:
    return ET.fromstring(write("svg", figure(query, language, **options)))


def cells(root: ET.Element) -> dict[str, dict[tuple[int, ...], Drawn]]:
    """The cells of every grid, by index."""
    found: dict[str, dict[tuple[int, ...], Drawn]] = {}
    for grid in root.iter(SVG + "g"):
        if name := grid.get("data-grid"):
            found.setdefault(name, {}).update(cells_in(grid))
    return found


def cells_in(grid: ET.Element) -> Iterator[tuple[tuple[int, ...], Drawn]]:
    for cell in grid.iter(SVG + "g"):
        if index := cell.get("data-index"):
            value, text = cell.get("data-value"), cell.find(SVG + "text")
            place = tuple(int(one) for one in index.split(","))
            yield place, Drawn(float(value) if value else None, "" if text is None else text.text or "")


def numbers(grid: Any, start: tuple[int, ...]) -> dict[tuple[int, ...], float | None]:
    """The cells of an array by index, counted from `start`; None where there is no number."""
    array = np.asarray(grid, dtype=float)
    places = ((tuple(int(one) for one in index), float(value)) for index, value in np.ndenumerate(array))
    offset = (0,) * (array.ndim - len(start)) + start
    return {tuple(map(sum, zip(at, offset, strict=True))): None if np.isnan(one) else one for at, one in places}
