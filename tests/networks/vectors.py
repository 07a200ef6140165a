"""Knows the golden stacks and residual blocks in the contract's words: layers to plan, and the peer's figures."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
SAME_SETTINGS = ("stride", "padding", "dilation", "groups", "bias", "output_padding", "ceil_mode", "output_size")
NAMES = {"batchnorm2d": "batch_norm"}


@cache
def read(name: str) -> Any:
    return json.loads((DATA / name).read_text())


def networks() -> dict[str, dict[str, Any]]:
    """The golden networks by name."""
    return {one["name"]: one for one in read("stacks.json")["networks"]}


def layer_of(one: dict[str, Any]) -> dict[str, Any]:
    """A golden layer as the contract writes it."""
    layer = {"op": NAMES.get(one["type"], one["type"]), "name": one["name"]}
    layer |= {name: one[name] for name in SAME_SETTINGS if name in one}
    if "kernel" in one:
        layer["kernel_size"] = one["kernel"]
    layer |= {name: one[name] for name in ("in_channels", "out_channels", "in_features", "out_features") if name in one}
    if "channels" in one:
        layer["num_features"] = one["channels"]
    return layer


def layers_of(golden: dict[str, Any]) -> list[dict[str, Any]]:
    """The layers of a golden network; an addition becomes a residual sum with the ReLU that follows it."""
    rows: list[dict[str, Any]] = []
    starts = {one["to_layer_index"]: one for one in golden["shortcuts"]}
    place = []  # of each golden layer, where in `rows` its output stands
    for index, one in enumerate(golden["layers"]):
        if one["type"] == "add_relu":
            shortcut = starts[index]
            begin = place[shortcut["from_layer_index"]] + 1
            main = rows[begin:]
            rows[begin:] = [
                {"op": "residual", "layers": main, "shortcut": list(map(layer_of, shortcut["layers"]))},
                {"op": "relu", "name": one["name"]},
            ]
        else:
            rows.append(layer_of(one))
        place.append(len(rows) - 1)
    return rows


def block_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """A golden residual block with its numbers."""
    numbers = case["parameters"] | case["buffers"]

    def conv(name: str, **settings: Any) -> dict[str, Any]:
        return {"op": "conv2d", "weight": numbers[f"{name}_weight"], "bias": numbers[f"{name}_bias"], **settings}

    def norm(name: str) -> list[dict[str, Any]]:
        if f"{name}_weight" not in numbers:
            return []
        fields = {"weight": "weight", "bias": "bias", "running_mean": "mean", "running_var": "var"}
        return [{"op": "batch_norm"} | {field: numbers[f"{name}_{ours}"] for field, ours in fields.items()}]

    spread = {"stride": case["stride"]}
    first = [conv("conv1", padding=case["padding"], **spread), *norm("bn1"), {"op": "relu"}]
    second = [conv("conv2", padding=case["padding"]), *norm("bn2")]
    shortcut = [conv("shortcut", **spread)] if "shortcut_weight" in numbers else []
    return [{"op": "residual", "layers": [*first, *second], "shortcut": shortcut}, {"op": "relu"}]


def walk(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every entry of an answer, blocks after what they hold."""
    return [one for entry in entries for one in [*walk(entry.get("layers", [])), entry]]
