"""Knows that an SVG tells the engine's numbers, for every operator, theme and step, and marks what the step reads."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from random import Random
from shutil import which

import pytest

from app.figures.figure import write
from app.figures.numbers import compact, spoken
from app.figures.themes import THEMES
from app.operators import OPERATORS
from tests.figures.drawn import SVG, Drawn, cells, experiment, figure, numbers, svg

EACH = pytest.mark.parametrize("operator", sorted(OPERATORS))
ROOT = Path(__file__).parents[2]
SMALL = "conv2d?input=1,2,3;4,5,6;7,8,9&weight=1,2;3,4"


def assert_shows(found: dict[tuple[int, ...], Drawn], expected: dict[tuple[int, ...], float | None]) -> None:
    """Every cell that is drawn holds its number, and its text is that number as a cell writes it."""
    assert found
    for index, (value, text) in found.items():
        assert value == expected[index]
        assert text == ("" if value is None else compact(value))


@EACH
@pytest.mark.parametrize("theme", THEMES)
def test_every_number_of_the_whole_is_the_engines(operator: str, theme: str) -> None:
    made = experiment(operator)
    found = cells(svg(operator, theme=theme))
    assert {"input", "output"} <= set(found)
    for role, shown in found.items():
        grid = "padded" if role == "input" and "padded" in made.grids else role
        if role in made.grids:
            start = tuple(-axis.padding[0] for axis in made.plan.axes) if grid == "padded" else ()
            assert_shows(shown, numbers(made.grids[grid], start))


@EACH
def test_at_a_step_the_output_is_known_as_far_as_it_has_come(operator: str) -> None:
    made = experiment(operator)
    total = made.plan.total
    for step in {0, total // 2, total - 1}:
        found = cells(svg(operator, step=step))["output"]
        whole = numbers(made.grids["output"], ())
        known = [index for index, cell in found.items() if cell.value is not None]
        if made.plan.kind == "gather":
            assert len(known) == min(step + 1, len(found))
            assert all(found[index].value == whole[index] for index in known)
        if step == total - 1:
            assert len(known) == len(found)


def test_a_painted_output_holds_what_the_steps_so_far_add_up_to() -> None:
    query = "conv_transpose2d?input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2"
    first, second = (cells(svg(query, step=step))["output"] for step in (0, 1))
    assert [first[0, 0, column].value for column in range(5)] == [1, 2, 1, None, None]
    assert [second[0, 0, column].value for column in range(5)] == [1, 2, 3, 4, 2]


def test_a_step_shows_its_weights_in_the_corners_of_the_window() -> None:
    root = svg(SMALL, step=3)
    weights = {
        cell.get("data-index"): [text.text for text in cell.iter(SVG + "text")][1:]
        for cell in root.iter(SVG + "g")
        if cell.get("data-index") and len(list(cell.iter(SVG + "text"))) > 1
    }
    assert weights == {"0,1,1": ["×1"], "0,1,2": ["×2"], "0,2,1": ["×3"], "0,2,2": ["×4"]}


def test_the_whole_marks_no_step() -> None:
    texts = [one.text for one in svg(SMALL).iter(SVG + "text")]
    assert "×1" not in texts
    assert "×1" in [one.text for one in svg(SMALL, step=0).iter(SVG + "text")]


@pytest.mark.parametrize(
    ("language", "titles"), [("en", {"Input", "Kernel", "Output"}), ("zh-Hans", {"输入", "卷积核", "输出"})]
)
@pytest.mark.parametrize("view", ["scatter", "gather"])
def test_input_kernel_and_output_are_named_in_the_picture_in_both_readings(
    language: str, titles: set[str], view: str
) -> None:
    query = f"conv_transpose2d?input=1,2;3,4&weight=1,2;3,4&stride=2&view={view}"
    for options in ({}, {"step": 1}, {"layout": "tall"}):
        written = {one.text for one in svg(query, language, **options).iter(SVG + "tspan")}
        assert titles <= written


def test_a_strip_puts_steps_side_by_side_under_their_names() -> None:
    root = svg(SMALL, strip=(0, 3))
    captions = [one.text for one in root.iter(SVG + "tspan") if "of 4" in (one.text or "")]
    assert captions == ["Step 1 of 4.", "Step 4 of 4."]
    grids = [one for one in root.iter(SVG + "g") if one.get("data-grid") == "output"]
    known = [sum(cell.get("data-value") is not None for cell in grid.iter(SVG + "g")) for grid in grids]
    assert known == [1, 4]


def test_the_width_is_the_one_asked_for_and_the_height_follows() -> None:
    whole, small = svg(SMALL), svg(SMALL, width=300)
    assert small.get("width") == "300" and small.get("viewBox") == whole.get("viewBox")
    ratio = float(whole.get("width") or 0) / float(whole.get("height") or 1)
    assert float(small.get("height") or 0) == pytest.approx(300 / ratio, abs=0.01)


def test_a_large_grid_is_one_picture_with_every_cell_a_pixel() -> None:
    root = svg("conv2d?input=sample:camera:64x64&weight=sobel_x:3x3", step=100)
    pictures = list(root.iter(SVG + "image"))
    assert len(pictures) == 2 and all(one.get("image-rendering") == "pixelated" for one in pictures)


def test_equal_figures_are_equal_bytes_in_another_process() -> None:
    program = (
        "from tests.figures.drawn import figure; from app.figures.figure import write; import sys; "
        f"sys.stdout.buffer.write(write('svg', figure({SMALL!r}, step=2)))"
    )
    made = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, env={"PYTHONHASHSEED": "7"})
    assert made.stdout == write("svg", figure(SMALL, step=2))


def table() -> list[float]:
    """Numbers of every size and kind."""
    random = Random(5)
    given = [0.125, 2.5, -2.5, 1000.5, 9999.5, 0.00099951, 999.95, 1 / 3, 1e21, 1e-7, 1234567.25, -0.0, 5e-324, 1e300]
    given += [random.randint(-20000, 20000) / random.choice([1, 2, 4, 8, 10, 100]) for _ in range(200)]
    return given + [random.choice([1, -1]) * random.random() * 10.0 ** random.randint(-8, 8) for _ in range(200)]


@pytest.mark.skipif(which("node") is None, reason="node is not installed")
def test_numbers_are_written_as_the_page_writes_them() -> None:
    program = (
        'import { compact, spoken } from "./static/js/stage/numbers.js"; import { readFileSync } from "node:fs";'
        'const given = JSON.parse(readFileSync(0, "utf8"));'
        "console.log(JSON.stringify(given.map((one) => [compact(one), spoken(one)])));"
    )
    made = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        cwd=ROOT,
        input=json.dumps(table()),
        capture_output=True,
        text=True,
    )
    assert json.loads(made.stdout) == [[compact(one), spoken(one)] for one in table()]


def test_an_animated_drawing_shows_each_step_while_it_lasts() -> None:
    root = svg(SMALL, animate=True, fps=2, hold=1)
    values: dict[int, list[str]] = {step: [] for step in range(4)}
    for grid in root.iter(SVG + "g"):
        if grid.get("data-grid") == "output":
            for one in grid:
                first, end = spans(one) if one.get("class") else (0, 4)
                known = [cell.get("data-value") or "" for cell in one.iter(SVG + "g") if cell.get("data-value")]
                for step in range(first, end):
                    values[step] += known
    assert [len(values[step]) for step in range(4)] == [1, 2, 3, 4]
    assert sorted(map(float, values[3])) == sorted(experiment(SMALL).grids["output"].reshape(-1).tolist())


def spans(group: ET.Element) -> tuple[int, int]:
    """The steps through which a group is to be seen."""
    first, end = (group.get("class") or "").removeprefix("s s").split("-")
    return int(first), int(end)


@pytest.mark.parametrize(
    "query",
    [
        "max_pool2d?input=random:5x5:7&kernel_size=2&ceil_mode=true",
        "max_pool1d?input=random:5:7&kernel_size=2&ceil_mode=true",
        "conv2d?input=ramp:6x6&weight=ones:3x3&stride=2",
    ],
)
def test_windows_that_hang_over_the_input_lie_inside_the_picture(query: str) -> None:
    root = svg(query, step=experiment(query).plan.total - 1)
    width, height = (float(one) for one in (root.get("viewBox") or "").split()[2:])
    marks = [one for one in root.iter(SVG + "rect") if one.get("stroke-width") in ("4", "1.5")]
    assert marks
    for one in marks:
        x, y, wide, high = (float(one.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert x >= 2 and x + wide + 2 <= width and y >= 2 and y + high + 2 <= height


def test_on_paper_negative_shades_are_striped() -> None:
    query = "conv2d?input=checker:20x20&weight=1,-1;"
    assert "print-negative" in write("svg", figure(query, theme="print")).decode()
    assert "-negative" not in write("svg", figure(query, theme="light")).decode()
