"""What reading a framework's layers shares: arguments by name, rows, blocks, how many layers are read.

Knows calls and the contract's layers; the words of a framework are in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.networks.text.program import Call, calls
from app.operators.errors import nearest, refuse

Layer = dict[str, Any]
DEEPEST = 40  # rows inside rows


@dataclass(frozen=True)
class Word:
    """One layer of a framework: the names of its arguments, in order, and how they become layers of ours."""

    arguments: str
    read: Callable[[Arguments], list[Layer]]


class Arguments(dict[str, Any]):
    """The arguments of one call by name; what is taken out is known, what is left over is refused."""

    def __init__(self, call: Call, names: str, ignored: frozenset[str]) -> None:
        order = names.split()
        if len(call.arguments) > len(order):
            raise refuse_argument(call.line, call.name, f"a {len(order) + 1}. argument")
        super().__init__(zip(order, call.arguments, strict=False))
        for name, value in call.named.items():
            if name in self:
                raise refuse_argument(call.line, call.name, f"{name} twice")
            if name not in order and name not in ignored:
                raise refuse_argument(call.line, call.name, name)
            if name in order:
                self[name] = value
        self.call = call

    def take(self, name: str, usual: Any = None) -> Any:
        """One argument, or what the framework takes for it."""
        return self.pop(name, usual)

    def only(self, name: str, *values: Any) -> None:
        """Refuses an argument with another value than those that mean nothing here."""
        if name in self and self[name] not in values:
            raise self.wrong(name)
        self.pop(name, None)

    def wrong(self, name: str) -> Exception:
        return refuse_argument(self.call.line, self.call.name, f"{name}={self.get(name)!r}"[:64])

    def given(self, **names: str) -> Layer:
        """The rest under our names, as they were given; `names` says ours for theirs where they differ."""
        return {names.get(name, name): value for name, value in self.items() if value is not None}


def refuse_argument(line: int, layer: str, given: str) -> Exception:
    return refuse("source.text", "text_argument", line=line, layer=layer, given=given)


class Framework:
    """Reads calls as layers; a framework gives its words and says how a row of two is one layer."""

    words: Mapping[str, Word] = {}
    ignored: frozenset[str] = frozenset()

    def __init__(self, most: int) -> None:
        self.most, self.count, self.depth = most, 0, 0

    def network(self, text: str) -> list[Layer]:
        """The layers of a text, in order."""
        layers = [layer for call in calls(text) for layer in self.layers(call)]
        if not layers:
            raise refuse("source.text", "text_empty")
        return layers

    def row(self, values: list[Any], line: int) -> list[Layer]:
        """Layers one after the other, from calls, lists of calls, or names with calls."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise refuse("source.text", "text_syntax", line=line, why="it nests too deeply")
        layers: list[Layer] = []
        for value in values:
            if isinstance(value, dict):
                for name, one in value.items():
                    layers += named(name, self.row([one], line))
            elif isinstance(value, list):
                layers += self.row(value, line)
            elif isinstance(value, Call):
                layers += self.layers(value)
            else:
                raise refuse("source.text", "text_not_read", line=line, given=f"{value!r}"[:64])
        self.depth -= 1
        return layers

    def layers(self, call: Call) -> list[Layer]:
        """What one call stands for."""
        if call.name in ("Sequential", "ModuleList"):
            inner = self.row(call.arguments, call.line)
            return self.folded(inner) if self.depth and len(inner) == 2 else inner
        if call.name == "Residual":
            main, shortcut = self.branches(call, 2)
            return self.counted(call.line, [{"op": "residual", "layers": main, "shortcut": shortcut}])
        if call.name == "Concat":
            return self.counted(call.line, [{"op": "concat", "branches": self.branches(call)}])
        word = self.words.get(call.name)
        if word is None:
            likely = nearest(call.name, self.words)
            raise refuse("source.text", "text_unknown_layer", line=call.line, given=call.name[:64], nearest=likely)
        return self.counted(call.line, self.read(word, call))

    def read(self, word: Word, call: Call) -> list[Layer]:
        return word.read(Arguments(call, word.arguments, self.ignored))

    def branches(self, call: Call, count: int | None = None) -> list[list[Layer]]:
        rows = [self.row([one], call.line) for one in [*call.arguments, *call.named.values()]]
        if not rows or (count is not None and len(rows) != count):
            raise refuse_argument(call.line, call.name, f"{len(rows)} rows")
        return rows

    def counted(self, line: int, layers: list[Layer]) -> list[Layer]:
        self.count += len(layers)
        if self.count > self.most:
            raise refuse("layers", "layers", given=self.count, limit=self.most)
        return layers

    def folded(self, row: list[Layer]) -> list[Layer]:
        """A row of two that is one layer of ours: what a framework must write as padding and a layer."""
        return row


def named(name: str, layers: list[Layer]) -> list[Layer]:
    """A single layer with its name; a row has none."""
    return [{**layers[0], "name": name}] if len(layers) == 1 else layers


def bordered(border: Layer, inner: Layer) -> Layer | None:
    """A border put before a layer without padding as that layer's own padding; None where it is another layer's."""
    if border["op"] != "zero_pad" or inner.get("padding", 0) not in (0, "valid"):
        return None
    family = inner["op"].rstrip("123d")
    inside = {"conv": True, "avg_pool": inner.get("count_include_pad", True), "lp_pool": True}
    outside = border.get("outside", 0)
    fits = inside.get(family, False) if outside == 0 else family == "max_pool"
    if not fits or inner.get("ceil_mode"):
        return None
    return {**inner, "padding": border["padding"], **border.get("mode", {})}


def cropped(inner: Layer, border: Layer) -> Layer | None:
    """A transposed convolution without padding and the crop behind it as one."""
    fits = (
        inner["op"].startswith("conv_transpose") and border["op"] == "crop" and inner.get("padding", 0) in (0, "valid")
    )
    return {**inner, "padding": border["padding"]} if fits else None


def sides(values: list[int]) -> list[list[int]]:
    """Pairs before and after, axis by axis, from a flat list."""
    return [list(values[place : place + 2]) for place in range(0, len(values), 2)]
