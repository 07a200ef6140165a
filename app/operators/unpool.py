"""Max unpooling: every input cell goes back to the place that a max pooling took it from.

Sizes and `output_size`'s range are torch.nn.functional.max_unpool1d…3d's. The indices decide where a cell goes, so
there are no tap tables; of equal indices the last step wins, and only its input has a gradient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from app.operators.conv_transpose import CROP_NAMES
from app.operators.errors import refuse
from app.operators.exact import Array
from app.operators.fitting import check_gradient, input_shape
from app.operators.formula import unpool_formula
from app.operators.grids import TOLD
from app.operators.operator import AXIS_NAMES, INPUT, Operator, Plan, register
from app.operators.parameters import Grid, PerAxis, Sides
from app.operators.pool import KERNEL_SIZE, STRIDE
from app.operators.shapes import Shape, cells, pairs
from app.operators.sizes import Pair, named_crop, transposed_size
from app.operators.taps import Axis, IntArray


@dataclass(frozen=True)
class UnpoolAxis(Axis):
    """Sizes of an unpooling axis; its wiring is in the indices, so it has no table."""


@lru_cache(maxsize=1024)
def unpool_axis(name: str, size: int, kernel: int, stride: int, padding: Pair, output: int) -> UnpoolAxis:
    """The axis of an unpooling, `output` being the size asked for."""
    natural = transposed_size(size, kernel, stride, 1, padding, 0)
    formula = unpool_formula(size, kernel, stride, padding, natural, output)
    return UnpoolAxis(name, size, kernel, stride, 1, padding, output, formula, wired=False)


@register
class MaxUnpool(Operator):
    """Each input cell is put at the place its index names; everything else is 0."""

    family = "max_unpool"
    title = {"en": "max unpooling", "zh-Hans": "最大反池化"}
    section = {"en": "unpooling", "zh-Hans": "反池化"}
    help = {
        "en": "Each cell goes back to the place its index names; everything else is 0.",
        "zh-Hans": "每个格子回到其索引所指的位置；其余为 0。",
    }
    linear = True
    parameters = (
        INPUT,
        Grid(
            "indices",
            {"en": "Indices", "zh-Hans": "索引"},
            {
                "en": "for each input cell its place in the output plane, as max pooling answers them",
                "zh-Hans": "每个输入格子在输出平面中的位置，即最大池化给出的索引",
            },
            required=True,
            axes=("in", "*spatial"),
            generators=("grid",),
            smallest=("zeros:{input}",),
        ),
        KERNEL_SIZE,
        STRIDE,
        Sides(
            "padding",
            {"en": "Padding", "zh-Hans": "填充"},
            {
                "en": "the padding of the pooling turned round; it crops the output",
                "zh-Hans": "被反转的池化的填充；裁剪输出",
            },
            default=0,
            basic=True,
            names=CROP_NAMES[:2],
        ),
        PerAxis(
            "output_size",
            {"en": "Output size", "zh-Hans": "输出大小"},
            {"en": "where the pooling could have come from several sizes", "zh-Hans": "当池化可能来自多种大小时指定"},
            nullable=True,
        ),
    )
    defaults = {
        1: "input=3,9,7,6&indices=1,3,5,7&kernel_size=2",
        2: "input=5,4;7,9&indices=4,3;8,10&kernel_size=2",
        3: "input=5,4;7,9|6,8;3,2&indices=21,3;25,14|32,55;44,63&kernel_size=2",
    }

    def plan(self, shapes: Mapping[str, Shape], settings: Mapping[str, Any]) -> Plan:
        channels, *sizes = shape = input_shape(self, shapes)
        if shapes["indices"] not in (shapes["input"], shape):
            told = {"given": list(shapes["indices"]), "needed": list(shapes["input"])}
            first = np.zeros(shapes["input"], dtype=int).tolist() if cells(shape) <= TOLD else None
            raise refuse("indices", "shape_differs", repairs=[first and {"indices": first}], **told)
        kernel = settings["kernel_size"]
        stride = settings["stride"] or kernel
        padding, more = settings["padding"], (0,) * self.dimensions
        if isinstance(padding, str):
            named = [named_crop(padding, k, s) for k, s in zip(kernel, stride, strict=True)]
            padding, more = tuple(crop for crop, _ in named), tuple(extra for _, extra in named)
        measures = list(zip(sizes, kernel, stride, (1,) * self.dimensions, padding, more, strict=True))
        natural = [transposed_size(*measure) for measure in measures]
        wanted = settings["output_size"] or natural
        self.check_sizes(natural, wanted, stride, padding)
        axes = tuple(
            unpool_axis(*measure)
            for measure in zip(AXIS_NAMES[self.dimensions], sizes, kernel, stride, padding, wanted, strict=True)
        )
        return check_gradient(
            Plan(
                operator=self,
                settings=settings,
                params={
                    "kernel_size": list(kernel),
                    "stride": list(stride),
                    "padding": pairs(padding),
                    "output_size": list(wanted),
                },
                axes=axes,
                channels=len(shapes["input"]) > self.dimensions,
                groups=channels,
                fan_in=1,
                fan_out=1,
                shapes={"input": shape, "indices": shape, "output": (channels, *wanted)},
                counts={"parameters": 0, "macs": 0},
                work=cells(shape),
                kind="unpool",
                total=cells(shape),
                step_values=2 * self.dimensions + 4,
            ),
            shapes,
        )

    def check_sizes(self, natural: list[int], wanted: Any, stride: Any, padding: Any) -> None:
        """Refuses sizes that no pooling with these settings could have come from (PyTorch's range)."""
        for size, default, step in zip(wanted, natural, stride, strict=True):
            least, most = max(1, default - step + 1), default + step - 1
            if not least <= size <= most:
                if most < 1:
                    whole = default + max(sum(sides) for sides in padding)
                    told = {"given": whole - default, "size": whole, "most": whole - 1}
                    raise refuse("padding", "crop_too_large", repairs=[{"padding": 0}], **told)
                repairs = [
                    {
                        "output_size": [
                            min(max(s, d - t + 1, 1), d + t - 1)
                            for s, d, t in zip(wanted, natural, stride, strict=True)
                        ]
                    },
                    {"output_size": None},
                    {"padding": 0},
                ]
                raise refuse("output_size", "unpool_size", list(wanted), repairs, given=size, least=least, most=most)

    @np.errstate(invalid="ignore")  # an index that is no integer is found by comparing
    def targets(self, plan: Plan, indices: Array) -> IntArray:
        """Flat output index of every input cell."""
        plane = prod(plan.output)
        whole = indices.astype(np.intp).reshape(plan.shapes["input"][0], -1)
        wrong = (indices.reshape(whole.shape) != whole) | (whole < 0) | (whole >= plane)
        if wrong.any():
            first = indices.reshape(-1)[int(np.flatnonzero(wrong.reshape(-1))[0])]
            inside = np.where(wrong, np.arange(whole.shape[1]) % plane, whole).reshape(indices.shape)
            repairs = [{"indices": inside.tolist()}] if inside.size <= TOLD else []
            if not float(first).is_integer():
                raise refuse("indices", "not_whole", float(first), repairs, example=0)
            number = int(first) if abs(first) < 2**53 else float(first)
            raise refuse("indices", "index_outside", number, repairs, given=number, size=plane, most=plane - 1)
        return (np.arange(len(whole))[:, None] * plane + whole).reshape(-1)

    def compute(self, plan: Plan, grids: Mapping[str, Any], offset: int, count: int, whole: bool) -> dict[str, Any]:
        target = self.targets(plan, grids["indices"])
        page = slice(offset, offset + count)
        values = grids["input"].reshape(-1)
        steps = {
            "input": np.stack(np.unravel_index(np.arange(offset, offset + count), plan.shapes["input"]), axis=1),
            "output": np.stack(np.unravel_index(target[page], plan.shapes["output"]), axis=1),
            "value": values[page],
        }
        if not whole:
            return {"steps": steps}
        output = np.zeros(cells(plan.shapes["output"]))
        last = self.winners(target)
        output[target[last]] = values[last]
        indices = grids["indices"].astype(np.intp)
        return {"output": output.reshape(plan.shapes["output"]), "indices": indices, "steps": steps}

    def winners(self, target: IntArray) -> IntArray:
        """The steps whose value stays: of equal targets the last one."""
        _, first = np.unique(target[::-1], return_index=True)
        return np.sort(len(target) - 1 - first)

    def entries(self, plan: Plan, grids: Mapping[str, Any]) -> tuple[Any, Any, Any, Any]:
        """One entry, a 1, for each input cell whose value stays."""
        target = self.targets(plan, grids["indices"])
        last = self.winners(target)
        return target[last], last, np.ones(len(last)), None

    def gradients(self, plan: Plan, grids: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
        target = self.targets(plan, grids["indices"])
        last = self.winners(target)
        result = np.zeros(len(target))
        result[last] = grids["grad_output"].reshape(-1)[target[last]]
        return {"input": result.reshape(plan.shapes["input"])}
