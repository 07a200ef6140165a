"""The layers of Keras: the order of their arguments, what they take for granted, and which layers of ours they are.

Knows one layer at a time; rows, channels and shapes are keras_reader.py's.
"""

from __future__ import annotations

from typing import Any

from app.networks.text.reading import Arguments, Layer, Word

CONV = "filters kernel_size strides padding data_format dilation_rate groups activation use_bias"
TRANSPOSED = "filters kernel_size strides padding output_padding data_format dilation_rate activation use_bias"
DEPTHWISE = "kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias"
SEPARABLE = "filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias"
POOL = "pool_size strides padding data_format"
ACTIVATIONS = {
    "relu": "relu", "sigmoid": "sigmoid", "tanh": "tanh", "gelu": "gelu", "silu": "silu", "swish": "silu",
    "softmax": "softmax", "leaky_relu": "leaky_relu",
}  # fmt: skip
NAMES = {
    "filters": "out_channels",
    "strides": "stride",
    "dilation_rate": "dilation",
    "use_bias": "bias",
    "units": "out_features",
}


def last(given: Arguments) -> None:
    """Channels last is what a text means here; channels first says the same of the layers."""
    given.only("data_format", None, "channels_last", "channels_first")


def activated(given: Arguments, layer: Layer) -> list[Layer]:
    """A layer, and the activation that Keras counts as part of it."""
    name = given.take("activation")
    if name in (None, "linear"):
        return [{**layer, **given.given(**NAMES)}]
    given["activation"] = name
    return [activation(given), {**layer, **given.given(**NAMES)}][::-1]


def activation(given: Arguments) -> Layer:
    """The activation that a text names."""
    name = given.get("activation")
    if not isinstance(name, str) or name not in ACTIVATIONS:
        raise given.wrong("activation")
    del given["activation"]
    layer: Layer = {"op": ACTIVATIONS[name]}
    return {**layer, "negative_slope": 0.2} if name == "leaky_relu" else layer


def curve(given: Arguments) -> list[Layer]:
    return [activation(given)]


def conv(axes: int) -> Any:
    def read(given: Arguments) -> list[Layer]:
        last(given)
        return activated(given, {"op": f"conv{axes}d"})

    return read


