"""A drawing as SVG: text stays text, every cell tells its index and its number.

Knows how each operation is written; colours are a theme's, words come in.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any

from app.figures.numbers import plain
from app.figures.operations import (
    LOW,
    RIGHT,
    SHIFT_ACROSS,
    SHIFT_UP,
    Beam,
    Cell,
    Circle,
    Drawing,
    Layer,
    Operation,
    Pixels,
    Rect,
    Run,
    Text,
    hatch,
    inside,
    outline,
)
from app.figures.png import png
from app.figures.themes import Theme
from app.figures.words import About

FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif"
LETTERS = "'STIX Two Math','Cambria Math',Cambria,Georgia,'Noto Serif',serif"
MIDDLE = 0.355  # from the middle of a numeral to its base line, to its height
HATCHES = {  # colour, distance, lines and how they are turned
    "padding": ("pad-line", 6, "M0 0v6", 45),
    "read": ("kernel-line", 6, "M0 0v6", 45),
    "unused": ("pad-line", 7, "M0 0v7M0 0h7", 45),
    "negative": ("paper", 3, "M0 1.5h3", 0),
}


def svg(drawing: Drawing, theme: Theme, about: About, width: float) -> str:
    """The picture as a document of its own."""
    return document(drawing, theme, about, width, body(drawing.layers, theme))


def document(drawing: Drawing, theme: Theme, about: About, width: float, content: str, style: str = "") -> str:
    """A document round what is drawn already."""
    height = width * drawing.height / drawing.width
    box = f'viewBox="0 0 {number(drawing.width)} {number(drawing.height)}"'
    ground = f'<rect width="100%" height="100%" fill="{theme.colours["paper"]}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" {box} role="img" '
        f'lang="{about.language}" font-family="{FONT}">'
        f"<title>{escape(about.title)}</title><desc>{escape(about.description)}</desc>{metadata(about)}"
        f"{style}{patterns(drawing.layers, theme)}{ground}{content}</svg>\n"
    )


def metadata(about: About) -> str:
    """Licence and address, in the words that other programs read."""
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about="">'
        f"<dc:title>{escape(about.title)}</dc:title><dc:source>{escape(about.address)}</dc:source>"
        f'<dc:creator>convscope</dc:creator><cc:license rdf:resource="{escape(about.licence)}"/>'
        "</cc:Work></rdf:RDF></metadata>"
    )


def patterns(layers: Iterable[Layer], theme: Theme) -> str:
    """The hatches that these layers use."""
    cells = (one for layer in layers for one in layer.operations if isinstance(one, Cell))
    used = {hatch(cell.look, theme) for cell in cells}
    made = []
    for name, (paint, size, line, turned) in HATCHES.items():
        if name in used:
            tile = f'width="{size}" height="{size}" patternUnits="userSpaceOnUse" patternTransform="rotate({turned})"'
            stroke = f'fill="none" stroke="{theme.colours[paint]}" stroke-width="1.6"'
            made.append(f'<pattern id="{theme.name}-{name}" {tile}><path {stroke} d="{line}"/></pattern>')
    return f"<defs>{''.join(made)}</defs>" if made else ""


def body(layers: Iterable[Layer], theme: Theme) -> str:
    """Everything that is drawn."""
    return "".join(group(layer, (written(one, theme) for one in layer.operations)) for layer in layers)


def group(layer: Layer, written: Iterable[str]) -> str:
    """A layer round its operations; a board's tells its name."""
    content = "".join(written)
    name = f' data-grid="{layer.role}" text-anchor="middle"' if layer.role else ""
    return f"<g{name}>{content}</g>" if content else ""


