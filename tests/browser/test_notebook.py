"""Knows that every cell of the example notebook runs against a real server and shows what it says."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "notebook.ipynb"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the cells display, with a stand-in for IPython that keeps it."""
    kept: list[Any] = []
    display = types.ModuleType("IPython.display")
    for name in ("HTML", "SVG"):
        setattr(display, name, lambda data, name=name: (name, data))
    display.Image = lambda data, format: (format, data)  # type: ignore[attr-defined]
    display.display = kept.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", types.ModuleType("IPython"))
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    return kept


def test_every_cell_of_the_notebook_runs(server: str, shown: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]).replace("http://127.0.0.1:8000", server), names)
    (kind, drawing), (format, animation), (_, frame) = shown
    assert kind == "SVG" and drawing.startswith(b"<svg") and format == "gif" and animation.startswith(b"GIF89a")
    assert f"{server}/embed/conv2d?input=edge:6x6" in frame
    printed = capsys.readouterr().out
    assert "[[0.0, 3.0, 3.0, 0.0]" in printed and "→ 3.0" in printed and "import numpy" in printed
    assert "[[0.0, 0.0, 9.0, 0.0, -9.0]" in printed


def test_the_notebook_is_kept_without_what_it_printed() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert all(cell.get("outputs", []) == [] and cell.get("execution_count") is None for cell in cells)
