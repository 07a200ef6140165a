"""Networks whose output is a picture or a signal: U-Net, the DCGAN generator, dilated context, causal stacks.

Knows architectures as data.
"""

from __future__ import annotations

from app.networks.presets.preset import RELU, Layer, Layers, Preset, conv, flat, max_pool, same


def unet() -> Layers:
    """Five levels of two valid convolutions; what comes up is put beside the cropped copy from the way down."""
    crops = (88, 40, 16, 4)  # of the copies, from the finest level down: (392 − 568) / −2, …

    def level(depth: int) -> Layers:
        width = 64 << depth
        pair = [conv(width, 3), RELU, conv(width, 3), RELU]
        if depth == len(crops):
            return pair
        up: Layer = {"op": "conv_transpose2d", "out_channels": width, "kernel_size": 2, "stride": 2}
        copy: Layer = {"op": "crop", "padding": crops[depth]}
        joined: Layer = {"op": "concat", "branches": [[max_pool(2), *level(depth + 1), up], [copy]]}
        return [*pair, joined, *pair]

    return [*level(0), conv(2, 1)]


def dcgan() -> Layers:
    """From 100 numbers to a picture of 64 × 64."""
    widths = ((512, 1, 0), (256, 2, 1), (128, 2, 1), (64, 2, 1))

    def up(filters: int, stride: int, padding: int) -> Layer:
        layer: Layer = {"op": "conv_transpose2d", "out_channels": filters, "kernel_size": 4, "stride": stride}
        return {**layer, "padding": padding, "bias": False}

    return [*flat(*([up(*one), {"op": "batch_norm"}, RELU] for one in widths)), up(3, 2, 1), {"op": "tanh"}]


def context() -> Layers:
    """3×3 convolutions whose dilation doubles: 67 × 67 cells of context at full resolution."""
    dilated = [[conv(21, 3, 1, d, dilation=d), RELU] for d in (1, 1, 2, 4, 8, 16, 1)]
    return [*flat(*dilated), conv(21, 1)]


def wavenet() -> Layers:
    """Causal convolutions of two taps whose dilation doubles, each beside a shortcut."""

    def unit(dilation: int) -> Layer:
        causal = conv(32, 2, axes=1, dilation=dilation, padding="causal")
        return {"op": "residual", "layers": [causal, {"op": "tanh"}, conv(32, 1, axes=1)]}

    return [
        conv(32, 2, axes=1, padding="causal"),
        *(unit(2**power) for power in range(10)),
        RELU,
        conv(128, 1, axes=1),
        RELU,
        conv(256, 1, axes=1),
        {"op": "softmax"},
    ]


def mobilenet() -> Layers:
    """Depthwise and pointwise convolutions in turn."""
    widths = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]
    layers = [{**same(32, stride=2), "bias": False}, {"op": "batch_norm"}, RELU]
    channels = 32
    for filters, stride in widths:
        depthwise = {**same(channels, stride=stride, groups=channels), "bias": False}
        pointwise = {**conv(filters, 1), "bias": False}
        layers += [depthwise, {"op": "batch_norm"}, RELU, pointwise, {"op": "batch_norm"}, RELU]
        channels = filters
    return [*layers, {"op": "global_avg_pool"}, {"op": "flatten"}, {"op": "linear", "out_features": 1000}]


PRESETS = (
    Preset(
        "mobilenet_v1",
        "MobileNetV1",
        "Howard et al. 2017, MobileNets, arXiv:1704.04861, width 1.0",
        (3, 224, 224),
        mobilenet,
    ),
    Preset(
        "unet",
        "U-Net",
        "Ronneberger, Fischer & Brox 2015, U-Net, arXiv:1505.04597, figure 1",
        (1, 572, 572),
        unet,
    ),
    Preset(
        "dcgan",
        {"en": "DCGAN generator", "zh-Hans": "DCGAN 生成器"},
        "Radford, Metz & Chintala 2015, arXiv:1511.06434, as in PyTorch's example (nz 100, ngf 64)",
        (100, 1, 1),
        dcgan,
    ),
    Preset(
        "dilated_context",
        {"en": "Dilated context module", "zh-Hans": "空洞上下文模块"},
        "Yu & Koltun 2015, Multi-scale context aggregation, arXiv:1511.07122, table 1, basic form",
        (21, 64, 64),
        context,
    ),
    Preset(
        "wavenet",
        {"en": "Causal stack (after WaveNet)", "zh-Hans": "因果堆叠（仿 WaveNet）"},
        "van den Oord et al. 2016, WaveNet, arXiv:1609.03499: one stack of dilations 1 … 512",
        (1, 4096),
        wavenet,
        {
            "en": "The paper's gates (tanh times sigmoid) and skip outputs are left out; the field is the same.",
            "zh-Hans": "省略了论文中的门控（tanh 乘 sigmoid）和跳跃输出；感受野相同。",
        },
    ),
)
