"""Knows that figures have the colours of the page: one table, held to the style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.figures.themes import ALIASES, THEMES, TOKENS, VALUE_MIX, Tone, mixed, theme

SHEET = (Path(__file__).parents[2] / "static/css/tokens.css").read_text()
BLOCKS = (":root {", ':root[data-theme="dark"] {', "@media print {")


def declared(block: str) -> dict[str, str]:
    """What a block of the style sheet declares, over what the first one does."""
    part = SHEET[SHEET.index(block) :]
    found = dict(re.findall(r"--([\w-]+):\s*([^;]+);", part[: part.index("}")]))
    return found if block == BLOCKS[0] else declared(BLOCKS[0]) | found


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.parametrize(("column", "block"), list(enumerate(BLOCKS)))
def test_the_table_of_colours_is_that_of_the_page(column: int, block: str) -> None:
    sheet = declared(block)
    assert {name: values[column] for name, values in TOKENS.items()} == {name: full(sheet[name]) for name in TOKENS}
    assert VALUE_MIX[column] == float(sheet["value-mix"].rstrip("%")) / 100


def test_a_tint_is_mixed_as_a_browser_mixes_it() -> None:
    # color-mix(in oklab, A 34%, B) as Chromium computes it
    assert mixed("#1859b8", "#f5f6f7", 0.34) == "#aac1e5"
    assert mixed("#b3203f", "#f5f6f7", 0.34) == "#e6b2b5"


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_every_colour(name: str) -> None:
    chosen = theme(name)
    assert set(TOKENS) | set(ALIASES) == set(chosen.colours)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in chosen.colours.values())


def test_the_classic_theme_has_blue_inputs_and_cyan_outputs() -> None:
    classic = theme("classic")
    assert [classic.colour(Tone(0.5), role) for role in ("input", "output")] == ["#268bd2", "#2aa198"]
