"""What stays on the page when something goes wrong: a picture that works, a sentence, and a way out."""

from __future__ import annotations

import pytest

SOBEL = "/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3"


@pytest.mark.parametrize(("language", "label"), [("en", "An example that works"), ("zh-Hans", "一个可行的示例")])
def test_an_impossible_address_shows_an_example_that_works_behind_the_card(visit, language, label):
    here = visit()
    page = here.open(f"/conv2d?input=ramp:3x3&weight=ones:5x5&step=4&lang={language}")
    page.get_by_text(label, exact=True).wait_for()
    assert page.get_by_role("alert").inner_text().count("5") > 0
    assert here.step() == 0
    assert len(here.numbers("input")) == 36
    here.press("ArrowRight")
    here.at_step(1)
    assert "input=ramp:3x3&weight=ones:5x5&step=4" in page.url
    page.get_by_role("alert").get_by_role("button").first.click()
    page.get_by_text(label, exact=True).wait_for(state="hidden")
    page.get_by_role("alert").wait_for(state="hidden")
    assert len(here.numbers("input")) == 9
    here.is_faultless()


def test_an_address_gone_wrong_keeps_the_last_valid_picture_and_says_so(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:4x4&weight=ones:2x2&stride=2")
    page.locator("[name=stride]").fill("0")
    page.keyboard.press("Enter")
    page.get_by_text("Last valid", exact=True).wait_for()
    page.locator("[name=stride]").blur()
    here.press("End")
    here.at_step(3)
    assert here.numbers("output") == [10, 18, 42, 50]
    assert "step=" not in page.url
    page.go_back()
    page.get_by_text("Last valid", exact=True).wait_for(state="hidden")
    here.is_faultless()


def test_without_the_server_the_picture_stays_playable_and_trying_again_helps(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:4x4&weight=ones:2x2&stride=2")
    page.context.set_offline(True)
    page.locator("[name=stride]").fill("1")
    page.keyboard.press("Enter")
    card = page.get_by_role("alert")
    assert "The server does not answer" in card.inner_text()
    page.locator("[name=stride]").blur()
    here.press("End")
    here.at_step(3)
    page.context.set_offline(False)
    card.get_by_role("button", name="Try again").click()
    card.wait_for(state="hidden")
    assert len(here.numbers("output")) == 9


def test_steps_that_do_not_come_are_asked_for_again(visit):
    here = visit()
    page = here.open(SOBEL)
    here.has_its_numbers()
    page.context.set_offline(True)
    here.press("End")
    card = page.get_by_role("alert")
    card.wait_for()
    page.context.set_offline(False)
    card.get_by_role("button", name="Try again").click()
    card.wait_for(state="hidden")
    here.has_its_numbers()
    here.at_step(3843)


def test_a_page_that_cannot_even_begin_says_so(visit):
    here = visit()
    here.page.route("**/api/v1/operators*", lambda route: route.abort())
    here.page.goto(here.home + "/conv2d?lang=zh-Hans")
    here.page.get_by_role("alert").get_by_role("link", name="再试一次").wait_for()
