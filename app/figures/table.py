"""An output grid as comma-separated values.

Knows arrays only.
"""

from __future__ import annotations

from app.figures.numbers import plain
from app.operators.exact import Array


def table(output: Array) -> str:
    """A block of rows a plane, no header, an empty line between planes; the channels of one-dimensional grids are rows.

    >>> import numpy as np
    >>> table(np.array([[[1.0, 2.5]], [[3.0, -0.125]]]))
    '1,2.5\\n\\n3,-0.125\\n'
    """
    planes = output[None] if output.ndim == 2 else output.reshape(-1, *output.shape[-2:])
    blocks = ["".join(",".join(map(plain, row)) + "\n" for row in plane) for plane in planes.tolist()]
    return "\n".join(blocks)
