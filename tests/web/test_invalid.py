"""Knows that what PyTorch refuses is refused here by field, and that following the hint makes it possible."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.web.asking import assert_problem, errors_of, ok, post

# the field, or one of the fields, that may be blamed for each kind
FIELDS: dict[str, set[str]] = {
    "kernel_gt_padded_input": {"weight", "kernel_size", "padding"},
    "dilated_kernel_gt_padded_input": {"dilation", "weight", "kernel_size", "padding"},
    "negative_stride": {"stride"},
    "negative_padding": {"padding"},
    "groups_not_dividing_in": {"groups", "weight"},
    "zero_groups": {"groups"},
    "negative_groups": {"groups"},
    "bias_rank": {"bias"},
    "weight_rank": {"weight"},
    "padding_arity": {"padding"},
    "padding_mode_unknown": {"padding_mode"},
    "reflect_pad_ge_input": {"padding", "padding_mode"},
    "groups_out_module": {"groups", "weight"},
    "zero_groups_module": {"groups"},
    "nan_padding": {"padding"},
    "float_stride": {"stride"},
    "output_padding_stride1": {"output_padding"},
    "output_padding_eq_dilation": {"output_padding"},
    "bias_length_ignores_groups": {"bias"},
    "padding_mode_not_zeros": {"padding_mode"},
    "negative_kernel": {"kernel_size"},
    "nan_kernel": {"kernel_size"},
    "empty_spatial": {"input"},
    "adaptive_arity": {"output_size"},
    "adaptive_rank": {"input"},
    "adaptive_max_negative": {"output_size"},
    "zero_divisor": {"divisor_override"},
    "unpool_index_shape": {"indices"},
    "unpool_index_out_of_range": {"indices"},
    "unpool_index_negative": {"indices"},
    "unpool_zero_stride": {"stride"},
}
# A transposed convolution has no padding mode: the way out is to leave the key out, which no setting can say.
WITHOUT_REPAIR = {"padding_mode_not_zeros"}


def is_ours(case: dict[str, Any]) -> bool:
    """Whether the contract refuses it too."""
    if case["kind"] == "same_with_stride_module":  # legal here: TensorFlow's SAME at any stride
        return False
    return case["id"] != "e082"  # adaptive pooling of [n] in 1-D is one channel here; PyTorch wants a channel axis


@cache
def cases() -> list[dict[str, Any]]:
    data = Path(__file__).parent.parent / "data" / "invalid.json"
    return [case for case in json.loads(data.read_text())["cases"] if is_ours(case)]


def operator_of(case: dict[str, Any]) -> str:
    names = {"nn.Conv": "conv", "nn.ConvTranspose": "conv_transpose"}
    family, dimensions = case["op"][:-2], case["op"][-2:]
    return names.get(family, family) + dimensions


def body_of(case: dict[str, Any]) -> dict[str, Any]:
    """The case as the contract writes it: no batch axis, weights of ones in place of module arguments."""
    shape = case["input_shape"][1:] if len(case["input_shape"]) > 1 else case["input_shape"]
    settings = dict(case["params"])
    body: dict[str, Any] = {"input": np.arange(np.prod(shape, dtype=int)).reshape(shape).tolist()}
    if "args" in settings:
        settings = dict(settings["args"])
        fan_in, filters = settings.pop("in_channels"), settings.pop("out_channels")
        kernel = [settings.pop("kernel_size")] * int(case["op"][-2])
        each = fan_in // max(1, settings.get("groups", 1))
        settings["weight"] = [fan_in, filters, *kernel] if "Transpose" in case["op"] else [filters, each, *kernel]
    if "indices_shape" in settings:
        indices = np.full(settings.pop("indices_shape")[1:], settings.pop("indices_fill", 0))
        body["indices"] = indices.tolist()
    for name in ("weight", "bias"):
        if name in settings:
            body[name] = np.ones(settings.pop(name), dtype=int).tolist()
    return body | settings


def test_every_kind_of_case_has_its_fields() -> None:
    assert {case["kind"] for case in cases()} == set(FIELDS)
    assert len(cases()) == 60


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['id']}-{case['kind']}")
def test_what_is_impossible_is_refused_by_field_and_the_first_repair_works(client: TestClient, case: dict) -> None:
    operator, body = operator_of(case), body_of(case)
    errors = errors_of(post(client, operator, body))
    assert errors[0]["field"] in FIELDS[case["kind"]], errors
    if case["kind"] in WITHOUT_REPAIR:
        ok(post(client, operator, {name: value for name, value in body.items() if name != errors[0]["field"]}))
        return
    assert errors[0]["repairs"], errors
    for error in errors:
        body |= error["repairs"][0]
    ok(post(client, operator, body))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['id']}-{case['kind']}")
def test_every_other_repair_works_as_well(client: TestClient, case: dict) -> None:
    operator, body = operator_of(case), body_of(case)
    errors = errors_of(post(client, operator, body))
    if len(errors) == 1:
        for repair in errors[0]["repairs"]:
            ok(post(client, operator, {**body, **repair}))


def test_a_literal_nan_is_no_json(client: TestClient) -> None:
    text = '{"input": [1, 2], "weight": [1], "padding": NaN}'
    response = client.post("/api/v1/conv1d", content=text, headers={"Content-Type": "application/json"})
    assert "NaN" in assert_problem(response, 400)["detail"]
