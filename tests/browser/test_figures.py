"""Figures in a browser: they load as pictures without scripts, and show what the page shows at the same places."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from app.figures.themes import THEMES
from app.operators import OPERATORS

SAME = (
    "/conv2d?input=ramp:5x5&weight=1,0,-1;2,0,-2;1,0,-1&padding=1&stride=2&step=4",
    "/conv2d?input=random:3x5x5&weight=random:2x3x3x3&bias=1,-1&step=11",
    "/conv2d?input=random:4x4x4&weight=random:4x2x2x2&groups=2&step=20",
    "/conv2d?input=ramp:6x6&weight=ones:3x3&stride=2&step=1",
    "/conv1d?input=random:3x9&weight=random:2x3x3&padding=1&bias=1,2&step=10",
    "/conv3d?input=random:3x3x3&weight=random:2x2x2&step=5",
    "/conv_transpose2d?input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2&step=2",
    "/conv_transpose2d?input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2&view=gather&step=7",
    "/max_pool2d?input=random:7x7:7&kernel_size=3&stride=2&step=4",
    "/adaptive_avg_pool2d?input=ramp:5x5&output_size=3&step=4",
    "/max_unpool2d?input=6,8;7,9&indices=5,2;12,11&kernel_size=2&step=2",
)
READ = """([cells, marks]) => {
  const root = document.querySelector("svg.scene") ?? document.documentElement;
  const frame = root.getBoundingClientRect();
  const unit = root.viewBox.baseVal.width / frame.width;
  const place = (element) => {
    const box = element.getBoundingClientRect();
    return [box.x - frame.x, box.y - frame.y, box.width, box.height].map((value) => value * unit);
  };
  const found = {};
  for (const cell of root.querySelectorAll(cells)) {
    const board = cell.closest("[data-role]")?.dataset.role ?? cell.closest("[data-grid]").dataset.grid;
    const text = cell.querySelector("text")?.textContent ?? "";
    found[`${board} ${cell.dataset.index}`] = [cell.dataset.value ?? null, text, place(cell.querySelector("rect"))];
  }
  const windows = [...root.querySelectorAll(marks)].map(place);
  return [found, windows.sort((one, other) => one[0] - other[0] || one[1] - other[1])];
}"""


def seen(page: Page, cells: str, marks: str) -> tuple[dict[str, Any], list[list[float]]]:
    """Every cell with its number, its numeral and its place in the scene, and the places of the windows."""
    found, windows = page.evaluate(READ, [cells, marks])
    return found, windows


@pytest.mark.parametrize("address", SAME)
def test_a_figure_shows_the_cells_and_windows_of_the_page_at_the_same_places(visit: Any, address: str) -> None:
    here = visit()
    page = here.open(address)
    here.has_its_numbers()
    page.wait_for_timeout(500)  # the window has arrived
    cells, windows = seen(page, ".cell", ".overlay .windows rect:not([hidden])")
    operator, _, query = address.removeprefix("/").partition("?")
    page.goto(f"{here.home}/api/v1/{operator}.svg?{query}")
    drawn, marks = seen(page, "[data-index]", 'rect[fill="none"][stroke="#d97b06"][stroke-width="4"]')
    assert set(drawn) == set(cells)
    for name, (value, text, place) in drawn.items():
        assert [value, text] == cells[name][:2], name
        assert place == pytest.approx(cells[name][2], abs=0.6), name
    assert len(marks) == len(windows)
    for mark, window in zip(marks, windows, strict=True):
        assert mark == pytest.approx(window, abs=0.6)


@pytest.mark.parametrize("theme", THEMES)
def test_every_operators_figure_loads_as_a_picture(visit: Any, theme: str) -> None:
    here = visit()
    here.open("/conv1d")
    addresses = [f"/api/v1/{one.id}.svg?{one.default}&step=1&theme={theme}" for one in OPERATORS.values()]
    sizes = here.page.evaluate(
        """addresses => Promise.all(addresses.map(async (address) => {
             const image = new Image();
             image.src = address;
             await image.decode();
             return [image.naturalWidth, image.naturalHeight];
           }))""",
        addresses,
    )
    assert len(sizes) == 24 and all(width > 100 and height > 50 for width, height in sizes)


def test_an_animated_drawing_plays_by_itself_and_stands_still_where_motion_is_not_wanted(visit: Any) -> None:
    here = visit()
    address = here.home + "/api/v1/conv1d.svg?input=1,2,3&weight=1,1&animate=1&fps=50&hold=60"
    visible = """() => [...document.querySelectorAll('[data-grid="output"] [data-value]')]
                   .filter((one) => getComputedStyle(one).visibility === "visible").length"""
    here.page.goto(address)
    here.page.wait_for_timeout(300)
    assert here.page.evaluate(visible) == 2
    assert here.page.evaluate("document.getAnimations().length") > 0
    here.page.emulate_media(reduced_motion="reduce")
    assert here.page.evaluate(visible) == 2
    assert here.page.evaluate("document.getAnimations().length") == 0
    here.is_faultless()
