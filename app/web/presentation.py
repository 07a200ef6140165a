"""The presentation keys: what an address may say about showing an experiment, apart from the experiment itself.

Every address accepts all of them and ignores those it has no use for. Knows names and the language rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from app.operators.errors import nearest, refuse
from app.operators.text import LANGUAGES

KEYS = (
    "step", "layout", "lang", "theme", "present", "predict", "show", "with", "speed", "animate",
    "scale", "strip", "fps", "hold", "width", "framework", "only", "columns",
)  # fmt: skip

Choice = TypeVar("Choice", bound=str)
COLUMNS = (
    "output", "origin", "window", "product", "running", "before", "sum", "pre_activation", "value", "input",
    "selected", "divisor",
)  # fmt: skip


def language(given: str | None, accepted: str = "") -> str:
    """The language to answer in: the one asked for, else the first accepted one that there is, else English.

    >>> language("zh-Hans"), language(None, "fr, zh-CN;q=0.8, en;q=0.5"), language("fr")
    ('zh-Hans', 'zh-Hans', 'en')
    """
    wanted = [given] if given else [name for name, _ in sorted(weighted(accepted), key=lambda one: -one[1])]
    for one in wanted:
        for known in LANGUAGES:
            if one.lower().split("-")[0] == known.lower().split("-")[0]:
                return known
    return LANGUAGES[0]


def weighted(accepted: str) -> list[tuple[str, float]]:
    """Names of an Accept… header with their weights.

    >>> weighted("fr, zh-CN;q=0.8")
    [('fr', 1.0), ('zh-CN', 0.8)]
    """
    result = []
    for one in accepted.split(","):
        name, _, quality = one.partition(";")
        try:
            result.append((name.strip(), float(quality.strip().removeprefix("q=") or 1)))
        except ValueError:
            result.append((name.strip(), 0.0))
    return result


def wanted_columns(keys: Mapping[str, str]) -> frozenset[str] | None:
    """The step columns asked for, None for all; Refused when one does not exist."""
    if not keys.get("columns"):
        return None
    names = {name.strip() for name in keys["columns"][:1024].split(",") if name.strip()}
    for name in sorted(names):
        if name not in COLUMNS:
            likely = nearest(name, COLUMNS)
            repairs = [{"columns": likely}]
            raise refuse("columns", "not_choice", name, repairs, choices=", ".join(COLUMNS), nearest=likely)
    return frozenset(names)


def wanted_choice(keys: Mapping[str, str], key: str, choices: Sequence[Choice]) -> Choice | None:
    """The value of a presentation key that has few values; Refused when it is another."""
    if not keys.get(key):
        return None
    for choice in choices:
        if keys[key] == choice:
            return choice
    raise refuse(key, "not_choice", keys[key], [{key: choices[0]}], choices=", ".join(choices), nearest=choices[0])
