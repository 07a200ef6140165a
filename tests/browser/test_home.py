"""The front page: a tour on living stages that a visitor plays, steps and changes, and the ways in."""

from __future__ import annotations

import re

import pytest

HOME = "/"
ROW, PLANE, PHOTOGRAPH = "#row", "#plane", "#photograph"


class Beat:
    """One beat of the tour on an open page."""

    def __init__(self, page, name):
        self.page, self.home = page, page.locator(name)
        self.home.scroll_into_view_if_needed()
        page.wait_for_selector(f"{name} conv-stage[data-step]")

    def button(self, name):
        return self.home.get_by_role("button", name=name, exact=True)

    def press(self, name, times=1):
        for _ in range(times):
            self.button(name).click()

    def at_step(self, step):
        self.home.locator(f'conv-stage[data-step="{step}"]').wait_for()

    @property
    def step(self):
        return int(self.home.locator("conv-stage").get_attribute("data-step"))

    @property
    def sentence(self):
        """What is said under the picture, as it is seen."""
        seen = [
            one for one in self.home.locator(".stops li, .otherwise").all() if one.is_visible() and one.inner_text()
        ]
        assert len(seen) == 1
        return seen[0].inner_text().replace("\u00a0", " ")


def scrolled(page):
    """How far a page is scrolled, once it stands still."""
    places = [-1, page.evaluate("scrollY")]
    while places[-1] != places[-2] or len(places) < 5:
        page.wait_for_timeout(100)
        places.append(page.evaluate("scrollY"))
    return places[-1]


@pytest.fixture
def home(visit):
    """Opens the front page: `home("/?lang=zh-Hans", viewport=…)`, and gives the visit."""

    def make(path=HOME, **options):
        here = visit(**options)
        here.open(path)
        return here

    return make


def test_the_first_screen_shows_what_this_is_and_a_stage_that_lives(home):
    here = home(viewport={"width": 1440, "height": 900})
    page = here.page
    assert page.get_by_role("heading", level=1).inner_text() == "See every number of a convolution"
    for part in (page.locator(f"{ROW} [data-grid=output]"), Beat(page, ROW).button("Next step")):
        box = part.bounding_box()
        assert box["y"] + box["height"] <= 900
    assert Beat(page, ROW).step == 0
    here.is_faultless()


def test_the_sentence_says_what_the_step_shows(home):
    beat = Beat(home().page, ROW)
    assert beat.sentence.startswith("All dark under the window. Right minus left is 0 − 0 = 0.")
    beat.press("Next step")
    beat.at_step(1)
    assert beat.sentence == "Light comes in on the right: 1 − 0 = 1. The window has found the edge."
    beat.press("Next step", 2)
    beat.at_step(3)
    assert "The output 0, 1, 1, 0 is a map" in beat.sentence
    beat.press("Previous step")
    beat.at_step(2)


def test_nothing_below_the_sentence_moves_when_it_changes(home):
    beat = Beat(home().page, PLANE)
    tops = set()
    for step in range(16):
        beat.at_step(step)
        box = beat.button("Play").bounding_box()
        tops.add(round(box["y"] + beat.page.evaluate("scrollY")))
        if step < 15:
            beat.press("Next step")
    assert len(tops) == 1


def test_a_beat_plays_when_asked_to_and_stops_at_its_last_step(home):
    here = home()
    beat = Beat(here.page, ROW)
    here.page.wait_for_timeout(600)
    assert beat.step == 0
    beat.press("Play")
    beat.button("Pause").wait_for()
    beat.at_step(3)
    beat.button("Play").wait_for()
    here.is_faultless()


def test_one_stage_plays_at_a_time(home):
    here = home()
    row, plane = Beat(here.page, ROW), Beat(here.page, PLANE)
    plane.press("Play")
    plane.button("Pause").wait_for()
    row.press("Play")
    plane.button("Play").wait_for()
    row.button("Pause").wait_for()


def test_arrows_step_the_stage_in_sight_and_keys_that_scroll_scroll(home):
    here = home()
    page = here.page
    row = Beat(page, ROW)
    here.press("ArrowRight", "ArrowRight", "ArrowLeft")
    row.at_step(1)
    here.press("End")
    assert scrolled(page) > 1000 and row.step == 1
    plane = Beat(page, PLANE)
    plane.home.evaluate("one => one.scrollIntoView({ block: 'center' })")
    here.press("ArrowRight")
    plane.at_step(1)
    assert row.step == 1


def test_with_the_focus_in_a_beat_all_keys_of_the_stage_are_its(home):
    here = home()
    beat = Beat(here.page, PLANE)
    beat.button("Next step").focus()
    for key, step in [("End", 15), ("PageUp", 14), ("Home", 0), ("PageDown", 1)]:
        here.press(key)
        beat.at_step(step)


