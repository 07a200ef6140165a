"""What is measured of the page: its first load, changes, playing, and stepping over a slow line. Knows no budget.

Every function takes a browser and the page's address and gives back plain numbers; times are milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Browser

from benchmarks.page.visit import Visit, visiting

SMALL = "/conv2d?input=random:7x7:{}&weight=sobel_x:3x3"
PICTURE = "/conv2d?input=sample:camera:{0}x{0}&weight=sobel_x:3x3&speed=64"
LATE = 25  # milliseconds from one frame to the next, at 60 a second, that mean that one was dropped
WATCHED = 8_000  # milliseconds
HELD, STEPS = 33, 700  # milliseconds between two steps while a key is held, and how many


@dataclass
class Load:
    """The first load of /conv2d, with nothing in the browser's cache."""

    requests: int
    kilobytes: float
    foreign: list[str]
    largest: float  # until the largest paint
    drawn: float  # until the stage was drawn


def load(browser: Browser, home: str, slowed: float = 1) -> Load:
    with visiting(browser, home, slowed) as visit:
        visit.open("/conv2d")
        visit.page.wait_for_function("probe.drawn && probe.largest")
        largest, drawn = visit.page.evaluate("[probe.largest, probe.drawn]")
        return Load(len(visit.asked), visit.bytes / 1000, visit.foreign(), largest, drawn)


@dataclass
class Changes:
    """From what a hand did to the end of the frame that shows what follows."""

    shown: list[float]  # the number in its cell
    answered: list[float]  # the output
    busy: list[float]  # processor time of the page's main thread meanwhile


def stepper(browser: Browser, home: str, slowed: float, rounds: int) -> Changes:
    """Clicks on the stride's stepper, from 1 to 2 and to 3, each time with other numbers."""
    taken = Changes([], [], [])
    with visiting(browser, home, slowed) as visit:
        for seed in range(rounds):
            visit.open(SMALL.format(seed))
            visit.point(visit.page.get_by_role("button", name="Stride: more", exact=True))
            for wanted in (2, 3):
                output = visit.output(SMALL.format(seed) + f"&stride={wanted}")
                visit.arm("click", "output", [output[0], *[None] * (len(output) - 1)])
                before = visit.busy()
                visit.press()
                taken.answered.append(visit.shown("output"))
                taken.busy.append(visit.busy() - before)
    return taken


def typing(browser: Browser, home: str, slowed: float, rounds: int) -> Changes:
    """Numbers typed one after the other into the first row, at the last step, when every output is drawn."""
    taken = Changes([], [], [])
    with visiting(browser, home, slowed) as visit:
        for seed in range(rounds):
            address = SMALL.format(seed)
            visit.open(address + "&step=24")
            numbers = visit.page.evaluate("probe.numbers('input')")
            visit.page.locator("[data-grid=input] [data-index='0,0,0']").focus()
            for column in range(3):
                numbers[column] = (numbers[column] + 1) % 10
                address = address.replace("&", f"@0,{column}={numbers[column]:g}&", 1)
                visit.page.keyboard.press(f"{numbers[column]:g}")
                visit.arm("keydown", "input", numbers)
                visit.arm("keydown", "output", visit.output(address))
                before = visit.busy()
                visit.page.keyboard.press("Enter")
                taken.shown.append(visit.shown("input"))
                taken.answered.append(visit.shown("output"))
                taken.busy.append(visit.busy() - before)
    return taken


@dataclass
class Play:
    """What eight seconds were like: long tasks, and frames that came late."""

    steps: float  # a second
    tasks: int  # above 50 ms
    longest: float  # milliseconds of processor that the longest task took, however often it was interrupted
    late: float  # per cent of the frames
    dropped: int  # frames that were late after one that was late already
    busy: float  # milliseconds of processor a second


def play(browser: Browser, home: str, size: int) -> tuple[Play, Play]:
    """A photograph at full speed; and before that standing still, where every fault is the machine's own."""
    with visiting(browser, home) as visit:
        visit.open(PICTURE.format(size))
        still = _watched(visit)
        visit.page.get_by_role("button", name="Play", exact=True).click()
        return _watched(visit), still


def _watched(visit: Visit) -> Play:
    with visit.traced() as tasks:
        visit.page.evaluate("probe.watch()")
        step, busy = visit.step(), visit.busy()
        visit.page.wait_for_timeout(WATCHED)
        steps, busy = visit.step() - step, visit.busy() - busy
        seen = visit.page.evaluate("probe.stop()")
    late = [between > LATE for between in seen["frames"]]
    dropped = sum(one and other for one, other in pairwise(late))
    seconds = WATCHED / 1000
    return Play(steps / seconds, len(seen["tasks"]), max(tasks), 100 * sum(late) / len(late), dropped, busy / seconds)


@dataclass
class Held:
    """A key held through 700 steps, after the first steps have come."""

    drawn: float  # from the address to the drawn stage
    waits: int
    pages: int  # of steps that were fetched


def held(browser: Browser, home: str) -> Held:
    with visiting(browser, home) as visit:
        visit.open(PICTURE.format(64))
        drawn = visit.page.evaluate("probe.drawn")
        visit.page.evaluate("probe.countWaits()")
        for _ in range(STEPS):
            visit.page.keyboard.down("ArrowRight")
            visit.page.wait_for_timeout(HELD)
        visit.page.keyboard.up("ArrowRight")
        visit.page.wait_for_selector(f'[data-step="{STEPS}"]')
        pages = sum("only=steps" in one for one in visit.asked)
        return Held(drawn, visit.page.evaluate("probe.waits"), pages)
