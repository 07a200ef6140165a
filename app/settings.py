"""The limits that an operator of the service may set, and where the page's files lie.

Knows nothing of how a limit is kept: the web layer and the engine ask for the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

PREFIX = "CONVSCOPE_"
LIMIT = "max_"


class SettingsError(ValueError):
    """An environment variable that cannot be used; the message names it and says what is needed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting as a positive integer; `max_cells` is read from `CONVSCOPE_MAX_CELLS`, and so on."""

    max_body_bytes: int = 4 * 1024 * 1024
    max_cells: int = 262_144
    max_work: int = 50_000_000
    max_page_values: int = 1_000_000
    max_entries: int = 262_144
    max_layers: int = 2_000
    max_frames: int = 1_024
    max_pixels: int = 16_000_000
    max_animation_pixels: int = 200_000_000
    heavy_threads: int = 1
    heavy_queue: int = 32

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of one environment; what it does not name keeps its default.

        Raises SettingsError when a variable is not a positive integer.

        >>> Settings.from_environment({"CONVSCOPE_MAX_CELLS": "4096"}).max_cells
        4096
        """
        named = {field.name: PREFIX + field.name.upper() for field in fields(cls)}
        return cls(**{key: _positive(name, environ[name]) for key, name in named.items() if name in environ})

    def limits(self) -> dict[str, int]:
        """What the catalogue publishes: each limit under its name without `max_`.

        >>> Settings().limits()["cells"]
        262144
        """
        return {
            field.name.removeprefix(LIMIT): getattr(self, field.name)
            for field in fields(self)
            if field.name.startswith(LIMIT)
        }


def static_folder() -> Path:
    """The folder served under `/static`."""
    return _folder("static")


def template_folder() -> Path:
    """The folder of the Jinja2 templates."""
    return _folder("templates")


def _folder(name: str) -> Path:
    # A wheel carries the folder inside the package; a checkout keeps it beside the package.
    package = Path(__file__).resolve().parent
    places = (package / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The folder {name}/ is in neither place where it belongs: {places[0]}, {places[1]}.")


def _positive(name: str, text: str) -> int:
    digits = text.strip()
    # Eighteen digits fit every counter here; int() itself would also take "1_0" and digits of other scripts.
    if digits.isascii() and digits.isdigit() and len(digits) <= 18 and int(digits) > 0:
        return int(digits)
    shown = text if len(text) <= 40 else text[:39] + "…"
    raise SettingsError(f"{name} is {shown!r}, but it must be a positive integer such as 4096.")
