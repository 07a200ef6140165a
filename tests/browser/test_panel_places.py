"""Where the settings stand: beside the stage, as a drawer, below the fold, as a sheet; for every operator."""

from __future__ import annotations

import pytest

from app.operators import OPERATORS
from tests.browser.test_panel import open_all

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def opener(page):
    return page.locator("[data-opens=settings]")


def is_open(page) -> bool:
    return page.locator(".panel[data-open]").count() == 1


def focus_is_inside(page) -> bool:
    return page.evaluate("document.activeElement.closest('.panel') !== null")


def drag(page, by: int) -> None:
    """Move the handle of the sheet up or down."""
    box = page.locator(".grip").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    for part in (0.5, 1):
        page.mouse.move(x, y + by * part)
    page.mouse.up()


def test_the_sheet_opens_at_half_height_takes_the_focus_and_gives_it_back(visit):
    here = visit(**PHONE)
    page = here.open("/conv2d")
    assert not page.locator(".panel").is_visible()
    opener(page).click()
    page.wait_for_function("() => Math.abs(document.querySelector('.panel').getBoundingClientRect().top - 370) < 2")
    assert focus_is_inside(page)
    assert page.locator(".left").get_attribute("inert") is not None
    here.press("Escape")
    page.locator(".panel").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.opens") == "settings"
    assert page.locator(".left").get_attribute("inert") is None


@pytest.mark.parametrize("way", ["button", "scrim", "drag"])
def test_the_sheet_closes_by_button_by_tap_beside_it_and_by_drag(visit, way):
    page = visit(**PHONE).open("/conv2d")
    opener(page).click()
    page.wait_for_timeout(200)
    if way == "button":
        page.get_by_role("button", name="Close settings").click()
    elif way == "scrim":
        page.mouse.click(180, 120)
    else:
        drag(page, 250)
    page.locator(".panel").wait_for(state="hidden")


def test_the_handle_takes_the_sheet_to_full_height_by_drag_and_by_key(visit):
    here = visit(**PHONE)
    page = here.open("/conv2d")
    opener(page).click()
    page.wait_for_timeout(200)
    drag(page, -300)
    page.wait_for_function("() => document.querySelector('.panel').getBoundingClientRect().top < 40")
    page.locator(".grip").press("Enter")
    page.wait_for_function("() => document.querySelector('.panel').getBoundingClientRect().top > 300")


@pytest.mark.parametrize(
    "path", ["/conv2d?padding=1,2;1,1&stride=1,2", "/conv3d", "/avg_pool2d?lang=zh-Hans", "/max_unpool1d"]
)
def test_on_a_phone_everything_is_large_enough_to_touch_and_nothing_scrolls_sideways(visit, path):
    page = visit(**PHONE).open(path)
    opener(page).click()
    page.locator(".grip").click()
    open_all(page)
    page.wait_for_timeout(300)
    small = page.evaluate(
        """[...document.querySelectorAll('.panel :is(a, button, select, textarea, input, summary)')]
             .filter(one => one.checkVisibility() && !one.matches('.stepper input, .switch'))
             .filter(one => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 44)
             .map(one => one.outerHTML)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('.panel').scrollWidth <= document.querySelector('.panel').clientWidth")


def test_between_900_and_1199_the_panel_is_a_drawer_over_the_stage(visit):
    here = visit(viewport={"width": 1024, "height": 768})
    page = here.open("/conv2d")
    wide = page.locator(".main").bounding_box()["width"]
    assert wide == 1024 and not page.locator(".panel").is_visible()
    opener(page).click()
    assert is_open(page) and focus_is_inside(page)
    assert page.locator(".main").bounding_box()["width"] == wide
    opener(page).click()
    assert not is_open(page)


def test_between_600_and_899_the_panel_is_below_the_fold_and_the_button_leads_there(visit):
    page = visit(viewport={"width": 760, "height": 800}).open("/conv2d")
    assert page.locator(".panel").bounding_box()["y"] >= 500
    opener(page).click()
    page.wait_for_function("() => document.querySelector('.panel').getBoundingClientRect().top < 200")
    assert focus_is_inside(page)


def test_from_1200_on_the_panel_stands_beside_the_stage_and_scrolls_by_itself(visit):
    page = visit(viewport={"width": 1200, "height": 700}).open("/conv2d")
    open_all(page)
    box = page.locator(".panel").bounding_box()
    assert box["x"] + box["width"] == pytest.approx(1200, abs=16)
    assert box["y"] + box["height"] <= 701


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_setting_is_labelled_in_words_of_the_language(shared_visit, operator):
    here = shared_visit
    page = here.open(f"/{operator}?lang=zh-Hans")
    open_all(page)
    names = page.evaluate(
        """[...document.querySelectorAll('.panel :is(input, select, textarea, button)')]
             .filter(one => one.checkVisibility())
             .map(one => one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText)"""
    )
    assert all(names) and len(names) > 10
    text = "\n".join(names) + page.locator(".panel").inner_text()
    assert page.evaluate("text => text.match(/\\b[a-z]+\\.[a-z_.]+\\b/g)", text) is None
    assert page.evaluate("text => text.match(/\\b(Number|Height|Edit|Seed|Kernel|Stride|Channels)\\b/)", text) is None
    here.is_faultless()


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("/conv2d?input=random:4x5x5&weight=random:4x2x3x3&groups=2&padding=1,2;1,1&stride=1,2", {}),
        ("/conv3d", {"color_scheme": "dark"}),
        ("/max_pool2d?input=ramp:7x7&kernel_size=2&lang=zh-Hans", {"color_scheme": "dark"}),
        ("/conv_transpose1d", {"viewport": {"width": 1024, "height": 768}}),
        ("/conv2d", PHONE),
        ("/max_unpool2d?lang=zh-Hans", {**PHONE, "color_scheme": "dark"}),
        ("/conv2d?input=ramp:5x5&weight=ones:7x7", {}),
    ],
)
def test_axe_finds_no_violation_in_the_open_panel(visit, axe, path, options):
    page = visit(**options).open(path)
    if opener(page).is_visible():
        opener(page).click()
    open_all(page)
    page.wait_for_timeout(400)
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))")
    assert found == []
