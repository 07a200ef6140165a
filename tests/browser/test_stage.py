"""The stage under hands: linked reading, pins, products inside a step, sheets, grids, pictures."""

from __future__ import annotations

from tests.browser.reading import EDGE, cell, marked, told


def test_an_input_cell_shows_all_outputs_that_use_it_with_the_weight_in_each(visit):
    here = visit()
    page = here.open(EDGE)
    cell(page, "input", "0,2,3").hover()
    assert marked(page, "output") == [f"0,{row},{column}" for row in (0, 1, 2) for column in (1, 2, 3)]
    assert cell(page, "output", "0,0,1").locator(".weight").text_content() == "×1"
    assert cell(page, "output", "0,0,3").locator(".weight").text_content() == "×−1"
    assert told(page) == "Input row 3, column 4 (x[2, 3]) is 1. It is read by 9 outputs."
    assert here.step() == 0
    here.is_faultless()


def test_an_output_cell_shows_its_window_and_its_sum_without_moving_the_step(visit):
    here = visit()
    page = here.open(EDGE)
    cell(page, "output", "0,3,2").hover()
    assert marked(page, "input") == [f"0,{row},{column}" for row in (3, 4, 5) for column in (2, 3, 4)]
    assert page.locator(".ghosts rect:not([hidden])").count() == 1
    assert page.locator(".arithmetic .result").inner_text() == "3"
    assert here.step() == 0


