"""Knows the published receptive fields (Araujo, Norris & Sim 2019, "Computing receptive fields", Distill; TF-Slim)."""

from typing import Any

import pytest

from app.networks.answer import answer
from app.networks.network import network
from app.networks.presets import PRESETS
from app.networks.presets.residual import resnet_slim
from tests.networks.vectors import walk

Layers = list[dict[str, Any]]


ENDINGS = ("global_avg_pool", "adaptive_avg_pool2d", "flatten")


def last_field(layers: Layers, input_shape: Any = (3, 224, 224)) -> tuple[int, int]:
    """Size and jump of the last layer before the classifier."""
    spatial = next((place for place, one in enumerate(layers) if one["op"] in ENDINGS), len(layers))
    field = answer(network(input_shape, layers[:spatial]))["layers"][-1]["union"]
    assert field["size"][0] == field["size"][1]
    return field["size"][0], field["jump"][0]


@pytest.mark.parametrize(
    ("name", "size", "jump"),
    [
        ("alexnet", 195, 32),
        ("vgg16", 212, 32),
        ("mobilenet_v1", 315, 32),
        ("resnet50_slim", 483, 32),
        ("resnet50", 427, 32),  # torchvision strides one 3×3 convolution later in each stage
        ("resnet18", 435, 32),
        ("dilated_context", 67, 1),  # Yu & Koltun, table 1
    ],
)
def test_a_preset_has_the_published_field(name: str, size: int, jump: int) -> None:
    one = PRESETS[name]
    assert last_field(one.build(), one.input) == (size, jump)


@pytest.mark.parametrize(("depth", "size"), [(50, 483), (101, 1027), (152, 1507)])
def test_tf_slim_s_residual_networks_have_the_published_fields(depth: int, size: int) -> None:
    assert last_field(resnet_slim(depth)) == (size, 32)


def test_the_note_of_resnet_50_says_why_427_and_483_differ() -> None:
    for name in ("resnet50", "resnet50_slim"):
        note = PRESETS[name].note
        assert isinstance(note, dict)
        for text in note.values():
            assert "427" in text and "483" in text and "8 + 16 + 32 = 56" in text
    assert 483 - 427 == 8 + 16 + 32


def test_a_wavenet_stack_sees_two_to_the_tenth_cells_and_one_more() -> None:
    """1 + 1 (first layer) + 1 + 2 + 4 + … + 512 = 1025, all of it at or before the cell itself."""
    one = PRESETS["wavenet"]
    made = answer(network(one.input, one.build()))
    field = made["layers"][-1]["union"]
    assert field["size"] == [1025] and field["start"] == [0.5 - 512]
    assert made["advice"] == [] and all(entry.get("aligned", True) for entry in walk(made["layers"]))


def conv(kernel: Any, stride: int = 1, padding: Any = "same") -> dict[str, Any]:
    return {"op": "conv2d", "out_channels": 2, "kernel_size": kernel, "stride": stride, "padding": padding}


def inception_v3() -> Layers:
    """The kernels of TF-Slim's inception_v3; widths do not matter to a field."""
    pool, mean = (
        {"op": "max_pool2d", "kernel_size": 3, "stride": 2},
        {"op": "avg_pool2d", "kernel_size": 3, "stride": 1},
    )
    mean = {**mean, "padding": "same"}
    stem = [conv(3, 2, 0), conv(3, 1, 0), conv(3), pool, conv(1), conv(3, 1, 0), pool]
    a = [[conv(1)], [conv(1), conv(5)], [conv(1), conv(3), conv(3)], [mean, conv(1)]]
    narrow = [[conv(3, 2, 0)], [conv(1), conv(3), conv(3, 2, 0)], [pool]]
    long = [conv(1), conv([7, 1]), conv([1, 7]), conv([7, 1]), conv([1, 7])]
    b = [[conv(1)], [conv(1), conv([1, 7]), conv([7, 1])], long, [mean, conv(1)]]
    narrower = [[conv(1), conv(3, 2, 0)], [conv(1), conv([1, 7]), conv([7, 1]), conv(3, 2, 0)], [pool]]
    split = {"op": "concat", "branches": [[conv([1, 3])], [conv([3, 1])]]}
    c = [[conv(1)], [conv(1), split], [conv(1), conv(3), split], [mean, conv(1)]]
    blocks = [a] * 3 + [narrow] + [b] * 4 + [narrower] + [c] * 2
    return [*stem, *({"op": "concat", "branches": one} for one in blocks)]


def test_inception_v3_has_its_published_field_at_the_size_it_was_made_for() -> None:
    """1311 / 32, effective padding 618: the first cell's field begins 618 cells before the input."""
    made = answer(network([3, 299, 299], inception_v3()))
    field = made["layers"][-1]["union"]
    assert (field["size"], field["jump"]) == ([1311, 1311], [32, 32])
    assert [start - 1311 / 2 for start in field["start"]] == [-618, -618]
    assert all(entry.get("aligned", True) for entry in walk(made["layers"]))
