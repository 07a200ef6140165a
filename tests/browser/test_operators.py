"""Every operator of the catalogue on the page: it opens, its numbers are the API's, it plays to its end."""

from __future__ import annotations

import pytest

from app.operators import OPERATORS

# Experiments in which wiring goes wrong first: padding, holes, channels, groups, cropping, both readings.
HARD = [
    "conv1d?input=1,2,3,4,5&weight=1,1,1&padding=causal&dilation=2",
    "conv2d?input=ramp:5x6&weight=-2,-1,0;-1,1,1;0,1,2&padding=1,0;2,1&stride=2,1&bias=1",
    "conv2d?input=random:4x5x5&weight=random:4x2x3x3:1&groups=2&padding=1&bias=1,2,3,4&activation=relu",
    "conv2d?input=random:5x5&weight=1,2,3;4,5,6;7,8,9&flip=true&padding=same&padding_mode=reflect",
    "conv_transpose2d?input=random:2x2x3&weight=random:2x1x3x3&stride=2&padding=1&output_padding=1&bias=1",
    "conv_transpose2d?input=random:2x2x3&weight=random:2x1x3x3&stride=2&padding=1&view=gather",
    "max_pool2d?input=random:5x5:7&kernel_size=3&stride=2&padding=1&ceil_mode=true",
    "avg_pool2d?input=ones:4x4&kernel_size=3&stride=1&padding=1&count_include_pad=false",
    "adaptive_max_pool2d?input=random:2x5x7:7&output_size=2,3",
    "max_unpool2d?input=5,4;7,9&indices=4,4;8,10&kernel_size=2",
]


def flat(nested) -> list[float]:
    return [number for part in nested for number in flat(part)] if isinstance(nested, list) else [nested]


@pytest.mark.parametrize("address", [*(f"{one.id}?{one.default}" for one in OPERATORS.values()), *HARD])
def test_after_the_last_step_every_output_number_is_the_apis(shared_visit, api, address):
    answer = api(address)
    here = shared_visit
    page = here.open(f"/{address}")
    assert here.step() == 0
    assert page.get_by_role("status").inner_text().startswith(f"Step 1 of {answer['steps']['total']}.")
    assert page.locator("[data-grid=input] [data-index]").count() > 0
    page.keyboard.press("End")
    here.at_step(answer["steps"]["total"] - 1)
    here.has_its_numbers()
    assert here.numbers("output") == flat(answer["output"])
    here.is_faultless()


@pytest.mark.parametrize("operator", ["conv3d", "max_pool1d", "max_unpool2d"])
def test_an_address_without_an_experiment_opens_the_operators_own_example(shared_visit, api, operator):
    answer = api(f"{operator}?{OPERATORS[operator].default}")
    shared_visit.open(f"/{operator}")
    assert shared_visit.numbers("input") == flat(answer["input"])
    shared_visit.is_faultless()


@pytest.mark.parametrize("address", ["conv2d", "conv_transpose2d", "max_pool2d", "max_unpool2d"])
def test_play_runs_to_the_last_step_by_itself_and_stops(visit, api, address):
    operator = OPERATORS[address]
    total = api(f"{address}?{operator.default}&limit=0")["steps"]["total"]
    here = visit()
    page = here.open(f"/{address}?speed=16")
    here.button("Play").click()
    here.at_step(total - 1)
    here.button("Play").wait_for()
    page.wait_for_timeout(150)
    assert here.step() == total - 1
    here.is_faultless()


def test_painting_shows_what_each_cell_holds_up_to_now(visit):
    here = visit()
    here.open("/conv_transpose1d?input=1,2,3&weight=1,2,1&stride=2")
    seen = [here.numbers("output")]
    for step in (1, 2):
        here.press("ArrowRight")
        here.at_step(step)
        seen.append(here.numbers("output"))
    here.press("ArrowLeft")
    here.at_step(1)
    assert seen == [
        [1, 2, 1, None, None, None, None],
        [1, 2, 3, 4, 2, None, None],
        [1, 2, 3, 4, 5, 6, 3],
    ]
    assert here.numbers("output") == seen[1]


def test_the_window_of_a_step_is_marked_in_input_and_padding(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x3&weight=ones:2x2&padding=1&step=1")
    active = page.eval_on_selector_all("[data-active]", "cells => cells.map(cell => cell.dataset.index)")
    assert sorted(active) == sorted(["0,-1,0", "0,-1,1", "0,0,0", "0,0,1"])
    assert page.locator("[data-grid=padding] [data-index='0,-1,0']").count() == 1
    assert page.locator("[data-grid=weight] [data-index='0,0,1,1']").get_attribute("data-value") == "1"
    assert here.numbers("output")[:3] == [0, 1, None]
