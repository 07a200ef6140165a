"""The sentences of refusals and advice that only networks can meet.

Knows words only; they join the engine's.
"""

from app.operators.messages import MESSAGES

MESSAGES |= {
    # the question
    "no_network": {
        "en": ("there is no network to look at", "give one of layers, source and preset"),
        "zh-Hans": ("没有给出网络", "请给出 layers、source、preset 之一"),
    },
    "two_networks": {
        "en": ("{field} and {other} both say what the network is", "give one of them"),
        "zh-Hans": ("{field} 与 {other} 都给出了网络", "只给出其中一个"),
    },
    "unknown_preset": {
        "en": ("there is no preset {given}", "did you mean {nearest}? /api/v1/networks lists all of them"),
        "zh-Hans": ("没有名为 {given} 的预设", "是否想用 {nearest}？全部预设见 /api/v1/networks"),
    },
    "not_a_shape": {
        "en": (
            "{field} is not the shape of an input",
            "give whole numbers from 1 to {maximum}, channels first, as in [3, 224, 224]",
        ),
        "zh-Hans": ("{field} 不是输入的形状", "请给出 1 到 {maximum} 的整数，通道在前，例如 [3, 224, 224]"),
    },
    "not_layers": {
        "en": ("{field} is no list of layers", 'give a list such as [{{"op": "relu"}}]'),
        "zh-Hans": ("{field} 不是层的列表", '请给出列表，例如 [{{"op": "relu"}}]'),
    },
    "not_a_layer": {
        "en": ("{field} is no layer", 'write a layer as {{"op": "relu"}}, with its settings beside'),
        "zh-Hans": ("{field} 不是层", '层应写成 {{"op": "relu"}}，其设置写在旁边'),
    },
    "not_name": {
        "en": ("{field} is a text of at most {most} printable characters", "use a short name such as conv1"),
        "zh-Hans": ("{field} 是至多 {most} 个可打印字符的文本", "请使用简短的名称，例如 conv1"),
    },
    "unknown_layer": {
        "en": ("there is no layer {given}", "did you mean {nearest}? /api/v1/networks lists all of them"),
        "zh-Hans": ("没有名为 {given} 的层", "是否想用 {nearest}？全部层见 /api/v1/networks"),
    },
    # layers that do not fit
    "layer_axes": {
        "en": (
            "{op} works on {needed} spatial axes, what comes in has {given}",
            "use the layer for {given} axes, or another input",
        ),
        "zh-Hans": ("{op} 处理 {needed} 个空间轴，而输入有 {given} 个", "请使用 {given} 轴的层，或更换输入"),
    },
    "no_axes": {
        "en": ("{op} works on spatial axes, a row of features has none", "put it before flatten, or leave it out"),
        "zh-Hans": ("{op} 处理空间轴，而一行特征没有空间轴", "请放在 flatten 之前，或去掉它"),
    },
    "layer_channels": {
        "en": ("{field} is {given}, but {needed} come in", "use {needed}, or leave it out"),
        "zh-Hans": ("{field} 为 {given}，而实际输入为 {needed}", "请使用 {needed}，或省略它"),
    },
    "not_the_weight": {
        "en": ("{field} is not what the given weight has", "use {needed}, or leave it out"),
        "zh-Hans": ("{field} 与给出的权重不符", "请使用 {needed}，或省略它"),
    },
    "needs_flatten": {
        "en": (
            "a fully connected layer reads a row of features; what comes in is {shape}",
            "put flatten before it, which gives {features} features",
        ),
        "zh-Hans": ("全连接层读取一行特征，而输入为 {shape}", "请在其前加 flatten，得到 {features} 个特征"),
    },
    "no_pool": {
        "en": (
            "no max pooling before this layer gave {shape}, so there are no indices to go back by",
            "unpool the output of a max pooling, each pooling once",
        ),
        "zh-Hans": (
            "此层之前没有输出 {shape} 的最大池化，因此没有可用的索引",
            "请对最大池化的输出反池化，每个池化一次",
        ),
    },
    "not_the_pool": {
        "en": (
            "the unpooling does not give back the size that was pooled",
            "use the pooling's settings, or an output_size of {needed}",
        ),
        "zh-Hans": ("反池化没有还原池化前的大小", "请使用该池化的设置，或 output_size 取 {needed}"),
    },
    "sum_differs": {
        "en": (
            "the main path gives {main}, the shortcut {other}; only equal shapes can be added",
            "give the shortcut a 1×1 convolution with the main path's channels and stride, or pad to keep the size",
        ),
        "zh-Hans": (
            "主路径给出 {main}，捷径给出 {other}；只有形状相同才能相加",
            "请给捷径加一个与主路径通道数和步幅相同的 1×1 卷积，或用填充保持大小",
        ),
    },
    "concat_differs": {
        "en": (
            "the branches give {shapes}; side by side they need the same spatial size",
            "crop the larger ones, pad the smaller ones, or give the transposed convolution more output_padding",
        ),
        "zh-Hans": (
            "各分支给出 {shapes}；拼接需要相同的空间大小",
            "请裁剪较大者、填充较小者，或增大转置卷积的 output_padding",
        ),
    },
    "negative_variance": {
        "en": ("a variance plus epsilon is not above 0", "use variances of 0 or more"),
        "zh-Hans": ("方差加 ε 不大于 0", "请使用不小于 0 的方差"),
    },
    # limits
    "layers": {
        "en": ("the network has {given} layers or more, the limit is {limit}", "look at a part of it"),
        "zh-Hans": ("网络至少有 {given} 层，上限为 {limit}", "请只查看其中一部分"),
    },
    "too_deep": {
        "en": ("{field} lies in more than {most} blocks, one inside the other", "use fewer blocks inside blocks"),
        "zh-Hans": ("{field} 嵌套在超过 {most} 层的块中", "请减少块的嵌套"),
    },
    "taps": {
        "en": (
            "all kernels together have {given} positions along their axes, the limit is {limit}",
            "use smaller kernels",
        ),
        "zh-Hans": ("所有核沿各轴共有 {given} 个位置，上限为 {limit}", "请使用更小的核"),
    },
    "beyond": {
        "en": ("{field} would have {given} cells, products or weights, the limit is {limit}", "use smaller sizes"),
        "zh-Hans": ("{field} 将有 {given} 个格子、乘积或权重，上限为 {limit}", "请使用更小的尺寸"),
    },
    "values": {
        "en": (
            "the layers' grids hold {given} numbers in all, the limit is {limit}",
            "use a smaller input or fewer filters",
        ),
        "zh-Hans": ("各层网格共有 {given} 个数，上限为 {limit}", "请使用更小的输入或更少的滤波器"),
    },
    # reach
    "no_such_layer": {
        "en": (
            "there is no layer {given}",
            "use −1 for the input, a number from 0 to {most}, or a path such as layers[0]",
        ),
        "zh-Hans": ("没有层 {given}", "输入用 −1，层用 0 到 {most} 的编号，或路径如 layers[0]"),
    },
    "position_axes": {
        "en": (
            "{field} has {given} entries, the layer has {needed} spatial axes",
            "give one index an axis, without the channel",
        ),
        "zh-Hans": ("{field} 有 {given} 项，而该层有 {needed} 个空间轴", "每个轴给出一个索引，不含通道"),
    },
    "position_outside": {
        "en": ("{field} lies outside a grid of {shape}", "count from 0 and stay inside"),
        "zh-Hans": ("{field} 超出大小为 {shape} 的网格", "从 0 数起，并留在网格内"),
    },
    "needs_values": {
        "en": ("a gradient needs numbers to start from", "give values, or a seed with values"),
        "zh-Hans": ("求梯度需要数值", "请给出 values"),
    },
    # advice
    "field_exceeds": {
        "en": (
            "from {field} on, a cell sees {size} cells along {axis}, more than the {input} of the input",
            "larger kernels or more layers add no context there; a smaller network may do",
        ),
        "zh-Hans": (
            "从 {field} 起，一个格子沿 {axis} 看到 {size} 格，超过输入的 {input} 格",
            "再增大核或加层不会带来更多上下文；更小的网络也许足够",
        ),
    },
    "checkerboard": {
        "en": (
            "the stride {stride} does not divide the kernel of {kernel}: cells are painted unequally (checkerboard)",
            "use a kernel that is a multiple of the stride, such as {better}",
        ),
        "zh-Hans": (
            "核 {kernel} 不能被步幅 {stride} 整除：各格被绘制的次数不等（棋盘效应）",
            "请使用步幅的倍数作为核，例如 {better}",
        ),
    },
    "not_aligned": {
        "en": (
            "the branches that meet here look at different places: their centres lie {apart} cells apart along {axis}",
            "give the branches the same padding before (named padding depends on the size), or crop the shortcut alike",
        ),
        "zh-Hans": (
            "在此汇合的分支看的不是同一处：其中心沿 {axis} 相差 {apart} 格",
            "请让各分支在前侧填充相同（命名填充随大小变化），或同样裁剪捷径",
        ),
    },
    "drifting": {
        "en": (
            "the branches that meet here move at different speeds: {jumps} input cells a step along {axis}",
            "give the branches the same total stride",
        ),
        "zh-Hans": ("在此汇合的分支移动速度不同：沿 {axis} 每格移动 {jumps} 个输入格", "请让各分支的总步幅相同"),
    },
}
