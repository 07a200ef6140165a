"""Knows that the figure of a network shows the API's shapes and fields, and exactly the regions that a cell reads."""

import subprocess
import sys
from pathlib import Path

from app.cli import main
from app.figures.network import Stack, drawing, ends_of
from app.figures.network_boxes import boxes_of
from app.figures.network_places import places_of
from app.figures.operations import Beam, Drawing, Rect, Text
from app.networks.answer import answer
from app.networks.asking import asked
from app.networks.network import network
from app.settings import Settings
from app.web.figures import words_for
from app.web.network import from_query
from app.web.network_figures import made, stack_of

WORDS = words_for("en")
CELL = "preset=lenet5&layer=3&position=2,3"
THREE = [{"op": "conv1d", "out_channels": 1, "kernel_size": 3, "name": name} for name in ("A", "B")]


def stack(query: str) -> Stack:
    question = from_query("figure", [tuple(one.split("=")) for one in query.split("&")])  # type: ignore[misc]
    return stack_of(asked(question.fields).network, question, 10**7)


def every(picture: Drawing, kind: type) -> list:  # type: ignore[type-arg]
    return [one for layer in picture.layers for one in layer.operations if isinstance(one, kind)]


def test_one_scale_serves_all_faces() -> None:
    boxes = boxes_of(answer(asked({"preset": "lenet5"}).network), "Input")
    places = places_of(boxes, [""] * len(boxes)).places
    heights = {box.name: place.face.height for box, place in zip(boxes, places, strict=True)}
    assert heights["Input"] / heights["C1"] == 32 / 28
    assert heights["C1"] / heights["S2"] == 2
    assert [place.sheets for place in places[:4]] == [1, 6, 6, 8]  # 16 channels are shown by 8 sheets


def test_the_cone_runs_through_the_cells_that_are_read() -> None:
    one = stack(CELL)
    assert {path: ends_of(cells) for path, cells in one.seen.items()} == {
        "input": [(4, 17), (6, 19)],
        "layers[0]": [(4, 13), (6, 15)],
        "layers[1]": [(4, 13), (6, 15)],
        "layers[2]": [(2, 6), (3, 7)],
    }
    picture = drawing(one, WORDS)
    assert [text.runs[0].text for text in every(picture, Text) if text.centred] == ["14 × 14", "10 × 10", "5 × 5"]
    assert len(every(picture, Beam)) == 3


def test_no_text_leaves_the_drawing_or_meets_its_neighbour() -> None:
    boxes = boxes_of(answer(asked({"preset": "vgg16"}).network), "Input")
    all_places = places_of(boxes, [""] * len(boxes))
    for one, other in zip(all_places.places, all_places.places[1:], strict=False):
        assert one.face.x + one.slot <= all_places.width
        assert one.shelf < other.shelf or one.face.x + one.slot < other.face.x


def test_a_short_stack_along_one_axis_is_rows_of_cells_with_a_line_for_every_tap() -> None:
    question = from_query("figure", [("layer", "1"), ("position", "1")])
    small = network([1, 7], THREE)  # 7 cells, then 5, then 3
    picture = drawing(stack_of(small, question, 10**6), WORDS)
    assert len(every(picture, Rect)) == 7 + 5 + 3
    lines = every(picture, Beam)
    assert len(lines) == 3 * (5 + 3)
    assert len([one for one in lines if one.fill == "output"]) == 3 + 9  # a cell reads 3, these read 3 each
    filled = [one.fill for one in every(picture, Rect)]
    assert filled.count("output") == 1 and filled.count("output-tint") == 3 + 5


def test_equal_questions_are_equal_bytes_in_two_processes() -> None:
    program = (
        "import sys; from app.settings import Settings; from app.web.network import from_query; "
        "from app.web.network_figures import made; "
        "q = from_query('figure', [('preset', 'unet'), ('layer', '9')]); "
        "sys.stdout.buffer.write(b''.join(made(q, kind, '', Settings()) for kind in ('svg', 'png', 'tex')))"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, check=True).stdout
    question = from_query("figure", [("preset", "unet"), ("layer", "9")])
    assert other == b"".join(made(question, kind, "", Settings()) for kind in ("svg", "png", "tex"))


def test_the_command_draws_the_network_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "net.json").write_text('{"preset": "lenet5"}')
    assert main(["network", str(tmp_path / "net.json"), "-o", str(tmp_path / "stack.svg")]) == 0
    assert ">16 × 10 × 10<" in (tmp_path / "stack.svg").read_text()
    assert main(["network", str(tmp_path / "net.json"), "-o", str(tmp_path / "stack.gif")]) == 1
