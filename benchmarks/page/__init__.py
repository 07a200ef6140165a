"""The page's budgets, measured in a headless Chromium and printed as a table: `make bench ARGS=page`.

Times are medians, with the least and the most in brackets. Frames are those that the page itself is called for,
requestAnimationFrame, 60 a second also without a screen. Late ones are counted first while nothing moves: those are the
machine's, and only what playing adds to them is the page's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks.page import measures
from benchmarks.serving import server
from benchmarks.slow_line import slow_line
from tests.browser.chromium import FLAGS, BrowserMissing, chromium

SLOWED = 4  # times, Chromium's processor in some of the rows
ROUNDS = 5


class Row(NamedTuple):
    """A line of the table; a line without a goal only tells."""

    what: str
    found: str
    goal: str = ""
    kept: bool = True


def main() -> None:
    try:
        path = chromium()
    except BrowserMissing as missing:
        print(f"page: {missing}")
        return
    with server("app.main:app") as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        home = f"http://127.0.0.1:{port}"
        loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
        print(f"the page in Chromium {browser.version}; processes that wanted one of {os.cpu_count()} cores: {loads}")
        for part in (loading, changing, playing, stepping):
            for row in part(browser, home):
                print(f"  {row.what:<56} {row.found:<30} {row.goal:<10} {'' if row.kept else 'MISSED'}".rstrip())
        browser.close()


def loading(browser: Browser, home: str) -> Iterator[Row]:
    slow = [measures.load(browser, home, SLOWED) for _ in range(ROUNDS)]
    once = slow[0]
    yield Row("first load of /conv2d: requests", str(once.requests), "≤ 25", once.requests <= 25)
    yield Row("first load of /conv2d: compressed", f"{once.kilobytes:.1f} kB", "≤ 100 kB", once.kilobytes <= 100)
    yield Row("first load of /conv2d: other hosts", str(len(once.foreign)), "0", not once.foreign)
    yield timed(f"CPU {SLOWED}× slower: largest paint", [one.largest for one in slow], 1500)
    yield timed(f"CPU {SLOWED}× slower: stage drawn", [one.drawn for one in slow])


def changing(browser: Browser, home: str) -> Iterator[Row]:
    for slowed, goal in ((1, 50), (SLOWED, 150)):
        speed = f", CPU {slowed}× slower" if slowed > 1 else ""
        clicked = measures.stepper(browser, home, slowed, ROUNDS)
        typed = measures.typing(browser, home, slowed, ROUNDS)
        yield timed(f"7×7, stride's stepper → output{speed}", clicked.answered, goal)
        yield timed("… of which the page's main thread", clicked.busy)
        yield timed(f"7×7, typed number → its cell{speed}", typed.shown)
        yield timed(f"7×7, typed number → output{speed}", typed.answered, goal)
        yield timed("… of which the page's main thread", typed.busy)


def playing(browser: Browser, home: str) -> Iterator[Row]:
    for size in (64, 224):
        played, still = measures.play(browser, home, size)
        what = f"{size}×{size}, {played.steps:.0f} steps a second"
        yield Row(f"{what}: tasks > 50 ms", beside(played.tasks, still.tasks), "0", played.tasks <= still.tasks)
        yield Row(f"{what}: most processor of a task", f"{played.longest:.0f} ms", "≤ 50 ms", played.longest <= 50)
        yield Row(
            f"{what}: second late frames", beside(played.dropped, still.dropped), "0", played.dropped <= still.dropped
        )
        yield Row(f"{what}: frames > {measures.LATE} ms", beside(f"{played.late:.1f} %", f"{still.late:.1f} %"))
        yield Row(f"{what}: main thread", f"{played.busy / 10:.0f} % of a core")


def stepping(browser: Browser, home: str) -> Iterator[Row]:
    with slow_line(urlsplit(home).port or 80) as port:
        far = f"http://127.0.0.1:{port}"
        key = measures.held(browser, far)
        typed = measures.typing(browser, far, 1, 3)
    what = "150 ms round trip, 2 % lost"
    yield Row(f"{what}: stage drawn", f"{key.drawn:.0f} ms")
    yield Row(f"{what}: waits in {measures.STEPS} steps", f"{key.waits}, {key.pages} pages fetched", "0", not key.waits)
    yield timed(f"{what}: typed number → its cell", typed.shown, 50)
    yield timed(f"{what}: typed number → output", typed.answered)


def timed(what: str, taken: list[float], goal: int | None = None) -> Row:
    found = f"{median(taken):.0f} ms ({min(taken):.0f}…{max(taken):.0f}, {len(taken)} times)"
    return Row(what, found) if goal is None else Row(what, found, f"≤ {goal} ms", median(taken) <= goal)


def beside(playing: object, still: object) -> str:
    return f"{playing} (standing still {still})"
