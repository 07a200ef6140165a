"""Knows how the programs of every case are written into a folder, for the environment in which they can run."""

import sys
from pathlib import Path

from app.snippets import FRAMEWORKS, program
from tests.snippets.cases import experiment, queries


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (operator, query) in queries().items():
        made = experiment(operator, query)
        for framework in FRAMEWORKS:
            (folder / f"{framework}-{name}.py").write_text(program(made, framework))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
