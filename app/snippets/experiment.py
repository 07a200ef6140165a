"""One experiment as a writer of programs sees it: its grids, its output, its numbers by axis.

Knows plans and arrays; no framework and no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from app.operators.exact import Array
from app.operators.operator import Plan
from app.operators.sizes import Pair, transposed_size
from app.operators.trace import answer


@dataclass(frozen=True)
class Experiment:
    """A plan with its grids and its output, all with a channel axis or all without, as they were given."""

    plan: Plan
    grids: Mapping[str, Array]

    @classmethod
    def of(cls, plan: Plan, grids: Mapping[str, Array]) -> Experiment:
        """The experiment with its output; Refused when that is beyond float64."""
        made = answer(plan, {name: grid for name, grid in grids.items() if name != "grad_output"}, limit=0)
        shown = ("input", "weight", "bias", "indices", "output")
        found = {name: made[name] for name in shown if made.get(name) is not None}
        if "indices" in found and "indices" not in grids:  # an answer, not a question
            del found["indices"]
        return cls(plan, found)

    @property
    def family(self) -> str:
        return self.plan.operator.family

    @property
    def dimensions(self) -> int:
        return self.plan.operator.dimensions

    @property
    def channels(self) -> bool:
        """Whether the grids carry a channel axis."""
        return self.plan.channels

    @property
    def groups(self) -> int:
        return self.plan.groups

    @property
    def params(self) -> Mapping[str, Any]:
        return self.plan.params

    def setting(self, name: str, default: Any = None) -> Any:
        """A resolved parameter, or what it is where the operator has none of that name."""
        return self.params.get(name, default)

    @cached_property
    def sizes(self) -> list[int]:
        return list(self.plan.input)

    @cached_property
    def outputs(self) -> list[int]:
        return list(self.plan.output)

    @cached_property
    def kernel(self) -> list[int]:
        return list(self.plan.kernel)

    @cached_property
    def stride(self) -> list[int]:
        return [axis.stride or 1 for axis in self.plan.axes]

    @cached_property
    def dilation(self) -> list[int]:
        return [axis.dilation for axis in self.plan.axes]

    @cached_property
    def reach(self) -> list[int]:
        """Cells from the first to the last of a window."""
        return [axis.effective_kernel for axis in self.plan.axes]

    @cached_property
    def padding(self) -> list[Pair]:
        return [axis.padding for axis in self.plan.axes]

    @cached_property
    def even(self) -> bool:
        """Whether each axis has as many cells of padding before as after."""
        return all(before == after for before, after in self.padding)

    @cached_property
    def padded(self) -> bool:
        return any(map(any, self.padding))

    @cached_property
    def overhang(self) -> list[Pair]:
        """Cells that the last window of `ceil_mode` needs beyond the padding."""
        last = [(n - 1) * s + reach for n, s, reach in zip(self.outputs, self.stride, self.reach, strict=True)]
        room = [size + sum(sides) for size, sides in zip(self.sizes, self.padding, strict=True)]
        return [(0, max(0, end - have)) for end, have in zip(last, room, strict=True)]

    @cached_property
    def hangs(self) -> bool:
        return any(map(any, self.overhang))

    @cached_property
    def ring(self) -> list[Pair]:
        """Padding and overhang: round the input, every window is whole."""
        both = zip(self.padding, self.overhang, strict=True)
        return [(before, after + more) for (before, after), (_, more) in both]

    @cached_property
    def painted(self) -> list[int]:
        """Cells of each axis before a transposed operator's padding crops them."""
        measures = zip(self.sizes, self.kernel, self.stride, self.dilation, strict=True)
        return [transposed_size(*one, (0, 0), 0) for one in measures]

    @cached_property
    def stretched(self) -> list[int]:
        """Cells of each axis with stride − 1 zeros between its cells."""
        return [(size - 1) * step + 1 for size, step in zip(self.sizes, self.stride, strict=True)]

    @cached_property
    def kept(self) -> list[Pair]:
        """First painted cell of each axis that the output keeps, and the one after the last."""
        return [(before, before + n) for (before, _), n in zip(self.padding, self.outputs, strict=True)]

    @cached_property
    def beyond(self) -> list[int]:
        """Cells of the output that no window paints: `output_padding` that goes past the last one."""
        return [max(0, end - have) for (_, end), have in zip(self.kept, self.painted, strict=True)]

    @cached_property
    def repeated(self) -> bool:
        """Whether two cells go back to the same place."""
        planes = self.grids["indices"].reshape(self.plan.shapes["input"][0], -1)
        return any(len(set(plane)) < len(plane) for plane in planes.tolist())

    @cached_property
    def scale(self) -> float:
        """About the largest sum of sizes, which is what rounding is measured against."""
        largest = {name: float(np.abs(grid).max()) for name, grid in self.grids.items()}
        if "weight" in largest:
            return min(1e290, largest["input"] * largest["weight"] * self.plan.window + largest.get("bias", 0.0))
        return min(1e290, max(largest["input"] * prod(self.kernel), largest["output"]))

    def within(self, digits: int) -> str:
        """How far a cell may be off when so many digits of the largest sum are right."""
        power = int(np.ceil(np.log10(self.scale))) if self.scale else 0
        return f"1e{max(power - digits, -300)}"
