"""What makes an experiment small enough for a representation that writes all of it out.

Knows questions and their inputs; how much is too much is the representation's to say.
"""

from __future__ import annotations

from collections.abc import Callable

from app.operators.errors import Refused, Repair
from app.operators.operator import Plan
from app.settings import Settings
from app.web.question import Question


def smaller(question: Question, settings: Settings, fits: Callable[[Plan], bool]) -> list[Repair]:
    """The input halved as often as it takes; none where that is no experiment."""
    source, axes = question.sources["input"], question.operator.dimensions
    leading, sizes = source.shape[:-axes], source.shape[-axes:]
    while max(sizes) > 1:
        sizes = tuple((size + 1) // 2 for size in sizes)
        shape = "x".join(map(str, (*leading, *sizes)))
        repair = {"input": (source.named or "ramp:{shape}").format(shape=shape)}
        try:
            if fits(question.repaired(repair).planned(settings)):
                return [repair]
        except Refused:
            continue
    return []
