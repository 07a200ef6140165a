"""Knows the rules of the house: which way imports run, what every module says of itself, how long files may be."""

import ast
import doctest
import importlib
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from app.operators import OPERATORS
from app.operators.text import LANGUAGES
from app.web.messages import MESSAGES

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "app").rglob("*.py"))
NAMES = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
EACH = pytest.mark.parametrize(("name", "path"), list(zip(NAMES, MODULES, strict=True)), ids=NAMES)
# main → web → figures, snippets, lessons, networks → samples → operators; settings may be read from web upwards
FLOORS = {"operators": 0, "samples": 1, "figures": 2, "snippets": 2, "lessons": 2, "networks": 2, "settings": 2}
FLOORS |= {"web": 3, "main": 4, "server": 5, "cli": 6}
LONGEST = 300


def part_of(name: str) -> str:
    """The part of the house that a module belongs to."""
    return name.split(".")[1] if "." in name else ""


def imported(path: Path) -> list[str]:
    """Every module that a file imports, by its full name."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by a relative name"
            found += [f"{node.module}.{one.name}" for one in node.names] if node.module == "app" else [str(node.module)]
    return found


@EACH
def test_imports_run_down_only(name: str, path: Path) -> None:
    here = part_of(name)
    if not here:
        return
    assert here in FLOORS, f"app/{here} has no floor: say in FLOORS where it stands"
    for other in imported(path):
        there = part_of(other)
        if other.split(".")[0] != "app" or there in (here, "", "__version__"):
            continue
        assert there in FLOORS and FLOORS[there] < FLOORS[here], f"{name} imports {other}"


@pytest.mark.parametrize("path", sorted((ROOT / "app/operators").glob("*.py")), ids=lambda path: path.stem)
def test_the_operators_need_numpy_and_the_standard_library_only(path: Path) -> None:
    for other in imported(path):
        root = other.split(".")[0]
        assert root in {"numpy", *sys.stdlib_module_names} or other.startswith("app.operators"), other


@EACH
def test_a_module_opens_with_one_sentence(name: str, path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text()))
    assert words, f"{name} says nothing of itself"
    first = words.split("\n\n")[0]
    assert re.match(r"[A-Z`“].*[.:]$", first, re.DOTALL), first


@pytest.mark.parametrize("path", sorted((ROOT / "app/operators").glob("*.py")), ids=lambda path: path.stem)
def test_every_public_function_of_the_engine_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text())
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert silent == []


def long_files() -> list[Path]:
    return [*MODULES, *(ROOT / "static").rglob("*.js"), *sorted((ROOT / "tests").rglob("*.py"))]


@pytest.mark.parametrize("path", long_files(), ids=lambda path: path.name)
def test_no_file_is_too_long_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


def files_in_git() -> list[Path]:
    """Tracked files, and those that would be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_file_names_a_machine_or_an_index() -> None:
    # Written apart, so that this file does not find itself.
    folders = "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"])
    indexes = "|".join(["registry" + r"\.npmjs", "files" + r"\.pythonhosted", "pypi" + r"\.org/simple"])
    wrong = re.compile(rf"(?<![\w.}}$/])/(?:{folders})/[\w.]|{indexes}")
    found = []
    for path in files_in_git():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {one.group()}" for one in wrong.finditer(text)]
    assert found == []


TOLD = [
    name
    for name in NAMES
    if name.startswith(
        ("app.operators", "app.figures", "app.web", "app.settings", "app.samples", "app.networks", "app.lessons")
    )
]


@pytest.mark.parametrize("name", TOLD)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def codes_in(path: Path) -> set[str]:
    """The codes that a file refuses with, where they stand as they are."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            place = {"refuse": 1, "Problem": 1, "within": 0}.get(name)
            given = node.args[place : place + 1] if place is not None else []
            found |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


@EACH
def test_every_code_has_its_sentences(name: str, path: Path) -> None:
    assert codes_in(path) <= set(MESSAGES)


def test_every_sentence_is_used() -> None:
    source = "".join(path.read_text() for path in MODULES if path.name != "messages.py")
    written = {code for code in MESSAGES if f'"{code}"' in source}
    assert set(MESSAGES) - written <= {"reflect_too_large", "circular_too_large"}  # their names are put together


def placeholders(text: str) -> set[str]:
    return {str(field) for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_sentence_is_there_in_every_language_with_the_same_arguments(code: str) -> None:
    assert set(MESSAGES[code]) == set(LANGUAGES)
    english = MESSAGES[code]["en"]
    for texts in MESSAGES[code].values():
        assert len(texts) == 2 and all(texts)
        assert [placeholders(text) for text in texts] == [placeholders(text) for text in english]


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_an_operator_and_its_parameters_are_named_in_every_language(operator: str) -> None:
    one = OPERATORS[operator]
    assert isinstance(one.title, dict) and set(one.title) == set(LANGUAGES)
    assert isinstance(one.help, dict) and set(one.help) == set(LANGUAGES)
    for name, parameter in one.fields.items():
        for text in (parameter.title, parameter.help):
            assert isinstance(text, dict) and set(text) == set(LANGUAGES) and all(text.values()), name
