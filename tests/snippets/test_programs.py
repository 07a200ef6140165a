"""Knows that a program runs by itself, gives the engine's numbers and is what one would write down: NumPy's here, the
others where their frameworks are installed (`make peers`).
"""

import ast
import contextlib
import importlib.util
import io
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.operators import Refused
from app.snippets import FRAMEWORKS, Experiment, numbers, program
from tests.experiments import ALL, drawn, examples, planned
from tests.operators.test_new_operator import registered
from tests.snippets.cases import HARD, experiment, queries
from tests.snippets.peers import run
from tests.snippets.write import write

CASES = queries()
LONGEST = 79


def ran(text: str) -> dict[str, Any]:
    """The names of a program after it ran; it raises when its own check fails, and any warning is a failure."""
    names: dict[str, Any] = {"__name__": "program"}
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(text, "program.py", "exec"), names)
    return names


def assert_gives(found: Experiment, names: dict[str, Any]) -> None:
    """The program's own output is the engine's, to 1e-11 of the largest sum of sizes."""
    expected = found.grids["output"]
    assert names["y"].shape == expected.shape
    np.testing.assert_allclose(names["y"], expected, rtol=0, atol=1e-11 * found.scale)
    np.testing.assert_array_equal(names["expected"], expected)


@pytest.mark.parametrize("name", CASES)
def test_a_numpy_program_gives_the_engines_numbers(name: str) -> None:
    made = experiment(*CASES[name])
    assert_gives(made, ran(program(made, "numpy")))


@pytest.mark.parametrize("operator", ALL)
@given(data=st.data())
def test_a_numpy_program_of_any_experiment_gives_the_engines_numbers(operator: str, data: st.DataObject) -> None:
    made = any_experiment(operator, data)
    if made is not None:
        assert_gives(made, ran(program(made, "numpy")))


test_a_numpy_program_of_any_experiment_gives_the_engines_numbers = examples(40)(
    test_a_numpy_program_of_any_experiment_gives_the_engines_numbers
)


def any_experiment(operator: str, data: st.DataObject) -> Experiment | None:
    """A drawn experiment, with or without a channel axis; None where the engine refuses it."""
    arguments = drawn(data, operator)
    if np.shape(arguments["input"])[0] == 1 and "bias" not in arguments and data.draw(st.booleans(), label="plane"):
        one = np.shape(arguments.get("weight", [[0]]))[:2] in ((1, 1), (1,))
        arguments |= {name: arguments[name][0] for name in ("input", "indices") if name in arguments and one}
        if "weight" in arguments and one:
            arguments["weight"] = arguments["weight"][0, 0]
    try:
        return Experiment.of(*planned(operator, arguments))
    except Refused:
        return None


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", CASES)
def test_a_program_is_python_of_79_columns_that_imports_what_it_uses(name: str, framework: str) -> None:
    text = program(experiment(*CASES[name]), framework)
    tree = ast.parse(text)
    assert text.endswith(")\n") and max(map(len, text.splitlines())) <= LONGEST
    assert not any(line != line.rstrip() for line in text.splitlines())
    imported = {one.asname or one.name for node in tree.body if isinstance(node, ast.Import) for one in node.names}
    imported |= {one.name for node in tree.body if isinstance(node, ast.ImportFrom) for one in node.names}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert imported - {"torch.nn.functional"} <= used


