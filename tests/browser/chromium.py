"""Where a Chromium for the browser tests stands on this machine, and how to get one.

`python -m tests.browser.chromium` installs one when none is found and prints its path.
Knows nothing of the tests: they ask `chromium()` and `browser_is_required()`, and start it with FLAGS.
"""

from __future__ import annotations

import functools
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
PACKAGES = ("chromium", "fonts-noto-cjk")  # the font draws the Chinese page
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SEEK_PLAYWRIGHTS = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


class BrowserMissing(RuntimeError):
    """No usable browser; the message says how to get one."""


@functools.cache
def chromium() -> str:
    """The path of a Chromium: `$CHROMIUM`, one on PATH or in its usual place, or Playwright's own.

    Raises BrowserMissing when there is none.
    """
    if chosen := os.environ.get("CHROMIUM"):
        if found := shutil.which(chosen):
            return found
        raise BrowserMissing(f"CHROMIUM is {chosen!r}, which is not a program; unset it or name a Chromium.")
    for name in (*NAMES, *PLACES):
        if found := shutil.which(name):
            return found
    if found := _playwrights():
        return found
    raise BrowserMissing("No Chromium found: install chromium or Google Chrome, or set CHROMIUM to its path.")


def browser_is_required() -> bool:
    """Whether a missing browser is a failure (continuous integration) and not a reason to skip."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def install() -> None:
    """Try the system's package as root on Debian, then Playwright's download; what fails says so on its own."""
    if _is_root_on_debian():
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # An update that reaches only some sources fails, and yet the package may be there to install.
        subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=sys.stderr)
        command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES]
        if subprocess.run(command, env=environment, stdout=sys.stderr).returncode == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr)


def main() -> int:
    """Find or install, prove that it starts, print its path; 1 only where a browser is required."""
    try:
        try:
            path = chromium()
        except BrowserMissing:
            if os.environ.get("CHROMIUM"):
                raise
            install()
            path = chromium()
        _prove(path)
    except BrowserMissing as missing:
        required = browser_is_required()
        print(missing if required else f"{missing} The browser tests will be skipped.", file=sys.stderr)
        return 1 if required else 0
    print(path)
    return 0


def _playwrights() -> str | None:
    # A process of its own: Playwright's synchronous API refuses to run inside a running event loop.
    asked = subprocess.run([sys.executable, "-c", SEEK_PLAYWRIGHTS], capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if path and Path(path).is_file() else None


def _is_root_on_debian() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:
        return False


def _prove(path: str) -> None:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrowserMissing(f"{path} does not start: {error}.") from error
    if asked.returncode != 0:
        raise BrowserMissing(f"{path} does not start: {asked.stderr.strip()[-300:]}")


if __name__ == "__main__":
    sys.exit(main())
