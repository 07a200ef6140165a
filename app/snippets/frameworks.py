"""The frameworks that programs are written for, and how many numbers a program would hold.

Knows their names in addresses; their spelling is in the modules beside it.
"""

from __future__ import annotations

from app.operators.operator import Plan
from app.operators.shapes import cells
from app.snippets.experiment import Experiment
from app.snippets.with_jax import Jax
from app.snippets.with_keras import Keras
from app.snippets.with_numpy import NumPy
from app.snippets.with_torch import Torch
from app.snippets.writer import Writer

WRITERS: dict[str, Writer] = {"numpy": NumPy(), "torch": Torch(), "keras": Keras(), "jax": Jax()}
FRAMEWORKS = tuple(WRITERS)


def program(experiment: Experiment, framework: str) -> str:
    """The experiment as a program that runs by itself; the same text at any time."""
    return WRITERS[framework].text(experiment)


def numbers(plan: Plan) -> int:
    """How many numbers a program holds at most: its grids and the output that it expects."""
    return sum(cells(shape) for name, shape in plan.shapes.items() if name not in ("padded", "stretched"))
