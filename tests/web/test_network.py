"""Knows that networks are answered over HTTP as the contract says: table, numbers, text, one question in two forms."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.networks.presets import PRESETS
from app.settings import Settings
from tests.web.asking import assert_problem, assert_refused, errors_of, ok

NETWORK, REACH = "/api/v1/network", "/api/v1/network/reach"
LAYERS = [{"op": "conv2d", "weight": [[[[-1, 1]]]], "bias": False}, {"op": "relu"}]
SMALL: dict[str, Any] = {"input": [1, 3, 3], "layers": LAYERS, "values": [[[0, 0, 9], [0, 9, 0], [9, 0, 0]]]}
ENTRY = {"index", "op", "name", "output", "parameters", "macs", "receptive_field", "union"}


def post(client: TestClient, address: str, body: Any) -> Any:
    return client.post(address, json=body)


def as_query(body: dict[str, Any]) -> str:
    texts = {name: one if isinstance(one, str) else json.dumps(one) for name, one in body.items()}
    return "&".join(f"{name}={quote(text)}" for name, text in texts.items())


def test_a_preset_answers_the_contract_s_table(client: TestClient) -> None:
    """AlexNet's first layer: 64 filters of 3 × 11 × 11 and 64 biases; (224 + 4 − 11) / 4 + 1 = 55."""
    answer = ok(client.get(f"{NETWORK}?preset=alexnet"))
    first = answer["layers"][0]
    assert set(first) >= ENTRY
    assert (first["index"], first["op"], first["output"]) == (0, "conv2d", [64, 55, 55])
    assert (first["parameters"], first["macs"]) == (64 * 3 * 121 + 64, 64 * 55 * 55 * 3 * 121)
    assert first["receptive_field"] == {"size": [11, 11], "jump": [4, 4], "start": [3.5, 3.5]} == first["union"]
    assert (answer["totals"]["parameters"], answer["totals"]["macs"]) == (61_100_840, 714_188_480)
    assert answer["layers"][-1]["receptive_field"] is None


def test_a_block_is_one_entry_with_its_layers_summed(client: TestClient) -> None:
    block = ok(client.get(f"{NETWORK}?preset=resnet18"))["layers"][4]
    assert block["op"] == "residual" and block["aligned"]
    assert [one["branch"] for one in block["layers"]] == [0] * 5
    for key in ("parameters", "macs"):
        assert block[key] == sum(one[key] for one in block["layers"])
    projected = ok(client.get(f"{NETWORK}?preset=resnet18"))["layers"][8]
    assert [one["branch"] for one in projected["layers"]] == [0] * 5 + [1] * 2


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_answers_and_its_question_asks_for_the_same(client: TestClient, name: str) -> None:
    answer = ok(client.get(f"{NETWORK}?preset={name}"))
    assert answer["preset"]["name"] == name and answer["preset"]["source"] and answer["preset"]["title"]
    again = ok(post(client, NETWORK, answer["question"]))
    assert again["layers"] == answer["layers"] and again["totals"] == answer["totals"]


def test_the_note_of_lenet_says_what_the_paper_does_differently_in_both_languages(client: TestClient) -> None:
    english, chinese = (ok(client.get(f"{NETWORK}?preset=lenet5&lang={one}"))["preset"] for one in ("en", "zh-Hans"))
    assert (english["title"], chinese["title"]) == ("LeNet-5, as taught today", "LeNet-5（今日教法）")
    assert "1,516" in english["note"] and "1,516" in chinese["note"] and english["note"] != chinese["note"]


def test_get_and_post_answer_the_same_bytes(client: TestClient) -> None:
    for address, body in (
        (NETWORK, SMALL),
        (REACH, {**SMALL, "layer": 1, "position": [0, 1], "effective": "gradient"}),
    ):
        got, posted = client.get(f"{address}?{as_query(body)}"), post(client, address, body)
        assert got.status_code == posted.status_code == 200
        assert got.content == posted.content
    short = client.get(f"{NETWORK}?input=1,3,3&layers={quote(json.dumps(LAYERS))}&values=0,0,9;0,9,0;9,0,0")
    assert short.content == post(client, NETWORK, SMALL).content


def test_an_answer_may_be_kept_and_is_packed(client: TestClient) -> None:
    first = client.get(f"{NETWORK}?preset=resnet101", headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip" and first.headers["cache-control"] == "no-cache"
    known = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["etag"]}
    assert client.get(f"{NETWORK}?preset=resnet101", headers=known).status_code == 304
    assert client.head(f"{NETWORK}?preset=resnet101").content == b""
    assert "etag" not in post(client, NETWORK, {"preset": "lenet5"}).headers


def test_with_values_every_layer_answers_its_grid(client: TestClient) -> None:
    answer = ok(post(client, NETWORK, SMALL))
    conv, relu = (one["grid"] for one in answer["layers"])
    assert conv == [[[0, 9], [9, -9], [-9, 0]]]
    assert relu == [[[0, 9], [9, 0], [0, 0]]]


