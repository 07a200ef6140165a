"""The operators: pure NumPy, the only code that knows convolution.

Knows no HTTP, no JSON and no pixels. `apply` is the fast forward pass, `trace` everything one experiment answers.
"""

from app.operators import adaptive, conv, conv_transpose, pool, unpool  # families register themselves
from app.operators.errors import Problem, Refused
from app.operators.fast import apply
from app.operators.operator import OPERATORS
from app.operators.trace import trace

__all__ = ["OPERATORS", "Problem", "Refused", "adaptive", "apply", "conv", "conv_transpose", "pool", "trace", "unpool"]
