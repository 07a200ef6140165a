"""A short look at the page in Firefox and WebKitGTK, where they are installed: `python -m tools.smoke`.

Opens the page, steps, types a number, jumps to the end of a photograph, compares the output with the API's, and listens
to the console. On Debian: firefox-esr; webkit2gtk-driver, and xvfb with xauth where there is no screen.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.serving import server
from tools.smoke.drivers import PATIENCE, Browser, installed

KEYS = {"Enter": "\ue007", "End": "\ue010", "→": "\ue014", "↓": "\ue015"}
EDGE = "/conv2d?input=edge:6x6&weight=-1,0,1;-1,0,1;-1,0,1"
PHOTOGRAPH = "/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3&padding=1"
STATUS = "document.querySelector('[role=status]')"
STAGE = "document.querySelector('conv-stage')"
NUMBERS = """return [...document.querySelectorAll(`[data-grid="${arguments[0]}"] [data-index]`)].map(
  ({ dataset }) => dataset.value === undefined ? null : Number(dataset.value))"""
LISTEN = """window.complaints = [];
const note = what => window.complaints.push(String(what));
addEventListener("error", event => note(event.message));
addEventListener("unhandledrejection", event => note(event.reason));
addEventListener("securitypolicyviolation", event => note(event.violatedDirective));
console.error = console.warn = note"""
HEARD = """return [...window.complaints, ...performance.getEntriesByType("resource")
  .filter(one => one.responseStatus >= 400 || !one.name.startsWith(location.origin)).map(one => one.name)]"""
PIXELS = """const picture = document.querySelector(`[data-grid="${arguments[0]}"]`);
return [...Array(64 * 64).keys()].map(at => picture.valueAt([0, Math.floor(at / 64), at % 64]))"""


class Hands:
    """A browser with the moves that the story is made of."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.browser, self.home = browser, home
        self.complaints: list[str] = []

    def run(self, script: str, *arguments: Any) -> Any:
        return self.browser.send("execute/sync", script=script, args=list(arguments))

    def press(self, *keys: str) -> None:
        moves = [{"type": move, "value": KEYS.get(key, key)} for key in keys for move in ("keyDown", "keyUp")]
        self.browser.send("actions", actions=[{"type": "key", "id": "keys", "actions": moves}])

    def until(self, what: str, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"{what} does not come"
            time.sleep(0.05)

    def open(self, path: str) -> None:
        self.browser.send("url", url=self.home + path)
        self.until(f"the stage of {path}", lambda: bool(self.run(f"return {STAGE}?.dataset.step !== undefined")))
        self.run(LISTEN)

    def listened(self) -> None:
        """Note what the page in hand has complained of, before another is opened."""
        self.complaints += self.run(HEARD)

    def at_step(self, step: int) -> None:
        self.until(f"step {step}", lambda: bool(self.run(f"return {STAGE}.dataset.step === arguments[0]", str(step))))

    def numbers(self, grid: str) -> list[float | None]:
        return list(self.run(NUMBERS, grid))

    def output(self) -> list[float]:
        """What the API says of the experiment in the address."""
        place = self.run("return location.pathname + location.search")
        with urllib.request.urlopen(f"{self.home}/api/v1{place}&limit=0") as answer:
            return [number for row in json.load(answer)["output"] for number in row]


def story(hands: Hands, keep: Callable[[str], None]) -> None:
    """What a visitor does, and what has to be seen then."""
    hands.browser.send("window/rect", x=0, y=0, width=1440, height=1000)
    hands.open(EDGE)
    assert hands.numbers("output") == [0, *[None] * 15]
    keep("open")
    hands.press("→", "→", "→", "→", "→", "→")
    hands.at_step(6)
    keep("step")
    hands.press("↓", "↓", "↓", "↓")
    hands.until("a product", lambda: "Product 4 of 9" in hands.run(f"return {STATUS}.textContent"))
    keep("inside")
    hands.press("End")
    hands.at_step(15)
    assert hands.numbers("output") == hands.output()
    hands.run("document.querySelector(\"[data-grid=input] [data-index='0,2,2']\").focus()")
    hands.press("7", "Enter", "5", "Enter")
    assert hands.numbers("input")[14:16] == [7, 5], hands.numbers("input")
    hands.until("the new output", lambda: hands.numbers("output") == hands.output())
    keep("edit")
    hands.listened()
    hands.open(PHOTOGRAPH)
    hands.press("End")
    hands.at_step(4095)
    assert hands.run(PIXELS, "output") == hands.output()
    keep("photograph")
    hands.listened()
    hands.open("/max_pool2d?theme=dark&lang=zh-Hans")
    hands.press("End")
    hands.until("the last cell", lambda: None not in hands.numbers("output"))
    keep("pooling")
    hands.listened()


def look(browser: Browser, home: str, name: str, folder: Path | None) -> list[str]:
    """What is wrong with the page in a browser, nothing where all is well."""

    def keep(what: str) -> None:
        if folder:
            time.sleep(0.6)  # what glides arrives
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}-{what}.png").write_bytes(base64.b64decode(browser.send("screenshot")))

    hands = Hands(browser, home)
    try:
        story(hands, keep)
    except (AssertionError, RuntimeError, OSError) as error:
        keep("wrong")
        hands.complaints.append(f"{type(error).__name__}: {error}")
    return [*hands.complaints, *browser.complaints()]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.smoke", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--address", help="of a running server; without it one is started")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="where screenshots are put")
    given = parser.parse_args()
    wrong = False
    browsers = installed()
    with nullcontext(given.address) if given.address else served() as home:
        for name, start in browsers.items():
            with start() as browser:
                faults = look(browser, home.rstrip("/"), name, given.pictures)
            wrong |= bool(faults)
            print(f"{name}: {'; '.join(faults) or 'opened, stepped, typed, photograph, pooling: all as it should be'}")
    if not browsers:
        print("neither Firefox nor WebKitGTK's driver is installed")
    return int(wrong)


@contextmanager
def served() -> Iterator[str]:
    with server("app.main:app") as (port, _):
        yield f"http://127.0.0.1:{port}"


if __name__ == "__main__":
    sys.exit(main())
