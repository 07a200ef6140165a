"""A few lines of Python as nested calls: parsed, bounded, and never executed.

Knows numbers, texts, lists, names given to them, and calls; what a call means is for others to say. Everything else
(functions, lambdas, subscripts, comprehensions, conditions) is refused with its line.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.operators.errors import Refused, refuse

LONGEST = 60_000  # characters; ResNet-101 takes 18,000
SHOWN_AS = "<text>"  # what Python calls it in its own messages
DEEPEST = 60  # brackets inside brackets
LARGEST = 10**9  # of a number that arithmetic makes
HELPERS = {"Residual", "Concat"}  # classes that written text brings along; their bodies are not read
IGNORED = {"print", "super"}  # bare calls without a layer
ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.FloorDiv: lambda a, b: a // b,
    ast.Mod: lambda a, b: a % b,
}


@dataclass
class Call:
    """One call: the last part of its name, its arguments, its line."""

    name: str
    line: int
    arguments: list[Any] = field(default_factory=list)
    named: dict[str, Any] = field(default_factory=dict)


def calls(text: Any) -> list[Call]:
    """The calls that a text makes, in order; a Sequential that the text ends with stands alone.

    >>> [one.name for one in calls("nn.Sequential(nn.ReLU(), nn.Conv2d(1, 8, 3))")]
    ['Sequential']
    """
    reader = Reader()
    for statement in parsed(text).body:
        reader.statement(statement)
    whole = [call for call in reader.found if call.name == "Sequential"]
    return whole[-1:] or reader.found


def parsed(text: Any) -> ast.Module:
    """The text's tree; refused when it is too long, too deep, or no Python."""
    if not isinstance(text, str):
        raise refuse("source.text", "not_text", text)
    if len(text) > LONGEST:
        raise refuse("source.text", "text_length", given=len(text), limit=LONGEST)
    check_depth(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes and literals
            return ast.parse(text, SHOWN_AS)
    except SyntaxError as error:
        raise refuse("source.text", "text_syntax", line=error.lineno or 1, why=str(error.msg)[:80]) from None
    except (RecursionError, MemoryError, ValueError):
        raise refuse("source.text", "text_syntax", line=1, why="it nests too deeply") from None


def check_depth(text: str) -> None:
    """Refuses brackets or signs in such numbers that a parser would only lose time over them."""
    depth = signs = 0
    for place, letter in enumerate(text):
        if letter in "([{":
            depth += 1
            if depth > DEEPEST:
                line = text.count("\n", 0, place) + 1
                raise refuse("source.text", "text_syntax", line=line, why="it nests too deeply")
        elif letter in ")]}":
            depth = max(0, depth - 1)
        signs = signs + 1 if letter in "-+~.*/%@&|^<> \t" else 0
        if signs > 400:
            line = text.count("\n", 0, place) + 1
            raise refuse("source.text", "text_syntax", line=line, why="a row of signs is too long")


def not_read(node: ast.AST, what: str = "") -> Refused:
    """The refusal of a piece of text that is not read."""
    shown = what or type(node).__name__
    return refuse("source.text", "text_not_read", line=getattr(node, "lineno", 1), given=shown[:64])


class Reader:
    """Goes through statements and keeps what names stand for."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.found: list[Call] = []

    def statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Pass):
            return
        if isinstance(node, ast.ClassDef) and node.name in HELPERS:
            return
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            self.assign(node.targets[0], self.value(node.value))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self.assign(node.target, self.value(node.value))
        elif isinstance(node, ast.Expr):
            self.expression(node.value)
        else:
            raise not_read(node, f"class {node.name}" if isinstance(node, ast.ClassDef) else "")

    def assign(self, target: ast.expr, value: Any) -> None:
        if isinstance(target, ast.Name):
            self.names[target.id] = value
        elif not isinstance(target, ast.Attribute):  # self.conv1 = nn.Conv2d(…)
            raise not_read(target)
        if isinstance(value, Call):
            self.found.append(value)

    def expression(self, node: ast.expr) -> None:
        """A statement that is an expression: a layer, `model.add(…)`, or something said about a model."""
        if isinstance(node, ast.Constant):
            return  # a docstring
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            owner = self.names.get(node.func.value.id)
            if isinstance(owner, Call):
                if node.func.attr in ("add", "append") and len(node.args) == 1:
                    owner.arguments.append(self.value(node.args[0]))
                return
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IGNORED:
            return
        value = self.value(node)
        if not isinstance(value, Call):
            raise not_read(node)
        self.found.append(value)

    def value(self, node: ast.expr) -> Any:
        """What an expression stands for: a number, a text, a list, a mapping, a call."""
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float | str | None):
            return node.value
        if isinstance(node, ast.Name):
            if node.id in self.names:
                return self.names[node.id]
            raise not_read(node, node.id)
        if isinstance(node, ast.Attribute) and node.attr in ("inf", "float32", "float64"):
            return float("inf") if node.attr == "inf" else node.attr
        if isinstance(node, ast.List | ast.Tuple):
            return self.entries(node.elts)
        if isinstance(node, ast.Dict):
            keys = [self.value(one) if one is not None else None for one in node.keys]
            return dict(zip(map(str, keys), map(self.value, node.values), strict=True))
        if isinstance(node, ast.UnaryOp | ast.BinOp):
            return self.arithmetic(node)
        if isinstance(node, ast.Call):
            return self.call(node)
        raise not_read(node)

    def entries(self, nodes: Sequence[ast.expr]) -> list[Any]:
        """Values one after the other; a starred list is laid out."""
        values: list[Any] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                inner = self.value(node.value)
                if not isinstance(inner, list):
                    raise not_read(node)
                values += inner
            else:
                values.append(self.value(node))
        if len(values) > LONGEST:
            raise refuse("source.text", "text_length", given=len(values), limit=LONGEST)
        return values

    def arithmetic(self, node: ast.UnaryOp | ast.BinOp) -> Any:
        """Sums and products of numbers, as in `8 * width`."""
        sides = [node.operand] if isinstance(node, ast.UnaryOp) else [node.left, node.right]
        values = [self.value(one) for one in sides]
        if not all((isinstance(one, int | float) and abs(one) <= LARGEST) or one == float("inf") for one in values):
            raise not_read(node)
        if isinstance(node, ast.UnaryOp):
            if not isinstance(node.op, ast.USub | ast.UAdd):
                raise not_read(node)
            return -values[0] if isinstance(node.op, ast.USub) else values[0]
        if type(node.op) not in ARITHMETIC:
            raise not_read(node)
        try:
            return ARITHMETIC[type(node.op)](*values)
        except ZeroDivisionError:
            raise not_read(node, "a division by 0") from None

    def call(self, node: ast.Call) -> Any:
        """A call of a name or of an attribute of names; nothing that is itself computed."""
        name = dotted(node.func)
        arguments = self.entries(node.args)
        named = {}
        for one in node.keywords:
            if one.arg is None:
                raise not_read(node, "**")
            named[one.arg] = self.value(one.value)
        if name == "float" and arguments in (["-inf"], ["inf"]):
            return float(arguments[0])
        if name.split(".")[-1] in ("OrderedDict", "dict") and len(arguments) == 1 and not named:
            given = arguments[0]
            return dict(given) if isinstance(given, list) and all(map(is_item, given)) else given
        return Call(name.split(".")[-1], node.lineno, arguments, named)


def is_item(value: Any) -> bool:
    """Whether a value is a name with what it names."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def dotted(node: ast.expr) -> str:
    """`torch.nn.Conv2d` as text; refused when it is no plain name."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
        if len(parts) > 8:
            raise not_read(node)
    if not isinstance(node, ast.Name):
        raise not_read(node)
    return ".".join([node.id, *reversed(parts)])
