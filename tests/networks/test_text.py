"""Knows that text is read as its framework means it, never executed, and that what is written is read back."""

import sys
import time
from typing import Any

import pytest

from app.networks.answer import answer
from app.networks.network import network
from app.networks.presets import PRESETS
from app.networks.text.keras_reader import Keras
from app.networks.text.program import SHOWN_AS
from app.networks.text.source import FORMATS, read, write
from app.networks.text.torch_reader import Torch
from app.operators import Refused
from app.operators.errors import Problem

MOST = 2000


def torch(text: str) -> list[dict[str, Any]]:
    return read("torch", text, MOST).layers


def keras(text: str, channels: int = 3) -> list[dict[str, Any]]:
    return read("keras", text, MOST, [channels, 8, 8]).layers


def refused(text: Any, format: str = "torch") -> Problem:
    with pytest.raises(Refused) as caught:
        read(format, text, MOST)
    return caught.value.problems[0]


def figures(input: Any, layers: Any) -> dict[str, Any]:
    return answer(network(input, layers))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_is_read_back_as_the_same_network(name: str, format: str) -> None:
    one = PRESETS[name]
    made = network(one.input, one.build())
    found = read(format, write(made, format), MOST, list(one.input))
    assert figures(found.input or one.input, found.layers) == answer(made)
    assert (found.input is None) == (format == "torch")


ODD: list[tuple[list[int], dict[str, Any]]] = [  # what a framework has no setting for is written as two layers
    ([2, 9], {"op": "conv1d", "out_channels": 3, "kernel_size": 3, "padding": [[2, 1]], "dilation": 2}),
    ([2, 9, 8], {"op": "conv2d", "out_channels": 4, "kernel_size": [3, 2], "padding": "same", "stride": 2}),
    ([2, 9, 8], {"op": "conv2d", "out_channels": 4, "kernel_size": 1, "groups": 2}),
    ([2, 9, 8], {"op": "max_pool2d", "kernel_size": 3, "padding": [[1, 0], [0, 1]]}),
    ([2, 9, 8], {"op": "avg_pool2d", "kernel_size": 3, "stride": 1, "padding": [[1, 0], [2, 2]]}),
    ([2, 9, 8], {"op": "conv_transpose2d", "out_channels": 3, "kernel_size": 3, "padding": [[1, 0], [0, 0]]}),
    ([2, 9], {"op": "conv_transpose1d", "out_channels": 3, "kernel_size": 2, "stride": 3}),
    ([2, 9], {"op": "conv_transpose1d", "out_channels": 3, "kernel_size": 3, "stride": 2, "output_padding": 1}),
    ([2, 4, 4, 4], {"op": "conv3d", "out_channels": 3, "kernel_size": [1, 2, 3], "bias": False, "name": "c"}),
    ([2, 9, 8], {"op": "adaptive_max_pool2d", "output_size": [3, 4]}),
    ([2, 9, 8], {"op": "global_max_pool"}),
    ([2, 9, 8], {"op": "zero_pad", "padding": [[1, 2], [0, 3]]}),
    ([2, 9, 8], {"op": "crop", "padding": [[1, 2], [0, 3]]}),
    ([2, 9, 8], {"op": "upsample", "scale_factor": [2, 3]}),
    ([2, 9, 8], {"op": "batch_norm", "affine": "none"}),
    ([2, 9, 8], {"op": "leaky_relu", "negative_slope": 0.2}),
    ([2, 9, 8], {"op": "gelu", "name": 'with "quotes" and \\'}),
]  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("input", "layer"), ODD)
def test_an_odd_setting_is_read_back(format: str, input: list[int], layer: dict[str, Any]) -> None:
    layers = [layer, {"op": "relu"}]
    found = read(format, write(network(input, layers), format), MOST, input)
    assert figures(input, found.layers) == figures(input, layers)


