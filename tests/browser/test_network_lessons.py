"""The lessons on the page of networks: their numbers are the engine's, and can be checked by eye."""

from __future__ import annotations

import pytest

from tests.browser.test_network import network

__all__ = ["network"]


def lesson(page, name):
    """A lesson, scrolled to and made."""
    home = page.locator(f'[data-name="{name}"]')
    home.scroll_into_view_if_needed()
    page.wait_for_selector(f'[data-name="{name}"][data-made]')
    return home


def row(home, title):
    return home.locator("tr", has_text=title).locator("td").all_inner_texts()


def says(page, home, text):
    """Wait until a lesson says something."""
    home.locator(".says", has_text=text).wait_for()


def test_two_kernels_of_3_see_what_one_of_5_sees_with_18_weights_for_25(network):
    here = network()
    home = lesson(here.page, "twice")
    assert row(home, "Receptive field") == ["5 × 5", "5 × 5"]
    assert row(home, "Parameters") == ["18", "25"]
    here.is_faultless()


def test_two_poolings_leave_a_classifier_a_sixteenth_of_its_weights(network):
    here = network()
    home = lesson(here.page, "classifier")
    # 8 filters of 3 × 3 with bias are 80; then 8·28·28·10 + 10, or 8·7·7·10 + 10
    assert row(home, "Parameters") == ["62\u202f810", "4010"]
    here.is_faultless()


def test_a_field_grows_by_kernel_layers_pooling_and_dilation(network):
    here = network()
    home = lesson(here.page, "grow")
    says(here.page, home, "sees 5 × 5 cells of the input, with 18 weights")
    here.page.wait_for_function("() => document.querySelectorAll('.next-field:not(:empty)').length === 4")
    assert home.locator(".next-field").all_inner_texts() == [
        "5 would give 9 × 9, 50 weights",
        "3 would give 7 × 7, 27 weights",
        "1 would give 10 × 10, 18 weights",
        "2 would give 9 × 9, 18 weights",
    ]
    for name, text in [
        ("Layers", "7 × 7 cells of the input, with 27"),
        ("Poolings before", "14 × 14 cells of the input, with 27"),
        ("Dilation", "26 × 26 cells of the input, with 27"),
        ("Kernel size", "50 × 50 cells of the input, with 75"),
    ]:
        home.get_by_role("button", name=f"{name}: more", exact=True).click()
        says(here.page, home, text)
    here.is_faultless()


def test_the_residual_unit_adds_what_went_round_to_what_was_learnt(network):
    here = network()
    home = lesson(here.page, "unit")
    boards = {
        name: [int(one.replace("−", "-")) for one in home.locator(f"[data-board={name}] button").all_inner_texts()]
        for name in ("x", "f", "sum", "relu")
    }
    assert boards["x"][:10] == [0, 0, 1, 2, 0, 0, 3, 2, 1, 0]
    assert boards["sum"] == [x + f for x, f in zip(boards["x"], boards["f"], strict=True)]
    assert boards["relu"] == [max(0, one) for one in boards["sum"]]
    home.locator("[data-board=f] button").nth(6).click()
    says(here.page, home, "At row 2, column 2: 3 + (−6) = −3, and ReLU gives 0.")
    here.press("ArrowRight")
    says(here.page, home, "At row 2, column 3: 2 + 1 = 3, and ReLU gives 3.")
    here.is_faultless()


def test_both_fields_of_resnet_50_stand_side_by_side(network):
    here = network()
    home = lesson(here.page, "resnets")
    assert row(home, "Receptive field") == ["427 × 427", "483 × 483"]
    assert row(home, "Parameters") == ["25\u202f557\u202f032"] * 2
    here.is_faultless()


@pytest.mark.parametrize(
    "options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}, {"locale": "zh-CN"}]
)
def test_axe_finds_no_violation_in_the_lessons_and_nothing_scrolls_sideways(network, axe, options):
    here = network(**options)
    for name in ("grow", "rows", "twice", "classifier", "unit", "resnets"):
        lesson(here.page, name)
    here.page.evaluate(axe)
    found = here.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [one["id"] for one in found["violations"]] == []
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    here.is_faultless()


def dots(home, kind):
    """Level and place of every cell that is drawn in a way."""
    return home.locator(f".unit-dot.{kind}").evaluate_all("all => all.map(one => one.dataset.unit)")


def test_rows_of_cells_show_what_one_sees_and_influences(network):
    here = network()
    home = lesson(here.page, "rows")
    says(here.page, home, "Layer 3, position 4: it reads 13 of 20 input cells, within positions 5 to 17.")
    # layer 3 leaves every second cell of layer 2 out, layer 2 goes in steps of 2
    assert [one for one in dots(home, "sees") if one.startswith("2 ")] == ["2 3", "2 5", "2 7"]
    assert len([one for one in dots(home, "sees") if one.startswith("0 ")]) == 13
    home.locator('[data-unit="0 19"]').click()
    says(here.page, home, "Position 20 of the input")
    assert dots(home, "reaches") == ["1 18", "1 19", "2 9", "3 5"]
    here.press("ArrowUp", "ArrowLeft")
    says(here.page, home, "Layer 1, position 19: it reads 3 of 20 input cells, within positions 18 to 20.")
    here.is_faultless()


def test_rows_follow_their_settings_and_open_as_a_network(network):
    here = network()
    home = lesson(here.page, "rows")
    home.get_by_role("button", name="Layer 1, Dilation: more", exact=True).click()
    says(here.page, home, "Layer 3, position 3: it reads")
    assert home.locator('[data-unit^="1 "]').count() == 18
    home.get_by_role("link", name="Open this stack above").click()
    here.page.wait_for_selector("h1:text('Your network')")
    assert here.page.locator("tbody").first.locator("tr").count() == 3
    here.is_faultless()
