"""Knows that nothing in any field brings the server down, holds it up, or is taken for something else."""

import json
import time
import tracemalloc
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS
from tests.web.asking import as_query, assert_problem, example, post
from tests.web.hostile import DEEP, DIGITS, HUGE, bodies_for, texts_for

EACH = pytest.mark.parametrize("operator", sorted(OPERATORS))
JSON = {"Content-Type": "application/json"}
SECONDS = 5.0  # of the processor: a hang is caught, a busy machine is not
BYTES = 32 * 1024 * 1024


def raw_body(operator: str, field: str, raw: str) -> str:
    """The example experiment with one field replaced by raw text."""
    rest = {name: value for name, value in example(operator).items() if name != field}
    return f'{json.dumps(rest)[:-1]}, "{field}": {raw}}}'


@EACH
def test_no_field_takes_what_does_not_fit_in_a_body(client: TestClient, operator: str) -> None:
    taken = []
    for field, parameter in OPERATORS[operator].fields.items():
        for raw in bodies_for(field, parameter):
            shown = f"{field}: {raw[:60]}"
            started = time.process_time()
            response = client.post(f"/api/v1/{operator}", content=raw_body(operator, field, raw), headers=JSON)
            assert time.process_time() - started < SECONDS, shown
            if not 400 <= response.status_code < 500:
                taken.append(f"{shown} -> {response.status_code}")
                continue
            body = assert_problem(response, 400, 413, 422)
            if response.status_code == 422:
                assert field in [error["field"] for error in body["errors"]], f"{shown} -> {body['errors']}"
    assert taken == []


@EACH
def test_no_field_takes_what_does_not_fit_in_an_address(client: TestClient, operator: str) -> None:
    taken = []
    for field, parameter in OPERATORS[operator].fields.items():
        rest = {name: value for name, value in example(operator).items() if name != field}
        for text in texts_for(field, parameter):
            encoded = text if "%" in text else quote(text, safe=",;:@=")
            started = time.process_time()
            response = client.get(f"/api/v1/{operator}?{as_query(rest)}&{field}={encoded}")
            shown = f"{field}={text[:60]}"
            assert time.process_time() - started < SECONDS, shown
            if 400 <= response.status_code < 500:
                assert_problem(response, 413, 422)
            else:
                taken.append(f"{shown} -> {response.status_code}")
    assert taken == []


LARGE = ["1e9", HUGE, "1000000", "999999", str(2**31), str(2**63), str(2**64), "262144", "100000"]


@EACH
def test_sizes_of_any_magnitude_are_judged_before_any_array_is_made(client: TestClient, operator: str) -> None:
    """Some of these are possible experiments (a stride of a million); none may be a failure or take long."""
    for field, parameter in OPERATORS[operator].fields.items():
        if parameter.kind not in ("integer", "axes", "padding"):
            continue
        for raw in LARGE:
            started = time.process_time()
            response = client.post(f"/api/v1/{operator}", content=raw_body(operator, field, raw), headers=JSON)
            assert time.process_time() - started < SECONDS, f"{field}: {raw}"
            assert response.status_code in (200, 413, 422), f"{field}: {raw} -> {response.text[:200]}"


@EACH
def test_large_settings_together_are_judged_before_any_array_is_made(client: TestClient, operator: str) -> None:
    fields = {
        name: 999_999
        for name, parameter in OPERATORS[operator].fields.items()
        if parameter.kind in ("axes", "padding") or name == "groups"
    }
    body = example(operator)
    started = time.process_time()
    for left_out in [None, *fields]:
        large = {**body, **{name: value for name, value in fields.items() if name != left_out}}
        response = post(client, operator, large)
        assert response.status_code in (200, 413, 422)
    assert time.process_time() - started < SECONDS


