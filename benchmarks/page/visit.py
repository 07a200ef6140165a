"""One page in a Chromium of its own context: its traffic as it goes over the wire, its speed, its main thread.

Knows the browser's protocol, no budget.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator

PROBES = Path(__file__).with_name("probes.js").read_text()
STAGE = "conv-stage[data-step]"


class Visit:
    """A page whose requests are counted and whose processor can be slowed."""

    def __init__(self, browser: Browser, home: str, slowed: float = 1) -> None:
        self.home, self.bytes = home, 0
        self.asked: list[str] = []
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(60_000)
        self.page.add_init_script(PROBES)
        self.protocol = self.page.context.new_cdp_session(self.page)
        self.protocol.on("Network.requestWillBeSent", lambda event: self.asked.append(event["request"]["url"]))
        self.protocol.on("Network.loadingFinished", self._finished)
        self.protocol.send("Network.enable")
        self.protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.protocol.send("Emulation.setCPUThrottlingRate", {"rate": slowed})

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]  # heads and bodies, as compressed as they came

    def open(self, path: str) -> None:
        """Go to an address, until its stage is drawn and all it wanted has come."""
        self.page.goto(self.home + path, wait_until="networkidle")
        self.page.wait_for_selector(STAGE)
        # Where it keeps no history, Chromium fetches and draws the icon anew at each change of the address.
        self.protocol.send("Network.setBlockedURLs", {"urls": ["*/static/icons/*"]})

    def foreign(self) -> list[str]:
        """What was asked of other hosts."""
        host = urlsplit(self.home).netloc
        return [one for one in self.asked if urlsplit(one).scheme.startswith("http") and urlsplit(one).netloc != host]

    def busy(self) -> float:
        """Milliseconds of processor time that the page's main thread has spent, whatever else the machine did."""
        metrics = self.protocol.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    @contextmanager
    def traced(self) -> Iterator[list[float]]:
        """Milliseconds of processor of every task of a main thread meanwhile."""
        tasks: list[float] = []
        browser = self.page.context.browser
        assert browser is not None
        browser.start_tracing(page=self.page, categories=["disabled-by-default-devtools.timeline"])
        yield tasks
        events = json.loads(browser.stop_tracing())["traceEvents"]
        tasks += [one.get("tdur", 0) / 1000 for one in events if one["name"] == "RunTask"]

    def step(self) -> int:
        return int(self.page.locator(STAGE).get_attribute("data-step") or 0)

    def output(self, path: str) -> list[float]:
        """The output of an experiment, as the API says it."""
        answer = self.page.context.request.get(f"{self.home}/api/v1{path}&limit=0").json()
        return [number for row in answer["output"] for number in row]

    def point(self, target: Locator) -> None:
        """Move the pointer over an element, so that a press costs the page nothing but the press."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def press(self) -> None:
        self.page.mouse.down()
        self.page.mouse.up()

    def arm(self, event: str, role: str, numbers: Sequence[float | None]) -> None:
        """Measure from the next event of a kind to the frame in which a grid shows these numbers."""
        script = "([name, ...given]) => { probe[name] = probe.shows(...given) }"
        self.page.evaluate(script, [f"shown_{role}", event, role, list(numbers)])

    def shown(self, role: str) -> float:
        """What was measured, in milliseconds."""
        return float(self.page.evaluate("name => probe[name]", f"shown_{role}"))


@contextmanager
def visiting(browser: Browser, home: str, slowed: float = 1) -> Iterator[Visit]:
    """A visit that leaves nothing behind."""
    visit = Visit(browser, home, slowed)
    try:
        yield visit
    finally:
        visit.page.context.close()
