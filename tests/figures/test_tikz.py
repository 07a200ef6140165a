"""Knows that the TikZ of a figure is a whole document that holds its numbers, and compiles where TeX is installed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from app.figures.figure import write
from app.figures.numbers import compact
from app.figures.themes import THEMES
from app.figures.tikz import escaped
from app.operators import OPERATORS
from tests.figures.drawn import experiment, figure

SAMPLED = (
    "conv2d?input=ramp:5x5&weight=1,0,-1;2,0,-2;1,0,-1&padding=1&stride=2",
    "conv2d?input=random:3x5x5&weight=random:2x3x3x3&bias=1,-1",
    "conv2d?input=sample:camera:64x64&weight=sobel_x:3x3",
    "conv1d?input=random:3x9&weight=random:2x3x3&padding=1&bias=1,2",
    "conv3d",
    "conv_transpose2d?input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2",
    "conv_transpose2d?input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2&view=gather",
    "max_pool2d",
    "adaptive_avg_pool1d",
    "max_unpool2d",
)
NODE = re.compile(r"\\node\[anchor=base, text=\w+, font=\S+\] at \([^)]*\) \{(.*)\};")


def tex(query: str, **options: object) -> str:
    return write("tex", figure(query, **options)).decode()


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_number_of_the_output_stands_in_the_document(operator: str) -> None:
    written = NODE.findall(tex(operator))
    for value in experiment(operator).grids["output"].reshape(-1)[:64].tolist():
        assert escaped(compact(value)) in written


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("query", SAMPLED)
def test_it_is_one_document_whose_colours_are_declared_and_whose_braces_close(query: str, theme: str) -> None:
    document = tex(query, step=1, theme=theme)
    code = re.sub(r"(?m)^%.*$", "", document)
    assert code.strip().startswith(r"\documentclass[tikz]{standalone}") and code.rstrip().endswith(r"\end{document}")
    plain = code.replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}") and code.count("[") == code.count("]")
    assert set(re.findall(r"\bc[0-9a-f]{6}\b", code)) == set(re.findall(r"\\definecolor\{(\w+)\}", code))
    assert code.isascii()


def test_it_says_in_comments_what_it_shows_and_where_it_comes_from() -> None:
    comments = [line for line in tex(SAMPLED[0], step=4).splitlines() if line.startswith("% ")]
    assert "% /conv2d" in comments and any("Step 5 of 9." in line for line in comments)


def test_chinese_labels_are_for_xelatex() -> None:
    document = write("tex", figure(SAMPLED[0], "zh-Hans")).decode()
    assert r"\usepackage{ctex}" in document and "% Compile with xelatex." in document and "卷积核" in document


def test_a_width_scales_the_drawing() -> None:
    assert "x=0.75pt, y=-0.75pt" in tex("max_pool2d", width=None)
    narrow = re.search(r"x=([\d.]+)pt", tex("max_pool2d", width=100))
    assert narrow and float(narrow.group(1)) < 0.2


@pytest.mark.skipif(which("pdflatex") is None, reason="TeX is not installed")
@pytest.mark.parametrize("query", SAMPLED)
def test_it_compiles_alone(query: str, tmp_path: Path) -> None:
    (tmp_path / "figure.tex").write_text(tex(query, step=2))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "figure.tex"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout[-2000:]
    assert (tmp_path / "figure.pdf").read_bytes().startswith(b"%PDF")
