"""Knows that nothing in any field of a network brings the server down, holds it up, or makes it fail."""

import json
import time
import tracemalloc
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.networks.layer import LAYERS
from app.operators.parameters import Parameter
from tests.web.asking import assert_problem
from tests.web.hostile import ANYWHERE, BY_KIND, DEEP, DIGITS, HUGE

NETWORK, REACH = "/api/v1/network", "/api/v1/network/reach"
JSON = {"Content-Type": "application/json"}
SECONDS = 5.0  # of the processor: a hang is caught, a busy machine is not
BYTES = 48 * 1024 * 1024
SIZES = ["1e9", HUGE, "1000000", "999999", str(2**63), "[1,1000000]", "262144", "0", "-1", "[]", '"same"', '"causal"']
STRANGE = [*ANYWHERE, "null", "true", "[]", "{}", "[[]]", '"x"', "0", "-1", "1.5", HUGE, "[1,2,3,4,5]", "[null]"]


def send(client: TestClient, address: str, text: str, shown: str) -> Any:
    started = time.process_time()
    response = client.post(address, content=text, headers=JSON)
    assert time.process_time() - started < SECONDS, shown
    if response.status_code != 200:
        assert_problem(response, 400, 413, 422)
    return response


def small(op: str) -> dict[str, Any]:
    """A layer of this kind that is possible."""
    layer: dict[str, Any] = {"op": op}
    for name, one in LAYERS[op].fields.items():
        if one.required or name in ("out_channels", "kernel_size"):
            layer[name] = one.default
    return layer


def shape(op: str) -> list[int]:
    return [1, *[6] * (LAYERS[op].dimensions or 2)] if op != "linear" else [1]


def hostile(parameter: Parameter) -> list[str]:
    return [*STRANGE, *SIZES, *BY_KIND.get(parameter.kind, [])]


@pytest.mark.parametrize("op", sorted(LAYERS))
def test_no_field_of_a_layer_makes_the_server_fail(client: TestClient, op: str) -> None:
    pool = [{"op": f"max_pool{op[-2]}d", "kernel_size": 2}] if op.startswith("max_unpool") else []
    for name, parameter in LAYERS[op].fields.items():
        rest = {key: one for key, one in small(op).items() if key != name}
        for raw in hostile(parameter):
            layer = f'{json.dumps(rest)[:-1]}, "{name}": {raw}}}'
            row = ", ".join([*map(json.dumps, pool), layer])
            text = f'{{"input": {shape(op)}, "layers": [{row}]}}'
            send(client, NETWORK, text, f"{name}: {raw[:60]}")


FIELDS = ("input", "layers", "source", "preset", "values", "seed", "grad_output", "lang", "framework", "x")


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_a_question_makes_the_server_fail(client: TestClient, field: str) -> None:
    known = {"input": [1, 4], "layers": [{"op": "relu"}], "values": [1, 2, 3, 4]}
    rest = {key: one for key, one in known.items() if key != field}
    for raw in [*STRANGE, *SIZES, *BY_KIND["grid"], '{"format": "torch", "text": "x"}', "[{}]", "[[]]", '[{"op": 5}]']:
        text = f'{json.dumps(rest)[:-1]}, "{field}": {raw}}}'
        send(client, NETWORK, text, f"{field}: {raw[:60]}")


@pytest.mark.parametrize("field", ["layer", "position", "direction", "effective", "values", "seed"])
def test_no_field_of_a_cell_makes_the_server_fail(client: TestClient, field: str) -> None:
    known = {"input": [1, 4], "layers": [{"op": "relu"}], "layer": 0, "position": [1], "effective": "gradient"}
    rest = {key: one for key, one in {**known, "values": [1, 2, 3, 4]}.items() if key != field}
    for raw in [*STRANGE, *SIZES, *BY_KIND["grid"], '"layers[0]"', "[-1]", f"[{HUGE}]", "[1.0]", "[true]"]:
        text = f'{json.dumps(rest)[:-1]}, "{field}": {raw}}}'
        send(client, REACH, text, f"{field}: {raw[:60]}")


@pytest.mark.parametrize("raw", ["[" * 300 + "]" * 300, DEEP, DIGITS, "1e999"])
def test_nesting_and_numbers_without_end_are_refused(client: TestClient, raw: str) -> None:
    assert send(client, NETWORK, f'{{"input": [1, 4], "layers": {raw}}}', raw[:20]).status_code >= 400


LARGE = {
    "sizes": ([10**6, 10**6, 10**6, 10**6], [{"op": "conv3d", "out_channels": 10**6, "kernel_size": 1}]),
    "strides": ([1, 10**6], [{"op": "conv_transpose1d", "out_channels": 1, "kernel_size": 1, "stride": 10**6}] * 900),
    "phases": ([1, 9], [{"op": "conv_transpose1d", "out_channels": 1, "kernel_size": 7, "stride": 6}] * 20),
    "padding": ([1, 1], [{"op": "conv1d", "out_channels": 1, "kernel_size": 1, "padding": 10**6}] * 1999),
    "dilation": ([1, 1], [{"op": "max_pool1d", "kernel_size": 9, "padding": 10**6, "dilation": 2, "stride": 1}] * 1999),
    "laps": ([1, 1], [{"op": "max_pool1d", "kernel_size": 250_000, "padding": 499_990, "dilation": 2}] * 9),
    "pools": ([1, 10**6], [{"op": "adaptive_avg_pool1d", "output_size": one} for one in range(10**6, 10**6 - 999, -1)]),
    "units": ([1], [{"op": "linear", "out_features": 10**6}] * 1999),
    "deep": ([1, 4], [{"op": "residual", "layers": [{"op": "concat", "branches": [[{"op": "tanh"}]]}]}] * 600),
    "plain": ([3, 64, 64], [{"op": "conv2d", "out_channels": 3, "kernel_size": 3, "padding": 1}] * 1000),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_thousand_layers_are_answered_or_refused_within_a_second(client: TestClient, name: str) -> None:
    input, layers = LARGE[name]
    text = json.dumps({"input": input, "layers": layers})
    send(client, NETWORK, text, name)
    cell = json.dumps({"input": input, "layers": layers, "layer": len(layers) - 1, "position": [0] * (len(input) - 1)})
    send(client, REACH, cell, name)
    if name not in ("plain", "padding", "deep"):  # long answers themselves
        tracemalloc.start()
        try:
            client.post(NETWORK, content=text, headers=JSON)
            assert tracemalloc.get_traced_memory()[1] < BYTES
        finally:
            tracemalloc.stop()
