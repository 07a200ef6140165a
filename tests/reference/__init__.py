"""Knows the twins: one plain-loop function an operator, from the definitions.  Knows nothing of `app`.

`TWINS[id](input, *, weight, bias, indices, **params)` answers `output` (and `indices` for max pooling), float64
with a channel axis; `GRADIENTS[id](input, grad_output, …)` answers `input`, and `weight` and `bias` of convolutions.
Outputs are bit for bit those of the contract's order of sums (`lp_pool`, `sigmoid`, `tanh`: as Python's floats go).
Settings that the contract refuses raise ValueError.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.reference.adaptive import (
    adaptive_avg_pool,
    adaptive_avg_pool_gradients,
    adaptive_max_pool,
    adaptive_max_pool_gradients,
)
from tests.reference.conv import conv, conv_gradients
from tests.reference.conv_transpose import conv_transpose, conv_transpose_gradients
from tests.reference.pool import (
    avg_pool,
    avg_pool_gradients,
    lp_pool,
    lp_pool_gradients,
    max_pool,
    max_pool_gradients,
)
from tests.reference.unpool import max_unpool, max_unpool_gradients

FAMILIES: dict[str, tuple[Callable[..., dict[str, Any]], Callable[..., dict[str, Any]]]] = {
    "conv": (conv, conv_gradients),
    "conv_transpose": (conv_transpose, conv_transpose_gradients),
    "max_pool": (max_pool, max_pool_gradients),
    "avg_pool": (avg_pool, avg_pool_gradients),
    "lp_pool": (lp_pool, lp_pool_gradients),
    "adaptive_avg_pool": (adaptive_avg_pool, adaptive_avg_pool_gradients),
    "adaptive_max_pool": (adaptive_max_pool, adaptive_max_pool_gradients),
    "max_unpool": (max_unpool, max_unpool_gradients),
}


def _in(dimensions: int, family: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def twin(
        input: Any, *grad_output: Any, weight: Any = None, bias: Any = None, indices: Any = None, **params: Any
    ) -> dict[str, Any]:
        if np.ndim(input) != dimensions + 1:
            raise ValueError(f"input: {np.ndim(input)} axes came, a channel and {dimensions} are needed")
        grids = {"weight": weight, "bias": bias, "indices": indices}
        given = {name: grid for name, grid in grids.items() if grid is not None}
        return family(input, *grad_output, **given, **params)

    return twin


TWINS = {f"{name}{d}d": _in(d, forward) for name, (forward, _) in FAMILIES.items() for d in (1, 2, 3)}
GRADIENTS = {f"{name}{d}d": _in(d, backward) for name, (_, backward) in FAMILIES.items() for d in (1, 2, 3)}
