"""Runs every measurement, or those named: `python -m benchmarks [request] [trace] [apply] …`."""

from __future__ import annotations

import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one thread against one thread; before NumPy is imported

from benchmarks import applying, figures, memory, networks, page, request, tracing

MEASUREMENTS = {
    "request": request.main,
    "trace": tracing.main,
    "apply": applying.main,
    "figures": figures.main,
    "memory": memory.main,
    "networks": networks.main,
    "page": page.main,
}

if __name__ == "__main__":
    for skewing in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        if os.environ.pop(skewing, None):
            print(f"{skewing} was set and would skew every ratio; it is ignored")
    chosen = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in chosen if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"unknown measurement {unknown[0]}; there are {', '.join(MEASUREMENTS)}")
    for name in chosen:
        MEASUREMENTS[name]()