def test_a_gradient_comes_back_through_every_layer(client: TestClient) -> None:
    """ReLU lets the two positive cells through; each gives −1 to its left and 1 to its right cell."""
    answer = ok(post(client, NETWORK, {**SMALL, "grad_output": "ones:1x3x2"}))["gradients"]
    assert answer["input"] == [[[0, -1, 1], [-1, 1, 0], [0, 0, 0]]]
    assert answer["layers"] == {"layers[0]": {"weight": [[[[0, 18]]]]}}


def test_a_seed_makes_the_weights(client: TestClient) -> None:
    body = {"input": [1, 4], "layers": [{"op": "conv1d", "out_channels": 2, "kernel_size": 2}], "values": "ramp:1x4"}
    grids = [ok(post(client, NETWORK, {**body, "seed": seed}))["layers"][0]["grid"] for seed in (1, 1, 2)]
    assert grids[0] == grids[1] != grids[2]
    assert assert_refused(post(client, NETWORK, {**body, "values": None, "seed": 1}), "values", "required")["repairs"]


def test_text_is_read_and_written(client: TestClient) -> None:
    text = "nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU())"
    body = {"input": [1, 8, 8], "source": {"format": "torch", "text": text}}
    answer = ok(post(client, f"{NETWORK}?framework=keras", body))
    assert [one["op"] for one in answer["layers"]] == ["conv2d", "relu"]
    assert answer["source"]["format"] == "keras" and "layers.Conv2D(8, 3)" in answer["source"]["text"]
    again = ok(post(client, NETWORK, {"source": answer["source"]}))
    assert again["layers"] == answer["layers"] and again["input"] == [1, 8, 8]
    assert "source" not in ok(post(client, f"{NETWORK}?framework=jax", body))


def test_a_text_without_a_shape_is_told_which_would_do(client: TestClient) -> None:
    body = {"source": {"format": "torch", "text": "nn.Conv1d(12, 8, 3)"}}
    error = assert_refused(post(client, NETWORK, body), "input", "required")
    assert error["repairs"] == [{"input": [12, 224]}]
    ok(post(client, NETWORK, {**body, **error["repairs"][0]}))


def test_a_preset_takes_another_input(client: TestClient) -> None:
    assert ok(client.get(f"{NETWORK}?preset=lenet5&input=3,28,28"))["layers"][0]["output"] == [6, 24, 24]
    error = assert_refused(
        client.get(f"{NETWORK}?preset=lenet5&input=1,9,9"), "layers[3].kernel_size", "window_too_large"
    )
    assert error["repairs"] == []


def test_the_layer_that_fails_is_named_with_settings_that_work(client: TestClient) -> None:
    body = {"input": [3, 8, 8], "layers": [{"op": "relu"}, {"op": "conv2d", "out_channels": 1, "kernel_size": 9}]}
    error = assert_refused(post(client, NETWORK, body), "layers[1].kernel_size", "window_too_large")
    assert error["hint"] and {"layers[1].padding": [[1, 1], [1, 1]]} in error["repairs"]
    chinese = assert_refused(post(client, f"{NETWORK}?lang=zh-Hans", body), "layers[1].kernel_size", "window_too_large")
    assert chinese["detail"] != error["detail"]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "layers", "no_network"),
        ({"layers": [], "preset": "lenet5"}, "preset", "two_networks"),
        ({"preset": "lenet"}, "preset", "unknown_preset"),
        ({"preset": 5}, "preset", "unknown_preset"),
        ({"layers": []}, "input", "required"),
        ({"source": "nn.ReLU()"}, "source", "not_source"),
        ({"source": {"format": "tf", "text": ""}}, "source.format", "not_choice"),
        ({"source": {"format": "torch", "text": 5}}, "source.text", "not_text"),
        ({"input": [1, 4], "layers": [], "layerz": 1}, "layerz", "unknown_field"),
        ({**SMALL, "seed": -1}, "seed", "too_small"),
        ({**SMALL, "values": "ramp:2x2"}, "values", "shape_differs"),
        ({**SMALL, "grad_output": "ones:9"}, "grad_output", "shape_differs"),
        ({**SMALL, "values": "what:3x3"}, "values", "unknown_generator"),
    ],
)
def test_a_question_that_says_nothing_or_too_much_is_refused_by_field(
    client: TestClient, body: dict[str, Any], field: str, code: str
) -> None:
    assert_refused(post(client, NETWORK, body), field, code)


