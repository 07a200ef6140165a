"""Knows that a list of figures comes back as one archive: each as at its own address, under its own name."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from app.main import create_app
from app.settings import Settings
from tests.golden import figures
from tests.web.asking import assert_refused, ok

QUERY = "conv2d?input=ramp:4x4&weight=ones:3x3"
CLASSIC = json.loads((Path(__file__).parents[2] / "examples/conv_arithmetic.json").read_text())


def asked(client: TestClient, body: Any) -> Any:
    return client.post("/api/v1/figures", json=body)


def test_each_figure_of_a_list_is_the_one_at_its_own_address(client: TestClient) -> None:
    entries = [
        {"name": "step.svg", "figure": f"{QUERY}&step=2&lang=zh"},
        {"name": "all/steps.gif", "figure": f"/{QUERY}&width=200"},
        {"name": "output.csv", "figure": QUERY},
    ]
    answer = asked(client, entries)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="figures.zip"'
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["step.svg", "all/steps.gif", "output.csv"]
        for entry in entries:
            name, _, query = entry["figure"].removeprefix("/").partition("?")
            kind = entry["name"].rpartition(".")[2]
            assert archive.read(entry["name"]) == client.get(f"/api/v1/{name}.{kind}?{query}").content
    assert asked(client, entries).content == answer.content


def test_a_figure_may_be_given_in_json_for_larger_grids(client: TestClient) -> None:
    experiment = {"operator": "conv1d", "input": [1, 2, 3], "weight": [1, 1], "step": 1, "theme": "dark"}
    answer = asked(client, [{"name": "one.svg", "figure": experiment}])
    with ZipFile(BytesIO(answer.content)) as archive:
        drawn = archive.read("one.svg").decode()
    assert "#14171b" in drawn and "Step 2 of 2" in drawn


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ([], "figures", "not_figures"),
        ({}, "figures", "not_figures"),
        ([1], "0.figure", "not_figures"),
        ([{"name": "a.svg"}], "0.figure", "not_figures"),
        ([{"name": "a.svg", "figure": 1}], "0.figure", "not_figures"),
        ([{"name": "a.jpeg", "figure": QUERY}], "0.name", "figure_name"),
        ([{"name": "../a.svg", "figure": QUERY}], "0.name", "figure_name"),
        ([{"name": "/a.svg", "figure": QUERY}], "0.name", "figure_name"),
        ([{"name": "a..svg", "figure": QUERY}], "0.name", "figure_name"),
        ([{"name": 3, "figure": QUERY}], "0.name", "figure_name"),
        ([{"name": "a.svg", "figure": QUERY}] * 2, "1.name", "name_twice"),
        ([{"name": "a.svg", "figure": "conv9d?input=1"}], "0.operator", "unknown_operator"),
    ],
)
def test_a_list_that_cannot_be_is_refused_with_the_place_of_the_fault(
    client: TestClient, body: Any, field: str, code: str
) -> None:
    assert_refused(asked(client, body), field, code, 404 if code == "unknown_operator" else 422)


def test_a_figure_that_cannot_be_is_refused_by_its_place_and_field(client: TestClient) -> None:
    entries = [{"name": "a.svg", "figure": QUERY}, {"name": "b.svg", "figure": f"{QUERY}&step=4"}]
    error = assert_refused(asked(client, entries), "1.step", "too_large")
    assert error["arguments"]["maximum"] == 3


def test_an_archive_has_limits(client: TestClient) -> None:
    many = [{"name": f"{number}.csv", "figure": QUERY} for number in range(101)]
    assert_refused(asked(client, many), "figures", "figures", 413)
    small = TestClient(create_app(Settings(max_animation_pixels=400_000)))
    some = [{"name": f"{number}.png", "figure": QUERY} for number in range(3)]
    assert_refused(asked(small, some), "figures", "animation_pixels", 413)


def test_the_guides_19_figures_ship_under_their_names_with_their_numbers(client: TestClient) -> None:
    assert [entry["name"] for entry in CLASSIC] == [f"{one.name}.gif" for one in figures()]
    for entry, figure in zip(CLASSIC, figures(), strict=True):
        name, _, query = entry["figure"].partition("?")
        answer = ok(client.get(f"/api/v1/{name}?{query}"))
        assert name == figure.operator and answer["steps"]["total"] == figure.steps
        assert np.shape(answer["output"]) == figure.output_shape
        assert answer["params"]["padding"] == [[figure.arguments["padding"]] * 2] * 2
        if "view=gather" in query or figure.name.startswith("numerical"):
            assert answer["input"] == figure.arguments["input"][0]


def test_their_archive_has_as_many_frames_as_the_guides(client: TestClient) -> None:
    with ZipFile(BytesIO(asked(client, CLASSIC).content)) as archive:
        counted = [Image.open(BytesIO(archive.read(name))).n_frames for name in archive.namelist()]
    assert counted == [figure.steps for figure in figures()]
