"""Knows the golden data: every peer-made case in the contract's words, one experiment each.

Knows neither the twins nor the product; both are held against these cases.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

DATA = Path(__file__).parent / "data"
EXACT_VALUES = {"int", "dyadic", "negative", "large", "distinct", "ties"}
SELECTING = ("max_pool", "adaptive_max_pool", "max_unpool")
GRIDS = {"input": np.float64, "weight": np.float64, "bias": np.float64, "indices": np.int64}


@dataclass(frozen=True)
class Golden:
    """One experiment and its answer; all grids with a channel axis and without a batch axis, as nested lists.

    `exact`: the numbers are exact in binary at every step, so they are compared bit for bit; otherwise to 1e-12 of
    the largest value.  Gradients are always compared to 1e-12, since their order of sums is free.
    """

    id: str
    operator: str
    arguments: dict[str, Any]
    output: Any
    indices: Any = None
    grad_output: Any = None
    gradients: dict[str, Any] | None = None
    exact: bool = True

    def arrays(self) -> dict[str, Any]:
        """The arguments with their grids as arrays, fresh at every call."""
        return {
            name: np.array(value, dtype=GRIDS[name]) if name in GRIDS else value
            for name, value in self.arguments.items()
        }

    @property
    def step_count(self) -> int:
        """Steps of the default view: painting and unpooling go over the input, all others over the output."""
        over_input = self.operator.startswith(("conv_transpose", "max_unpool"))
        return int(np.size(self.arguments["input"] if over_input else self.output))


@dataclass(frozen=True)
class Figure:
    """A figure of "A guide to convolution arithmetic": its experiment, one plane, and what it shows."""

    name: str
    operator: str
    arguments: dict[str, Any]
    output_shape: tuple[int, int]
    steps: int


class Relation(NamedTuple):
    """An instance of one of the guide's 15 relations: an input of `i` cells gives an output of `o`."""

    number: int
    operator: str
    i: int
    k: int
    s: int
    p: int
    d: int
    output_padding: int
    o: int


@cache
def golden_cases() -> tuple[Golden, ...]:
    """Every case that the contract can express, from all files."""
    return (*_torch_cases(), *_same_cases(), *_seed_cases(), *_figure_cases())


def assert_agrees(found: Any, expected: Any, exact: bool, what: str = "output") -> None:
    """Same shape, and bit for bit or to 1e-12 of the largest expected value."""
    found, expected = np.asarray(found), np.asarray(expected)
    assert found.shape == expected.shape, f"{what}: shape {found.shape}, expected {expected.shape}"
    if exact:
        assert np.array_equal(found, expected), f"{what}: {found.tolist()}, expected {expected.tolist()}"
    else:
        tolerance = 1e-12 * np.abs(expected).max(initial=0.0)
        np.testing.assert_allclose(found, expected, rtol=0, atol=tolerance, err_msg=what)


def _read(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text())


def _torch_cases() -> Iterator[Golden]:
    for case in _read("torch_cases_public.json")["cases"]:
        if not _is_ours(case):
            continue
        yield _torch_case(case)
        if "full" in case["tags"]:
            yield _torch_case(case, padding="full")


def _is_ours(case: dict[str, Any]) -> bool:
    """Whether contract and PyTorch mean the same by this case."""
    if "batch2" in case["tags"]:  # one experiment is one sample; the contract has no batch axis
        return False
    if case["op"].startswith("lp_pool"):
        # PyTorch multiplies a window cut by ceil_mode as if it were whole; we do not rescale (ONNX, the definition).
        if "quirk_lp_ceil_rescaled" in case["tags"]:
            return False
        # PyTorch sums x^p without the bars, so negative numbers cancel (odd p) or have no root (fractional p).
        return case["params"]["norm_type"] % 2 == 0 or np.min(case["input"]) >= 0
    return True


def _torch_case(case: dict[str, Any], padding: str | None = None) -> Golden:
    operator, settings = case["op"], dict(case["params"])
    pads = settings.pop("pads", None)
    if operator.startswith("conv"):
        del settings["kernel_size"]
    if padding is not None:
        settings["padding"] = padding
    elif pads is not None and not isinstance(settings["padding"], str):
        settings["padding"] = pads
    arguments = {"input": case["input"][0]}
    indices = case["indices"][0] if "indices" in case else None
    gradients = {"input": case["grad_input"][0]}
    if operator.startswith("conv"):
        arguments |= {name: case[name] for name in ("weight", "bias") if case[name] is not None}
        gradients |= {name: case[f"grad_{name}"] for name in ("weight", "bias") if case[name] is not None}
    if operator.startswith("max_unpool"):
        arguments["indices"], indices = indices, None
        # PyTorch pays the gradient of a cell to every step that wrote it; ours to the last one, whose value stayed.
        gradients = gradients if _is_one_to_one(arguments["indices"]) else None
    arguments |= {name: value for name, value in settings.items() if value is not None}
    return Golden(
        id="-".join(filter(None, (case["id"], operator, padding, *case["tags"]))),
        operator=operator,
        arguments=arguments,
        output=case["output"][0],
        indices=indices,
        grad_output=None if gradients is None else case["grad_output"][0],
        gradients=gradients,
        exact=_is_exact(operator, arguments, case["values"] in EXACT_VALUES),
    )


def _is_one_to_one(indices: list[Any]) -> bool:
    return all(len(set(np.ravel(plane).tolist())) == np.size(plane) for plane in indices)


def _is_exact(operator: str, arguments: dict[str, Any], values_are: bool) -> bool:
    if operator.startswith(SELECTING):
        return True
    if operator.startswith("lp_pool"):
        return False
    return values_are and (operator.startswith("conv") or _divides_by_a_power_of_two(arguments))