def test_what_is_wrong_in_an_address_is_told_in_its_words(client: TestClient) -> None:
    assert_refused(client.get(f"{NETWORK}?input=1,2&layers=[nothing]"), "layers", "not_json")
    assert_refused(client.get(f"{NETWORK}?preset=lenet5&layrs=1"), "layrs", "unknown_field")
    assert_refused(client.get(f"{NETWORK}?preset=lenet5&preset=vgg16"), "preset", "repeated")
    assert_refused(client.get(f"{NETWORK}?preset=lenet5&input=1,x"), "input", "not_a_shape")
    assert_refused(client.get("/api/v1/networks?all=1"), "all", "unknown_field")
    assert_refused(client.post(f"{NETWORK}?preset=lenet5", json={"preset": "lenet5"}), "preset", "not_in_query")


def test_a_region_is_answered_as_the_contract_has_it(client: TestClient) -> None:
    body = {"preset": "lenet5", "layer": 5, "position": [3, 4]}
    regions = ok(post(client, REACH, body))["regions"]
    assert [one["layer"] for one in regions] == [-1, 0, 1, 2, 3, 4]
    assert regions[0]["unclipped"] == regions[0]["clipped"] == [[12, 27], [16, 31]]
    shares = ok(post(client, REACH, {**body, "effective": "paths"}))["effective"]
    assert shares["first"] == [12, 16] and sum(map(sum, shares["share"])) == pytest.approx(1)
    forward = ok(client.get(f"{REACH}?preset=lenet5&layer=-1&position=0,0&direction=forward"))["regions"]
    assert forward[0]["layer"] == 0 and forward[0]["clipped"] == [[0, 0], [0, 0]]


def test_a_gradient_weighs_the_cells_that_a_cell_sees(client: TestClient) -> None:
    body = {**SMALL, "layer": 1, "position": [0, 1], "effective": "gradient"}
    assert ok(post(client, REACH, body))["effective"] == {"first": [0, 1], "share": [[0.5, 0.5]]}
    assert_refused(post(client, REACH, {**body, "values": None}), "values", "needs_values")


def test_the_catalogue_of_networks_names_every_kind_of_layer_and_every_preset(client: TestClient) -> None:
    english, chinese = (ok(client.get(f"/api/v1/networks?lang={one}")) for one in ("en", "zh-Hans"))
    known = "relu leaky_relu sigmoid tanh gelu silu softmax batch_norm dropout flatten linear"
    assert {*known.split(), "global_avg_pool", "global_max_pool", "residual", "concat", "conv3d"} <= {
        one["op"] for one in english["layers"]
    }
    assert [one["name"] for one in english["presets"]] == list(PRESETS)
    for ours, theirs in zip(english["layers"], chinese["layers"], strict=True):
        assert ours["title"] and theirs["title"]
        for name, one in ours["parameters"]["properties"].items():
            assert one["title"] and one["description"] != theirs["parameters"]["properties"][name]["description"]


def test_limits_are_kept_and_named() -> None:
    settings = Settings(max_layers=3, max_cells=100, max_work=1000, max_page_values=150)
    with TestClient(create_app(settings)) as client:
        four = {"input": [1, 4], "layers": [{"op": "relu"}] * 4}
        error = assert_refused(post(client, NETWORK, four), "layers", "layers", 413)
        assert error["arguments"] == {"given": 4, "limit": 3}
        text = {"input": [1, 4], "source": {"format": "torch", "text": "nn.Sequential(" + "nn.ReLU()," * 4 + ")"}}
        assert_refused(post(client, NETWORK, text), "layers", "layers", 413)
        wide = {"input": [1, 101], "layers": [{"op": "relu"}], "values": "ramp:1x101"}
        assert_refused(post(client, NETWORK, wide), "layers[0]", "cells", 413)
        ok(post(client, NETWORK, {**wide, "values": None}))
        twice = {"input": [1, 80], "layers": [{"op": "relu"}] * 2, "values": "ramp:1x80"}
        assert_refused(post(client, NETWORK, twice), "layers", "values", 413)
        heavy = {
            "input": [1, 60],
            "layers": [{"op": "conv1d", "out_channels": 1, "kernel_size": 30}],
            "values": "ramp:60",
        }
        ok(post(client, NETWORK, {**heavy, "input": [1, 50], "values": "ramp:50"}))
        assert_refused(post(client, NETWORK, {**heavy, "grad_output": "ones:1x31"}), "layers", "work", 413)


def test_other_methods_and_bodies_are_turned_away(client: TestClient) -> None:
    assert assert_problem(client.delete(NETWORK), 405)
    assert assert_problem(client.post("/api/v1/networks", json={}), 405)
    assert assert_problem(client.post(NETWORK, content=b"nothing", headers={"Content-Type": "application/json"}), 400)
    assert assert_problem(client.post(NETWORK, content=b"{}", headers={"Content-Type": "text/plain"}), 415)
    assert errors_of(client.post(NETWORK, json=[1]))[0]["code"] == "not_object"
    assert assert_problem(client.get("/api/v1/networks/more"), 404)