@pytest.mark.parametrize(
    ("format", "layer"),
    [
        ("torch", {"op": "batch_norm", "affine": "shift"}),
        ("torch", {"op": "avg_pool2d", "kernel_size": 2, "dilation": 2}),
        ("keras", {"op": "conv2d", "out_channels": 1, "kernel_size": 3, "padding": 1, "padding_mode": "reflect"}),
        ("keras", {"op": "max_pool2d", "kernel_size": 2, "dilation": 2}),
        ("keras", {"op": "lp_pool2d", "kernel_size": 2, "norm_type": 2}),
    ],
)
def test_what_a_framework_has_no_layer_for_is_named(format: str, layer: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        write(network([2, 9, 8], [{"op": "relu"}, layer]), format)
    problem = caught.value.problems[0]
    assert (problem.field, problem.code) == ("layers[1]", "not_writable")


def test_a_sequential_with_names_numbers_and_a_loop_laid_out_by_hand() -> None:
    text = """
import torch.nn as nn
from collections import OrderedDict
ngf = 64
block = [nn.Conv2d(ngf, ngf * 2, 3), nn.ReLU(inplace=True)]
model = nn.Sequential(OrderedDict([("first", nn.Conv2d(3, ngf, kernel_size=(5, 3)))]), *block)
print(model)
"""
    assert torch(text) == [
        {"op": "conv2d", "in_channels": 3, "out_channels": 64, "kernel_size": [5, 3], "name": "first"},
        {"op": "conv2d", "in_channels": 64, "out_channels": 128, "kernel_size": 3},
        {"op": "relu"},
    ]


def test_single_layers_and_lines_of_a_constructor_stand_in_a_row() -> None:
    assert [one["op"] for one in torch("self.conv = nn.Conv2d(1, 2, 3)\nself.act = nn.GELU()")] == ["conv2d", "gelu"]
    assert torch("torch.nn.Linear(4, 2, bias=False)") == [
        {"op": "linear", "in_features": 4, "out_features": 2, "bias": False}
    ]


def test_nested_rows_are_laid_out_and_an_identity_is_nothing() -> None:
    text = "nn.Sequential(nn.Sequential(nn.ReLU(), nn.Tanh(), nn.Sigmoid()), nn.Identity())"
    assert [one["op"] for one in torch(text)] == ["relu", "tanh", "sigmoid"]


def test_keras_counts_activations_as_part_of_a_layer_and_channels_last() -> None:
    text = """
model = keras.Sequential()
model.add(layers.Input(shape=(28, 28, 1)))
model.add(layers.Conv2D(8, (3, 3), padding="same", activation="relu", name="first"))
model.add(layers.DepthwiseConv2D(3, use_bias=False))
model.add(layers.AveragePooling2D(2, padding="same"))
model.add(layers.BatchNormalization())
model.add(layers.GlobalAveragePooling2D())
model.add(layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam")
model.summary()
"""
    found = read("keras", text, MOST)
    assert found.input == [1, 28, 28]
    assert found.layers == [
        {"op": "conv2d", "out_channels": 8, "kernel_size": [3, 3], "padding": "same", "name": "first"},
        {"op": "relu"},
        {"op": "conv2d", "kernel_size": 3, "bias": False, "groups": 8, "out_channels": 8},
        {"op": "avg_pool2d", "kernel_size": 2, "count_include_pad": False, "padding": "same"},
        {"op": "batch_norm", "eps": 1e-3},
        {"op": "global_avg_pool"},
        {"op": "linear", "out_features": 10},
        {"op": "softmax"},
    ]


def test_a_separable_convolution_is_two() -> None:
    assert keras("layers.SeparableConv2D(16, 3)") == [
        {"op": "conv2d", "kernel_size": 3, "groups": 3, "out_channels": 3, "bias": False},
        {"op": "conv2d", "kernel_size": 1, "out_channels": 16},
    ]


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "size"),
    [(1, 3, "valid", 15), (2, 4, "valid", 20), (3, 2, "valid", 11), (5, 4, "same", 20), (3, 1, "valid", 7)],
)
def test_keras_transposed_convolutions_have_keras_sizes(kernel: int, stride: int, padding: str, size: int) -> None:
    """Sizes of Keras 3.15.1 for an input of 5."""
    text = f'layers.Conv1DTranspose(1, {kernel}, strides={stride}, padding="{padding}")'
    assert network([1, 5], read("keras", text, MOST).layers).output == (1, size)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("nn.Sequential(\n  nn.Conv2d(1, 2, 3),\n  nn.MultiheadAttention(8, 2))", "text_unknown_layer", 3),
        ("nn.Conv2d(1, 2, 3, padding_size=1)", "text_argument", 1),
        ("nn.Conv2d(1, 2, 3, 1, 1, 1, 1, True, 'zeros', 5)", "text_argument", 1),
        ("nn.Upsample(scale_factor=2, mode='bilinear')", "text_argument", 1),
        ("nn.Sequential(", "text_syntax", 1),
        ("x = 1\nclass Net(nn.Module):\n  pass", "text_not_read", 2),
        ("import torch", "text_empty", None),
        ("unknown_name", "text_not_read", 1),
        (5, "not_text", None),
    ],
)
def test_what_is_not_read_is_told_with_its_line(text: Any, code: str, line: int | None) -> None:
    problem = refused(text)
    assert (problem.code, problem.arguments.get("line")) == (code, line)
    assert problem.detail() and problem.hint("zh-Hans")


