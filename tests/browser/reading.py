"""What a test reads off the drawn stage: cells by index, their marks, and the line that describes a cell."""

from __future__ import annotations

EDGE = "/conv2d?input=edge:6x6&weight=-1,0,1;-1,0,1;-1,0,1"


def cell(page, grid, index):
    return page.locator(f"[data-grid={grid}] [data-index='{index}']")


def marked(page, grid, mark="linked"):
    """Indices of the cells of a grid that carry a mark."""
    script = "cells => cells.map(cell => cell.dataset.index)"
    return page.eval_on_selector_all(f"[data-grid={grid}] [data-{mark}]", script)


def told(page):
    return page.locator(".tells").inner_text()
