"""`convscope figure` writes what the address answers, and refuses in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from app.cli import main
from app.main import create_app

QUERY = "conv2d?input=ramp:4x4&weight=ones:3x3&step=2"


@pytest.mark.parametrize("kind", ["svg", "png", "gif", "webp", "apng", "tex", "csv", "py"])
def test_a_file_holds_the_bytes_of_its_address(tmp_path: Path, kind: str) -> None:
    written = tmp_path / f"figure.{kind}"
    assert main(["figure", QUERY, "-o", str(written)]) == 0
    with TestClient(create_app()) as client:
        name, _, query = QUERY.partition("?")
        assert written.read_bytes() == client.get(f"/api/v1/{name}.{kind}?{query}").content


def test_a_page_is_one_file(tmp_path: Path) -> None:
    assert main(["figure", QUERY, "-o", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_text().startswith("<!doctype html>")


def test_an_operator_alone_is_its_first_experiment(tmp_path: Path) -> None:
    assert main(["figure", "max_pool2d", "-o", str(tmp_path / "output.csv")]) == 0
    assert (tmp_path / "output.csv").read_text() == "6,4\n7,9\n"


def test_a_list_of_figures_becomes_an_archive(tmp_path: Path) -> None:
    entries = [{"name": "one.svg", "figure": QUERY}, {"name": "two.csv", "figure": QUERY}]
    (tmp_path / "list.json").write_text(json.dumps(entries))
    assert main(["figure", str(tmp_path / "list.json"), "-o", str(tmp_path / "all.zip")]) == 0
    with ZipFile(tmp_path / "all.zip") as archive:
        assert archive.namelist() == ["one.svg", "two.csv"]


@pytest.mark.parametrize(
    ("query", "output", "told"),
    [
        (QUERY, "figure.jpeg", "one of svg, png, gif"),
        ("conv2d?input=ramp:2x2&weight=ones:3x3", "figure.svg", "a window of 3 does not fit in 2"),
        ("conv9d?input=1", "figure.svg", "did you mean"),
        ("nothing.json", "all.zip", "nothing.json: No such file"),
        (QUERY, "missing/figure.svg", "figure.svg: No such file"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], query: str, output: str, told: str
) -> None:
    assert main(["figure", query, "-o", str(tmp_path / output)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("convscope: ") and told in error and error.count("\n") == 1
