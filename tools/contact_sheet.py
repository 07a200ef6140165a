"""Makes docs/figures.png, every operator and the guide's 19 figures on one sheet: `python -m tools.contact_sheet`.

Looked at after a change of layout or drawing; knows how figures are asked for, not how they are drawn.
"""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.operators import OPERATORS
from app.settings import Settings
from app.web.batch import from_text

ROOT = Path(__file__).parents[1]
WIDTH, COLUMNS, GAP = 330, 4, 6
STEP = 3


def queries() -> list[str]:
    """What is shown: each operator's first experiment, then the guide's settings in its colours."""
    own = [f"{one.id}?{one.default}" for one in OPERATORS.values()]
    guide = json.loads((ROOT / "examples/conv_arithmetic.json").read_text())
    return [*own, *(entry["figure"].partition("&width")[0] for entry in guide)]


def picture(query: str) -> Image.Image:
    asked, address = from_text(f"{query}&width={WIDTH}&step=0", "png", Settings())
    step = min(STEP, asked.plan.total - 1)
    asked, address = from_text(f"{query}&width={WIDTH}&step={step}", "png", Settings())
    return Image.open(BytesIO(asked.make("png", address))).convert("RGB")


def main() -> None:
    pictures = [picture(query) for query in queries()]
    heights = [0] * COLUMNS
    places = []
    for one in pictures:
        column = heights.index(min(heights))  # the shortest column takes the next picture
        places.append((column * (WIDTH + GAP), heights[column]))
        heights[column] += one.height + GAP
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) - GAP, max(heights) - GAP), "#dededa")
    for one, place in zip(pictures, places, strict=True):
        sheet.paste(one, place)
    sheet.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        ROOT / "docs/figures.png", optimize=True
    )


if __name__ == "__main__":
    main()
