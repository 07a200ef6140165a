"""The stage on a phone, and when a window changes its shape."""

from __future__ import annotations

import pytest

from tests.browser.reading import EDGE, cell, marked


@pytest.fixture
def phone(visit):
    return visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def test_on_a_phone_a_tap_pins_and_a_swipe_steps(phone):
    page = phone.open(EDGE)
    cell(page, "input", "0,2,3").tap()
    assert len(marked(page, "output")) == 9
    cell(page, "input", "0,2,3").tap()
    assert marked(page, "output") == []
    swipe = """([from, to]) => {
      const target = document.querySelector('.drawing');
      const at = (type, x) => target.dispatchEvent(new PointerEvent(type,
        { clientX: x, clientY: 200, pointerType: 'touch', isPrimary: true, bubbles: true }));
      at('pointerdown', from); at('pointermove', (from + to) / 2); at('pointerup', to);
    }"""
    page.evaluate(swipe, [300, 100])
    phone.at_step(1)
    page.evaluate(swipe, [100, 300])
    phone.at_step(0)
    phone.is_faultless()


def test_on_a_phone_the_pencil_lets_a_tap_edit_and_a_long_press_does_so_without_it(phone):
    page = phone.open(EDGE)
    page.get_by_role("button", name="Draw on the grids").tap()
    cell(page, "input", "0,1,1").tap()
    page.locator(".editor").fill("3")
    page.get_by_role("button", name="Change the sign").tap()
    page.locator(".editor").press("Enter")
    page.wait_for_url("**input=edge:6x6@1,1=-3*")
    page.get_by_role("button", name="Draw on the grids").tap()
    hold = """target => target.dispatchEvent(new PointerEvent('pointerdown',
      { pointerType: 'touch', isPrimary: true, bubbles: true }))"""
    cell(page, "weight", "0,0,0,0").evaluate(hold)
    page.locator(".editor").wait_for()
    phone.is_faultless()


def test_on_a_phone_the_input_stands_above_kernel_and_output(phone):
    page = phone.open(EDGE)
    top = "role => document.querySelector(`[data-role=${role}] [data-grid]`).getBoundingClientRect().top"
    assert page.evaluate(top, "input") < page.evaluate(top, "weight")
    assert abs(page.evaluate(top, "weight") - page.evaluate(top, "output")) < 60


def test_a_window_that_becomes_narrow_gets_the_other_arrangement(visit):
    here = visit()
    page = here.open(EDGE + "&step=2")
    page.set_viewport_size({"width": 420, "height": 800})
    page.wait_for_selector("conv-stage[data-layout=tall]")
    assert here.step() == 2
    here.is_faultless()


@pytest.mark.parametrize(("width", "layout"), [(1280, "wide"), (390, "tall")])
def test_the_first_picture_is_asked_for_once_in_the_arrangement_that_fits(visit, width, layout):
    here = visit(viewport={"width": width, "height": 800})
    asked = []
    here.page.on("request", lambda request: asked.append(request.url) if "/api/v1/conv2d" in request.url else None)
    here.open(EDGE)
    here.page.wait_for_timeout(200)
    assert len(asked) == 1 and f"layout={layout}" in asked[0]
