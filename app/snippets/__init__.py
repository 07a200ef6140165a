"""The same experiment as a program for NumPy, PyTorch, Keras or JAX: it rebuilds the output and asserts its numbers.

Knows how each framework spells an operator and what it cannot do in one call; no HTTP.
"""

from app.snippets import messages  # join the engine's
from app.snippets.experiment import Experiment
from app.snippets.frameworks import FRAMEWORKS, numbers, program

__all__ = ["FRAMEWORKS", "Experiment", "messages", "numbers", "program"]
