"""Memory of a worker at rest after 200 small answers, and the cost of a page of a large experiment.

Goals: at most 75 MB; a page of steps costs what the page holds, whatever the grid's size.
"""

from __future__ import annotations

import json
from time import sleep

from benchmarks.request import BODY, spent
from benchmarks.serving import Client, get, memory_megabytes, post, server


def main() -> None:
    question = post("/api/v1/conv2d", json.dumps(BODY).encode())
    with server("app.main:app") as (port, pid):
        client = Client(port)
        client.ask(question)
        first = memory_megabytes(pid)
        for _ in range(200):
            client.ask(question)
        sleep(0.2)
        print(f"worker after 1 answer {first:.1f} MB, after 200 {memory_megabytes(pid):.1f} MB (goal ≤ 75)")
        for size in (16, 64, 256):
            path = f"/api/v1/conv2d?input=ramp:{size}x{size}&weight=ones:3x3&offset=100&limit=16&only=steps"
            print(f"page of 16 steps of {size}×{size}: {spent([client], pid, get(path)):.0f} µs of CPU")
