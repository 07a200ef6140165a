"""What writing a framework's text shares: rows, names, indentation, and the refusal of what it has no layer for.

Knows planned layers; the words of a framework are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.networks.network import Network
from app.networks.node import Node
from app.operators.errors import Refused, refuse

INDENT = "    "


class Writer:
    """Writes planned layers as calls; a framework says how one layer is spelled."""

    framework = ""
    helpers: dict[str, str] = {}  # classes for what the framework's rows cannot say, by name

    def text(self, network: Network) -> str:
        """The whole text, ready to be run where the framework is."""
        raise NotImplementedError

    def layer(self, node: Node, following: Node | None) -> list[str]:
        """The calls of one layer, each on a line of its own; several are one layer in a row of their own."""
        raise NotImplementedError

    def wrapped(self, calls: list[str]) -> str:
        """A row of calls as one value."""
        raise NotImplementedError

    def sequential(self, row: tuple[Node, ...]) -> str:
        """A row of layers as one value."""
        return self.wrapped(self.row(row))

    def block(self, node: Node) -> str:
        """A residual sum or a concatenation as a call of a helper."""
        return listed(f"{helper(node)}(", map(self.sequential, node.branches), ")")

    def row(self, row: tuple[Node, ...]) -> list[str]:
        """The values of a row, one a layer."""
        values = []
        for place, node in enumerate(row):
            following = row[place + 1] if place + 1 < len(row) else None
            calls = [self.block(node)] if node.branches else self.layer(node, following)
            values.append(calls[0] if len(calls) == 1 else self.wrapped(calls))
        return values

    def used(self, network: Network) -> list[str]:
        """The helper classes that this network needs."""
        return [self.helpers[name] for name in sorted({helper(one) for one in network.nodes if one.branches})]

    def cannot(self, node: Node) -> Refused:
        return refuse(node.path, "not_writable", framework=self.framework)


def helper(node: Node) -> str:
    """The class that says what a block does."""
    return "Residual" if node.layer.op == "residual" else "Concat"


def listed(opening: str, values: Iterable[str], closing: str) -> str:
    """Values one below the other between brackets."""
    inner = ",\n".join(values)
    return f"{opening}\n{indented(inner)},\n{closing}"


def called(name: str, *arguments: Any, **named: Any) -> str:
    """One call as text; what is None is left out."""
    given = [spelled(one) for one in arguments]
    given += [f"{key}={spelled(value)}" for key, value in named.items() if value is not None]
    return f"{name}({', '.join(given)})"


def spelled(value: Any) -> str:
    """A value as Python writes it, lists as tuples."""
    if isinstance(value, list | tuple):
        inner = ", ".join(map(spelled, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if value == float("-inf"):
        return 'float("-inf")'
    return f'"{value}"' if isinstance(value, str) else repr(value)


def indented(text: str) -> str:
    return "\n".join(INDENT + line if line else line for line in text.split("\n"))


def one_or_each(values: list[int]) -> Any:
    """One number where all axes have the same, else one an axis."""
    return values[0] if len(set(values)) == 1 else list(values)


def unusual(values: list[int], usual: int) -> Any:
    """The same, None where all are what a framework takes for granted."""
    return None if set(values) == {usual} else one_or_each(values)


def even(padding: list[list[int]]) -> bool:
    """Whether each axis has as many cells before as after."""
    return all(before == after for before, after in padding)


def quoted(name: str) -> str:
    """A name as a text literal."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
