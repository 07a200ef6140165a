"""What page and figures rely on in a layout: all inside the picture, nothing on top of another, one pitch, titles free.

The numbers of single experiments can be counted on the picture; the promises are kept by every one of them.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from fastapi.testclient import TestClient

from app.figures.scene import LAYOUTS, Layout
from app.main import create_app
from tests.figures.scenes import ALL, Area, drawn, frames, grids, title, whole

EACH = pytest.mark.parametrize("layout", LAYOUTS)
QUERY = pytest.mark.parametrize("query", ALL, ids=[query[:60] for query in ALL])
SMALL = {"window", "weight", "bias", "partial", "product"}


@EACH
@QUERY
def test_a_scene_has_all_its_fields_in_whole_or_half_pixels(query: str, layout: Layout) -> None:
    found = drawn(query, layout)
    assert list(found) == ["layout", "width", "height", "flow", "grids", "notes"]
    names = ["role", "x", "y", "cell", "cell_height", "rows", "columns", "planes", "ring", "sheets", "stacked", "form"]
    for grid in found["grids"]:
        assert list(grid) == [*names, "label"]
        assert grid["planes"] == len(grid["sheets"]) >= 1
        assert (grid["x"], grid["y"]) == (grid["sheets"][0]["x"], grid["sheets"][0]["y"])
        for place in (grid["label"], *grid["sheets"]):
            assert place["x"] % 0.5 == place["y"] % 0.5 == 0


@EACH
@QUERY
def test_every_frame_and_title_lies_inside_the_picture(query: str, layout: Layout) -> None:
    found = drawn(query, layout)
    for grid in found["grids"]:
        for area in (whole(grid), title(grid)):
            assert 0 <= area.left < area.right <= found["width"] and 0 <= area.top < area.bottom <= found["height"]


@EACH
@QUERY
def test_nothing_lies_on_anything_but_stacked_planes(query: str, layout: Layout) -> None:
    found = drawn(query, layout)["grids"]
    areas = [area for grid in found for area in (whole(grid), title(grid))]
    for one, other in combinations(areas, 2):
        assert not one.meets(other)
    for grid in found:
        for one, other in combinations(frames(grid), 2):
            assert grid["stacked"] or not one.meets(other)


@EACH
@QUERY
def test_stacked_planes_lie_behind_each_other_to_the_right_and_up(query: str, layout: Layout) -> None:
    for grid in drawn(query, layout)["grids"]:
        steps = {(after["x"] - one["x"], one["y"] - after["y"]) for one, after in pairwise(grid["sheets"])}
        if grid["stacked"]:
            ((right, up),) = steps
            assert right == up and 12 <= right <= 30


@EACH
@QUERY
def test_all_grids_have_one_pitch_but_small_ones_beside_cells_without_numerals(query: str, layout: Layout) -> None:
    found = drawn(query, layout)["grids"]
    common = found[0]["cell"]
    assert 2 <= common <= 64
    for grid in found:
        if grid["cell"] != common:
            assert grid["role"] in SMALL and common < 22 <= grid["cell"] <= 40
        flat = query.partition("?")[0].endswith("1d")
        assert grid["cell_height"] == (max(28, grid["cell"]) if flat else grid["cell"])


@EACH
@QUERY
def test_the_pitch_decides_how_cells_are_drawn(query: str, layout: Layout) -> None:
    for grid in drawn(query, layout)["grids"]:
        (above, below), (left, right) = grid["ring"]
        many = grid["planes"] * (above + grid["rows"] + below) * (left + grid["columns"] + right) > 1000
        pitch = grid["cell"]
        form = "picture" if many or pitch < 8 else "shades" if pitch < 22 else "numerals"
        assert grid["form"] == form


@EACH
@QUERY
def test_a_scene_fits_its_page(query: str, layout: Layout) -> None:
    found = drawn(query, layout)
    smallest = found["grids"][0]["cell"] == 2
    assert found["width"] <= {"wide": 1040, "tall": 358}[layout] or smallest
    if layout == "wide":
        rows = sum(grid["planes"] for grid in found["grids"]) if found["flow"] == "column" else 0
        assert found["height"] <= 540 or rows > 12


@EACH
@QUERY
def test_nothing_stands_where_the_notes_go(query: str, layout: Layout) -> None:
    found = drawn(query, layout)
    if found["notes"] is None:
        return
    x, y, width, height = (found["notes"][name] for name in ("x", "y", "width", "height"))
    assert found["flow"] == "row" and width >= 360 and height >= 130
    assert x + width <= found["width"] and y + height <= found["height"]
    for grid in found["grids"]:
        assert not Area(x, y, x + width, y + height).meets(whole(grid))
        assert not Area(x, y, x + width, y + height).meets(title(grid))


@EACH
@QUERY
def test_rows_stand_under_each_other_cell_under_cell(query: str, layout: Layout) -> None:
    if not query.partition("?")[0].endswith("1d"):
        return
    found = drawn(query, layout)
    assert found["flow"] == "column"
    shelves = [grid for grid in found["grids"] if grid["role"] not in ("window", "weight", "bias")]
    assert len({sheet["x"] for grid in shelves for sheet in grid["sheets"]}) == 1
    for above, below in pairwise(shelves):
        assert whole(above).bottom < whole(below).top


@pytest.mark.parametrize(
    ("query", "roles"),
    [
        ("conv2d?input=ramp:5x5&weight=ones:3x3&bias=1", "input weight bias output"),
        ("conv2d?input=ramp:30x30&weight=ones:3x3&bias=1", "input window weight bias output"),
        ("conv2d?input=ramp:30x30&weight=ones:9x9", "input weight output"),
        ("conv2d?input=ramp:2x5x5&weight=ones:1x2x3x3&bias=1", "input window weight partial bias output"),
        ("conv2d?input=ramp:5x5x5&weight=ones:1x5x3x3", "input weight output"),
        ("conv_transpose2d?input=ramp:3x3&weight=ones:3x3&bias=1", "input weight bias product output"),
        ("conv_transpose2d?input=ramp:3x3&weight=ones:3x3&view=gather", "input stretched weight output"),
        ("max_pool2d?input=ramp:4x4&kernel_size=2", "input output"),
        ("max_pool2d?input=ramp:30x30&kernel_size=2", "input window output"),
        ("max_unpool2d?input=2,3;4,5&indices=0,3;9,15&kernel_size=2", "input indices output"),
    ],
)
def test_the_grids_of_an_experiment_in_reading_order(query: str, roles: str) -> None:
    assert [grid["role"] for grid in drawn(query)["grids"]] == roles.split()


@pytest.mark.parametrize(
    ("query", "layout", "pitch", "size"),
    [
        ("conv2d?input=edge:6x6&weight=ones:3x3", "wide", 64, (24 + 13 * 64 + 2 * 52 + 24, 24 + 28 + 6 * 64 + 24)),
        ("conv2d?input=ramp:64x64&weight=ones:3x3", "wide", 6, (24 + 126 * 6 + 132 + 2 * 52 + 24, 24 + 28 + 384 + 24)),
        ("conv2d?input=ramp:224x224&weight=ones:3x3", "wide", 2, (1176, 24 + 28 + 448 + 24 + 2)),
        ("conv1d?input=ramp:25&weight=1,2,1", "wide", 39, (1023, 24 + 3 * (28 + 39) + 2 * 28 + 4 + 24)),
        ("conv1d?input=ramp:300&weight=1,2,1", "wide", 3, (948, 24 + 28 + 28 + 28 + 68 + 28 + 32 + 28 + 24)),
        ("max_pool2d?input=ramp:4x4&kernel_size=2", "tall", 64, (288, 16 + 28 + 256 + 28 + 32 + 128 + 16)),
    ],
)
def test_the_largest_pitch_that_fits(query: str, layout: Layout, pitch: int, size: tuple[int, int]) -> None:
    found = drawn(query, layout)
    assert found["grids"][0]["cell"] == pitch
    assert (found["width"], found["height"]) == size


def test_the_input_stands_in_its_ring_and_the_sizes_are_those_of_the_shapes() -> None:
    found = grids("conv2d?input=ramp:5x4&weight=ones:3x3&padding=1,0;2,1")
    assert [found["input"][name] for name in ("rows", "columns", "ring")] == [5, 4, [[1, 0], [2, 1]]]
    assert [found["weight"][name] for name in ("rows", "columns", "ring")] == [3, 3, [[0, 0], [0, 0]]]
    assert (found["output"]["rows"], found["output"]["columns"]) == (4, 5)


def test_planes_are_told_by_the_leading_entries_of_their_cells() -> None:
    block = grids("conv3d?input=ramp:2x3x4x5&weight=ones:1x2x2x2x2&padding=1")
    listed = [sheet["index"] for sheet in block["input"]["sheets"]]
    assert listed == [[channel, depth] for channel in (0, 1) for depth in (-1, 0, 1, 2, 3)]
    assert [sheet["index"] for sheet in block["weight"]["sheets"]] == [[0, 0], [0, 1], [1, 0], [1, 1]]
    plane = grids("conv2d?input=random:64x8x8&weight=random:64x64x3x3&bias=1")
    for role in ("input", "weight", "output"):
        assert [sheet["index"] for sheet in plane[role]["sheets"]] == [[place] for place in range(8)]
    assert (plane["bias"]["columns"], plane["bias"]["sheets"][0]["index"]) == (8, [])


@pytest.mark.parametrize("bias", ["", "&bias=1,-1"])
def test_few_channels_are_unfolded_row_by_row(bias: str) -> None:
    found = grids(f"conv2d?input=random:3x5x5&weight=random:2x3x3x3{bias}")
    window, weight, partial, cell = *(found[role]["sheets"] for role in ("window", "weight", "partial")), None
    cell = found["input"]["cell"]
    assert cell >= 22 and found["input"]["stacked"] and not found["window"]["stacked"]
    for one, other, total in zip(window, weight, partial, strict=True):
        assert one["y"] == other["y"] == total["y"] - cell
        assert one["x"] < other["x"] < total["x"]


def test_later_columns_are_centred_on_one_line() -> None:
    found = grids("conv2d?input=edge:6x6&weight=ones:3x3&bias=1")
    middle = {grid["y"] + grid["rows"] * grid["cell"] / 2 for role, grid in found.items() if role != "bias"}
    assert len(middle) == 1
    assert found["bias"]["x"] == found["weight"]["x"] and found["bias"]["y"] > found["weight"]["y"]


def test_a_large_input_leaves_a_rectangle_for_notes() -> None:
    found = drawn("conv2d?input=ramp:7x7&weight=ones:3x3&padding=1&stride=2")
    entry, kernel, output = found["grids"]
    assert found["notes"]["x"] == kernel["x"]
    assert found["notes"]["y"] > output["y"] + 4 * 51
    assert found["notes"]["y"] + found["notes"]["height"] == entry["y"] + 8 * 51
    assert drawn("conv2d?input=edge:6x6&weight=ones:3x3")["notes"] is None


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("conv2d?input=ramp:3x3&weight=ones:3x3", [1, 1, 1]),
        ("conv2d?input=ramp:2x2&weight=ones:3x3&padding=1", [1, 1, 1]),  # 4 · 64 px have room for the padding
        ("conv2d?input=ramp:1x1&weight=ones:3x3&padding=1", [2, 1, 1]),
        ("conv2d?input=ramp:3x3&weight=ones:2x1x3x3", [1, 2, 1]),
    ],
)
def test_a_title_has_a_second_line_for_its_note_where_the_grid_is_narrow(query: str, lines: list[int]) -> None:
    assert [grid["label"]["lines"] for grid in drawn(query)["grids"]] == lines


def test_tall_puts_the_input_above_and_wide_beside() -> None:
    for layout, flow, end, start in (("tall", "column", "bottom", "top"), ("wide", "row", "right", "left")):
        found = drawn("conv2d?input=ramp:5x5&weight=ones:3x3", layout)
        assert found["flow"] == flow
        first, *others = (whole(grid) for grid in found["grids"])
        assert all(getattr(first, end) < getattr(other, start) for other in others)


def test_another_layout_is_refused_by_name() -> None:
    client = TestClient(create_app())
    assert client.get("/api/v1/conv1d?input=1,2&weight=1&layout=tall").json()["scene"]["layout"] == "tall"
    response = client.get("/api/v1/conv1d?input=1,2&weight=1&layout=round")
    assert response.status_code == 422 and response.json()["errors"][0]["field"] == "layout"
