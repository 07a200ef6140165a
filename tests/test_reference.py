"""Knows that the twins agree with every peer, and with numbers that can be checked by eye.  Needs no `app`."""

import numpy as np
import pytest

from tests.golden import Figure, Golden, assert_agrees, figures, golden_cases, relation_arguments, relations
from tests.reference import GRADIENTS, TWINS

CASES = golden_cases()
WITH_INDICES = [case for case in CASES if case.indices is not None]
WITH_GRADIENTS = [case for case in CASES if case.gradients is not None]


def test_every_operator_has_a_twin_and_its_gradients() -> None:
    poolings = ["max_pool", "avg_pool", "lp_pool", "adaptive_avg_pool", "adaptive_max_pool"]
    families = ["conv", "conv_transpose", *poolings, "max_unpool"]
    assert set(TWINS) == set(GRADIENTS) == {f"{family}{d}d" for family in families for d in (1, 2, 3)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_twin_gives_the_outputs_of_its_peers(case: Golden) -> None:
    assert_agrees(TWINS[case.operator](**case.arguments)["output"], case.output, case.exact)


@pytest.mark.parametrize("case", WITH_INDICES, ids=lambda case: case.id)
def test_a_max_pooling_twin_names_the_cells_that_its_peers_name(case: Golden) -> None:
    assert_agrees(TWINS[case.operator](**case.arguments)["indices"], case.indices, exact=True, what="indices")


@pytest.mark.parametrize("case", WITH_GRADIENTS, ids=lambda case: case.id)
def test_a_twin_gives_the_gradients_of_its_peers(case: Golden) -> None:
    found = GRADIENTS[case.operator](grad_output=case.grad_output, **case.arguments)
    for name, expected in case.gradients.items():
        assert_agrees(found[name], expected, exact=False, what=name)


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.name)
def test_every_figure_of_the_guide_has_its_output_size_and_its_steps(figure: Figure) -> None:
    output = TWINS[figure.operator](**figure.arguments)["output"]
    assert output.shape == (1, *figure.output_shape)
    assert output.size == figure.steps


def test_the_fifteen_relations_of_the_guide_hold() -> None:
    assert len(relations()) == 300
    for relation in relations():
        output = TWINS[relation.operator](**relation_arguments(relation))["output"]
        assert output.shape == (1, relation.o), relation


def test_sums_go_in_reading_order_from_zero() -> None:
    ones = np.ones((1, 1, 3))
    assert TWINS["conv1d"]([[0.1, 0.2, 0.3]], weight=ones)["output"][0, 0] == (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)
    assert TWINS["conv1d"]([[0.1, 0.2, 0.3]], weight=ones, flip=True)["output"][0, 0] == (0.1 + 0.2) + 0.3
    assert not np.signbit(TWINS["conv1d"]([[-0.0]], weight=[[[1.0]]])["output"][0, 0])
    assert not np.signbit(TWINS["conv_transpose1d"]([[-0.0]], weight=[[[1.0]]])["output"][0, 0])


def test_a_transposed_sum_goes_by_ascending_input() -> None:
    output = TWINS["conv_transpose1d"]([[0.1, 0.2, 0.3]], weight=np.ones((1, 1, 3)))["output"]
    assert output.tolist() == [[0.1, 0.1 + 0.2, (0.1 + 0.2) + 0.3, 0.2 + 0.3, 0.3]]


def test_flip_turns_the_kernel_by_180_degrees() -> None:
    output = TWINS["conv1d"]([[1, 2, 3]], weight=[[[10, 1]]], flip=True)["output"]
    assert output.tolist() == [[21, 32]]  # 10·2 + 1·1, 10·3 + 1·2


def test_the_odd_cell_of_same_stands_after_and_that_of_same_lower_before() -> None:
    pair = [[[10, 1]]]
    assert TWINS["conv1d"]([[1, 2, 3]], weight=pair, padding="same")["output"].tolist() == [[12, 23, 30]]
    assert TWINS["conv1d"]([[1, 2, 3]], weight=pair, padding="same_lower")["output"].tolist() == [[1, 12, 23]]
    assert TWINS["conv1d"]([[1, 2, 3]], weight=pair, padding="causal")["output"].tolist() == [[1, 12, 23]]
    assert TWINS["conv1d"]([[1, 2, 3]], weight=pair, padding="full")["output"].tolist() == [[1, 12, 23, 30]]


