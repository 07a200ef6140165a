"""CPU of `POST /api/v1/conv2d` 5×5 with all nine steps, against a bare Starlette text route. Goal: at most 4 times.

Both stand under the same uvicorn and are asked in turn, in many short rounds: what else the machine does meets both.
"""

from __future__ import annotations

import json
from statistics import median

from benchmarks.serving import Client, cpu_seconds, get, post, server

ROUNDS, REQUESTS, CLIENTS = 61, 480, 16
BODY = {
    "input": [[(3 * row + 5 * column) % 10 for column in range(5)] for row in range(5)],
    "weight": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
}


def spent(clients: list[Client], pid: int, request: bytes) -> float:
    """Server CPU of one request, in microseconds, all clients asking at once."""
    before, rounds = cpu_seconds(pid), REQUESTS // len(clients)
    for _ in range(rounds):
        for client in clients:
            client.send(request)
        for client in reversed(clients):  # asleep until the last answer: waking a client would cost the server
            client.receive()
    return (cpu_seconds(pid) - before) / (rounds * len(clients)) * 1e6


def main() -> None:
    question = post("/api/v1/conv2d", json.dumps(BODY).encode())
    with server("benchmarks.bare:app") as (bare_port, bare_pid), server("app.main:app") as (port, pid):
        bare, ours = ([Client(one) for _ in range(CLIENTS)] for one in (bare_port, port))
        answer = ours[0].ask(question)
        assert b" 200 OK" in answer.split(b"\r\n")[0] and b'"count":9' in answer, answer[:300]
        spent(bare, bare_pid, get("/"))  # unmeasured: the first requests are slower
        spent(ours, pid, question)
        rounds = [(spent(bare, bare_pid, get("/")), spent(ours, pid, question)) for _ in range(ROUNDS)]
    ratio = median(own / peer for peer, own in rounds)
    peer, own = (min(costs) for costs in zip(*rounds, strict=True))
    told = f"at best {own:.0f} µs of CPU, bare Starlette {peer:.0f} µs"
    print(f"POST conv2d 5×5, 9 steps: ratio {ratio:.2f} (goal ≤ 4), median of {ROUNDS} rounds; {told}")
