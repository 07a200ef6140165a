"""Why an experiment cannot be, and what would work: the one exception of the engine.

Knows codes, fields and numbers; the sentences stand in messages.py, HTTP statuses elsewhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from app.operators.messages import sentence


@dataclass(frozen=True, slots=True)
class Shaped:
    """A grid in a repair that is only known by its shape so far: the given numbers, cut or repeated to fit it."""

    shape: tuple[int, ...]


Repair = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that is wrong: a stable code with its arguments, the value given, and settings that would work."""

    field: str
    code: str
    value: Any = None
    arguments: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()

    def detail(self, language: str = "en") -> str:
        """What came and what is needed, in one sentence."""
        return sentence(self.code, "detail", language, {"field": self.field, **self.arguments})

    def hint(self, language: str = "en") -> str:
        """What would work, in one sentence."""
        return sentence(self.code, "hint", language, {"field": self.field, **self.arguments})


class Refused(ValueError):
    """Raised when an experiment is impossible; `problems` says which fields are wrong and what would work."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{one.field}: {one.detail()}; {one.hint()}" for one in problems))
        self.problems = problems

    def keeping(self, works: Callable[[Repair], bool]) -> Refused:
        """The same refusal with only those repairs, each once, that really make the experiment possible."""

        def kept(problem: Problem) -> Problem:
            once = [r for place, r in enumerate(problem.repairs) if r not in problem.repairs[:place]]
            return replace(problem, repairs=tuple(filter(works, once)))

        return Refused(*map(kept, self.problems))


def refuse(field: str, code: str, value: Any = None, repairs: Iterable[Any] = (), **arguments: Any) -> Refused:
    """The refusal of one field, ready to raise; repairs that are None are left out."""
    return Refused(Problem(field, code, value, arguments, tuple(repair for repair in repairs if repair)))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`; the first known one when none is alike."""
    names = list(known)
    return (get_close_matches(name[:64], names, 1, 0.0) or names)[0]
