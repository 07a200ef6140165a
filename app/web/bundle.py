"""The modules of a page joined into one file, its style sheets into another: few requests without a build step.

Knows which modules and sheets make a page, not what any of them does.

A joined file is itself an ES module. Every module stands in it once, after those it imports, in a scope of its own:

    const $stage_dom = (() => { …; return { html, button }; })();

What a module opens later, by `import("./x.js")`, is a joined file of its own. It imports the scopes that it needs from
the first file's address, so nothing is fetched or run twice; what two such files need is in the first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from posixpath import splitext

from app.settings import static_folder
from app.web.modules import SPACE, Absent, Module, Modules, scope

ADDRESS = "/static/joined"
SCRIPTS = {
    "main": "main.js",
    "home": "pages/home.js",
    "network": "pages/network.js",
    "docs": "pages/docs.js",
    "alone": "pages/alone.js",
    "embed": "pages/embed.js",
    "element": "pages/element.js",
}  # the first module of each page, below static/js
_SHELL = ("tokens", "base", "header", "menu")
_DRAWN = ("stage", "boards", "cells", "marks", "terms", "arithmetic", "arithmetic-narrow", "facts", "print")
_STAGE = (*_SHELL, "share", "frame", "panel", "fields", "maker", "drawer", "transport", "problem", *_DRAWN)
_BARE = ("tokens", "base", "transport", *_DRAWN, "bare")
_NETWORK = (
    *_SHELL, "problem", "network", "network-table", "network-card", "network-edit", "network-stack", "network-lessons",
    "network-rows", "network-narrow",
)  # fmt: skip
SHEETS = {  # the sheets of each page, below static/css
    "text": _SHELL,
    "stage": _STAGE,
    "home": (*_STAGE, "home", "home-ways"),
    "network": _NETWORK,
    "docs": (*_SHELL, "docs", "docs-asking", "docs-tables"),
    "bare": _BARE,
    "element": ("element", *_BARE),
}
_ROOT = re.compile(r":root((?:\[[^\]]*\]|:not\([^)]*\))*)")
_PAGE = re.compile(r"^html(?= \{)", re.M)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def joined(entry: str, folder: Path | None = None) -> str:
    """A page's modules as one script that asks for no other; what it opens later is in it.

    Raises Unjoinable, and Absent when there is no such page.
    """
    modules = _modules(folder).closure(_first(entry), later=True)
    return _written(tuple(modules.values()), tuple((path, f"Promise.resolve({scope(path)})") for path in modules))


def script(entry: str, opened: str = "", folder: Path | None = None) -> str:
    """What is served for a page: its first file, or that of a module which it opens later.

    Raises Unjoinable, and Absent when there is no such page or module.
    """
    first, files = _modules(folder).parted(_first(entry))
    opening = tuple((path, f'import("{ADDRESS}/{entry}/{path}")') for path in files)
    if not opened:
        shared = f"export {{ {', '.join(map(scope, first))} }};\n" if files else ""
        return _written(tuple(first.values()), opening) + shared
    if opened not in files:
        raise Absent(opened)
    own = files[opened]
    needed = {opened, *(one.path for module in own.values() for one in module.imports)}
    taken = ", ".join(scope(path) for path in first if path in needed)
    head = f'import {{ {taken} }} from "{ADDRESS}/{entry}.js";\n' if taken else ""
    names = (own.get(opened) or first[opened]).names
    return f"{head}{_written(tuple(own.values()), opening)}export const {{ {', '.join(names)} }} = {scope(opened)};\n"


def sheet(name: str, folder: Path | None = None) -> str:
    """The style sheets of a page as one, without their comments; Absent when there is no such page or sheet."""
    files = [(folder or static_folder()) / "css" / f"{one}.css" for one in SHEETS.get(name, ())]
    if not files or not all(file.is_file() for file in files):
        raise Absent(name)
    text = "".join(_sheet(file, file.stat().st_mtime_ns) for file in files)
    return shadowed(text) if name == "element" else text


def shadowed(text: str) -> str:
    """A sheet of whole pages for the shadow of an element on a page of somebody else.

    >>> shadowed(':root {a: b}\\n:root[data-theme="dark"] p {c: d}\\nhtml {e: f}')
    ':host {a: b}\\n:host([data-theme="dark"]) p {c: d}\\n.bare {e: f}'
    """
    return _PAGE.sub(".bare", _ROOT.sub(lambda found: f":host({found[1]})" if found[1] else ":host", text))


def served(path: str, folder: Path | None = None) -> str | None:
    """The text at an address below `/static`, `joined/main.js` say; None where nothing joined stands.

    Raises Unjoinable when a module of the page cannot be joined.
    """
    root, _, rest = path.partition("/")
    entry, _, opened = rest.partition("/")
    name, kind = splitext(entry)
    if root != "joined":
        return None
    try:
        if opened:
            return script(entry, opened, folder)
        if kind == ".js":
            return script(name, folder=folder)
        return sheet(name, folder) if kind == ".css" else None
    except Absent:
        return None


def _modules(folder: Path | None) -> Modules:
    return Modules((folder or static_folder()) / "js")


def _first(entry: str) -> str:
    if entry not in SCRIPTS:
        raise Absent(entry)
    return SCRIPTS[entry]


@lru_cache(maxsize=32)
def _written(modules: tuple[Module, ...], opening: tuple[tuple[str, str], ...]) -> str:
    return "".join(module.in_scope(dict(opening)) for module in modules)


@lru_cache(maxsize=128)
def _sheet(file: Path, changed: int) -> str:
    return SPACE.sub("\n", _COMMENT.sub("", file.read_text("utf-8"))).lstrip()