@pytest.mark.parametrize("framework", FRAMEWORKS[1:])
def test_programs_run_where_their_framework_is_installed(framework: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(framework) is None:
        pytest.skip(f"{framework} is not installed: make peers")
    write(tmp_path)
    assert [path.name for path in sorted(tmp_path.glob(f"{framework}-*")) if not run(path)] == []


def test_a_program_that_would_give_other_numbers_fails() -> None:
    text = program(experiment("conv1d", "input=1,2,3&weight=1,1"), "numpy")
    assert "expected = np.array([3, 5], dtype=float)" in text
    with pytest.raises(AssertionError):
        ran(text.replace("[3, 5]", "[3, 6]"))


def test_the_first_program_that_most_people_see() -> None:
    text = program(experiment("conv1d", "input=1,2,3,4&weight=1,-1&stride=2&bias=5"), "numpy")
    assert text == (
        "# 1-D convolution in NumPy: (1, 4) becomes (1, 2).\n"
        "import numpy as np\n"
        "\n"
        "x = np.array([1, 2, 3, 4], dtype=float)\n"
        "weight = np.array([1, -1], dtype=float)\n"
        "bias = np.array([5], dtype=float)\n"
        "\n"
        "y = np.zeros(2)\n"
        "for i in range(len(y)):\n"
        "    window = x[2 * i : 2 * i + 2]\n"
        "    y[i] = np.sum(window * weight)\n"
        "y = y + bias\n"
        "\n"
        "expected = np.array([4, 4], dtype=float)\n"
        "np.testing.assert_allclose(y, expected, rtol=0, atol=1e-10)\n"
        "print(y)\n"
    )


@pytest.mark.parametrize(
    ("name", "framework", "said"),
    [
        ("uneven-padding", "torch", "# F.conv pads both sides alike: pad first; F.pad wants the last axis first"),
        ("same-odd", "torch", 'y = F.conv2d(x, weight, padding="same")'),
        ("same-with-stride", "torch", '# padding="same" knows no stride in PyTorch: pad first; F.pad wants'),
        ("same-with-stride", "keras", 'strides=2, padding="same"'),
        ("reflect", "torch", 'padded = F.pad(x, (2, 2, 3, 1), mode="reflect")'),
        ("reflect", "keras", "# Keras pads with zeros only: pad first"),
        ("reflect", "jax", "# lax pads with zeros only: pad first"),
        ("uneven-padding", "jax", "padding=((1, 0), (0, 2))"),
        ("transposed-uneven", "torch", "# padding crops both sides alike in PyTorch: crop by hand"),
        ("transposed-more", "torch", "output_padding=(2, 1)"),
        ("transposed-groups", "jax", "# XLA on a CPU fails with lhs_dilation and groups at 64 bits"),
        ("max-beyond-half", "torch", "# F.max_pool pads by half the kernel at most: pad first"),
        ("ceil", "torch", "y = F.max_pool2d(x, 2, ceil_mode=True)"),
        ("ceil", "keras", "# Keras has no ceil_mode: pad the end first"),
        ("mean-without-padding", "torch", "count_include_pad=False"),
        ("mean-without-padding", "keras", "# how many cells of each window count: the padding does not count"),
        ("mean-divisor", "torch", "# F.avg_pool has no divisor_override in 1-D: sum the windows"),
        ("mean-dilated", "keras", "# Keras has no dilated pooling: stack what each tap of the window reads"),
        ("norm-of-negatives", "torch", "# F.lp_pool sums x ** p without the bars: take them first"),
        ("norm-cut", "torch", "it also rescales"),
        ("adaptive-larger", "jax", "# JAX has no adaptive pooling: its windows are boxes"),
        ("adaptive-larger", "keras", "# Keras has no adaptive pooling: its windows are boxes"),
        ("unpool-twice", "torch", "# two cells go to one place, where F.max_unpool does not say which stays"),
        ("unpool-sized", "torch", "output_size=(5, 5)"),
        ("unpool-sized", "jax", "# JAX has no unpooling: scatter"),
        ("flipped", "numpy", "# the mathematician's convolution turns the kernel by 180 degrees"),
    ],
)
def test_what_a_framework_cannot_do_is_done_by_hand_and_said(name: str, framework: str, said: str) -> None:
    assert said in program(experiment(*HARD[name]), framework)


def test_a_pattern_is_written_as_what_makes_it() -> None:
    text = program(experiment("conv2d", "input=ramp:8x8&weight=ones:3x3"), "torch")
    assert "x = torch.arange(64, dtype=torch.double).reshape(8, 8)[None]\n" in text
    assert "weight = torch.full((3, 3), 1, dtype=torch.double)[None, None]\n" in text


def test_two_processes_write_the_same_bytes() -> None:
    query = HARD["transposed-groups"]
    code = (
        "from app.snippets import program; from tests.snippets.cases import experiment; import sys; "
        f"sys.stdout.write(program(experiment(*{query!r}), 'jax'))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == program(experiment(*query), "jax")


def test_an_operator_without_a_program_says_so() -> None:
    with registered(), pytest.raises(Refused, match="there is no program for min_pool1d yet"):
        program(experiment("min_pool1d", "input=1,2,3&kernel_size=2"), "numpy")


def test_a_photograph_holds_twice_its_numbers_and_the_kernels() -> None:
    assert numbers(experiment("conv2d", "input=sample:camera:8x8&weight=ones:3x3&padding=same").plan) == 64 + 64 + 9
