"""Knows that a network's figure has an address: every preset, language and theme, kept by clients, within limits."""

import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from app.figures.themes import THEMES
from app.networks.presets import PRESETS
from app.operators.text import LANGUAGES
from tests.web.asking import assert_refused

FIGURE = "/api/v1/network.{}?preset=lenet5&layer=3&position=2,3"
NS = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{NS}text")]


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_preset_is_drawn_with_the_shapes_of_the_api(client: TestClient, preset: str) -> None:
    shown = texts(client.get(f"/api/v1/network.svg?preset={preset}").text)
    table = client.get(f"/api/v1/network?preset={preset}").json()
    for one in ("input", "output"):
        assert " × ".join(map(str, table[one])) in shown
    for layer in table["layers"]:
        assert " × ".join(map(str, layer["output"])) in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_language_and_theme_is_drawn(client: TestClient, language: str, theme: str) -> None:
    query = f"&lang={language}&theme={theme}"
    label = {"en": "Receptive field", "zh-Hans": "感受野"}[language]
    assert label in texts(client.get(FIGURE.format("svg") + query).text)
    picture = Image.open(BytesIO(client.get(FIGURE.format("png") + query + "&width=500&scale=2").content))
    assert picture.width == 1000
    assert client.get(FIGURE.format("tex") + query).text.rstrip().endswith(r"\end{document}")


def test_its_regions_are_those_of_reach(client: TestClient) -> None:
    reach = client.get("/api/v1/network/reach?preset=lenet5&layer=3&position=2,3").json()
    sizes = {" × ".join(str(last - first + 1) for first, last in one["clipped"]) for one in reach["regions"]}
    assert sizes == {"14 × 14", "10 × 10", "5 × 5"} and sizes <= set(texts(client.get(FIGURE.format("svg")).text))


def test_a_client_that_has_it_gets_304(client: TestClient) -> None:
    first = client.get(FIGURE.format("svg"))
    assert first.headers["content-disposition"] == 'inline; filename="lenet5.svg"'
    assert client.get(FIGURE.format("svg"), headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_what_cannot_be_drawn_is_refused(client: TestClient) -> None:
    assert_refused(client.get("/api/v1/network.png?preset=lenet5&width=8192&scale=4"), "width", "pixels", 413)
    assert_refused(client.get("/api/v1/network.svg?preset=lenet5&position=2,3"), "layer", "required")
    assert client.get("/api/v1/network.gif?preset=lenet5").status_code == 404
