"""Knows that the description of the API is complete and that its examples are true."""

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS
from tests.experiments import LINEAR
from tests.web.asking import ok, post

EACH = pytest.mark.parametrize("operator", sorted(OPERATORS))
PROBLEMS = {"400", "404", "405", "413", "414", "415", "422", "503"}


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    return ok(client.get("/openapi.json"))


def test_it_is_openapi_3_1_with_every_fixed_address(described: dict) -> None:
    assert described["openapi"].startswith("3.1")
    assert {"/api/v1/operators", "/api/v1/solve", "/healthz"} <= set(described["paths"])


def test_every_operation_has_its_own_name(described: dict) -> None:
    names = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


@EACH
def test_every_operator_is_there_with_get_and_post(described: dict, operator: str) -> None:
    path = described["paths"][f"/api/v1/{operator}"]
    assert set(path) == {"get", "post"}
    for method in path.values():
        assert set(method["responses"]) >= PROBLEMS
    assert {one["name"] for one in path["get"]["parameters"]} == set(OPERATORS[operator].fields)
    schema = path["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]) == set(OPERATORS[operator].fields)
    for one in schema["properties"].values():
        assert one["title"] and one["description"]


@pytest.mark.parametrize("operator", LINEAR)
def test_every_matrix_is_there_with_get_and_post(described: dict, operator: str) -> None:
    assert set(described["paths"][f"/api/v1/{operator}/matrix"]) == {"get", "post"}


@EACH
def test_the_example_of_a_body_is_possible_and_its_answer_is_the_one_shown(
    client: TestClient, described: dict, operator: str
) -> None:
    method = described["paths"][f"/api/v1/{operator}"]["post"]
    content = method["requestBody"]["content"]["application/json"]
    assert set(content["schema"].get("required", [])) <= set(content["example"])
    answer = ok(post(client, operator, {**content["example"], "limit": 2}))
    assert answer == method["responses"]["200"]["content"]["application/json"]["example"]


@EACH
def test_the_examples_of_an_address_are_possible(client: TestClient, described: dict, operator: str) -> None:
    method = described["paths"][f"/api/v1/{operator}"]["get"]
    given = [one for one in method["parameters"] if "example" in one]
    assert {one["name"] for one in method["parameters"] if one["required"]} <= {one["name"] for one in given}
    query = "&".join(f"{one['name']}={quote(str(one['example']))}" for one in given)
    answer = ok(client.get(f"/api/v1/{operator}?{query}&limit=2"))
    assert answer == method["responses"]["200"]["content"]["application/json"]["example"]


@EACH
def test_without_what_is_called_required_an_experiment_is_refused(
    client: TestClient, described: dict, operator: str
) -> None:
    content = described["paths"][f"/api/v1/{operator}"]["post"]["requestBody"]["content"]["application/json"]
    for name in content["example"]:
        rest = {key: value for key, value in content["example"].items() if key != name}
        refused = post(client, operator, rest).status_code == 422
        if name in content["schema"]["required"]:
            assert refused, name


def test_every_reference_leads_somewhere(described: dict) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            return (
                [value["$ref"]] if "$ref" in value else [one for inner in value.values() for one in references(inner)]
            )
        return [one for inner in value for one in references(inner)] if isinstance(value, list) else []

    found = set(references(described))
    assert found
    for reference in found:
        place: Any = described
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]


def test_the_example_of_a_solve_has_solutions(client: TestClient, described: dict) -> None:
    parameters = described["paths"]["/api/v1/solve"]["get"]["parameters"]
    query = "&".join(f"{one['name']}={one['example']}" for one in parameters if "example" in one)
    assert ok(client.get(f"/api/v1/solve?{query}"))["count"] > 0
