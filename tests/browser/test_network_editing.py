"""A stack is edited on its page: settings, layers, order, undo, pasted text, advice and repairs."""

from __future__ import annotations

import pytest

from tests.browser.test_network import cells, network, seen

__all__ = ["network"]
SMALL = "?input=1,8,8&layers=!((op:conv2d,out_channels:2,kernel_size:3),(op:relu),(op:max_pool2d,kernel_size:2))"
PAINTED = "?input=1,8,8&layers=!((op:conv_transpose2d,out_channels:1,kernel_size:3,stride:2))"
IMPOSSIBLE = "?input=1,8,8&layers=!((op:conv2d,out_channels:1,kernel_size:9))"


@pytest.fixture
def small(network):
    return network(SMALL + "&layer=0&position=0,0")


def names(page):
    return page.locator(".layer-name").all_inner_texts()


def shows(page, path, column, text):
    """Wait until a cell of the table says something."""
    page.wait_for_function(
        "([path, at, text]) => document.querySelector(`tr[data-path='${path}']`)?.children[at]?.innerText === text",
        arg=[path, column, text],
    )


def test_a_setting_is_stepped_and_the_history_takes_it_back(small):
    here = small
    here.button("Padding: more").click()
    shows(here.page, "layers[0]", 2, "2 × 8 × 8")
    assert "padding:1" in here.page.url
    here.button("Undo").click()
    shows(here.page, "layers[0]", 2, "2 × 6 × 6")
    here.button("Redo").click()
    shows(here.page, "layers[0]", 2, "2 × 8 × 8")
    here.is_faultless()


def test_typed_settings_keep_the_focus_and_may_differ_by_axis(small):
    here = small
    kernel = here.page.locator("[data-part=editor]").get_by_label("Kernel size", exact=True)
    kernel.fill("5,3")
    kernel.press("Enter")
    shows(here.page, "layers[0]", 2, "2 × 4 × 6")
    assert kernel.input_value() == "5,3"
    assert here.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Kernel size"
    here.is_faultless()


def test_layers_are_added_moved_and_removed(small):
    here = small
    here.page.get_by_label("Kind of layer to add").select_option("conv2d")
    here.button("Add after it").click()
    seen(here.page, "layers[1] 0,0")
    shows(here.page, "layers[1]", 2, "2 × 4 × 4")
    here.button("Later").click()
    here.page.wait_for_function("() => location.search.includes('layer=2')")
    shows(here.page, "layers[1]", 2, "2 × 6 × 6")
    here.button("Remove").click()
    here.page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 3")
    assert names(here.page) == ["conv2d_1", "relu_1", "max_pool2d_1"]
    here.is_faultless()


def test_rows_are_moved_by_dragging_and_by_keys(small):
    here = small
    here.page.locator('tr[data-path="layers[2]"] .kind').drag_to(here.page.locator('tr[data-path="layers[0]"] .kind'))
    shows(here.page, "layers[0]", 2, "1 × 4 × 4")
    assert names(here.page) == ["max_pool2d_1", "conv2d_1", "relu_1"]
    here.button("max_pool2d_1").focus()
    here.press("Alt+ArrowDown")
    here.page.wait_for_function("() => document.querySelector('.layer-name').innerText === 'conv2d_1'")
    here.button("conv2d_1").focus()
    here.press("Delete")
    here.page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 2")
    here.is_faultless()


def test_the_input_is_edited_too(network):
    here = network(SMALL + "&layer=-1&position=0,0")
    here.button("Height: more").click()
    shows(here.page, "layers[0]", 2, "2 × 7 × 6")
    assert "input=1,9,8" in here.page.url
    here.is_faultless()


def test_advice_has_a_repair_that_does_what_it_says(network):
    here = network(PAINTED)
    assert "checkerboard" in here.page.locator(".advice").inner_text()
    here.page.locator(".advice .repair").click()
    here.page.wait_for_selector(".advice", state="hidden")
    assert cells(here.page, "layers[0]")[0].endswith("4 × 4")
    here.is_faultless()


def test_a_network_that_cannot_be_says_why_and_what_would_work(small):
    here = small
    kernel = here.page.locator("[data-part=editor]").get_by_label("Kernel size", exact=True)
    kernel.fill("9")
    kernel.press("Enter")
    problem = here.page.locator("[data-part=problem]")
    problem.wait_for()
    assert (
        "9" in problem.inner_text() and here.page.locator("[data-part=stack] .box").count() == 3
    )  # the last picture stays
    problem.get_by_role("button").first.click()
    problem.wait_for(state="hidden")
    here.is_faultless()


def test_an_address_of_an_impossible_network_offers_repairs(visit):
    here = visit()
    here.page.goto(f"{here.home}/network{IMPOSSIBLE}")
    repair = here.page.locator("[data-part=problem] .repair").first
    repair.click()
    here.page.wait_for_selector("html[data-seen]")
    here.is_faultless()


def test_pasted_text_becomes_layers_in_the_address(network):
    here = network()
    here.button("Paste a model").click()
    text = here.page.get_by_label("Text of the model")
    text.fill("nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.Wrong(2))")
    here.page.get_by_label("Shape of the input").fill("3, 16, 16")
    here.button("Read it").click()
    here.page.wait_for_selector(".wrong:not(:empty)")
    assert "Wrong" in here.page.locator(".wrong").inner_text()
    text.fill("nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU())")
    here.button("Read it").click()
    shows(here.page, "layers[0]", 2, "8 × 16 × 16")
    assert "layers=!" in here.page.url and "preset" not in here.page.url
    here.button("Paste a model").click()
    here.button("Keras").click()
    here.page.wait_for_function("() => document.querySelector('textarea').value.includes('Conv2D')")
    here.is_faultless()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}])
def test_axe_finds_no_violation_with_the_dialog_and_advice(network, axe, options):
    here = network(PAINTED, **options)
    here.button("Paste a model").click()
    here.page.evaluate(axe)
    found = here.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [one["id"] for one in found["violations"]] == []
    here.is_faultless()
