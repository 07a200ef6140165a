"""The named experiments: each an operator and the query string that shows one idea.

Knows what is worth seeing; whether a query is possible is the engine's to say.
"""

from __future__ import annotations

from typing import NamedTuple

from app.operators.text import Text


class Experiment(NamedTuple):
    """One idea to see; the name is for addresses and scripts, the title for people."""

    name: str
    operator: str
    query: str
    title: Text


def _of(name: str, operator: str, query: str, english: str, chinese: str) -> Experiment:
    return Experiment(name, operator, query, {"en": english, "zh-Hans": chinese})


def _photograph(kernel: str, english: str, chinese: str, settings: str = "") -> Experiment:
    query = f"input=sample:camera:64x64&weight={kernel}{settings}"
    return _of(f"photo-{kernel.partition(':')[0]}", "conv2d", query, f"Photograph: {english}", f"照片：{chinese}")


_NOTES = "2,5,9,6,3,5,7,8,5,4,5,2,5,6,3,5,8,7,1,0,5,0,10,20,60"  # the learning notes' row of numbers

EXPERIMENTS = (
    # convolution of a row
    _of("notes", "conv1d", f"input={_NOTES}&weight=1,-1,1", "The learning notes' example", "学习笔记中的例子"),
    _of("row-mean", "conv1d", "input=0,0,9,0,0,3,6,9,9,9&weight=box:3", "Moving average", "滑动平均"),
    _of(
        "row-edge",
        "conv1d",
        "input=0,0,0,5,5,5,2,2,2&weight=sobel_x:3",
        "Where a row rises and falls",
        "一行数的升与降",
    ),
    _of(
        "causal-dilated",
        "conv1d",
        "input=1,2,3,4,5,6,7,8&weight=1,1,1&padding=causal&dilation=2",
        "Causal and dilated: looks back only",
        "因果空洞卷积：只看过去",
    ),
    # convolution of a plane
    _of(
        "plain",
        "conv2d",
        "input=random:5x5&weight=0,1,0;1,1,1;0,1,0",
        "Plain: no padding, stride 1",
        "基本：无填充，步幅 1",
    ),
    _of("same", "conv2d", "input=ones:5x5&weight=ones:3x3&padding=same", "Same size by padding", "填充后尺寸不变"),
    _of(
        "full",
        "conv2d",
        "input=random:3x3&weight=random:3x3:1&padding=full",
        "Full: every overlap",
        "全卷积填充：所有重叠",
    ),
    _of(
        "strided",
        "conv2d",
        "input=ramp:6x6&weight=ones:3x3&stride=2&padding=1",
        "Stride 2 halves the size",
        "步幅 2：尺寸减半",
    ),
    _of(
        "unused",
        "conv2d",
        "input=ramp:6x6&weight=ones:3x3&stride=2",
        "A stride that leaves cells unread",
        "步幅除不尽：有格未被读取",
    ),
    _of(
        "dilated",
        "conv2d",
        "input=ramp:7x7&weight=ones:3x3&dilation=2",
        "Dilated: a kernel with gaps",
        "空洞卷积：带间隔的卷积核",
    ),
    _of(
        "reflected",
        "conv2d",
        "input=ramp:4x4&weight=gaussian:3x3&padding=1&padding_mode=reflect",
        "Padding that mirrors the border",
        "以镜像方式填充边界",
    ),
    _of(
        "flipped",
        "conv2d",
        "input=delta:5x5&weight=1,2,3;4,5,6;7,8,9&flip=true",
        "The mathematician's convolution: kernel turned",
        "数学上的卷积：翻转卷积核",
    ),
    _of(
        "channels",
        "conv2d",
        "input=random:3x5x5:3&weight=random:2x3x3x3:1&bias=1,-1",
        "Three channels to two filters",
        "三个通道到两个滤波器",
    ),
    _of(
        "grouped",
        "conv2d",
        "input=random:4x5x5&weight=random:4x2x3x3:1&groups=2",
        "Two groups of channels",
        "分组卷积：两组通道",
    ),
    _of(
        "depthwise",
        "conv2d",
        "input=random:3x5x5&weight=random:3x1x3x3:1&groups=3",
        "Depthwise: each channel alone",
        "逐深度卷积：各通道独立",
    ),
    _of(
        "pointwise",
        "conv2d",
        "input=random:3x4x4&weight=random:2x3x1x1:1",
        "Pointwise: 1×1 mixes channels",
        "逐点卷积：1×1 混合通道",
    ),
    _of(
        "activated",
        "conv2d",
        "input=random:5x5&weight=random:3x3:2&bias=-2&activation=relu",
        "Bias, then ReLU",
        "加偏置，再经 ReLU",
    ),
    # kernels over the photograph
    _photograph("identity:3x3", "identity", "恒等"),
    _photograph("sobel_x:3x3", "upright edges (Sobel)", "竖直边缘（Sobel）"),
    _photograph("sobel_y:3x3", "level edges (Sobel)", "水平边缘（Sobel）"),
    _photograph("laplacian:3x3", "Laplacian", "拉普拉斯"),
    _photograph("gaussian:5x5", "Gaussian blur", "高斯模糊", "&padding=same&padding_mode=replicate"),
    _photograph("box:5x5", "box blur", "均值模糊", "&padding=same&padding_mode=replicate"),
    _photograph("sharpen:3x3", "sharpen", "锐化"),
    _photograph("emboss:3x3", "emboss", "浮雕"),
    _photograph("outline:3x3", "outline", "轮廓"),
    # convolution of a block
    _of("block-mean", "conv3d", "input=random:4x4x4&weight=box:2x2x2", "Mean of a small block", "小立方体的平均"),
    # transposed convolution
    _of(
        "overlap",
        "conv_transpose2d",
        "input=ones:3x3&weight=ones:3x3&stride=2",
        "Stride 2, kernel 3: checkerboard overlap",
        "步幅 2、核 3：棋盘状重叠",
    ),
    _of(
        "even-overlap",
        "conv_transpose2d",
        "input=ones:3x3&weight=ones:4x4&stride=2&padding=1",
        "Stride 2, kernel 4, padding 1: even overlap",
        "步幅 2、核 4、填充 1：均匀重叠",
    ),
    _of(
        "transposed-same",
        "conv_transpose2d",
        "input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2&padding=same",
        "Same: twice the size exactly",
        "same：尺寸恰好为两倍",
    ),
    _of(
        "transposed-gather",
        "conv_transpose2d",
        "input=1,2;3,4&weight=1,2,1;2,4,2;1,2,1&stride=2&view=gather",
        "Read as a convolution of the stretched input",
        "视为对拉伸后输入的卷积",
    ),
    # pooling
    _of("pool", "max_pool2d", "input=random:4x4:7&kernel_size=2", "Max pooling 2×2", "2×2 最大池化"),
    _of(
        "pool-overlapping",
        "max_pool2d",
        "input=random:7x7:7&kernel_size=3&stride=2",
        "Overlapping: 3×3, stride 2",
        "重叠池化：3×3，步幅 2",
    ),
    _of(
        "pool-ceil",
        "max_pool2d",
        "input=random:5x5:7&kernel_size=2&ceil_mode=true",
        "Ceil mode keeps the cut windows",
        "向上取整：保留被截断的窗口",
    ),
    _of("pool-mean", "avg_pool2d", "input=random:4x4:7&kernel_size=2", "Average pooling 2×2", "2×2 平均池化"),
    _of(
        "pool-mean-padded",
        "avg_pool2d",
        "input=ones:4x4&kernel_size=3&stride=1&padding=1&count_include_pad=false",
        "Average that leaves padding out",
        "不计填充的平均",
    ),
    _of(
        "pool-norm",
        "lp_pool2d",
        "input=3,0,6,8;4,0,0,0;5,0,1,1;0,12,1,1&kernel_size=2&norm_type=2",
        "Root of the sum of squares",
        "平方和的平方根",
    ),
    _of(
        "adaptive", "adaptive_avg_pool2d", "input=ramp:7x7&output_size=3", "Adaptive: 7×7 to 3×3", "自适应：7×7 到 3×3"
    ),
    _of(
        "adaptive-max",
        "adaptive_max_pool2d",
        "input=random:5x7:7&output_size=2,3",
        "Adaptive maxima: 5×7 to 2×3",
        "自适应最大值：5×7 到 2×3",
    ),
    _of(
        "global",
        "adaptive_avg_pool2d",
        "input=random:3x4x4:7&output_size=1",
        "Global average: one number a channel",
        "全局平均：每通道一个数",
    ),
    _of(
        "unpool",
        "max_unpool2d",
        "input=6,8;7,9&indices=5,2;12,11&kernel_size=2",
        "Back to where the maxima stood",
        "放回最大值原来的位置",
    ),
)
