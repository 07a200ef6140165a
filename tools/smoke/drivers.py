"""Firefox and WebKitGTK driven by the WebDriver protocol: WebKit's over HTTP, Firefox's over Marionette, its own form.

Knows how each is started and spoken to, nothing of the page.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

PATIENCE = 30  # seconds


class Browser(Protocol):
    """What is asked of a browser; commands are named as WebDriver's endpoints."""

    def send(self, command: str, **parameters: Any) -> Any: ...

    def complaints(self) -> list[str]:
        """Errors that it has written down of its own accord."""
        ...


class WebKit:
    """MiniBrowser behind WebKitWebDriver."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/session"
        self.address += "/" + self._asked("", {"capabilities": {}})["sessionId"]

    def _asked(self, path: str, parameters: dict[str, Any] | None) -> Any:
        body = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def send(self, command: str, **parameters: Any) -> Any:
        return self._asked(f"/{command}", None if command == "screenshot" else parameters)

    def complaints(self) -> list[str]:
        return []  # under a driver it keeps its console to itself


class Firefox:
    """Firefox behind Marionette: lengths and JSON over a socket."""

    COMMANDS = {
        "url": "WebDriver:Navigate",
        "execute/sync": "WebDriver:ExecuteScript",
        "actions": "WebDriver:PerformActions",
        "window/rect": "WebDriver:SetWindowRect",
        "screenshot": "WebDriver:TakeScreenshot",
    }
    CONSOLE = """return Services.console.getMessageArray().filter(one => one instanceof Ci.nsIScriptError
      && one.sourceName.startsWith("http") && !(one.flags & one.warningFlag)).map(one => one.toString())"""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.count = 0
        self._received()
        self._asked("WebDriver:NewSession", {"capabilities": {}})

    def _received(self) -> Any:
        length = b""
        while (byte := self.socket.recv(1)) != b":":
            length += byte
        data = b""
        while len(data) < int(length):
            data += self.socket.recv(int(length) - len(data))
        return json.loads(data)

    def _asked(self, command: str, parameters: dict[str, Any]) -> Any:
        self.count += 1
        data = json.dumps([0, self.count, command, parameters]).encode()
        self.socket.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, result = self._received()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result.get("value", result)

    def send(self, command: str, **parameters: Any) -> Any:
        if command == "screenshot":
            parameters = {"full": False}  # what is in the window, as WebKit's
        return self._asked(self.COMMANDS[command], parameters)

    def complaints(self) -> list[str]:
        self._asked("Marionette:SetContext", {"value": "chrome"})
        found = self.send("execute/sync", script=self.CONSOLE, args=[])
        self._asked("Marionette:SetContext", {"value": "content"})
        return list(found)


@contextmanager
def firefox(path: str) -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text('user_pref("marionette.port", 0);\n')
        command = [path, "--headless", "--marionette", "--remote-allow-system-access", "--profile", profile]
        with running([*command, "--no-remote"], Path(profile, "told")):
            port = Path(profile, "MarionetteActivePort")
            waited(port.exists)
            yield Firefox(int(port.read_text()))


@contextmanager
def webkit(path: str) -> Iterator[Browser]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    screen = [] if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else ["xvfb-run", "-a"]
    with tempfile.TemporaryDirectory() as folder, running([*screen, path, f"--port={port}"], Path(folder, "told")):
        waited(lambda: answers(port))
        yield WebKit(port)


@contextmanager
def running(command: list[str], told: Path) -> Iterator[None]:
    """A program and all that it starts, ended together; what it says goes into a file."""
    with told.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, 15)
        process.wait(PATIENCE)


def waited(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the browser does not start"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def installed() -> dict[str, Callable[[], AbstractContextManager[Browser]]]:
    """The browsers that stand on this machine, by their names, ready to be started."""
    places = {"Firefox": (firefox, ("firefox", "firefox-esr")), "WebKitGTK": (webkit, ("WebKitWebDriver",))}
    found = {}
    for name, (start, programs) in places.items():
        path = next(filter(None, map(shutil.which, programs)), None)
        if path:
            found[name] = partial(start, path)
    return found