def test_a_transposed_convolution_crops_or_appends_to_be_same_or_causal() -> None:
    twin = TWINS["conv_transpose1d"]
    assert twin([[1, 2]], weight=[[[1, 10, 100]]], padding="causal")["output"].tolist() == [[1, 12]]
    assert twin([[1, 2]], weight=[[[1, 10, 100, 1000]]], padding="same")["output"].tolist() == [[12, 120]]
    assert twin([[1, 2]], weight=[[[1]]], stride=3, padding="same")["output"].tolist() == [[1, 0, 0, 2, 0, 0]]


def test_activation_comes_after_the_bias() -> None:
    for twin in (TWINS["conv1d"], TWINS["conv_transpose1d"]):
        assert twin([[1, 3]], weight=[[[1]]], bias=-2, activation="relu")["output"].tolist() == [[0, 1]]
        assert twin([[2]], weight=[[[1]]], bias=[-2], activation="sigmoid")["output"].tolist() == [[0.5]]


def test_activation_slows_gradients() -> None:
    for operator in ("conv1d", "conv_transpose1d"):
        found = GRADIENTS[operator]([[1, 3]], [[1, 1]], weight=[[[4]]], bias=[-5], activation="relu")
        assert {name: grid.tolist() for name, grid in found.items()} == {
            "input": [[0, 4]],
            "weight": [[[3]]],
            "bias": [1],
        }


def test_lp_pooling_has_bars_and_a_flat_bottom() -> None:
    assert TWINS["lp_pool1d"]([[-1, 2]], kernel_size=2, norm_type=1)["output"].tolist() == [[3]]
    found = GRADIENTS["lp_pool1d"]([[-3, 4, 0, 0]], [[5, 5]], kernel_size=2, norm_type=2)
    assert_agrees(found["input"], [[-3, 4, 0, 0]], exact=False)


def test_the_last_of_equal_unpooling_indices_wins_value_and_gradient() -> None:
    settings = {"indices": [[1, 1]], "kernel_size": 1, "stride": 1}
    assert TWINS["max_unpool1d"]([[7, 8]], **settings)["output"].tolist() == [[0, 8]]
    assert GRADIENTS["max_unpool1d"]([[7, 8]], [[3, 4]], **settings)["input"].tolist() == [[0, 4]]


@pytest.mark.parametrize(
    ("operator", "settings"),
    [
        ("conv1d", {"weight": [[[1, 1, 1]]]}),
        ("conv1d", {"weight": [[[1]]], "padding": 2, "padding_mode": "reflect"}),
        ("conv1d", {"weight": [[[1]]], "padding": 3, "padding_mode": "circular"}),
        ("conv1d", {"weight": [[[1]]], "padding": [1, 1]}),
        ("conv1d", {"weight": [[[1e308]]], "bias": 1e308, "activation": "tanh"}),
        ("conv_transpose1d", {"weight": [[[1]]], "padding": "full"}),
        ("conv_transpose1d", {"weight": [[[1]]], "padding": "same", "stride": 2, "output_padding": 1}),
        ("conv_transpose1d", {"weight": [[[1]]], "output_padding": 1}),
        ("max_pool1d", {"kernel_size": 1, "padding": 1}),
        ("max_pool1d", {"kernel_size": 2, "dilation": 3, "padding": [[1, 1]]}),
        ("lp_pool1d", {"kernel_size": 1, "norm_type": 0}),
        ("max_unpool1d", {"indices": [[0, 4]], "kernel_size": 2}),
        ("max_unpool1d", {"indices": [[0, 1]], "kernel_size": 2, "output_size": 6}),
    ],
)
def test_a_twin_refuses_what_the_contract_refuses(operator: str, settings: dict) -> None:
    with pytest.raises(ValueError):
        TWINS[operator]([[2.0, 3.0]], **settings)