def test_the_photograph_opens_on_its_whole_map_and_plays_to_it(home, api):
    here = home()
    beat = Beat(here.page, PHOTOGRAPH)
    output = api("conv2d?input=sample:camera:64x64&weight=sobel_x:3x3&limit=0")["output"]
    value = "(grid, index) => grid.valueAt(index)"
    beat.at_step(3843)
    for row, column in [(0, 0), (21, 5), (61, 61)]:
        assert beat.home.locator("[data-grid=output]").evaluate(value, [0, row, column]) == output[row][column]
    beat.press("Play")
    beat.button("Pause").wait_for()
    beat.at_step(3843)
    beat.button("Play").wait_for(timeout=20_000)
    here.is_faultless()


@pytest.mark.parametrize(
    ("place", "step", "number"), [("Coat", 1307, "−781"), ("Hair", 838, "+731"), ("Sky", 258, "1")]
)
def test_a_named_place_of_the_photograph_is_one_press_away(home, place, step, number):
    beat = Beat(home().page, PHOTOGRAPH)
    beat.press(place)
    beat.at_step(step)
    assert number in beat.sentence
    assert beat.button(place).get_attribute("aria-pressed") == "true"


def test_between_its_stops_the_stages_own_sentence_stands(home):
    beat = Beat(home().page, PHOTOGRAPH)
    beat.press("Sky")
    beat.press("Next step")
    beat.at_step(259)
    assert beat.sentence.startswith("Step 260 of 3844.")


def test_a_number_can_be_changed_and_the_lesson_steps_back(home):
    here = home()
    beat = Beat(here.page, PLANE)
    beat.home.locator("[data-grid=input] [data-index='0,0,0']").dblclick()
    here.page.keyboard.type("9")
    here.press("Enter")
    beat.button("Back to the example").wait_for()
    assert "value −9" in beat.sentence
    assert "input=edge:6x6@0,0=9" in beat.home.get_by_role("link").get_attribute("href")
    beat.press("Back to the example")
    beat.button("Back to the example").wait_for(state="hidden")
    assert "Nine dark cells" in beat.sentence
    here.is_faultless()


def test_a_beat_opens_on_the_stage_at_the_step_that_is_shown(home):
    here = home("/?lang=zh-Hans&theme=dark")
    beat = Beat(here.page, ROW)
    beat.press("下一步", 2)
    beat.home.get_by_role("link").click()
    here.page.wait_for_selector('[data-stage][data-step="2"]')
    assert here.page.url.endswith("/conv1d?input=0,0,0,1,1,1&weight=-1,0,1&step=2&lang=zh-Hans&theme=dark")


def test_a_server_that_is_gone_is_said_and_asked_again(visit):
    here = visit()
    here.page.route("**/api/v1/conv1d?*", lambda route: route.abort())
    here.page.goto(here.home + HOME)
    here.page.get_by_role("alert").get_by_text("The server does not answer.").wait_for()
    here.page.unroute("**/api/v1/conv1d?*")
    here.page.get_by_role("alert").get_by_role("button", name="Try again").click()
    Beat(here.page, ROW).at_step(0)
    assert here.page.get_by_role("alert").count() == 0


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("zh-Hans", 360), ("en", 800), ("en", 1440)])
def test_the_front_page_never_scrolls_sideways(home, lang, width):
    here = home(f"/?lang={lang}", viewport={"width": width, "height": 800})
    for name in (ROW, PLANE, PHOTOGRAPH):
        Beat(here.page, name)
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width
    here.is_faultless()


@pytest.mark.parametrize(
    "options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}, {"locale": "zh-CN"}]
)
def test_axe_finds_no_violation_on_the_front_page(home, axe, options):
    page = home(**options).page
    for name in (ROW, PLANE, PHOTOGRAPH):
        Beat(page, name)
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))")
    assert found == []


def test_targets_on_a_phone_are_large_enough_for_a_finger(home):
    page = home(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).page
    Beat(page, PHOTOGRAPH)
    small = page.evaluate(
        """[...document.querySelectorAll("main :is(button, a, input)")].filter(one => one.checkVisibility())
             .map(one => [one.textContent || one.className, one.getBoundingClientRect()])
             .filter(([, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"""
    )
    assert small == []


def test_without_scripts_every_sentence_and_way_in_can_be_read(visit):
    here = visit(java_script_enabled=False)
    page = here.page
    page.goto(here.home + HOME)
    for words in ("All dark under the window.", "The window has found the edge.", "3844 sums"):
        assert page.get_by_text(words).is_visible()
    assert page.get_by_role("link", name="Open on the stage").count() == 3
    assert page.get_by_role("link", name=re.compile("^[123]-D, ")).count() == 24


def test_the_front_page_weighs_little(home):
    here = home()
    for name in (ROW, PLANE, PHOTOGRAPH):
        Beat(here.page, name)
    here.page.wait_for_load_state("networkidle")
    sizes = here.page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(one => one.encodedBodySize)"
    )
    assert 20_000 < sum(sizes) <= 120_000