def test_a_weight_shows_every_cell_that_it_meets_and_its_term(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x3&weight=1,2;3,4")
    cell(page, "weight", "0,0,0,1").hover()
    assert marked(page, "input") == ["0,0,1", "0,0,2", "0,1,1", "0,1,2"]
    assert marked(page, "output") == ["0,0,0", "0,0,1", "0,1,0", "0,1,1"]
    assert page.eval_on_selector_all("[data-term][data-lit]", "terms => terms.map(term => term.dataset.term)") == ["1"]
    assert told(page) == "Weight row 1, column 2 (w[0, 1]) is 2. It meets 4 input cells."


def test_the_painted_cells_of_a_transposed_convolution_show_the_inputs_that_reach_them(visit):
    here = visit()
    page = here.open("/conv_transpose1d?input=1,2,3&weight=1,2,1&stride=2")
    cell(page, "output", "0,2").hover()
    assert marked(page, "input") == ["0,0", "0,1"]
    cell(page, "input", "0,1").hover()
    assert marked(page, "output") == ["0,2", "0,3", "0,4"]


def test_a_click_pins_a_cell_until_it_is_clicked_again_or_escape_is_pressed(visit):
    here = visit()
    page = here.open(EDGE)
    cell(page, "input", "0,2,3").click()
    page.mouse.move(2, 2)
    assert len(marked(page, "output")) == 9
    here.press("PageDown")
    here.at_step(1)
    assert page.locator(".pin rect:not([hidden])").count() == 1
    here.press("Escape")
    assert marked(page, "output") == []
    cell(page, "output", "0,1,1").click()
    here.at_step(5)
    here.press("ArrowRight")
    here.at_step(6)
    cell(page, "output", "0,1,1").click()
    assert page.locator(".pin rect:not([hidden])").count() == 0


def test_down_walks_through_the_products_of_a_step_and_on_to_the_next(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x3&weight=1,2;3,4")
    sums = []
    for _ in range(4):
        here.press("ArrowDown")
        sums.append(cell(page, "output", "0,0,0").get_attribute("data-value"))
    assert sums == ["0", "2", "11", "27"]
    assert marked(page, "input", "now") == ["0,1,1"] and marked(page, "weight", "now") == ["0,0,1,1"]
    assert "Product 4 of 4" in page.get_by_role("status").inner_text()
    here.press("ArrowUp")
    assert marked(page, "weight", "now") == ["0,0,1,0"]
    here.press("ArrowDown", "ArrowDown")
    assert marked(page, "weight", "now") == [] and here.step() == 0
    here.press("ArrowDown")
    here.at_step(1)
    assert marked(page, "weight", "now") == ["0,0,0,0"]
    here.button("Next product").click()
    assert marked(page, "weight", "now") == ["0,0,0,1"]
    here.is_faultless()


def test_inside_a_painting_step_cells_are_painted_one_by_one(visit):
    here = visit()
    page = here.open("/conv_transpose1d?input=1,2,3&weight=1,2,1&stride=2&step=1")
    here.press("ArrowDown")
    assert here.numbers("output") == [1, 2, 3, None, None, None, None]
    here.press("ArrowDown")
    assert here.numbers("output") == [1, 2, 3, 4, None, None, None]
    assert page.locator("[data-stage][data-inside]").count() == 1


def test_a_row_can_be_looped(visit):
    here = visit()
    page = here.open(EDGE + "&speed=16")
    here.button("Loop this row").click()
    seen = set()
    here.button("Play").click()
    for _ in range(30):
        seen.add(here.step())
        page.wait_for_timeout(30)
    assert seen <= {0, 1, 2, 3} and len(seen) > 2
    here.button("Pause").click()


def test_channels_lie_as_sheets_and_a_tab_brings_one_to_the_front(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x4x4&weight=ones:2x3x2x2&bias=1,2")
    first = "[...document.querySelectorAll('[data-grid=input]')].at(-1).querySelector('.cell').dataset.index"
    assert page.evaluate(first) == "0,0,0"
    assert len(here.numbers("input")) == 48
    page.locator("[data-role=input] [data-raises='2']").click()
    assert page.evaluate(first) == "2,0,0"
    page.locator("[data-role=output] [data-raises='1']").click()
    here.press("PageDown")
    assert page.evaluate(first.replace("input", "output")) == "1,0,0"  # it stays until the steps reach another map
    here.press("PageUp")
    assert [float(n) for n in here.numbers("partial")] == [10, 74, 138]  # one below the other
    assert cell(page, "output", "0,0,0").get_attribute("data-value") == "223"
    here.is_faultless()


def test_unused_cells_are_marked_and_the_next_window_stands_outside(visit):
    here = visit()
    page = here.open("/max_pool2d?input=random:5x5:7&kernel_size=2")
    assert sorted(marked(page, "input", "unused")) == sorted(
        {f"0,4,{at}" for at in range(5)} | {f"0,{at},4" for at in range(5)}
    )
    assert page.locator(".next rect:not([hidden])").count() == 2


def test_windows_of_unequal_sizes_stand_inside_the_input(visit):
    here = visit()
    page = here.open("/adaptive_avg_pool1d?input=1,2,3,4,5,6,7&output_size=4")
    frame, first = page.locator(".windows rect").first.bounding_box(), cell(page, "input", "0,0").bounding_box()
    assert abs(frame["width"] - 2 * first["width"]) < first["width"] / 2
    assert abs(frame["x"] - first["x"]) < 8


def test_the_winner_is_ringed_and_earlier_winners_stay(visit):
    here = visit()
    page = here.open("/max_pool2d?input=1,2,3,4;5,6,7,8&kernel_size=2&step=1")
    assert page.locator("circle.winner").count() == 2
    assert page.locator("circle.winner.earlier").count() == 1


def test_each_grid_is_a_real_grid_with_one_tab_stop(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x3&weight=1,2;3,4&padding=1")
    grid = page.get_by_role("grid", name="Input, 3 rows, 3 columns", exact=True)
    assert grid.get_by_role("row").count() == 3 and grid.get_by_role("gridcell").count() == 9
    assert page.locator("[data-grid=input] [tabindex='0']").count() == 1
    cell(page, "input", "0,0,0").focus()
    here.press("ArrowDown", "ArrowRight")
    focused = "document.activeElement.dataset.index + ': ' + document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused).startswith("0,1,1: Input row 2, column 2 (x[1, 1]) is 4.")
    assert here.step() == 0
    here.press("ArrowUp", "ArrowUp")
    assert page.evaluate("document.activeElement.dataset.index") == "0,-1,1"
    here.press("Control+End", "Escape", "ArrowRight")
    here.at_step(1)


def test_pictures_answer_to_the_pointer_and_to_the_keyboard(visit):
    here = visit()
    page = here.open("/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3")
    box = page.locator("[data-grid=output][data-canvas] .field").bounding_box()
    unit = box["width"] / 62
    page.mouse.move(box["x"] + 10.5 * unit, box["y"] + 20.5 * unit)
    assert "row 21, column 11" in told(page)
    page.mouse.click(box["x"] + 10.5 * unit, box["y"] + 20.5 * unit)
    here.at_step(20 * 62 + 10)
    page.locator("[data-grid=input][data-canvas]").focus()
    here.press("ArrowRight", "ArrowDown")
    assert page.evaluate("document.activeElement.dataset.index") == "0,1,1"
    here.is_faultless()