STRANGE = [
    "nn.ReLU()",
    "None",
    "-1",
    "0",
    "'x'",
    "[]",
    "[[1], 2]",
    "[1, 2, 3, 4, 5, 6, 7]",
    "1.5",
    "{'a': 1}",
    "10**9",
    "True",
]


@pytest.mark.parametrize(("format", "words"), [("torch", Torch.words), ("keras", Keras.words)])
def test_strange_arguments_are_refused_or_read_and_never_a_failure(format: str, words: dict[str, Any]) -> None:
    for name, word in words.items():
        for argument in [*word.arguments.split(), "input_shape", "batch_shape", "name"]:
            for value in STRANGE:
                text = f"nn.Sequential({name}({argument}={value}))"
                try:
                    layers = read(format, text, MOST, [3, 8, 8]).layers
                    network([3, 8, 8], layers)
                except Refused as one:
                    assert all(problem.detail() for problem in one.problems)


HOSTILE = [
    "__import__('os').system('touch hacked')",
    "nn.Conv2d(__import__('os').getpid(), 2, 3)",
    "nn.Sequential(*[nn.ReLU() for _ in range(10**9)])",
    "(lambda: nn.ReLU())()",
    "nn.Conv2d(1, 2, (lambda x: x)(3))",
    "exec('1')",
    "open('hacked', 'w')",
    "nn.Conv2d(1, 2, 10**10**10)",
    "nn.Conv2d(1, 2, 9**9**9)",
    "nn.Conv2d(1, 2, 1 << 10**9)",
    "nn.Conv2d(1, 2, 'a' * 10**9)",
    "nn.Conv2d(1, 2, [3] * 10**9)",
    "nn.ReLU.__class__.__base__.__subclasses__()",
    "nn.Sequential(nn.ReLU()).__init__()",
    "f'{nn}'",
    "while True: pass",
    "def f(): return nn.ReLU()",
    "async def f(): pass",
    "x = nn.ReLU()\nx = (y := nn.ReLU())",
    "nn.Conv2d(**{'a': 1})",
    "nn.Sequential(" * 70 + ")" * 70,
    "(" * 25_000 + ")" * 25_000,
    "[" * 1_000_000,
    "-" * 50_000 + "1",
    "nn." + "a." * 25_000 + "b",
    "nn.Conv2d(1, 2, " + "1+" * 25_000 + "1)",
    "nn.Conv2d(1, 2, " + "not " * 14_000 + "1)",
    "lambda " * 8_000 + ": 1",
    "nn.ReLU()\n" * 5_000,
    "#" * 10_000_000,
    "nn.ReLU(" + "9" * 50_000 + ")",
    "m = nn.Sequential()\nm.add(m)",
    "a = nn.Sequential(nn.ReLU())\n" + "a = nn.Sequential(a, a)\n" * 60,
    "a = [nn.ReLU()]\n" + "a = [*a, *a]\n" * 60 + "nn.Sequential(*a)",
    "\x00nn.ReLU()",
    "\ud800",
    "nn.ReLU()\n\\",
    "'" * 59_999,
    "{" * 59 + "1" + "}" * 59,
    "a" + "=a" * 25_000,
    "a;" * 25_000,
    "@" * 100 + "a",
]


WATCHED = ("exec", "import", "open", "os.system", "subprocess.Popen", "socket.connect")
seen: list[str] = []
watching: list[bool] = []


def watch(event: str, arguments: Any) -> None:
    if watching and event in WATCHED and arguments[0] != SHOWN_AS:  # a syntax error looks for its line
        seen.append(event)


sys.addaudithook(watch)  # Python itself says what it runs and opens


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_hostile_text_is_refused_quickly_and_never_executed(format: str, text: str) -> None:
    refused("nn.Nothing()", format)  # what is imported at first use is by now
    started = time.process_time()
    seen.clear()
    watching.append(True)
    try:
        problem = refused(text, format)
    finally:
        watching.clear()
    assert time.process_time() - started < 5.0
    assert seen == []
    assert problem.code.startswith(("text_", "layers")) and problem.field.startswith(("source", "layers"))
    assert len(problem.detail()) < 300