def written(one: Operation, theme: Theme) -> str:
    """One operation as an element."""
    return WRITERS[type(one)](one, theme)


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A coordinate, to a hundredth."""
    return f"{round(value, 2):g}" if value % 1 else str(int(value))


def _place(x: float, y: float, width: float, height: float) -> str:
    return f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'


def _cell(cell: Cell, theme: Theme) -> str:
    look = cell.look
    x, y, width, height, radius = (cell.x, cell.y, cell.width, cell.height, 0) if theme.square else inside(cell)
    place = _place(x, y, width, height) + (f' rx="{number(radius)}"' if radius else "")
    fill = theme.colour(look.face, look.role) if look.face else "none"
    parts = [f'<rect {place} fill="{fill}"{_stroke(*outline(look, theme), theme)}/>']
    if lines := hatch(look, theme):
        parts.append(f'<rect {place} fill="url(#{theme.name}-{lines})"/>')
    if look.text:
        parts.append(_numeral(cell, theme))
    value = "" if cell.value is None else f' data-value="{plain(cell.value)}"'
    return f'<g data-index="{",".join(map(str, cell.at))}"{value}>{"".join(parts)}</g>'


def _numeral(cell: Cell, theme: Theme) -> str:
    """The number in a cell, and the weight in its corner."""
    look = cell.look
    x, y = cell.x + cell.width / 2, cell.y + cell.height / 2
    if look.times:
        x, y = x - SHIFT_ACROSS * cell.width, y - SHIFT_UP * cell.width
    weight = "" if look.weight == 400 else f' font-weight="{look.weight}"'
    style = f'font-size="{number(look.size)}" fill="{theme.colours[look.ink]}"{weight}'
    text = f'<text x="{number(x)}" y="{number(y + MIDDLE * look.size)}" {style}>{look.text}</text>'
    if not look.times:
        return text
    x, y = cell.x + RIGHT * cell.width, cell.y + LOW * cell.height + MIDDLE * look.times_size
    corner = (
        f'font-size="{number(look.times_size)}" fill="{theme.colours["times"]}" font-weight="650" text-anchor="end"'
    )
    return f'{text}<text x="{number(x)}" y="{number(y)}" {corner}>{look.times}</text>'


def _stroke(edge: str | None, line: float, dash: tuple[int, ...], theme: Theme) -> str:
    if not edge:
        return ""
    dashes = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
    wide = "" if line == 1 else f' stroke-width="{number(line)}"'
    return f' stroke="{theme.colours[edge]}"{wide}{dashes}'


def _rect(rect: Rect, theme: Theme) -> str:
    if theme.square and rect.kind == "frame":
        return ""
    place = _place(rect.x, rect.y, rect.width, rect.height)
    fill = theme.colours[rect.fill] if rect.fill else "none"
    return f'<rect {place} rx="{number(rect.radius)}" fill="{fill}"{_stroke(rect.edge, rect.line, rect.dash, theme)}/>'


def _circle(circle: Circle, theme: Theme) -> str:
    place = f'cx="{number(circle.x)}" cy="{number(circle.y)}" r="{number(circle.radius)}"'
    return f'<circle {place} fill="none"{_stroke(circle.edge, circle.line, (), theme)}/>'


def _beam(beam: Beam, theme: Theme) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in beam.points)
    return f'<polygon points="{points}" fill="{theme.colours[beam.fill]}" opacity="{beam.opacity:g}"/>'


def _text(text: Text, theme: Theme) -> str:
    low = MIDDLE * text.runs[0].size if text.centred else 0
    place = f'x="{number(text.x)}" y="{number(text.y + low)}" text-anchor="{"middle" if text.centred else "start"}"'
    return f'<text {place} xml:space="preserve">{"".join(_run(run, theme) for run in text.runs)}</text>'


def _run(run: Run, theme: Theme) -> str:
    style = f'font-size="{number(run.size)}" fill="{theme.colours[run.ink]}"'
    style += f' font-weight="{run.weight}"' if run.weight != 400 else ""
    style += f' font-family="{LETTERS}" font-style="italic"' if run.letter else ""
    return f"<tspan {style}>{escape(run.text)}</tspan>"


def _pixels(pixels: Pixels, theme: Theme) -> str:
    place = _place(pixels.x, pixels.y, pixels.width, pixels.height)
    held = b64encode(png(pixels.colours(theme))).decode()
    return (
        f'<image {place} preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,{held}"/>'
    )


WRITERS: dict[type, Callable[[Any, Theme], str]] = {
    Cell: _cell,
    Rect: _rect,
    Circle: _circle,
    Beam: _beam,
    Text: _text,
    Pixels: _pixels,
}