SAMPLE = [
    ("conv2d", "padding", "1000000"), ("conv2d", "dilation", "1000000"), ("conv2d", "input", '"ramp:9000000x9000000"'),
    ("conv2d", "input", DEEP), ("conv2d", "stride", DIGITS), ("conv1d", "padding", "262100"), ("conv3d", "padding",
    "5000"),
    ("conv_transpose2d", "stride", "1000000"), ("conv_transpose2d", "dilation", "999999"), ("conv2d", "groups",
    "1000000"),
    ("conv_transpose1d", "output_padding", "1000000"), ("max_pool2d", "kernel_size", "1000000"), ("max_pool2d",
    "padding", "999999"),
    ("avg_pool3d", "padding", "5000"), ("max_pool1d", "dilation", "1000000"), ("lp_pool2d", "kernel_size",
    "[1,1000000]"),
    ("adaptive_avg_pool2d", "output_size", "1000000"), ("adaptive_max_pool3d", "output_size", "[1,1,1000000]"),
    ("max_unpool2d", "kernel_size", "1000000"), ("max_unpool2d", "stride", "999999"), ("max_unpool2d", "output_size",
    "1000000"),
    ("conv2d", "weight", '"ones:500x500x500x500"'), ("conv2d", "grad_output", '"ones:9999x9999"'), ("conv2d", "bias",
    '"ones:999999"'),
]  # fmt: skip


@pytest.mark.parametrize(("operator", "field", "raw"), SAMPLE, ids=lambda value: value[:24])
def test_what_is_refused_takes_no_memory(client: TestClient, operator: str, field: str, raw: str) -> None:
    text = raw_body(operator, field, raw)
    client.post(f"/api/v1/{operator}", content=text, headers=JSON)
    tracemalloc.start()
    try:
        response = client.post(f"/api/v1/{operator}", content=text, headers=JSON)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert_problem(response, 400, 413, 422)
    assert peak < BYTES, f"{peak / 1e6:.0f} MB"


EDGES = [
    ("lp_pool1d", "norm_type", one) for one in ("1e308", "5e-324", "1e-300", "0.001", "1e5", str(10**400)[:300], "999")
] + [
    ("conv1d", "input", one)
    for one in ("[1e308,1e308,1e308]", "[5e-324,-5e-324]", "[-0.0,0.0]", f"[{2**63},{2**64}]", f"[{10**300},1]")
] + [
    ("conv1d", "input", f'"random:4:{seed}"') for seed in ("-1", "0", str(2**64), str(2**64 - 1), str(-(2**63)),
    "9" * 300)
] + [
    ("avg_pool1d", "divisor_override", one) for one in ("-1", "1000000", "-1000000", "-0.0", "1.0")
] + [
    ("conv1d", "offset", one) for one in (str(2**53), str(2**53 + 1), "1e15", str(2**64))
]  # fmt: skip


@pytest.mark.parametrize(("operator", "field", "raw"), EDGES)
def test_what_stands_at_the_edge_is_answered_in_finite_numbers_or_refused(
    client: TestClient, operator: str, field: str, raw: str
) -> None:
    body = raw_body(operator, field, raw)
    if operator == "conv1d":
        body = body.replace('"weight": [1, 1]', '"weight": [1]')
    response = client.post(f"/api/v1/{operator}", content=body, headers=JSON)
    if response.status_code == 200:
        assert None not in response.json()["output"]
    else:
        assert_problem(response, 422)


def test_the_value_that_was_wrong_is_told_shortly_and_safely(client: TestClient) -> None:
    for raw in (
        '"\\ud800"',
        f'"{"y" * 100_000}"',
        json.dumps({"k" * 5000: ["v" * 5000]}),
        "1e999",
        json.dumps([[7] * 999] * 99),
    ):
        text = raw_body("conv2d", "stride", raw)
        response = client.post("/api/v1/conv2d", content=text, headers=JSON)
        error = assert_problem(response, 422)["errors"][0]
        assert error["field"] == "stride" and len(json.dumps(error["value"])) < 200
