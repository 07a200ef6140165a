"""CPU of `POST /api/v1/conv2d` 5×5 with all nine steps, against a bare Starlette text route. Goal: at most 4 times."""

from __future__ import annotations

import json
from statistics import median

from benchmarks.serving import Client, cpu_seconds, get, post, server

ROUNDS, REQUESTS, CLIENTS = 7, 4800, 16
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
        ratios, costs = [], []
        for _ in range(ROUNDS):
            peer, own = spent(bare, bare_pid, get("/")), spent(ours, pid, question)
            ratios.append(own / peer)
            costs.append((own, peer))
    own, peer = sorted(costs)[len(costs) // 2]
    told = f"ratio {median(ratios):.2f} (goal ≤ 4)"
    print(f"POST conv2d 5×5, 9 steps: {own:.0f} µs of CPU, bare Starlette {peer:.0f} µs; {told}")
