"""Whole networks: ResNet-101's table and JSON (goal: at most 20 ms), a stack of 1,000 layers (goal: below 1 s).

Times of one core. Beside them what the parts take: reading the text that builds the network, following one cell, and
counting its paths.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from timeit import repeat
from typing import Any

from app.networks.asking import asked
from app.networks.network import Limits, network
from app.networks.regions import regions
from app.networks.text.source import read, write
from app.web import answers
from app.web.network import Question, whole

LIMITS = Limits()
CONV = {"op": "conv2d", "out_channels": 8, "kernel_size": 3, "padding": 1}


def milliseconds(work: Callable[[], Any], times: int = 7) -> float:
    """Of one core's time, the best of some runs."""
    return min(repeat(work, number=1, repeat=times, timer=process_time)) * 1e3


def table(fields: dict[str, Any]) -> bytes:
    """The answer of a question, from its fields to its bytes."""
    return answers.dumps(whole(Question(fields, {}), LIMITS))


def main() -> None:
    preset = {"preset": "resnet101"}
    resnet = asked(preset).network
    text = write(resnet, "torch")
    rows = read("torch", text, LIMITS.layers).layers
    cell = {"layer": 30, "position": [5, 5]}
    thousand = {"input": [3, 224, 224], "layers": [CONV] * 1000}

    def never() -> Any:
        raise AssertionError("nothing is computed here")

    print(
        f"ResNet-101, {len(resnet.nodes)} layers: "
        f"table and JSON {milliseconds(lambda: table(preset)):.1f} ms (goal ≤ 20); "
        f"planned {milliseconds(lambda: network(resnet.input, rows)):.1f}, "
        f"read from {len(text):,} characters {milliseconds(lambda: read('torch', text, LIMITS.layers)):.1f}, "
        f"a cell followed {milliseconds(lambda: regions(resnet, cell, LIMITS, never)):.1f}, "
        f"its paths {milliseconds(lambda: regions(resnet, {**cell, 'effective': 'paths'}, LIMITS, never)):.1f}; "
        f"1,000 layers {milliseconds(lambda: table(thousand), 3):.0f} ms (goal < 1,000)"
    )
