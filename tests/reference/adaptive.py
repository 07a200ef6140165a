"""Knows adaptive pooling: windows from ⌊o·n/m⌋ to ⌈(o+1)·n/m⌉.  Knows no kernel and no stride."""

from typing import Any

from tests.reference.pool import answer_of_winners, first_largest
from tests.reference.windows import Place, cells, check_shape, filled, finite, places, whole


def adaptive_avg_pool(input: Any, *, output_size: Any) -> dict[str, Any]:
    """The mean of each adaptive window; output [C, *output_size]."""
    numbers, shape = cells(input)
    output = {}
    output_shape = _output_shape(shape, output_size)
    for cell in places(output_shape):
        total, window = 0.0, _window(cell, shape, output_shape)
        for source in window:
            total += numbers[source]
        output[cell] = finite(total) / len(window)
    return {"output": filled(output_shape, output)}


def adaptive_max_pool(input: Any, *, output_size: Any) -> dict[str, Any]:
    """The largest cell of each adaptive window and its flat index in the plane; the first of equals wins."""
    numbers, shape = cells(input)
    output_shape = _output_shape(shape, output_size)
    windows = {cell: _window(cell, shape, output_shape) for cell in places(output_shape)}
    winners = {cell: first_largest(numbers, window) for cell, window in windows.items()}
    return answer_of_winners(numbers, shape, winners, output_shape)


def adaptive_avg_pool_gradients(input: Any, grad_output: Any, *, output_size: Any) -> dict[str, Any]:
    """Gradient of sum(output · grad_output): each output's share is spread evenly over its window."""
    numbers, shape = cells(input)
    output_shape = _output_shape(shape, output_size)
    check_shape("grad_output", grad_output, output_shape)
    to_input = dict.fromkeys(numbers, 0.0)
    for cell, arriving in cells(grad_output)[0].items():
        window = _window(cell, shape, output_shape)
        for source in window:
            to_input[source] += arriving / len(window)
    return {"input": filled(shape, to_input)}


def adaptive_max_pool_gradients(input: Any, grad_output: Any, *, output_size: Any) -> dict[str, Any]:
    """Gradient of sum(output · grad_output): each output's share goes to its winner."""
    numbers, shape = cells(input)
    output_shape = _output_shape(shape, output_size)
    check_shape("grad_output", grad_output, output_shape)
    to_input = dict.fromkeys(numbers, 0.0)
    for cell, arriving in cells(grad_output)[0].items():
        to_input[first_largest(numbers, _window(cell, shape, output_shape))] += arriving
    return {"input": filled(shape, to_input)}


def _output_shape(shape: Place, output_size: Any) -> Place:
    if 0 in shape:
        raise ValueError(f"input: {shape} has no cells")
    wanted = list(output_size) if isinstance(output_size, (list, tuple)) else [output_size] * (len(shape) - 1)
    if len(wanted) != len(shape) - 1:
        raise ValueError(f"output_size: {len(wanted)} entries for {len(shape) - 1} axes")
    pairs = zip(wanted, shape[1:], strict=True)
    return (shape[0], *(size if entry is None else whole("output_size", entry, 1) for entry, size in pairs))


def _window(cell: Place, shape: Place, output_shape: Place) -> list[Place]:
    spans = []
    for at, size, count in zip(cell[1:], shape[1:], output_shape[1:], strict=True):
        spans.append(range(at * size // count, -(-(at + 1) * size // count)))
    offsets = places([len(span) for span in spans])
    return [(cell[0], *(span[at] for span, at in zip(spans, offset, strict=True))) for offset in offsets]
