"""The networks that made convolution known: LeNet-5, AlexNet, VGG, and what became of them without dense layers.

Knows architectures as data.
"""

from __future__ import annotations

from app.networks.presets.preset import (
    DROPOUT,
    FLATTEN,
    GLOBAL,
    RELU,
    Layers,
    Preset,
    called,
    conv,
    flat,
    linear,
    max_pool,
    same,
)


def lenet() -> Layers:
    return [
        called("C1", conv(6, 5)),
        RELU,
        called("S2", max_pool(2)),
        called("C3", conv(16, 5)),
        RELU,
        called("S4", max_pool(2)),
        FLATTEN,
        called("C5", linear(120)),
        RELU,
        called("F6", linear(84)),
        RELU,
        called("Out", linear(10)),
    ]


def alexnet() -> Layers:
    return [
        conv(64, 11, 4, 2), RELU, max_pool(3, 2),
        conv(192, 5, 1, 2), RELU, max_pool(3, 2),
        same(384), RELU, same(256), RELU, same(256), RELU, max_pool(3, 2),
        {"op": "adaptive_avg_pool2d", "output_size": 6}, FLATTEN,
        DROPOUT, linear(4096), RELU, DROPOUT, linear(4096), RELU, linear(1000),
    ]  # fmt: skip


CONFIGURATIONS = {  # convolutions of each of the five stages (Simonyan & Zisserman, table 1: A, D, E)
    "vgg11": (1, 1, 2, 2, 2),
    "vgg16": (2, 2, 3, 3, 3),
    "vgg19": (2, 2, 4, 4, 4),
}
WIDTHS = (64, 128, 256, 512, 512)


def stages(name: str) -> Layers:
    """The convolutions of a VGG."""
    return flat(
        *(
            [*flat(*([same(width), RELU] for _ in range(count))), max_pool(2)]
            for count, width in zip(CONFIGURATIONS[name], WIDTHS, strict=True)
        )
    )


def vgg(name: str) -> Layers:
    dense = [linear(4096), RELU, DROPOUT, linear(4096), RELU, DROPOUT, linear(1000)]
    return [*stages(name), {"op": "adaptive_avg_pool2d", "output_size": 7}, FLATTEN, *dense]


def fully_convolutional() -> Layers:
    """VGG-16 whose dense layers became convolutions, and one transposed convolution back up (FCN-32s)."""
    dense = [conv(4096, 7, 1, 3), RELU, DROPOUT, conv(4096, 1), RELU, DROPOUT, conv(21, 1)]
    up = {"op": "conv_transpose2d", "out_channels": 21, "kernel_size": 64, "stride": 32, "padding": 16, "bias": False}
    return [*stages("vgg16"), *dense, up]


def all_convolutional() -> Layers:
    """Strides in place of pooling (All-CNN-C)."""
    wide = [same(96), RELU, same(96), RELU, same(96, stride=2), RELU, DROPOUT]
    wider = [same(192), RELU, same(192), RELU, same(192, stride=2), RELU, DROPOUT]
    return [
        *wide,
        *wider,
        conv(192, 3),
        RELU,
        conv(192, 1),
        RELU,
        conv(10, 1),
        RELU,
        GLOBAL,
        FLATTEN,
        {"op": "softmax"},
    ]


VGG = "Simonyan & Zisserman 2014, Very deep convolutional networks, arXiv:1409.1556"
PRESETS = (
    Preset(
        "lenet5",
        {"en": "LeNet-5, as taught today", "zh-Hans": "LeNet-5（今日教法）"},
        "LeCun, Bottou, Bengio & Haffner 1998, Gradient-based learning applied to document recognition",
        (1, 32, 32),
        lenet,
        {
            "en": "The paper differs: its C3 joins each map to some of S2's only (1,516 parameters, not 2,416), "
            "its S2 and S4 are averages with a trained scale and shift, its curves are scaled tanh, its output "
            "measures distances to ten drawn codes.",
            "zh-Hans": "论文有所不同：C3 的每个特征图只连接部分 S2（1,516 个参数，而非 2,416），"
            "S2 与 S4 是带可训练缩放和偏置的平均，激活为缩放的 tanh，输出为到十个绘制编码的距离。",
        },
    ),
    Preset(
        "alexnet",
        "AlexNet",
        "Krizhevsky 2014, One weird trick, arXiv:1404.5997, as in torchvision; after Krizhevsky et al. 2012",
        (3, 224, 224),
        alexnet,
        {
            "en": "One column without response normalization; the network of 2012 had two, on two processors.",
            "zh-Hans": "单列且没有响应归一化；2012 年的网络分为两列，运行在两块处理器上。",
        },
    ),
    Preset("vgg11", "VGG-11", f"{VGG}, A", (3, 224, 224), lambda: vgg("vgg11")),
    Preset("vgg16", "VGG-16", f"{VGG}, D", (3, 224, 224), lambda: vgg("vgg16")),
    Preset("vgg19", "VGG-19", f"{VGG}, E", (3, 224, 224), lambda: vgg("vgg19")),
    Preset(
        "all_convolutional",
        {"en": "All-convolutional net", "zh-Hans": "全卷积网络（All-CNN）"},
        "Springenberg, Dosovitskiy, Brox & Riedmiller 2014, Striving for simplicity, arXiv:1412.6806, All-CNN-C",
        (3, 32, 32),
        all_convolutional,
    ),
    Preset(
        "fully_convolutional",
        {"en": "Fully convolutional net (FCN-32s)", "zh-Hans": "全卷积分割网络（FCN-32s）"},
        "Long, Shelhamer & Darrell 2015, Fully convolutional networks, arXiv:1411.4038",
        (3, 224, 224),
        fully_convolutional,
        {
            "en": "Padding keeps the sizes here; the authors' model pads the first layer by 100 and crops at the end.",
            "zh-Hans": "这里用填充保持大小；作者的模型在第一层填充 100 并在末端裁剪。",
        },
    ),
)
