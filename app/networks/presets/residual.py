"""Residual networks, in torchvision's layout and in TF-Slim's.

Knows architectures as data.
"""

from __future__ import annotations

from functools import partial

from app.networks.presets.preset import (
    FLATTEN,
    GLOBAL,
    RELU,
    Layer,
    Layers,
    Preset,
    conv,
    flat,
    linear,
    max_pool,
    normed,
    same,
)

DEPTHS = {  # blocks of each of the four stages, and whether they are bottlenecks (He et al. 2015, table 1)
    18: ((2, 2, 2, 2), False),
    34: ((3, 4, 6, 3), False),
    50: ((3, 4, 6, 3), True),
    101: ((3, 4, 23, 3), True),
    152: ((3, 8, 36, 3), True),
}
WIDTHS = (64, 128, 256, 512)


def block(width: int, stride: int, bottleneck: bool, project: bool) -> Layers:
    """One residual unit and the ReLU after its sum; the stride is that of its first 3×3 convolution."""
    if bottleneck:
        last = 4 * width
        main = [*normed(conv(width, 1)), *normed(same(width, stride=stride)), *normed(conv(last, 1), None)]
    else:
        last = width
        main = [*normed(same(width, stride=stride)), *normed(same(width), None)]
    shortcut = normed(conv(last, 1, stride), None) if project else []
    return [{"op": "residual", "layers": main, "shortcut": shortcut}, RELU]


def resnet(depth: int) -> Layers:
    """A ResNet whose stages stride in their first unit, in its 3×3 convolution (torchvision, "v1.5")."""
    counts, bottleneck = DEPTHS[depth]
    units = [
        block(width, 2 if stage and not place else 1, bottleneck, not place and (stage > 0 or bottleneck))
        for stage, (count, width) in enumerate(zip(counts, WIDTHS, strict=True))
        for place in range(count)
    ]
    return [*stem(), *flat(*units), GLOBAL, FLATTEN, linear(1000)]


def resnet_slim(depth: int) -> Layers:
    """A ResNet whose first three stages stride in their last unit (TF-Slim, resnet_v1); SAME padding by size."""
    counts, _ = DEPTHS[depth]
    units = []
    for stage, (count, width) in enumerate(zip(counts, WIDTHS, strict=True)):
        for place in range(count):
            stride = 2 if stage < 3 and place == count - 1 else 1
            unit, relu = block(width, stride, True, not place)
            if place and stride > 1:
                unit = {**unit, "shortcut": [{**max_pool(1, stride)}]}  # a strided identity
            units.append([unit, relu])
    return [*stem(), *flat(*units), GLOBAL, FLATTEN, linear(1000)]


def stem() -> list[Layer]:
    return [*normed(same(64, 7, 2)), max_pool(3, 2, 1)]


PAPER = "He, Zhang, Ren & Sun 2015, Deep residual learning, arXiv:1512.03385"
WHY = {
    "en": "The last field is 427 in torchvision and 483 in TF-Slim. Both have the same sixteen 3×3 convolutions; "
    "TF-Slim strides in the last unit of a stage, torchvision in the first unit of the next, so three of TF-Slim's "
    "convolutions more work on a grid twice as coarse: 8 + 16 + 32 = 56 input cells.",
    "zh-Hans": "torchvision 的最终感受野为 427，TF-Slim 为 483。两者有同样的十六个 3×3 卷积；"
    "TF-Slim 在每阶段最后一个单元跨步，torchvision 在下一阶段第一个单元跨步，"
    "因此 TF-Slim 多有三个卷积在粗一倍的网格上进行：8 + 16 + 32 = 56 个输入格。",
}
PRESETS = (
    *(
        Preset(
            f"resnet{depth}",
            f"ResNet-{depth}",
            f"{PAPER}, in torchvision's layout (stride in the first 3×3 of a stage)",
            (3, 224, 224),
            partial(resnet, depth),
            WHY if depth == 50 else "",
        )
        for depth in (18, 34, 50, 101)
    ),
    Preset(
        "resnet50_slim",
        "ResNet-50, TF-Slim",
        f"{PAPER}, in TF-Slim's layout (resnet_v1: stride in the last unit of a stage)",
        (3, 224, 224),
        partial(resnet_slim, 50),
        WHY,
    ),
)
