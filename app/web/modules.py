"""ES modules taken apart and put in order: what each exports, what it imports, what it opens later.

Knows the forms of import and export that the house writes and refuses all others; knows no page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple

COMMENT = re.compile(r"^[ \t]*/\*.*?\*/|/\*\*.*?\*/", re.M | re.S)
SPACE = re.compile(r"\n\s+")  # empty lines, and what lines begin with
IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.\.?/[\w./-]+\.js)";$', re.M)
EXPORT = re.compile(r"^export (?=(?:const|class|function|async function) (\w+))", re.M)
LATER = re.compile(r'\bimport\("(\.\.?/[\w./-]+\.js)"\)')
OTHER = re.compile(r"^(?:import|export)\b|\bimport\s*[(.]", re.M)


class Unjoinable(Exception):
    """A module that cannot be joined; the message names the file, and the line where there is one."""


class Absent(Exception):
    """A page, module or sheet that does not exist."""


class Import(NamedTuple):
    """One place where a module names another, with what it takes from it."""

    path: str
    names: tuple[str, ...]
    line: int


class Module:
    """One module taken apart.

    >>> one = Module("stage/a.js", 'import { b as c } from "../b.js";\\nexport const d = c + 1;\\n')
    >>> one.names, one.imports
    (('d',), (Import(path='b.js', names=('b',), line=1),))
    >>> print(one.in_scope({}), end="")
    const $stage_a = (() => {
    const { b: c } = $b;
    const d = c + 1;
    return { d };
    })();
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.code = COMMENT.sub(_lines_of, text)
        bare = LATER.sub("", EXPORT.sub("", IMPORT.sub(_lines_of, self.code)))
        if other := OTHER.search(bare):
            line = bare.count("\n", 0, other.start())
            raise Unjoinable(f"{path}:{line + 1}: cannot be joined: {bare.splitlines()[line].strip()}")
        self.names = tuple(found[1] for found in EXPORT.finditer(self.code))
        self.imports = tuple(self._import(found, found[2], found[1]) for found in IMPORT.finditer(self.code))
        self.later = tuple(self._import(found, found[1]) for found in LATER.finditer(self.code))

    def in_scope(self, opening: Mapping[str, str]) -> str:
        """The module as a statement of a joined file; `opening` says how each module that it opens later is had."""

        def take(found: re.Match[str]) -> str:
            return f"const {{ {', '.join(_names(found[1], ': '))} }} = {scope(self._beside(found[2]))};"

        code = IMPORT.sub(take, EXPORT.sub("", self.code))
        code = LATER.sub(lambda found: opening[self._beside(found[1])], code)
        if not any(line.count("`") % 2 for line in code.splitlines()):  # a text over several lines keeps its spaces
            code = SPACE.sub("\n", code)
        return f"const {scope(self.path)} = (() => {{\n{code.strip()}\nreturn {{ {', '.join(self.names)} }};\n}})();\n"

    def _import(self, found: re.Match[str], other: str, names: str = "") -> Import:
        return Import(self._beside(other), tuple(_names(names)), self.code.count("\n", 0, found.start()) + 1)

    def _beside(self, other: str) -> str:
        return normpath(join(dirname(self.path), other))


class Modules:
    """The modules of a folder, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Module] = {}

    def __getitem__(self, path: str) -> Module:
        if path not in self._read:
            file = self._folder / path
            if path.startswith("..") or not file.is_file():
                raise Absent(path)
            self._read[path] = _module(file, path, file.stat().st_mtime_ns)
        return self._read[path]

    def closure(self, entry: str, later: bool = False) -> dict[str, Module]:
        """The module and all that it needs, each after those it imports; also what is opened `later` if asked."""
        found: dict[str, Module] = {}

        def visit(path: str, way: tuple[str, ...]) -> None:
            if path in way:
                raise Unjoinable(f"{' → '.join((*way[way.index(path) :], path))}: modules that import each other")
            if path in found:
                return
            module = self[path]
            for one in (*module.imports, *module.later):
                self._check(path, one)
            for one in (*module.imports, *(module.later if later else ())):
                visit(one.path, (*way, path))
            found[path] = module

        visit(entry, ())
        return found

    def parted(self, entry: str) -> tuple[dict[str, Module], dict[str, dict[str, Module]]]:
        """The modules of a page's first file, and those of each file that is opened later."""
        first = self.closure(entry)
        opened: dict[str, dict[str, Module]] = {}
        waiting = [first]
        while waiting:
            named = [one.path for module in waiting.pop().values() for one in module.later]
            for path in dict.fromkeys(named):
                if path not in opened:
                    opened[path] = self.closure(path)
                    waiting.append(opened[path])
        wanted = Counter(chain.from_iterable(opened.values()))
        for modules in opened.values():
            first |= {path: one for path, one in modules.items() if wanted[path] > 1}
        rest = {
            path: {name: one for name, one in modules.items() if name not in first} for path, modules in opened.items()
        }
        return first, rest

    def _check(self, path: str, one: Import) -> None:
        try:
            missing = set(one.names) - set(self[one.path].names)
        except Absent:
            raise Unjoinable(f"{path}:{one.line}: there is no {one.path}") from None
        if missing:
            raise Unjoinable(f"{path}:{one.line}: {one.path} exports no {', '.join(sorted(missing))}")


def scope(path: str) -> str:
    """The name of a module's scope in a joined file.

    >>> scope("stage/conv-stage.js")
    '$stage_conv_stage'
    """
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


@lru_cache(maxsize=512)
def _module(file: Path, path: str, changed: int) -> Module:
    return Module(path, file.read_text("utf-8"))


def _lines_of(found: re.Match[str]) -> str:
    return " " + "\n" * found[0].count("\n")


def _names(listed: str, between: str = "") -> Iterator[str]:
    """The names that an import takes; with `between`, a name and its alias joined by it."""
    for one in filter(None, map(str.strip, listed.split(","))):
        name, _, alias = one.partition(" as ")
        yield f"{name}{between}{alias}" if between and alias else name
