"""Makes the fonts of pictures, app/figures/fonts: the few signs that figures need, cut out of open fonts.

Run by hand when words of figures change: `python tools/fonts.py SANS.ttc SANS-BOLD.ttc SERIF-ITALIC.ttf` with Noto Sans
CJK (its SC face) and STIX General Italic; needs fontTools, which the product does not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).parents[1]
# Of the words that stand in figures.
KEYS = ("board.", "plane.", "list.join", "say.step", "sentence.end", "network.column.field", "network.all")
SIGNS = "".join(map(chr, range(32, 127))) + "−×·⌊⌋…"
LETTERS = "xwyb"


def signs() -> str:
    """Every sign that the words of figures have in any language."""
    found = set(SIGNS)
    for path in (ROOT / "static/i18n").glob("*.json"):
        texts = json.loads(path.read_text())
        found |= {sign for key, text in texts.items() if key.startswith(KEYS) for sign in text}
    return "".join(sorted(found))


def opened(path: str) -> TTFont:
    """A font, of a collection the face for Simplified Chinese."""
    if not path.endswith(".ttc"):
        return TTFont(path)
    return next(font for font in TTCollection(path).fonts if "CJK SC" in font["name"].getDebugName(4))


def cut(font: TTFont, text: str, name: str) -> None:
    """Keeps these signs only, under a name of our own, as the licence asks for."""
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True, hinting=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "DSIG", "BASE", "GDEF"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = f"convscope {name}" if record.nameID != 6 else f"convscope-{name}"
    if "CFF " in font:
        font["CFF "].cff.fontNames = [f"convscope-{name}"]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(ROOT / f"app/figures/fonts/{name}.otf")


if __name__ == "__main__":
    regular, bold, italic = sys.argv[1:]
    cut(opened(regular), signs(), "regular")
    cut(opened(bold), signs(), "bold")
    cut(opened(italic), LETTERS, "letters")