def transposed(axes: int) -> Any:
    """Keras never makes less than size · stride: what a kernel shorter than the stride lacks is put at the end."""

    def read(given: Arguments) -> list[Layer]:
        last(given)
        kernel, stride, dilation = (
            per_axis(given.get(name, 1), axes) for name in ("kernel_size", "strides", "dilation_rate")
        )
        padding, more = given.take("padding", "valid"), given.take("output_padding")
        layer: Layer = {"op": f"conv_transpose{axes}d"}
        if padding == "same":
            layer["padding"] = "same" if more is None else [one // 2 for one in kernel]
        elif padding != "valid":
            given["padding"] = padding
            raise given.wrong("padding")
        if more is not None:
            layer["output_padding"] = more
        elif padding == "valid":
            lacking = [max(0, s - d * (k - 1) - 1) for k, s, d in zip(kernel, stride, dilation, strict=True)]
            if any(lacking):
                layer["output_padding"] = lacking
        return activated(given, layer)

    return read


def per_axis(value: Any, axes: int) -> list[int]:
    """One number an axis; what is none is refused later, with the layer."""
    values = value if isinstance(value, list) and len(value) == axes else [value] * axes
    return [one if isinstance(one, int) else 1 for one in values]


def pool(op: str) -> Any:
    def read(given: Arguments) -> list[Layer]:
        last(given)
        size = given.take("pool_size", 2)
        layer: Layer = {"op": op, "kernel_size": size}
        if op.startswith("avg") and given.get("padding") == "same":
            layer["count_include_pad"] = False
        return [{**layer, **given.given(**NAMES)}]

    return read


def whole(op: str) -> Any:
    def read(given: Arguments) -> list[Layer]:
        last(given)
        given.only("keepdims", True, False)
        return [{"op": op}]

    return read


def adaptive(op: str) -> Any:
    def read(given: Arguments) -> list[Layer]:
        last(given)
        return [{"op": op, "output_size": given.take("output_size")}]

    return read


def norm(given: Arguments) -> list[Layer]:
    given.only("axis", -1, 1, 3)
    given.take("momentum")
    center, scale = given.take("center", True), given.take("scale", True)
    layer: Layer = {"op": "batch_norm", "eps": given.take("epsilon", 1e-3)}
    if not scale:
        layer["affine"] = "shift" if center else "none"
    elif not center:
        raise given.wrong("center")
    return [layer]


def border(op: str, name: str) -> Any:
    """A number, one an axis, or pairs; in 1-D the pair itself."""

    def read(given: Arguments) -> list[Layer]:
        last(given)
        value = given.take(name, 1)
        if given.call.name.endswith("1D") and isinstance(value, list) and len(value) == 2:
            value = [value]
        return [{"op": op, "padding": value}]

    return read


def upsample(given: Arguments) -> list[Layer]:
    last(given)
    given.only("interpolation", "nearest")
    return [{"op": "upsample", "scale_factor": given.take("size", 2)}]


def dense(given: Arguments) -> list[Layer]:
    return activated(given, {"op": "linear"})


def plain(op: str, **usual: Any) -> Any:
    def read(given: Arguments) -> list[Layer]:
        for name, values in usual.items():
            given.only(name, *values)
        return [{"op": op, **given.given(rate="p", alpha="negative_slope")}]

    return read


def leaky(given: Arguments) -> list[Layer]:
    slope = given.take("negative_slope", given.take("alpha", 0.3))
    return [{"op": "leaky_relu", "negative_slope": slope}]


def nothing(given: Arguments) -> list[Layer]:
    given.clear()
    return []


def each(pattern: str, arguments: str, make: Any, axes: tuple[int, ...] = (1, 2, 3)) -> dict[str, Word]:
    return {pattern.format(d): Word(arguments, make(d)) for d in axes}


IGNORED = frozenset(
    f"{what}_{kind}"
    for what in ("kernel", "bias", "depthwise", "pointwise", "beta", "gamma", "moving_mean", "moving_variance")
    for kind in ("initializer", "regularizer", "constraint")
) | {
    "activity_regularizer",
    "trainable",
    "dtype",
    "synchronized",
    "seed",
    "noise_shape",
    "input_shape",
    "input_dim",
}
WORDS = {
    **each("Conv{}D", CONV, conv),
    **each("Convolution{}D", CONV, conv),
    **each("Conv{}DTranspose", TRANSPOSED, transposed),
    **each("DepthwiseConv{}D", DEPTHWISE, conv, (1, 2)),
    **each("SeparableConv{}D", SEPARABLE, conv, (1, 2)),
    **each("MaxPooling{}D", POOL, lambda d: pool(f"max_pool{d}d")),
    **each("MaxPool{}D", POOL, lambda d: pool(f"max_pool{d}d")),
    **each("AveragePooling{}D", POOL, lambda d: pool(f"avg_pool{d}d")),
    **each("AvgPool{}D", POOL, lambda d: pool(f"avg_pool{d}d")),
    **each("GlobalAveragePooling{}D", "data_format keepdims", lambda d: whole("global_avg_pool")),
    **each("GlobalMaxPooling{}D", "data_format keepdims", lambda d: whole("global_max_pool")),
    **each("AdaptiveAveragePooling{}D", "output_size data_format", lambda d: adaptive(f"adaptive_avg_pool{d}d")),
    **each("AdaptiveMaxPooling{}D", "output_size data_format", lambda d: adaptive(f"adaptive_max_pool{d}d")),
    **each("ZeroPadding{}D", "padding data_format", lambda d: border("zero_pad", "padding")),
    **each("Cropping{}D", "cropping data_format", lambda d: border("crop", "cropping")),
    **each("UpSampling{}D", "size data_format interpolation", lambda d: upsample),
    **each("SpatialDropout{}D", "rate", lambda d: plain("dropout")),
    "Dense": Word("units activation use_bias", dense),
    "Flatten": Word("data_format", plain("flatten", data_format=(None, "channels_last", "channels_first"))),
    "Dropout": Word("rate", plain("dropout")),
    "BatchNormalization": Word("axis momentum epsilon center scale", norm),
    "Activation": Word("activation", curve),
    "ReLU": Word(
        "max_value negative_slope threshold", plain("relu", max_value=(None,), negative_slope=(0,), threshold=(0,))
    ),
    "LeakyReLU": Word("negative_slope alpha", leaky),
    "Softmax": Word("axis", plain("softmax", axis=(-1,))),
    "Identity": Word("", nothing),
    "Input": Word("shape batch_size batch_shape", nothing),
    "InputLayer": Word("shape batch_size batch_shape", nothing),
}
