"""Knows that `convscope network FILE` prints the table of a network, whatever the file holds."""

import io
import json
from pathlib import Path
from types import SimpleNamespace as Made
from typing import Any

import numpy as np
import pytest

from app.cli import main
from app.networks.network import network
from app.networks.onnx_file import Graph
from app.networks.presets import PRESETS
from app.networks.text.source import write

LAYERS = [{"op": "conv2d", "out_channels": 6, "kernel_size": 5, "name": "C1"}, {"op": "relu"}]
TABLE = """\
layer   operator  output       parameters     MACs  field  jump  start
input             1 × 32 × 32
C1      conv2d    6 × 28 × 28         156  117,600  5      1     2.5
relu_1  relu      6 × 28 × 28                       5      1     2.5
──────────────────────────────────────────────────────────────────────
total   2 layers                      156  117,600
float32: 624 B of parameters, 37.6 kB of activations
"""


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["network", *arguments]) == 0
    return capsys.readouterr().out


def test_layers_as_json_are_printed_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, rows = tmp_path / "whole.json", tmp_path / "rows.json"
    whole.write_text(json.dumps({"input": [1, 32, 32], "layers": LAYERS}))
    rows.write_text(json.dumps(LAYERS))
    assert printed(capsys, str(whole)) == TABLE
    assert printed(capsys, str(rows), "--input", "1,32,32") == TABLE


@pytest.mark.parametrize("framework", ["torch", "keras"])
def test_a_framework_s_text_is_printed_as_a_table_and_written_for_another(
    framework: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "model.py"
    file.write_text(write(network([1, 32, 32], LAYERS), framework))
    given = ["--input", "1,32,32"] if framework == "torch" else []
    assert printed(capsys, str(file), *given) == TABLE
    assert "Conv2D(6, 5" in printed(capsys, str(file), *given, "--write", "keras")


def test_a_block_is_indented_and_advice_stands_below(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    block = {"op": "residual", "layers": [{"op": "conv1d", "out_channels": 1, "kernel_size": 3, "padding": 1}]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"input": [1, 2], "layers": [block]})))
    out = printed(capsys, "-")
    assert "\n  conv1d_1  conv1d" in out and "\nresidual_1  " in out
    assert out.splitlines()[-1].startswith("layers[0]: from layers[0] on, a cell sees 3 cells along length")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "file: file is no JSON"),
        ('{"layers": []}', "input: input is missing"),
        ("nn.Wrong()", "source.text: line 1: Wrong is no layer"),
        (
            '{"input": [1, 4], "layers": [{"op": "conv1d", "out_channels": 1, "kernel_size": 5}]}',
            "layers[0].kernel_size: ",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_1(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "network"
    file.write_text(text)
    assert main(["network", str(file)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"convscope: {said}") and error.count("\n") == 1


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["network", str(tmp_path / "nothing")]) == 1
    assert "No such file" in capsys.readouterr().err
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert main(["network", str(tmp_path / "bytes")]) == 1


def node(op: str, inputs: list[str], output: str, **told: Any) -> Made:
    kinds = {float: (1, "f"), int: (2, "i"), list: (7, "ints")}
    attributes = []
    for name, value in told.items():
        kind, key = (3, "s") if isinstance(value, str) else kinds[type(value)]
        attributes.append(Made(name=name, type=kind, **{key: value.encode() if isinstance(value, str) else value}))
    return Made(op_type=op, name="", input=inputs, output=[output], attribute=attributes)


def graph(nodes: list[Made], weights: dict[str, list[int]], shape: list[int], output: str) -> Graph:
    """A graph as `onnx` gives it, without the package."""
    sizes = Made(dim=[Made(dim_value=one) for one in [1, *shape]])
    entry = Made(name="x", type=Made(tensor_type=Made(shape=sizes)))
    made = [Made(name=name, dims=dims) for name, dims in weights.items()]
    parts = Made(initializer=made, node=nodes, input=[entry], output=[Made(name=output)])
    return Graph(parts, lambda one: np.array([1.0, 1.0, 2.0, 2.0]))


def test_a_graph_with_a_sum_a_concatenation_and_a_classifier_becomes_rows() -> None:
    nodes = [
        node("Conv", ["x", "w1", "b1"], "a", kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[2, 2]),
        node("Relu", ["a"], "b"),
        node("Conv", ["b", "w2"], "c", auto_pad="SAME_UPPER"),
        node("BatchNormalization", ["c", "s", "s", "s", "s"], "d", epsilon=0.5),
        node("Add", ["d", "b"], "e"),
        node("MaxPool", ["e"], "f", kernel_shape=[2, 2], strides=[2, 2]),
        node("ConvTranspose", ["f", "w3"], "g", strides=[2, 2]),
        node("Concat", ["g", "e"], "h", axis=1),
        node("GlobalAveragePool", ["h"], "i"),
        node("Flatten", ["i"], "j"),
        node("Gemm", ["j", "w4", "b4"], "y", transB=1),
    ]
    weights = {
        "w1": [4, 3, 3, 3],
        "b1": [4],
        "w2": [4, 4, 3, 3],
        "s": [4],
        "w3": [4, 2, 2, 2],
        "w4": [10, 6],
        "b4": [10],
    }
    shape, layers = graph(nodes, weights, [3, 16, 16], "y").network()
    assert [one["op"] for one in layers] == [
        "conv2d",
        "relu",
        "residual",
        "concat",
        "global_avg_pool",
        "flatten",
        "linear",
    ]
    made = network(shape, layers)
    assert made.output == (10,) and made.layers[3].output == (6, 8, 8)
    assert sum(one.parameters for one in made.layers) == 112 + (144 + 8) + 32 + 70


def test_an_operator_that_is_not_known_is_named() -> None:
    with pytest.raises(ValueError, match="Einsum"):
        graph([node("Einsum", ["x"], "y")], {}, [3, 4], "y").network()


def test_an_exported_file_is_read_where_onnx_is_installed(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    helper, float32 = onnx.helper, onnx.TensorProto.FLOAT
    weight = helper.make_tensor("w", float32, [8, 1, 3, 3], np.zeros(72, np.float32))
    made = helper.make_graph(
        [helper.make_node("Conv", ["x", "w"], ["a"], group=1), helper.make_node("Relu", ["a"], ["y"])], "small",
        [helper.make_tensor_value_info("x", float32, [1, 1, 6, 6])],
        [helper.make_tensor_value_info("y", float32, [1, 8, 4, 4])], [weight],
    )  # fmt: skip
    onnx.save(helper.make_model(made), str(tmp_path / "small.onnx"))
    assert main(["network", str(tmp_path / "small.onnx")]) == 0


def test_without_onnx_the_extra_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnx", None)
    assert main(["network", str(tmp_path / "model.onnx")]) == 1
    assert "convscope[onnx]" in capsys.readouterr().err


def test_every_preset_fits_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, one in PRESETS.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps({"preset": name}))
        lines = printed(capsys, str(file)).splitlines()
        assert max(len(line) for line in lines if not line.startswith("layers[")) <= 120
        assert lines[1].split("  ")[0] == "input" and len(one.input) == lines[1].count("×") + 1
