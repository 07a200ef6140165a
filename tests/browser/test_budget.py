"""What the page promises of its speed, as far as no clock is needed: `make bench` measures the rest."""

from __future__ import annotations

import urllib.request
from urllib.parse import urlsplit

import pytest

from benchmarks.slow_line import Line, slow_line
from tests.browser.reading import cell

SOBEL = "/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3"
HELD = 33  # milliseconds between two steps while a key is held
COUNT_WAITS = """() => {
  window.waits = 0;
  const line = document.querySelector("conv-stage .arithmetic");
  new MutationObserver(changes => { window.waits += line.matches("[data-waiting]") })
    .observe(line, { attributeFilter: ["data-waiting"] });
}"""


def pages_asked(page) -> list[str]:
    """Every page of steps that is asked for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "only=steps" in request.url else None)
    return asked


def until(page, done) -> None:
    """Let the page go on until something that it does from outside has come."""
    for _ in range(1000):
        if done():
            return
        page.wait_for_timeout(10)
    raise AssertionError("it has not come")


def test_the_first_page_takes_few_requests_and_few_bytes_and_no_other_host(visit):
    here = visit()
    wire = here.page.context.new_cdp_session(here.page)
    asked, sizes = [], []
    wire.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    here.open("/conv2d")
    here.page.wait_for_load_state("networkidle")
    assert {urlsplit(one).netloc for one in asked} == {urlsplit(here.home).netloc}
    assert len(asked) <= 25, asked
    assert 20_000 < sum(sizes) <= 100_000
    here.is_faultless()


def test_a_typed_number_shows_while_the_server_is_held_back_and_the_rest_follows(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:3x3&weight=1,2;3,4&step=3")
    assert here.numbers("output") == [27, 37, 57, 67]
    held = []
    page.route("**/api/v1/conv2d?*", lambda route: held.append(route))
    cell(page, "input", "0,0,0").focus()
    here.press("5", "Enter")
    assert here.numbers("input") == [5, 1, 2, 3, 4, 5, 6, 7, 8]
    assert cell(page, "input", "0,0,0").locator(".numeral").text_content() == "5"
    here.press("6", "Enter")
    assert here.numbers("input") == [5, 6, 2, 3, 4, 5, 6, 7, 8]
    assert here.numbers("output") == [27, 37, 57, 67]
    until(page, lambda: len(held) == 2)
    for route in held:
        route.continue_()
    cell(page, "output", "0,0,0").and_(page.locator("[data-value='42']")).wait_for(state="attached")
    assert here.numbers("output") == [42, 42, 57, 67]
    assert here.step() == 3
    here.is_faultless()


def test_steps_are_fetched_ahead_and_without_the_grids(visit):
    here = visit()
    page = here.open(f"{SOBEL}&step=254")
    asked = pages_asked(page)
    here.press("ArrowRight")
    here.at_step(255)
    assert asked == []
    with page.expect_response(lambda response: "only=steps" in response.url) as fetched:
        here.press("ArrowRight")
    assert "offset=512&limit=512" in fetched.value.url
    assert not {"input", "output"} & set(fetched.value.json())
    here.press("ArrowRight", "ArrowLeft")
    here.at_step(256)
    assert len(asked) == 1


def test_a_page_that_comes_while_a_step_is_walked_through_does_not_end_the_walk(visit):
    here = visit()
    held = []
    here.page.route("**/api/v1/conv2d?*only=steps*", lambda route: held.append(route))
    page = here.open(f"{SOBEL}&step=300")
    here.has_its_numbers()
    here.press("ArrowDown", "ArrowDown")
    assert page.locator("[data-stage][data-inside]").count() == 1
    until(page, lambda: len(held) == 1)
    with page.expect_request_finished():
        held[0].continue_()
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert page.locator("[data-stage][data-inside]").count() == 1


@pytest.mark.parametrize(
    ("key", "first", "last", "offset"), [("ArrowRight", 420, 530, 512), ("ArrowLeft", 1100, 1000, 512)]
)
def test_stepping_over_the_end_of_a_page_on_a_slow_line_never_waits(visit, server, key, first, last, offset):
    with slow_line(urlsplit(server).port) as port:
        here = visit()
        here.home = f"http://127.0.0.1:{port}"
        page = here.page
        asked = pages_asked(page)
        here.open(f"{SOBEL}&step={first}")
        here.has_its_numbers()
        page.evaluate(COUNT_WAITS)
        for _ in range(abs(last - first)):
            page.keyboard.down(key)
            page.wait_for_timeout(HELD)
        page.keyboard.up(key)
        here.at_step(last)
        assert page.evaluate("window.waits") == 0
        assert len(asked) == 1 and f"offset={offset}&limit=512" in asked[0]


def test_a_slow_line_brings_what_was_sent_in_order(server):
    def fetched(port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/joined/main.js") as answer:
            return answer.read()

    port = urlsplit(server).port
    with slow_line(port, Line(delay=0.001, loss=0.3, timeout=0.01, rate=20_000_000)) as slow:
        assert fetched(slow) == fetched(port)
