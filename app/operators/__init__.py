"""The operators: pure NumPy, the only code that knows convolution.

Knows no HTTP, no JSON and no pixels. `apply` is the fast forward pass, `trace` everything one experiment answers.
"""

# isort: off
from app.operators import conv, conv_transpose, pool, adaptive, unpool  # families register, in the catalogue's order

# isort: on
from app.operators.errors import Problem, Refused
from app.operators.fast import apply
from app.operators.operator import OPERATORS
from app.operators.trace import trace

__all__ = ["OPERATORS", "Problem", "Refused", "adaptive", "apply", "conv", "conv_transpose", "pool", "trace", "unpool"]
