"""Knows how to run a folder of programs where their frameworks are installed; needs neither pytest nor the product."""

import contextlib
import io
import sys
import traceback
from pathlib import Path


def run(path: Path) -> bool:
    """Whether a program asserts its own output; what went wrong is told."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(path.read_text(), path.name, "exec"), {"__name__": "program"})
    except Exception:
        print(f"{path.name}\n{path.read_text()}\n{traceback.format_exc()}")
        return False
    return True


def main() -> int:
    wanted = tuple(sys.argv[2:]) or ("",)
    programs = sorted(path for path in Path(sys.argv[1]).glob("*.py") if path.name.startswith(wanted))
    wrong = [path.name for path in programs if not run(path)]
    print(f"{len(programs) - len(wrong)} of {len(programs)} programs give the engine's numbers", *wrong, sep="\n  ")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
