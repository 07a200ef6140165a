"""Knows that pictures and animations show the same as each other: one frame a step, and each step as its still."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageSequence

from app.figures.figure import ANIMATED, Kind, write
from app.figures.lettering import font
from app.figures.themes import THEMES, rgb, theme
from app.operators import OPERATORS
from tests.figures.drawn import figure, words

EACH = pytest.mark.parametrize("operator", sorted(OPERATORS))
ROOT = Path(__file__).parents[2]
SMALL = "conv2d?input=1,2,3;4,5,6;7,8,9&weight=1,2;3,4"
HARD = (
    "conv2d?input=random:3x5x5&weight=random:2x3x3x3&bias=1,-1",
    "conv2d?input=random:4x4x4&weight=random:4x2x2x2&groups=2&padding=1",
    "conv1d?input=random:3x9&weight=random:2x3x3&padding=1&bias=1,2",
    "conv_transpose2d?input=random:2x3x3&weight=random:2x2x3x3&stride=2",
    "conv3d?input=random:2x3x3x3&weight=random:2x2x2x2x2",
)


def frames(content: bytes) -> list[np.ndarray]:
    """Red, green and blue of every frame."""
    return [np.asarray(one.convert("RGB")) for one in ImageSequence.Iterator(Image.open(BytesIO(content)))]


def animated(kind: Kind, query: str, **options: Any) -> list[np.ndarray]:
    return frames(write(kind, figure(query, width=300, **options)))


def still(query: str, **options: Any) -> np.ndarray:
    return frames(write("png", figure(query, width=300, **options)))[0]


@EACH
def test_every_animation_has_as_many_frames_as_steps_and_all_kinds_show_the_same(operator: str) -> None:
    total = figure(operator).experiment.plan.total
    gif, webp, apng = (animated(kind, operator) for kind in ANIMATED)
    assert len(gif) == len(webp) == len(apng) == total
    for one, two, three in zip(gif, webp, apng, strict=True):
        assert np.array_equal(one, two) and np.array_equal(one, three)


@pytest.mark.parametrize("query", [*sorted(OPERATORS), *HARD])
def test_a_frame_is_the_still_of_its_step_although_only_changes_are_drawn(query: str) -> None:
    shown = animated("gif", query)
    for step in {0, 1, len(shown) // 2, len(shown) - 1}:
        assert np.array_equal(shown[step], still(query, step=step)), step


def test_steps_that_look_alike_are_frames_all_the_same() -> None:
    deep = "max_pool3d?input=zeros:80x1x1&kernel_size=1"  # the last slices are beyond those that are drawn
    for kind in ANIMATED:
        assert len(animated(kind, deep)) == 80


def test_offset_and_limit_choose_the_frames() -> None:
    every, some = animated("gif", SMALL), animated("gif", SMALL, offset=1, limit=2)
    assert len(some) == 2 and np.array_equal(some[0], every[1]) and np.array_equal(some[1], every[2])


@pytest.mark.parametrize("kind", ANIMATED)
def test_a_frame_stays_as_long_as_the_speed_says_and_the_last_one_longer(kind: Kind) -> None:
    image = Image.open(BytesIO(write(kind, figure(SMALL, width=200, fps=4, hold=1.5))))
    times = []
    for one in ImageSequence.Iterator(image):
        one.load()
        times.append(one.info["duration"])
    assert times == [250, 250, 250, 1500]
    assert image.info["loop"] == 0


@pytest.mark.parametrize("scale", [1, 2, 3, 4])
def test_a_scale_gives_so_many_pixels_to_each(scale: int) -> None:
    image = Image.open(BytesIO(write("png", figure(SMALL, width=320, step=0, scale=scale))))
    assert image.width == 320 * scale and image.mode == "P"


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_cells_are_crisp(scale: int) -> None:
    pixels = still(SMALL, layout="tall", scale=scale, theme="print")
    paper, ink = np.array([255, 255, 255]), np.array([0, 0, 0])
    row = pixels[pixels.shape[0] // 3]
    assert (row == paper).all(axis=1).any() and (row == ink).all(axis=1).any()


@pytest.mark.parametrize("name", THEMES)
def test_a_picture_has_the_colours_of_its_theme(name: Any) -> None:
    pixels = still("conv2d", step=3, theme=name)
    found = {tuple(one) for one in pixels.reshape(-1, 3).tolist()}
    chosen = theme(name)
    for paint, role in (("paper", ""), ("kernel-line", ""), ("output", ""), ("output-tint", "output")):
        assert rgb(chosen.colour(paint, role)) in found


def test_a_strip_is_as_wide_as_its_steps() -> None:
    one, two = (Image.open(BytesIO(write("png", figure(SMALL, strip=steps)))) for steps in ((0,), (0, 3)))
    assert two.width == 2 * one.width and two.height == one.height


def test_a_large_picture_is_drawn_cell_by_cell_of_pixels() -> None:
    query = "conv2d?input=edge:40x40&weight=1;&stride=1"
    pixels = frames(write("png", figure(query)))[0]
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 4


def test_a_png_says_what_it_shows() -> None:
    image = Image.open(BytesIO(write("png", figure(SMALL, step=0))))
    assert image.info["Title"] == "title" and image.info["Source"] == "/conv2d"
    assert "Step 1 of 4." in image.info["Description"]


@pytest.mark.parametrize("kind", ["png", *ANIMATED])
def test_equal_figures_are_equal_bytes_in_another_process_whatever_came_before(kind: Kind) -> None:
    program = (
        "from tests.figures.drawn import figure; from app.figures.figure import write; import sys; "
        f"sys.stdout.buffer.write(write({kind!r}, figure({SMALL!r}, step=2)))"
    )
    write("png", figure("max_pool2d", step=1))
    made = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, env={"PYTHONHASHSEED": "7"})
    assert made.stdout == write(kind, figure(SMALL, step=2))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("weight", [400, 700])
def test_every_sign_of_a_figure_is_in_the_bundled_fonts(language: str, weight: int) -> None:
    told = words(language)
    roles = ("input", "stretched", "window", "weight", "bias", "partial", "product", "indices", "output", "padding")
    keys = [
        *(f"board.{role}" for role in roles),
        "board.filter",
        "plane.channel",
        "plane.slice",
        "list.join",
        "say.step",
    ]
    face = font(weight, False, 20)
    unknown = bytes(face.getmask("\uffff"))
    for sign in {*"".join(told(key) for key in keys), *"0123456789−×.e+"} - {" "}:
        assert bytes(face.getmask(sign)) != unknown, sign


def test_the_letters_of_the_boards_are_in_their_font() -> None:
    face = font(400, True, 20)
    assert all(bytes(face.getmask(letter)) != bytes(face.getmask("\uffff")) for letter in "xwyb")
