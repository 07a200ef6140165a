"""`apply` against PyTorch, one thread each, float32. Goals: conv2d 5×5 k3 at most 0.7 times, 28×28 k5 at most 0.6."""

from __future__ import annotations

from statistics import median
from timeit import timeit

import numpy as np

from app.operators import apply

CASES = {  # channels, filters, size, kernel, goal
    "5×5 k3": (1, 1, 5, 3, 0.7),
    "28×28 k5": (1, 1, 28, 5, 0.6),
    "64×64 k3": (1, 1, 64, 3, None),
    "64×56×56 k3": (64, 64, 56, 3, None),
}
ROUNDS = 7


def main() -> None:
    try:
        import torch
        from torch.nn.functional import conv2d
    except ImportError:
        print("apply: PyTorch is not installed, so there is nothing to compare with")
        return
    torch.set_num_threads(1)
    random = np.random.default_rng(0)
    for name, (channels, filters, size, kernel, goal) in CASES.items():
        grid = random.standard_normal((channels, size, size)).astype(np.float32)
        weight = random.standard_normal((filters, channels, kernel, kernel)).astype(np.float32)
        tensor, kernels = torch.from_numpy(grid)[None], torch.from_numpy(weight)
        assert np.allclose(apply("conv2d", grid, weight=weight), conv2d(tensor, kernels)[0].numpy(), atol=1e-3)
        number = max(3, 20_000 // (channels * size * kernel))
        ratios = []
        for _ in range(ROUNDS):
            own = min(timeit(lambda g=grid, w=weight: apply("conv2d", g, weight=w), number=number) for _ in range(5))
            peer = min(timeit(lambda t=tensor, k=kernels: conv2d(t, k), number=number) for _ in range(5))
            ratios.append((own / peer, own / number, peer / number))
        ratio, own, peer = sorted(ratios)[len(ratios) // 2]
        told = f" (goal ≤ {goal})" if goal else ""
        assert ratio == median(one[0] for one in ratios)
        print(f"apply conv2d {name}: {own * 1e6:.1f} µs, PyTorch {peer * 1e6:.1f} µs; ratio {ratio:.2f}{told}")
