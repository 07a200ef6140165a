"""Knows the four activations and their slopes.  Knows nothing of what comes before them."""

import math


def activate(name: str, value: float) -> float:
    """The activation of one number; ValueError for an unknown name."""
    if name == "none":
        return value
    if name == "relu":
        return value if value > 0 else 0.0
    if name == "sigmoid":
        return _sigmoid(value)
    if name == "tanh":
        return math.tanh(value)
    raise ValueError(f"activation: no name {name!r}")


def slope(name: str, value: float) -> float:
    """The derivative of `activate` at `value`, worked out from the activated number y as PyTorch does.

    relu is flat at 0; σ' = y (1 − y), which is +0.0 where y has rounded to 1; tanh' = 1 − y².
    """
    if name == "relu":
        return 1.0 if value > 0 else 0.0
    if name == "sigmoid":
        return _sigmoid(value) * (1.0 - _sigmoid(value))
    if name == "tanh":
        return 1.0 - math.tanh(value) ** 2
    return 1.0


def _sigmoid(value: float) -> float:
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    return math.exp(value) / (1.0 + math.exp(value))
