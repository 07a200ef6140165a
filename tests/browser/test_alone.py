"""A file of its own opened from a disk without any network: it steps to the right numbers and plays."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

EXPERIMENT = "conv2d.html?input=ramp:5x5&weight=ones:3x3"
SUMS = [54, 63, 72, 99, 108, 117, 144, 153, 162]  # of the nine windows of 0…24
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def opened(visit, server: str, tmp_path: Path):
    """Opens the file of an address from the disk, every request over a network blocked."""

    def open_file(path: str = EXPERIMENT, **options):
        with urllib.request.urlopen(f"{server}/api/v1/{path}") as answer:
            (tmp_path / "figure.html").write_bytes(answer.read())
        here = visit(**options)
        asked: list[str] = []
        here.page.route(
            "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else stop(route)
        )

        def stop(route):
            asked.append(route.request.url)
            route.abort()

        here.asked = asked
        here.page.goto((tmp_path / "figure.html").as_uri())
        here.page.wait_for_selector("conv-stage[data-step]")
        return here

    return open_file


def assert_faultless(here) -> None:
    here.is_faultless()
    assert here.asked == []


def test_it_steps_to_the_right_numbers(opened):
    here = opened()
    for step in range(9):
        here.at_step(step)
        assert here.numbers("output") == SUMS[: step + 1] + [None] * (8 - step)
        here.button("Next step").click()
    assert here.page.locator("[role=status]").inner_text().startswith("Step 9 of 9. Output row 3, column 3 (y[2, 2])")
    here.press("Home")
    here.at_step(0)
    assert_faultless(here)


def test_it_plays_by_itself_to_its_end(opened):
    here = opened(EXPERIMENT + "&speed=16")
    here.button("Play").click()
    here.at_step(8)
    here.button("Play").wait_for()
    assert_faultless(here)


def test_a_row_is_played_over_and_over_and_the_button_says_so(opened):
    here = opened()
    loop = here.page.locator(".transport [aria-pressed]")
    loop.click()
    assert loop.get_attribute("aria-pressed") == "true"


def test_inside_a_step_the_products_are_done_one_by_one(opened):
    here = opened(EXPERIMENT + "&step=4")
    here.at_step(4)
    here.press("ArrowDown", "ArrowDown")
    assert "7 × 1 = 7" in here.page.locator("[role=status]").inner_text()
    assert_faultless(here)


def test_a_pointer_on_an_input_cell_shows_where_it_is_used_and_a_press_keeps_it(opened):
    here = opened()
    centre = here.page.locator("[data-grid=input] [data-index='0,2,2']")
    centre.hover()
    assert here.page.locator("[data-grid=output] [data-linked]").count() == 9
    centre.click()
    here.page.mouse.move(0, 0)
    assert here.page.locator("[data-grid=output] [data-linked]").count() == 9


def test_nothing_can_be_changed_and_the_file_says_where_it_can(opened):
    here = opened()
    here.page.locator("[data-grid=input] [data-index='0,2,2']").dblclick()
    assert here.page.locator(".editor").count() == 0
    footer = here.page.locator("footer")
    assert footer.inner_text() == (
        "Every step and every number is in this file. Other values need the server: open in full"
    )
    link = footer.get_by_role("link").get_attribute("href")
    assert link == f"{here.home}/conv2d?input=ramp:5x5&weight=ones:3x3"


def test_a_window_that_becomes_narrow_gets_the_other_arrangement(opened):
    here = opened()
    assert here.page.locator("conv-stage").get_attribute("data-layout") == "wide"
    here.press("End")
    here.page.set_viewport_size({"width": 390, "height": 844})
    here.page.wait_for_selector("conv-stage[data-layout=tall]")
    here.at_step(8)
    assert here.numbers("output") == SUMS
    assert_faultless(here)


def test_a_painting_knows_every_step_before_it(opened):
    here = opened("conv_transpose1d.html?input=1,2,3&weight=1,1&step=2")
    here.at_step(2)
    assert here.numbers("output") == [1, 3, 5, 3]
    assert_faultless(here)


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(opened, axe, options):
    here = opened(EXPERIMENT + "&lang=zh-Hans", **options)
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # axe is a script that the file's own policy would not let in: the debugger runs it
    assert here.page.evaluate(f"() => {{ {axe}; return axe.run().then(r => r.violations.map(v => v.id)) }}") == []
    assert_faultless(here)


def test_served_it_is_under_the_same_policy_and_works(visit):
    here = visit()
    here.open("/api/v1/" + EXPERIMENT)
    here.press("End")
    here.at_step(8)
    assert here.numbers("output") == SUMS
    here.is_faultless()
