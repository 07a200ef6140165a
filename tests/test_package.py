"""What a wheel carries: the page as well as the code, so that an installed convscope serves it from anywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return set(ZipFile(next(folder.glob("*.whl"))).namelist())


@pytest.mark.parametrize("folder", ["static", "templates"])
def test_every_file_of_the_page_is_in_the_wheel(wheel: set[str], folder: str) -> None:
    tracked = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True)
    files = tracked.stdout.split() or [path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.*")]
    assert len(files) > 5
    assert {f"app/{file}" for file in files if (ROOT / file).exists()} <= wheel


def test_pictures_and_licences_are_in_the_wheel(wheel: set[str]) -> None:
    assert "app/samples/pictures.npz" in wheel
    licences = [name for name in wheel if "/licenses/" in name]
    assert any(name.endswith("/LICENSE") for name in licences)
    assert any("fonts" in name for name in licences)


def test_nothing_else_is_in_the_wheel(wheel: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"app", "convscope"}
