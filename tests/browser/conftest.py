"""A running server and one browser for all tests of the page, and a page that remembers what went wrong on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, BrowserMissing, browser_is_required, chromium

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


class Visit:
    """One page in a context of its own, with the faults seen on it."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.errors: list[str] = []
        self.foreign: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        # A refused experiment is an ordinary 422, which Chromium itself reports; everything else is a fault.
        if message.type in ("error", "warning") and "status of 422" not in message.text:
            self.errors.append(message.text)

    def _request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme.startswith("http") and address.netloc != urlsplit(self.home).netloc:
            self.foreign.append(request.url)

    def open(self, path: str) -> Page:
        """Go to an address of the page and wait until a step is drawn."""
        self.page.goto(self.home + path)
        self.page.wait_for_selector("conv-stage[data-step]")
        return self.page

    def step(self) -> int:
        return int(self.page.locator("[data-stage]").get_attribute("data-step") or -1)

    def at_step(self, step: int) -> None:
        """Wait until a step is shown."""
        self.page.wait_for_selector(f'[data-stage][data-step="{step}"]')

    def has_its_numbers(self) -> None:
        """Wait until the numbers of the shown step have come from the server."""
        self.page.wait_for_selector("conv-stage .arithmetic:not([data-waiting])", state="attached")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True)

    def numbers(self, role: str) -> list[float | None]:
        """Every number drawn in a grid, in the order of the indices; None for a cell that is still empty."""
        drawn = self.page.evaluate(
            """role => [...document.querySelectorAll(`[data-grid="${role}"] [data-index]`)].map(cell =>
                 [cell.dataset.index.split(",").map(Number),
                  cell.dataset.value === undefined ? null : Number(cell.dataset.value)])""",
            role,
        )
        return [value for _, value in sorted(drawn, key=lambda one: one[0])]

    def is_faultless(self) -> None:
        assert self.errors == []
        assert self.foreign == []


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the real server, started as a user starts it."""
    command = [sys.executable, "-m", "app.cli", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        ready = process.stdout.readline()
        assert " is ready at " in ready, ready
        yield ready.rsplit(" at ", 1)[1].strip().rstrip("/")
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = chromium()
    except BrowserMissing as missing:
        if browser_is_required():
            raise
        pytest.skip(str(missing))
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield one
        one.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Makes visits: `visit(locale="zh-CN")`, with the options of a browser context."""
    contexts = []

    def make(**options: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.set_default_timeout(10_000)
        return Visit(context.new_page(), server)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def shared_visit(browser: Browser, server: str) -> Iterator[Visit]:
    """One page for many addresses, for tests that only look: what it has fetched once is at hand."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield Visit(context.new_page(), server)
    context.close()


@pytest.fixture(scope="session")
def api(server: str) -> Callable[[str], Any]:
    """Asks the API, as any program would."""

    def ask(path: str) -> Any:
        with urllib.request.urlopen(f"{server}/api/v1/{path}") as answer:
            return json.load(answer)

    return ask


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; `npm ci --ignore-scripts` brings it")
    return AXE.read_text(encoding="utf-8")
