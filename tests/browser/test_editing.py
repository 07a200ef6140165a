"""Numbers changed in the cells themselves: typed, painted, taken back."""

from __future__ import annotations

from tests.browser.reading import EDGE, cell, marked


def test_padding_answers_too_but_cannot_be_edited(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x3&weight=ones:2x2&padding=1")
    cell(page, "padding", "0,-1,0").hover()
    assert marked(page, "output") == ["0,0,0", "0,0,1"]
    cell(page, "padding", "0,-1,0").dblclick()
    assert page.locator(".editor").count() == 0


def test_a_number_is_typed_into_a_cell_by_double_click_and_back_takes_it_back(visit):
    here = visit()
    page = here.open(EDGE + "&step=1")
    cell(page, "input", "0,2,3").dblclick()
    page.keyboard.type("7")
    here.press("Enter")
    page.wait_for_url("**input=edge:6x6@2,3=7&**step=1")
    page.wait_for_selector("[data-grid=output] [data-index='0,0,1'][data-value='9']")
    assert here.step() == 1
    assert page.evaluate("document.activeElement.dataset.index") == "0,2,4"
    page.go_back()
    page.wait_for_selector("[data-grid=output] [data-index='0,0,1'][data-value='3']")
    assert cell(page, "input", "0,2,3").get_attribute("data-value") == "1"
    here.is_faultless()


def test_typing_on_the_focused_cell_edits_and_arrows_move_on(visit):
    here = visit()
    page = here.open("/conv1d?input=1,2,3,4&weight=1,1")
    cell(page, "input", "0,0").focus()
    here.press("ArrowRight")
    page.keyboard.type("-2.5")
    here.press("Enter")
    page.keyboard.type("6")
    here.press("Escape", "ArrowLeft")
    page.wait_for_url("**input=1,-2.5,3,4&**")
    page.wait_for_selector("[data-grid=output] [data-index='0,0'][data-value='-1.5']")
    cell(page, "weight", "0,0,1").focus()
    page.keyboard.type("3")
    here.press("Enter")
    page.wait_for_selector("[data-grid=output] [data-index='0,0'][data-value='-6.5']")
    here.is_faultless()


def test_what_is_no_number_is_not_taken(visit):
    here = visit()
    page = here.open(EDGE)
    cell(page, "input", "0,0,0").dblclick()
    page.locator(".editor").fill("12a")
    here.press("Enter")
    assert page.locator(".editor").get_attribute("aria-invalid") == "true"
    here.press("Escape")
    assert "@" not in page.url and cell(page, "input", "0,0,0").get_attribute("data-value") == "0"


def test_dragging_paints_the_number_of_the_first_cell_as_one_change(visit):
    here = visit()
    page = here.open(EDGE)
    page.wait_for_timeout(100)
    cell(page, "input", "0,0,3").hover()
    page.mouse.down()
    for index in ("0,0,2", "0,0,1", "0,1,1"):
        cell(page, "input", index).hover()
    page.mouse.up()
    page.wait_for_url("**input=edge:6x6@0,2=1@0,1=1@1,1=1*")
    page.go_back()
    page.wait_for_url(lambda url: "@" not in url)
    here.is_faultless()


def test_a_typed_number_shows_at_once_and_the_rest_follows(visit):
    here = visit()
    page = here.open(EDGE)
    held = []
    page.route("**/api/v1/conv2d?*@*", lambda route: held.append(route))
    cell(page, "input", "0,0,0").dblclick()
    page.keyboard.type("5")
    here.press("Enter")
    page.wait_for_selector("[data-grid=input] [data-index='0,0,0'][data-value='5'][data-edited]")
    assert cell(page, "output", "0,0,0").get_attribute("data-value") == "0"
    page.wait_for_timeout(50)
    held[0].continue_()
    page.wait_for_selector("[data-grid=output] [data-index='0,0,0'][data-value='-5']")
    assert page.locator("[data-edited]").count() == 0


def test_digits_plus_and_minus_belong_to_a_grid_that_has_the_focus(visit):
    here = visit()
    page = here.open(EDGE)
    cell(page, "output", "0,0,0").focus()
    here.press("+", "Home")
    assert page.get_by_label("Speed").input_value() == "1"
    here.press("Enter")
    assert page.locator(".pin rect:not([hidden])").count() == 1
    here.press("PageDown")
    here.at_step(1)
