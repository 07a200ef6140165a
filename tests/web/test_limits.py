"""Knows that every limit is kept before the work is done, and that the answer names the limit and the number."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.web.asking import assert_refused, example, ok, post


def limited(**limits: int) -> TestClient:
    return TestClient(create_app(Settings(**limits)))


def test_a_body_over_the_limit_is_413_with_the_number() -> None:
    with limited(max_body_bytes=1000) as client:
        body = {"input": [1] * 800, "weight": [1]}
        assert len(json.dumps(body)) > 1000
        error = assert_refused(post(client, "conv1d", body), "body", "body_bytes", 413)
        assert error["arguments"]["limit"] == 1000 and "1000" in error["detail"]
        ok(post(client, "conv1d", {"input": [1] * 100, "weight": [1]}))


def test_a_body_of_just_the_limit_is_read_and_one_more_byte_is_not() -> None:
    text = json.dumps(example("conv2d"))
    with limited(max_body_bytes=len(text)) as client:
        headers = {"Content-Type": "application/json"}
        ok(client.post("/api/v1/conv2d", content=text, headers=headers))
        assert_refused(client.post("/api/v1/conv2d", content=text + " ", headers=headers), "body", "body_bytes", 413)


def test_a_body_that_comes_in_pieces_is_counted_as_it_comes() -> None:
    read = []

    def pieces() -> Any:
        for number in range(1000):
            read.append(number)
            yield b" " * 100

    with limited(max_body_bytes=1000) as client:
        response = client.post("/api/v1/conv2d", content=pieces(), headers={"Content-Type": "application/json"})
        assert_refused(response, "body", "body_bytes", 413)


@pytest.mark.parametrize("length", ["999999999999999999", "1000001"])
def test_a_length_over_the_limit_is_refused_before_the_body_is_read(length: str) -> None:
    with limited(max_body_bytes=1_000_000) as client:
        headers = {"Content-Type": "application/json", "Content-Length": length}
        assert_refused(client.post("/api/v1/conv2d", content=b"{}", headers=headers), "body", "body_bytes", 413)


CELLS: list[tuple[str, dict[str, Any], str]] = [
    ("conv2d", {"input": "ramp:11x10", "weight": "ones:1x1"}, "input"),
    ("conv2d", {"input": "ramp:5x5", "weight": "ones:1x1", "padding": 3}, "padded"),
    ("conv2d", {"input": "ramp:5x5", "weight": "ones:101x1x1x1"}, "weight"),
    ("conv2d", {"input": "ramp:5x5", "weight": "ones:5x1x1x1"}, "output"),
    ("conv_transpose2d", {"input": "ramp:4x4", "weight": "ones:1x1", "stride": 4}, "output"),
    ("conv_transpose2d", {"input": "ramp:2x2", "weight": "ones:6x6", "view": "gather"}, "stretched"),
    ("max_pool2d", {"input": "ramp:9x9", "kernel_size": 3, "stride": 1, "padding": 1}, "padded"),
    ("adaptive_avg_pool2d", {"input": "ramp:2x2", "output_size": 11}, "output"),
    ("max_unpool2d", {"input": "ramp:2x2", "indices": "ramp:2x2", "kernel_size": 6}, "output"),
]


@pytest.mark.parametrize(("operator", "body", "grid"), CELLS)
def test_a_grid_over_the_limit_is_413_with_its_name_and_both_numbers(operator: str, body: dict, grid: str) -> None:
    with limited(max_cells=100) as client:
        error = assert_refused(post(client, operator, body), grid, "cells", 413)
        assert error["arguments"]["limit"] == 100 and error["arguments"]["given"] > 100
        assert "100" in error["detail"] and str(error["arguments"]["given"]) in error["detail"]
    with limited() as client:
        ok(post(client, operator, body))


def test_a_grid_of_just_the_limit_is_made() -> None:
    with limited(max_cells=100) as client:
        ok(client.get("/api/v1/conv2d?input=ramp:10x10&weight=1;&limit=0"))
        assert_refused(client.get("/api/v1/conv2d?input=ramp:1x101&weight=1;"), "input", "cells", 413)


@pytest.mark.parametrize(
    ("operator", "body", "work"),
    [
        ("conv1d", {"input": "ramp:12", "weight": "ones:3"}, 30),
        ("conv_transpose1d", {"input": "ramp:10", "weight": "ones:3"}, 30),
        ("max_pool1d", {"input": "ramp:12", "kernel_size": 3, "stride": 1}, 30),
    ],
)
def test_work_over_the_limit_is_413_with_the_number_of_products(operator: str, body: dict, work: int) -> None:
    with limited(max_work=work) as client:
        ok(post(client, operator, body))
    with limited(max_work=work - 1) as client:
        error = assert_refused(post(client, operator, body), "input", "work", 413)
        assert error["arguments"] == {"given": work, "limit": work - 1}


def test_gradients_count_as_work() -> None:
    with limited(max_work=50) as client:
        body = {"input": "ramp:12", "weight": "ones:3"}
        ok(post(client, "conv1d", body))
        assert_refused(post(client, "conv1d", {**body, "grad_output": "ones:10"}), "input", "work", 413)


def test_a_matrix_over_the_limit_is_413_with_the_number_of_entries() -> None:
    with limited(max_entries=29) as client:
        body = {"input": "ramp:12", "weight": "ones:3"}
        ok(post(client, "conv1d", body))
        error = assert_refused(post(client, "conv1d/matrix", body), "input", "entries", 413)
        assert error["arguments"] == {"given": 30, "limit": 29}


def test_the_limits_are_in_the_catalogue() -> None:
    with limited(max_cells=77) as client:
        assert ok(client.get("/api/v1/operators"))["limits"]["cells"] == 77


def test_a_limit_is_told_in_the_language_asked_for() -> None:
    with limited(max_cells=10) as client:
        response = client.get("/api/v1/conv1d?input=ramp:11&weight=1&lang=zh-Hans")
        assert assert_refused(response, "input", "cells", 413)["detail"] == "input 将有 11 个格子，上限为 10"
