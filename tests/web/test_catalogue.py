"""Knows what the page builds its controls from."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS
from app.settings import Settings
from app.web import presentation
from tests.web.asking import ok

LANGUAGES = ["en", "zh-Hans"]


def catalogue(client: TestClient, language: str = "en") -> dict[str, Any]:
    return ok(client.get(f"/api/v1/operators?lang={language}"))


def test_it_lists_every_operator_with_what_the_contract_names(client: TestClient) -> None:
    found = catalogue(client)
    assert {"operators", "generators", "presets", "limits"} <= set(found)
    assert [one["id"] for one in found["operators"]] == list(OPERATORS)
    for one in found["operators"]:
        assert {"id", "title", "family", "dimensions", "parameters", "default"} <= set(one)
        assert one["id"] == f"{one['family']}{one['dimensions']}d"
    assert found["limits"] == Settings().limits()
    assert found["generators"] and found["presets"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_has_a_title_and_a_description_in_its_language(client: TestClient, language: str) -> None:
    for one in catalogue(client, language)["operators"]:
        assert one["title"] and one["description"]
        for name, parameter in one["parameters"]["properties"].items():
            assert parameter["title"] and parameter["description"], (one["id"], name)
            assert parameter["kind"] in {"integer", "axes", "padding", "choice", "boolean", "number", "grid"}
            if OPERATORS[one["id"]].fields[name].default is not None and name not in one["parameters"]["required"]:
                assert "default" in parameter


def test_what_a_form_has_to_know_is_declared(client: TestClient) -> None:
    found = {one["id"]: one for one in catalogue(client)["operators"]}
    conv, pool = found["conv2d"]["parameters"]["properties"], found["max_pool3d"]["parameters"]["properties"]
    assert found["conv2d"]["axes"] == ["height", "width"]
    assert conv["input"]["axes"] == ["in", "*spatial"]
    assert conv["weight"]["axes"] == ["out", "in/groups", "*kernel"]
    assert conv["weight"]["generators"] == ["kernel", "grid"]
    assert conv["groups"]["divides"] == ["in", "out"]
    assert [name for name in conv if conv[name]["basic"]] == ["input", "weight", "stride", "padding"]
    assert [name for name in pool if pool[name]["basic"]] == ["input", "kernel_size", "stride", "padding"]


def test_chinese_titles_are_chinese(client: TestClient) -> None:
    for one in catalogue(client, "zh-Hans")["operators"]:
        texts = [one["title"], *(parameter["title"] for parameter in one["parameters"]["properties"].values())]
        assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in texts), texts


def test_what_is_declared_is_what_is_kept(client: TestClient) -> None:
    for one in catalogue(client)["operators"]:
        for name, parameter in one["parameters"]["properties"].items():
            if parameter["kind"] == "integer" and name not in ("divisor_override",):
                for edge in ("minimum", "maximum"):
                    value = parameter[edge] + (-1 if edge == "minimum" else 1)
                    response = client.get(f"/api/v1/{one['id']}?{one['default']}&{name}={value}")
                    assert response.status_code == 422, (one["id"], name, value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preset_is_possible(client: TestClient, language: str) -> None:
    for preset in catalogue(client, language)["presets"]:
        ok(client.get(f"/api/v1/{preset['operator']}?{preset['query']}"))


def test_presentation_keys_are_those_of_the_contract() -> None:
    names = "step layout lang theme present predict show with speed animate scale strip fps hold width framework"
    assert set(presentation.KEYS) == {*names.split(), "only", "columns"}
