"""PyTorch's `nn.Sequential(…)` and single layers as layers of ours.

Knows the layers of torch.nn, the order of their arguments and what they take for granted.
"""

from __future__ import annotations

from typing import Any

from app.networks.text.reading import Arguments, Framework, Layer, Word, bordered, cropped, sides

MODES = {
    "ZeroPad": "zeros",
    "ConstantPad": "",
    "ReflectionPad": "reflect",
    "ReplicationPad": "replicate",
    "CircularPad": "circular",
}
POOL = "kernel_size stride padding"


def windowed(op: str) -> Any:
    """A layer whose arguments have our names; those that change nothing here are passed over."""

    def read(given: Arguments) -> list[Layer]:
        given.only("return_indices", True, False)
        return [{"op": op, **given.given()}]

    return read


def adaptive(op: str, whole: str) -> Any:
    def read(given: Arguments) -> list[Layer]:
        given.only("return_indices", True, False)
        size = given.take("output_size")
        ones = size == 1 or (isinstance(size, list) and all(one == 1 for one in size))
        return [{"op": whole} if ones else {"op": op, "output_size": size}]

    return read


def plain(op: str, **usual: Any) -> Any:
    """A layer with the arguments that our layer has; `usual` are values that mean nothing here."""

    def read(given: Arguments) -> list[Layer]:
        for name, values in usual.items():
            given.only(name, *values)
        return [{"op": op, **given.given()}]

    return read


def norm(given: Arguments) -> list[Layer]:
    given.take("momentum"), given.take("track_running_stats")
    affine = given.take("affine", True)
    return [{"op": "batch_norm", **given.given(), **({} if affine else {"affine": "none"})}]


def border(name: str) -> Any:
    """A padding layer; its numbers go from the last axis to the first, negative ones crop."""

    def read(given: Arguments) -> list[Layer]:
        padding, value = given.take("padding"), given.take("value", 0)
        if not isinstance(padding, list):
            padding = [padding] * 2 * int(given.call.name[-2])
        if not all(isinstance(one, int) for one in padding) or len(padding) != 2 * int(given.call.name[-2]):
            raise given.wrong("padding")
        pairs = sides(padding)[::-1]
        if padding and min(padding) < 0:
            if max(padding) > 0:
                raise given.wrong("padding")
            return [{"op": "crop", "padding": [[-before, -after] for before, after in pairs]}]
        mode = MODES[name]
        layer: Layer = {"op": "zero_pad", "padding": pairs}
        if value:
            layer["outside"] = value
        if mode not in ("", "zeros"):
            layer["mode"] = {"padding_mode": mode}
        return [layer]

    return read


def upsample(given: Arguments) -> list[Layer]:
    given.only("size", None)
    given.only("mode", "nearest")
    given.only("align_corners", None, False)
    factor = given.take("scale_factor")
    return [{"op": "upsample", "scale_factor": factor}]


def nothing(given: Arguments) -> list[Layer]:
    return []


def each(pattern: str, arguments: str, make: Any) -> dict[str, Word]:
    """The 1-D, 2-D and 3-D layers of one name."""
    return {pattern.format(d): Word(arguments, make(d)) for d in (1, 2, 3)}


class Torch(Framework):
    """Reads torch.nn."""

    ignored = frozenset({"device", "dtype", "inplace"})
    words = {
        **each(
            "Conv{}d",
            "in_channels out_channels kernel_size stride padding dilation groups bias padding_mode",
            lambda d: windowed(f"conv{d}d"),
        ),
        **each(
            "ConvTranspose{}d",
            "in_channels out_channels kernel_size stride padding output_padding groups bias dilation padding_mode",
            lambda d: plain(f"conv_transpose{d}d", padding_mode=("zeros",)),
        ),
        **each("MaxPool{}d", f"{POOL} dilation return_indices ceil_mode", lambda d: windowed(f"max_pool{d}d")),
        **each(
            "AvgPool{}d", f"{POOL} ceil_mode count_include_pad divisor_override", lambda d: windowed(f"avg_pool{d}d")
        ),
        **each("LPPool{}d", "norm_type kernel_size stride ceil_mode", lambda d: windowed(f"lp_pool{d}d")),
        **each("MaxUnpool{}d", POOL, lambda d: windowed(f"max_unpool{d}d")),
        **each("AdaptiveAvgPool{}d", "output_size", lambda d: adaptive(f"adaptive_avg_pool{d}d", "global_avg_pool")),
        **each(
            "AdaptiveMaxPool{}d",
            "output_size return_indices",
            lambda d: adaptive(f"adaptive_max_pool{d}d", "global_max_pool"),
        ),
        **each("BatchNorm{}d", "num_features eps momentum affine track_running_stats", lambda d: norm),
        **each("Dropout{}d", "p", lambda d: plain("dropout")),
        **{
            word: one
            for name in MODES
            for word, one in each(f"{name}{{}}d", "padding value", lambda d, name=name: border(name)).items()
        },
        "Dropout": Word("p inplace", plain("dropout", inplace=(True, False))),
        "AlphaDropout": Word("p inplace", plain("dropout", inplace=(True, False))),
        "ReLU": Word("inplace", plain("relu", inplace=(True, False))),
        "LeakyReLU": Word("negative_slope inplace", plain("leaky_relu", inplace=(True, False))),
        "Sigmoid": Word("", plain("sigmoid")),
        "Tanh": Word("", plain("tanh")),
        "GELU": Word("approximate", plain("gelu", approximate=("none",))),
        "SiLU": Word("inplace", plain("silu", inplace=(True, False))),
        "Softmax": Word("dim", plain("softmax", dim=(None, 1, -1))),
        "Softmax2d": Word("", plain("softmax")),
        "Flatten": Word("start_dim end_dim", plain("flatten", start_dim=(1,), end_dim=(-1,))),
        "Linear": Word("in_features out_features bias", plain("linear")),
        "Upsample": Word("size scale_factor mode align_corners", upsample),
        "UpsamplingNearest2d": Word("size scale_factor", upsample),
        "Identity": Word("", nothing),
    }

    def folded(self, row: list[Layer]) -> list[Layer]:
        one = bordered(*row) or cropped(*row)
        return [one] if one else row
