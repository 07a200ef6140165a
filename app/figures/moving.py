"""The steps of an experiment in one SVG that plays by itself, by CSS and without scripts.

What stays is written once; what comes and goes is shown while its steps last. Knows drawings, no experiment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.figures.operations import Drawing, Layer, Operation
from app.figures.svg import document, group, number, written
from app.figures.themes import Theme
from app.figures.words import About

Span = tuple[int, int]  # first step, and the one after the last


def moving(drawings: Sequence[Drawing], times: Sequence[int], theme: Theme, about: About, width: float) -> str:
    """A document that shows the drawings one after the other for ever, each for so many milliseconds."""
    layers = [_spans([drawing.layers[at] for drawing in drawings]) for at in range(len(drawings[0].layers))]
    whole = (0, len(drawings))
    content = "".join(
        group(layer, _grouped(spans, whole, theme)) for layer, spans in zip(drawings[0].layers, layers, strict=True)
    )
    spans = sorted({span for one in layers for span in one.values()} - {whole})
    every = [Layer([one for one, _ in found]) for found in layers]
    drawing = Drawing(drawings[0].width, drawings[0].height, every)
    return document(drawing, theme, about, width, content, f"<style>{style(spans, times)}</style>")


def style(spans: Sequence[Span], times: Sequence[int]) -> str:
    """When each span of steps is to be seen; where motion is not wanted, the last step stands still."""
    begins = [sum(times[:step]) for step in range(len(times) + 1)]
    total = begins[-1]
    rules = [".s{visibility:hidden}"]
    for first, end in spans:
        name = f"s{first}-{end}"
        frames = ["0%{visibility:hidden}"] if first else []
        frames.append(f"{number(100 * begins[first] / total)}%{{visibility:visible}}")
        if end < len(times):
            frames.append(f"{number(100 * begins[end] / total)}%{{visibility:hidden}}")
        rules.append(f".{name}{{animation:{name} {number(total / 1000)}s step-end infinite}}")
        rules.append(f"@keyframes {name}{{{''.join(frames)}}}")
    still = "".join(f".s{first}-{end}{{visibility:visible}}" for first, end in spans if end == len(times))
    return "".join(rules) + f"@media (prefers-reduced-motion:reduce){{.s{{animation:none!important}}{still}}}"


def _spans(layers: Sequence[Layer]) -> dict[tuple[Operation, int], Span]:
    """The steps through which each operation of a layer lasts; one that comes back is counted anew."""
    found: dict[tuple[Operation, int], Span] = {}
    last: dict[Operation, tuple[int, int]] = {}  # how often an operation came, and the step at which it was seen last
    for step, layer in enumerate(layers):
        for one in layer.operations:
            times, seen = last.get(one, (0, -2))
            times += seen != step - 1
            last[one] = times, step
            first, _ = found.get((one, times), (step, step))
            found[one, times] = first, step + 1
    return found


def _grouped(spans: dict[tuple[Operation, int], Span], whole: Span, theme: Theme) -> Iterator[str]:
    """The operations in their order, those that last through the same steps together."""
    open_span = whole
    for (one, _), span in spans.items():
        if span != open_span:
            yield "</g>" if open_span != whole else ""
            yield f'<g class="s s{span[0]}-{span[1]}">' if span != whole else ""
            open_span = span
        yield written(one, theme)
    yield "</g>" if open_span != whole else ""
