"""`<conv-stage src=…>` on a page of another origin: one script tag, and neither page dresses the other."""

from __future__ import annotations

import pytest

from tests.browser.host import host_page

QUERY = "input=ramp:5x5&weight=ones:3x3"
HOST = """
<style>
  body {{ font: 20px/2 Georgia; letter-spacing: 2px; color: rgb(100, 50, 50); width: 700px }}
  svg, .label, .sentence {{ display: none }} button {{ background: red !important }} * {{ box-sizing: content-box }}
</style>
<script type="module" src="{server}/static/joined/element.js"></script>
<h1>A page</h1><button>Mine</button> <b class="label of-input">label</b>
{elements}
"""


@pytest.fixture
def hosted(visit, server: str):
    """Opens a host page with elements; its visit."""
    hosts = []

    def open_host(*sources: str, **options):
        elements = "".join(f'<conv-stage src="{one.format(server=server)}"></conv-stage>' for one in sources)
        host = host_page(HOST.format(server=server, elements=elements))
        hosts.append(host)
        here = visit(**options)
        here.page.goto(host.__enter__())
        return here

    yield open_host
    for host in hosts:
        host.__exit__(None, None, None)


def output(page, number: int = 0) -> list[str]:
    grid = page.locator("conv-stage[src]").nth(number).locator("[data-grid=output] [data-value]")
    return grid.evaluate_all("all => all.map(one => one.dataset.value)")


def test_it_steps_to_the_right_numbers_and_leads_to_the_whole_page(hosted, server):
    here = hosted("{server}/conv2d?" + QUERY + "&step=3")
    here.page.wait_for_selector("[data-stage][data-step='3']")
    assert output(here.page) == ["54", "63", "72", "99"]
    here.button("Last step").click()
    here.at_step(8)
    assert output(here.page)[-1] == "162"
    link = here.page.get_by_role("link", name="open in full")
    assert link.get_attribute("href") == f"{server}/conv2d?{QUERY}&step=8"
    assert here.errors == []


def test_two_stages_move_by_themselves_and_an_address_without_experiment_shows_the_operators_own(hosted):
    here = hosted("{server}/conv2d?" + QUERY, "/conv1d")
    here.page.wait_for_function("document.querySelectorAll('conv-stage').length === 2")
    second = here.page.locator("conv-stage[src]").nth(1)
    second.get_by_role("button", name="Next step").click()
    second.locator("[data-step='1']").wait_for()
    assert output(here.page, 1) == ["0", "9"]
    assert here.page.locator("conv-stage[src]").nth(0).locator("[data-step='0']").count() == 1


def test_keys_are_its_own_only_while_it_has_the_focus(hosted):
    here = hosted("{server}/conv2d?" + QUERY)
    here.at_step(0)
    here.press("ArrowRight")
    here.page.wait_for_timeout(100)
    assert here.step() == 0
    here.button("Next step").click()
    here.press("ArrowRight")
    here.at_step(2)


def test_a_pointer_sees_its_cells_and_a_number_can_be_changed(hosted):
    here = hosted("{server}/conv2d?" + QUERY)
    here.at_step(0)
    here.page.locator("[data-grid=input] [data-index='0,2,2']").hover()
    here.page.locator("[data-grid=output] [data-linked]").nth(8).wait_for()
    here.page.locator("[data-grid=input] [data-index='0,0,0']").dblclick()
    here.page.locator(".editor").fill("10")
    here.press("Enter")
    here.page.locator("[data-grid=output] [data-index='0,0,0'][data-value='64']").wait_for()


def test_neither_page_dresses_the_other(hosted):
    here = hosted("{server}/conv2d?" + QUERY + "&theme=dark")
    here.at_step(0)
    style = "(one, name) => getComputedStyle(one)[name]"
    mine, play = here.button("Mine"), here.page.get_by_role("button", name="Play")
    assert mine.evaluate(style, "backgroundColor") == "rgb(255, 0, 0)"
    assert play.evaluate(style, "backgroundColor") == "rgb(243, 244, 246)"
    sentence = here.page.locator("[role=status]")
    assert sentence.is_visible() and sentence.evaluate(style, "letterSpacing") == "normal"
    assert here.page.locator("body").evaluate(style, "color") == "rgb(100, 50, 50)"
    assert here.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')") == ""
    assert here.page.evaluate("document.styleSheets.length") == 1


def test_it_stays_inside_its_column(hosted):
    here = hosted("{server}/conv2d?" + QUERY)
    here.at_step(0)
    assert here.page.locator(".transport").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert here.page.locator("conv-stage[src]").evaluate("one => one.offsetWidth") == 700


def test_a_large_picture_has_its_colours(hosted):
    here = hosted("{server}/conv2d?input=ramp:64x64&weight=ones:3x3")
    here.at_step(0)
    seen = """one => { const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height);
        return new Set(new Uint32Array(data.buffer)).size }"""
    assert here.page.locator("canvas").first.evaluate(seen) > 50


def test_what_is_impossible_says_why(hosted):
    here = hosted("{server}/conv2d?input=ramp:2x2&weight=ones:3x3")
    told = here.page.get_by_role("alert")
    told.wait_for()
    assert "a window of 3 does not fit in 2" in told.inner_text()


def test_the_hatchings_are_those_of_the_other_pages(hosted, visit):
    here, there = hosted("{server}/conv2d?" + QUERY), visit()
    here.at_step(0)
    there.open("/conv2d")
    drawn = """svg => [...svg.querySelectorAll('pattern, path')].map(
        one => [...one.attributes].map(({ name, value }) => name + value).sort())"""
    own = here.page.locator("svg.patterns").evaluate(drawn)
    assert own == there.page.locator("svg.patterns").evaluate(drawn) and len(own) == 8
