"""The bare stage in the iframe of a page on another origin: it plays, tells its height and takes the page's theme."""

from __future__ import annotations

import pytest

from tests.browser.host import host_page

QUERY = "input=ramp:5x5&weight=ones:3x3"
HOST = """
<body><iframe src="{src}" width="700" height="100" title="A convolution"></iframe>
<script>
  const frame = document.querySelector("iframe");
  addEventListener("message", ({{ source, data }}) => {{
    if (source === frame.contentWindow && data.type === "convscope:height") frame.height = data.height;
  }});
</script>
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def framed(visit, server: str):
    """Opens a host page with the stage in its iframe; the visit and the frame."""
    hosts = []

    def open_host(keys: str = "", **options):
        host = host_page(HOST.format(src=f"{server}/embed/conv2d?{QUERY}{keys}"))
        hosts.append(host)
        here = visit(**options)
        here.page.goto(host.__enter__())
        frame = here.page.frame_locator("iframe")
        frame.locator("conv-stage[data-step]").wait_for()
        return here, frame

    yield open_host
    for host in hosts:
        host.__exit__(None, None, None)


def output(frame) -> list[str]:
    return frame.locator("[data-grid=output] [data-value]").evaluate_all("all => all.map(one => one.dataset.value)")


def test_it_steps_in_the_frame_of_another_page(framed):
    here, frame = framed("&step=3")
    assert output(frame) == ["54", "63", "72", "99"]
    frame.get_by_role("button", name="Last step").click()
    frame.locator("conv-stage[data-step='8']").wait_for()
    assert output(frame)[-1] == "162"
    assert frame.locator(".arithmetic").inner_text().endswith("162")
    assert here.errors == []


def test_there_is_no_header_no_panel_and_a_link_to_the_whole_page_at_this_step(framed):
    here, frame = framed("&lang=en&theme=light")
    assert frame.locator("header, aside, .facts:visible").count() == 0
    frame.get_by_role("button", name="Next step").click()
    frame.locator("conv-stage[data-step='1']").wait_for()
    link = frame.get_by_role("link", name="open in full")
    assert link.evaluate("one => one.href") == f"{here.home}/conv2d?{QUERY}&step=1&lang=en&theme=light"
    assert link.get_attribute("target") == "_blank"


@pytest.mark.parametrize("options", [{}, PHONE])
def test_its_frame_becomes_as_high_as_it_is_and_stays_so(framed, options):
    here, frame = framed(**options)
    here.page.wait_for_function("document.querySelector('iframe').clientHeight > 400")
    frame.get_by_role("button", name="Last step").click()
    here.page.wait_for_timeout(600)
    height = here.page.locator("iframe").evaluate("one => one.clientHeight")
    inner = frame.locator("html").evaluate("one => [one.scrollHeight, document.body.offsetHeight, innerHeight]")
    assert inner == [height, height, height]
    here.page.wait_for_timeout(400)
    assert here.page.locator("iframe").evaluate("one => one.clientHeight") == height


def test_its_theme_is_that_of_the_address_until_the_page_says_another(framed):
    here, frame = framed("&theme=dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert frame.locator("html").evaluate(paper) == "rgb(20, 23, 27)"
    say = "theme => document.querySelector('iframe').contentWindow.postMessage({ type: 'convscope:theme', theme }, '*')"
    here.page.evaluate(say, "light")
    frame.locator("html[data-theme=light]").wait_for()
    assert frame.locator("html").evaluate(paper) == "rgb(255, 255, 255)"
    here.page.evaluate(say, "mauve")
    frame.locator("html:not([data-theme])").wait_for()


def test_a_changed_number_is_in_the_link_to_the_whole_page(framed):
    here, frame = framed()
    frame.locator("[data-grid=input] [data-index='0,0,0']").dblclick()
    frame.locator(".editor").fill("10")
    here.press("Enter")
    frame.locator("[data-grid=output] [data-index='0,0,0'][data-value='64']").wait_for()
    assert "@0,0=10" in frame.get_by_role("link", name="open in full").get_attribute("href")


def test_an_impossible_experiment_says_why(visit):
    here = visit()
    here.page.goto(f"{here.home}/embed/conv2d?input=ramp:2x2&weight=ones:3x3")
    told = here.page.get_by_role("alert")
    told.wait_for()
    assert "a window of 3 does not fit in 2" in told.inner_text()


def test_alone_in_a_window_it_works_too_and_presents(visit):
    here = visit(locale="zh-CN")
    here.open(f"/embed/conv2d?{QUERY}&present=1")
    here.press("End")
    here.at_step(8)
    assert here.page.locator("html[data-present]").count() == 1
    assert here.page.get_by_role("link", name="打开完整页面").count() == 1
    here.is_faultless()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_axe_finds_no_violation(visit, axe, options):
    here = visit(**options)
    here.open(f"/embed/conv2d?{QUERY}")
    here.page.evaluate(axe)
    assert here.page.evaluate("axe.run().then(r => r.violations.map(v => v.id))") == []
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
