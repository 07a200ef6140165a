"""Knows that the description of the API is complete, in both languages, and that its examples are true."""

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import app.web
from app.operators import OPERATORS
from app.operators.text import LANGUAGES
from app.web.presentation import COLUMNS
from tests.experiments import LINEAR
from tests.web.asking import ok, post

EACH = pytest.mark.parametrize("operator", sorted(OPERATORS))
PROBLEMS = {"400", "404", "405", "413", "414", "415", "422", "503"}


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    return ok(client.get("/openapi.json"))


def operations(described: dict) -> list[tuple[str, str, dict]]:
    """Every path, method and operation."""
    return [(path, method, one) for path, item in described["paths"].items() for method, one in item.items()]


def example_of(operation: dict) -> Any:
    """The answer that an operation shows."""
    return next(iter(operation["responses"]["200"]["content"].values())).get("example")


def test_it_is_openapi_3_1_with_every_fixed_address(described: dict) -> None:
    assert described["openapi"].startswith("3.1")
    assert {"/api/v1/operators", "/api/v1/solve", "/healthz"} <= set(described["paths"])


def test_every_route_is_described(client: TestClient, described: dict) -> None:
    modules = [import_module(f"app.web.{one.name}") for one in iter_modules(app.web.__path__)]
    routes = {one.path for module in modules for one in getattr(module, "ROUTES", ())}
    assert {"/docs", "/api/v1/solve"} < routes
    for path in routes - {"/openapi.json"}:
        form = re.compile(re.sub(r"\\{.*?\\}", "[^/]+", re.escape(path)))
        page = client.get(path).headers.get("content-type", "").startswith("text/html")
        assert page or any(form.fullmatch(known) for known in described["paths"]), path


def test_every_operation_has_its_own_name_and_stands_under_a_heading_that_is_told(described: dict) -> None:
    names = [one["operationId"] for _, _, one in operations(described)]
    assert len(names) == len(set(names))
    headings = {one["name"] for one in described["tags"]}
    assert {tag for _, _, one in operations(described) for tag in one["tags"]} == headings
    assert all(one["x-displayName"] and one["description"] for one in described["tags"])


@EACH
def test_every_operator_is_there_with_get_and_post(described: dict, operator: str) -> None:
    path = described["paths"][f"/api/v1/{operator}"]
    assert set(path) == {"get", "post"}
    for method in path.values():
        assert set(method["responses"]) >= PROBLEMS
    fields = [one["name"] for one in path["get"]["parameters"] if "name" in one]
    assert fields == list(OPERATORS[operator].fields)
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
    assert ok(post(client, operator, content["example"])) == example_of(method)


def address_of(path: str, operation: dict) -> str:
    """The address that the examples of an operation's parameters make."""
    given = [one for one in operation["parameters"] if "example" in one]
    assert {one["name"] for one in operation["parameters"] if one.get("required")} <= {one["name"] for one in given}
    pairs: dict[str, Any] = {}
    for one in given:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", one["example"])
        else:
            pairs |= one["example"] if one.get("explode") else {one["name"]: one["example"]}
    return path + "?" + "&".join(f"{name}={quote(str(value))}" for name, value in pairs.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_an_address_have_the_answer_that_is_shown(client: TestClient, language: str) -> None:
    asked = []
    for path, method, one in operations(ok(client.get(f"/openapi.json?lang={language}"))):
        if method != "get" or "parameters" not in one:
            continue
        spoken = f"&lang={language}" if path.startswith("/api/") else ""
        answer = client.get(address_of(path, one) + spoken)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].partition(";")[0] in one["responses"]["200"]["content"]
        if (shown := example_of(one)) is not None:
            assert (answer.text if isinstance(shown, str) else answer.json()) == shown, path
            asked.append(path)
    assert {"/api/v1/conv2d", "/api/v1/conv2d/matrix", "/api/v1/solve", "/api/v1/network", "/healthz"} <= set(asked)


def test_every_format_of_a_figure_is_described_with_its_type(client: TestClient, described: dict) -> None:
    figure = described["paths"]["/api/v1/{operator}.{format}"]["get"]
    operators, formats = (one["schema"]["enum"] for one in figure["parameters"][:2])
    assert operators == list(OPERATORS)
    found = {client.get(f"/api/v1/conv1d.{one}?input=1,2,3&weight=1,1").headers["content-type"] for one in formats}
    assert {one.partition(";")[0] for one in found} == set(figure["responses"]["200"]["content"])


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


@EACH
def test_every_part_of_an_answer_is_described(described: dict, operator: str) -> None:
    schemas = described["components"]["schemas"]
    parts = schemas["Answer"]["properties"]
    example = example_of(described["paths"][f"/api/v1/{operator}"]["get"])
    assert set(example) <= set(parts) and all(one["description"] for one in parts.values())
    assert set(example["steps"]) <= set(parts["steps"]["properties"])
    if operator in LINEAR:
        example = example_of(described["paths"][f"/api/v1/{operator}/matrix"]["get"])
        assert set(example) <= set(schemas["Matrix"]["properties"])


def test_every_column_of_the_steps_is_described(described: dict) -> None:
    steps = described["components"]["schemas"]["Answer"]["properties"]["steps"]["properties"]
    assert set(COLUMNS) <= set(steps)


def test_the_example_of_a_refusal_is_the_answer_to_its_address(client: TestClient, described: dict) -> None:
    content = described["components"]["responses"]["422"]["content"]["application/problem+json"]
    example = content["examples"]["impossible"]
    answer = client.get(example["summary"])
    assert answer.status_code == 422 and answer.json() == example["value"]
    assert example["value"]["errors"][0]["repairs"]


def sentences(value: Any, key: str = "") -> list[str]:
    """Every title and description; not the examples, which are tested by asking."""
    if isinstance(value, dict):
        return [one for name, inner in value.items() if "example" not in name for one in sentences(inner, name)]
    if isinstance(value, list):
        return [one for inner in value for one in sentences(inner, key)]
    return [value] if key in ("description", "summary", "x-displayName") and isinstance(value, str) else []


def test_it_speaks_chinese(client: TestClient, described: dict) -> None:
    chinese = ok(client.get("/openapi.json?lang=zh-Hans"))
    assert list(chinese["paths"]) == list(described["paths"])
    told = [one for one in sentences({**chinese, "paths": {}}) + sentences(chinese["tags"]) if one]
    for _, _, one in operations(chinese):
        told += [one["summary"], *sentences(one.get("parameters", [])), *sentences(one.get("requestBody", {}))]
    assert len(told) > 500
    assert [one for one in told if not re.search("[\u4e00-\u9fff]", one)] == []
