"""Knows which steps an answer holds: offset, limit, only, columns."""

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.operators import OPERATORS
from app.settings import Settings
from tests.web.asking import assert_refused, errors_of, example, ok, post

CONV = "/api/v1/conv1d?input=ramp:10&weight=1,1"  # nine steps


def steps_of(client: TestClient, more: str) -> dict:
    return ok(client.get(f"{CONV}&{more}"))["steps"]


def test_without_a_limit_256_steps_come(client: TestClient) -> None:
    steps = ok(client.get("/api/v1/conv1d?input=ramp:300&weight=1"))["steps"]
    assert (steps["total"], steps["offset"], steps["count"], len(steps["value"])) == (300, 0, 256, 256)


def test_offset_and_limit_cut_a_page(client: TestClient) -> None:
    steps = steps_of(client, "offset=3&limit=2")
    assert (steps["total"], steps["offset"], steps["count"]) == (9, 3, 2)
    assert steps["output"] == [[0, 3], [0, 4]] and steps["value"] == [7, 9]


def test_the_last_page_is_as_short_as_it_is(client: TestClient) -> None:
    assert steps_of(client, "offset=7&limit=4")["value"] == [15, 17]


@pytest.mark.parametrize("offset", [9, 10, 4096, 10**9, 2**53])
def test_past_the_end_there_is_an_empty_page(client: TestClient, offset: int) -> None:
    steps = steps_of(client, f"offset={offset}")
    assert steps["count"] == 0
    assert all(steps[name] == [] for name in ("output", "origin", "window", "product", "running", "sum", "value"))


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_no_limit_and_no_steps_are_possible_for_every_operator(client: TestClient, operator: str) -> None:
    whole = ok(post(client, operator, {**example(operator), "limit": 4096}))
    assert whole["steps"]["count"] == whole["steps"]["total"]
    for none in ({"limit": 0}, {"offset": 10**9}):
        answer = ok(post(client, operator, {**example(operator), **none}))
        assert answer["steps"]["count"] == 0 and answer["output"] == whole["output"]
        assert answer["steps"].keys() == whole["steps"].keys()


@pytest.mark.parametrize("text", ["4097", "-1", "1.5", "many", "1e9", "", "true", "1_0", "99999999999999999999999"])
def test_a_limit_is_a_whole_number_up_to_4096(client: TestClient, text: str) -> None:
    (error,) = errors_of(client.get(f"{CONV}&limit={text}"))
    assert error["field"] == "limit" and error["repairs"]
    ok(client.get(f"{CONV}&limit={error['repairs'][0]['limit']}"))


def test_4096_is_the_largest_limit(client: TestClient) -> None:
    assert steps_of(client, "limit=4096")["count"] == 9
    assert_refused(post(client, "conv1d", {**example("conv1d"), "limit": 4097}), "limit", "too_large")


@pytest.mark.parametrize("text", ["-1", "0.5", "x", "null", "10000000000000000000"])
def test_an_offset_is_a_whole_number_from_0(client: TestClient, text: str) -> None:
    (error,) = errors_of(client.get(f"{CONV}&offset={text}"))
    assert error["field"] == "offset"


def test_a_page_is_cut_to_the_limit_on_values_and_says_so() -> None:
    with TestClient(create_app(Settings(max_page_values=60))) as small:
        steps = steps_of(small, "limit=9")
        assert 0 < steps["count"] < 9 and steps["count"] == len(steps["value"])
        seen, offset = [], 0
        while offset < steps["total"]:
            page = steps_of(small, f"limit=9&offset={offset}")
            seen, offset = seen + page["value"], offset + page["count"]
        assert seen == [1, 3, 5, 7, 9, 11, 13, 15, 17]


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_only_steps_leaves_the_grids_out(client: TestClient, operator: str) -> None:
    body = {**example(operator), "limit": 3}
    whole, page = ok(post(client, operator, body)), ok(post(client, operator, {**body, "only": "steps"}))
    assert page["steps"] == whole["steps"]
    assert not set(page) & {"input", "padded", "stretched", "weight", "bias", "output", "indices", "gradients"}
    assert {name: whole[name] for name in page} == page


def test_only_knows_nothing_but_steps(client: TestClient) -> None:
    assert assert_refused(client.get(f"{CONV}&only=grids"), "only", "not_choice")["repairs"] == [{"only": "steps"}]


def test_columns_picks_columns(client: TestClient) -> None:
    steps = steps_of(client, "columns=value,output&limit=2")
    assert steps == {"total": 9, "offset": 0, "count": 2, "kind": "gather", "output": [[0, 0], [0, 1]], "value": [1, 3]}
    posted = ok(post(client, "conv1d", {"input": "ramp:10", "weight": [1, 1], "columns": "value,output", "limit": 2}))
    assert posted["steps"] == steps


def test_a_column_that_a_kind_does_not_have_is_absent(client: TestClient) -> None:
    assert set(steps_of(client, "columns=before,divisor,value")) == {"total", "offset", "count", "kind", "value"}


def test_a_column_that_nothing_has_is_refused_with_the_nearest(client: TestClient) -> None:
    error = assert_refused(client.get(f"{CONV}&columns=value,runing"), "columns", "not_choice")
    assert error["repairs"] == [{"columns": "running"}] and "running" in error["hint"]