def _divides_by_a_power_of_two(arguments: dict[str, Any]) -> bool:
    """Whether every window of an average surely does; a cut window may not."""
    if "kernel_size" not in arguments:
        sizes = np.shape(arguments["input"])[1:]
        wanted = [size if want is None else want for size, want in zip(sizes, arguments["output_size"], strict=True)]
        cells = prod(size // want for size, want in zip(sizes, wanted, strict=True))
        return all(size % want == 0 for size, want in zip(sizes, wanted, strict=True)) and cells.bit_count() == 1
    override = arguments.get("divisor_override")
    if override is not None:
        return override.bit_count() == 1
    padded = arguments.get("padding", 0) != "valid" and np.any(np.ravel(_numbers(arguments.get("padding", 0))))
    cut = arguments.get("ceil_mode", False) or (padded and not arguments.get("count_include_pad", True))
    return not cut and prod(arguments["kernel_size"]).bit_count() == 1


def _numbers(padding: Any) -> Any:
    return 1 if isinstance(padding, str) else padding


def _same_cases() -> Iterator[Golden]:
    for case in _read("same_padding.json")["cases"]:
        operator = case["op"].replace("convTranspose", "conv_transpose")
        arguments = {"input": case["input"][0], "stride": case["stride"], "padding": case["padding"].lower()}
        if "weight" in case:
            arguments["weight"] = case["weight"]
        else:
            arguments["kernel_size"] = case["kernel_size"]
        arguments |= {name: case[name] for name in ("dilation", "groups", "count_include_pad") if case.get(name)}
        if operator.startswith("avg_pool"):
            arguments["count_include_pad"] = case["count_include_pad"]
        if operator.startswith("conv_transpose") and case["padding"] == "VALID":
            # JAX gives (n−1)·s + max(k, s) cells, PyTorch and we (n−1)·s + k; the difference is output padding.
            pairs = zip(case["kernel_size"], case["stride"], strict=True)
            arguments["output_padding"] = [max(stride - kernel, 0) for kernel, stride in pairs]
        yield Golden(
            id=f"{case['id']}-{operator}-{arguments['padding']}",
            operator=operator,
            arguments=arguments,
            output=case["output"][0],
            exact=_is_exact(operator, arguments, values_are=True),
        )


def _seed_cases() -> Iterator[Golden]:
    for number, case in enumerate(_read("seed_examples.json")["cases"]):
        arguments = {"input": [case["input"]], "weight": [[case["kernel"]]]}
        arguments |= {
            name: case[name] for name in ("stride", "padding", "dilation", "bias") if case.get(name) is not None
        }
        yield Golden(f"seed{number:02}-{case['op']}", case["op"], arguments, [case["output"]])


def _figure_cases() -> Iterator[Golden]:
    for entry, figure in zip(_read("figures.json")["figures"], figures(), strict=True):
        output = entry["example"]["output"] if "example" in entry else entry.get("output")
        if output is not None:
            exact = _is_exact(figure.operator, figure.arguments, values_are=True)
            yield Golden(f"figure-{figure.name}", figure.operator, figure.arguments, [output], exact=exact)


@cache
def figures() -> tuple[Figure, ...]:
    """The guide's 19 figures; those without numbers are given a ramp and a kernel of ones."""
    return tuple(_figure(entry) for entry in _read("figures.json")["figures"])


def _figure(entry: dict[str, Any]) -> Figure:
    operators = {"average pooling": "avg_pool2d", "max pooling": "max_pool2d", "convolution": "conv2d"}
    operator = operators.get(entry["kind"], "conv_transpose2d")
    if operator == "conv_transpose2d":
        example = entry["example"]
        arguments = {"input": [example["input"]], "weight": [[example["weight"]]], **entry["torch"]}
    else:
        ramp = np.arange(float(entry["i"] ** 2)).reshape(entry["i"], entry["i"]).tolist()
        arguments = {"input": [entry.get("input", ramp)], "stride": entry["s"], "padding": entry["p"]}
        if operator == "conv2d":
            ones = np.ones((entry["k"], entry["k"])).tolist()
            arguments |= {"weight": [[entry.get("kernel", ones)]], "dilation": entry.get("d", 1)}
        else:
            arguments["kernel_size"] = [entry["k"], entry["k"]]
    side = entry.get("o_prime", entry.get("o"))
    return Figure(entry["name"], operator, arguments, (side, side), entry["steps"])


@cache
def relations() -> tuple[Relation, ...]:
    """The guide's 15 relations, 20 instances each, as one-dimensional experiments."""
    return tuple(
        _relation(relation["number"], instance)
        for relation in _read("figures.json")["relations"]
        for instance in relation["instances"]
    )


def _relation(number: int, case: dict[str, int]) -> Relation:
    k, s, p, d = case["k"], case["s"], case.get("p", 0), case.get("d", 1)
    if "o_prime" in case:
        return Relation(number, "conv_transpose1d", case["i_prime"], k, s, p, d, case.get("a", 0), case["o_prime"])
    return Relation(number, "max_pool1d" if number == 7 else "conv1d", case["i"], k, s, p, d, 0, case["o"])


def relation_arguments(relation: Relation) -> dict[str, Any]:
    """The experiment of a relation: a ramp, and ones where there is a kernel with weights."""
    arguments = {"input": [list(range(relation.i))], "stride": relation.s, "padding": relation.p}
    if relation.operator == "max_pool1d":
        return arguments | {"kernel_size": relation.k}
    arguments |= {"weight": [[[1] * relation.k]], "dilation": relation.d}
    if relation.operator == "conv_transpose1d":
        arguments["output_padding"] = relation.output_padding
    return arguments
