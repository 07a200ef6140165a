"""The shell round the stage: what a first load costs, the header at every width, theme, audience, paper."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest

from app.web import bundle

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
EXPERIMENT = "/conv2d?input=ramp:4x4&weight=ones:2x2&stride=2&step=3&theme=dark"


def until(happens, seconds: float = 10) -> None:
    """Wait for what the page's policy lets no script of a test wait for."""
    end = monotonic() + seconds
    while not happens():
        assert monotonic() < end
        sleep(0.05)


def theme(page) -> str | None:
    return page.locator("html").get_attribute("data-theme")


def presents(page) -> bool:
    return page.locator("html").get_attribute("data-present") is not None


@pytest.mark.parametrize("path", ["/conv2d", "/conv2d?lang=zh-Hans", EXPERIMENT, "/max_pool1d?kernel_size=3"])
@pytest.mark.parametrize("width", [390, 800, 1440])
def test_a_first_load_is_few_requests_and_few_bytes_each_asked_once(visit, path, width):
    here = visit(viewport={"width": width, "height": 844})
    asked: Counter[str] = Counter()
    sizes: list[int] = []
    here.page.on("request", lambda request: asked.update([request.url]))
    here.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    here.open(path)
    here.page.wait_for_load_state("networkidle")
    assert set(asked.values()) == {1}, asked
    assert len(asked) <= 8
    assert sum(sizes) <= 96_000, sizes  # 100 kB with the headers
    assert len(here.page.query_selector_all("link[rel=preload]")) == 4
    here.is_faultless()


def test_what_is_foreseen_is_asked_before_the_script_is_there(visit):
    here = visit()
    order: list[str] = []
    here.page.route("**/static/joined/main.js", lambda route: (here.page.wait_for_timeout(300), route.continue_()))
    here.page.on("response", lambda response: order.append(urlsplit(response.url).path))
    here.open("/conv2d?weight=-1,1;2,0&input=ramp:4x4@0,1=7")
    assert order.index("/api/v1/conv2d") < order.index("/static/joined/main.js")


def test_a_module_opened_later_comes_alone_and_shares_what_is_there(visit, tmp_path: Path, monkeypatch):
    (tmp_path / "js").mkdir()
    texts = {
        "main": 'import { log } from "./log.js";\nlog("main");\nimport("./view.js").then(({ view }) => view());\n',
        "view": 'import { log } from "./log.js";\nimport { own } from "./own.js";\n'
        "export const view = () => log(own);\n",
        "own": 'export const own = "view";\n',
        "log": "const said = [];\nexport const log = (text) => {\n  said.push(text);\n  document.title = said;\n};\n",
    }
    for name, text in texts.items():
        (tmp_path / "js" / f"{name}.js").write_text(text)
    monkeypatch.setattr(bundle, "SCRIPTS", {"main": "main.js"})
    here = visit()
    asked: list[str] = []

    def answer(route) -> None:
        path = urlsplit(route.request.url).path
        asked.append(path)
        route.fulfill(body=bundle.served(path.removeprefix("/static/"), tmp_path), content_type="text/javascript")

    here.page.route("**/static/**/*.js", answer)
    here.page.goto(here.home + "/conv2d")
    until(lambda: here.page.title() == "main,view")
    assert asked == ["/static/joined/main.js", "/static/joined/main/view.js"]


def test_families_and_dimensions_are_one_click_away_and_keep_language_and_theme(visit):
    here = visit()
    page = here.open("/conv2d?lang=zh-Hans&theme=dark&step=2")
    page.get_by_role("link", name="转置", exact=True).click()
    page.wait_for_url("**/conv_transpose2d?lang=zh-Hans&theme=dark")
    page.wait_for_selector("conv-stage[data-step]")
    page.get_by_role("link", name="1-D, 一维转置卷积").click()
    page.wait_for_url("**/conv_transpose1d?lang=zh-Hans&theme=dark")
    assert theme(page) == "dark"
    assert page.locator(".segments [aria-current]").all_inner_texts() == ["转置", "1-D"]


def test_pooling_opens_its_operators_in_the_dimension_at_hand(visit):
    here = visit()
    page = here.open("/conv1d")
    page.get_by_role("button", name="Pooling", exact=True).click()
    menu = page.locator("[popover]:popover-open")
    assert menu.get_by_role("link").all_inner_texts() == [
        "Max pooling",
        "Average pooling",
        "Lp pooling",
        "Adaptive average pooling",
        "Adaptive max pooling",
    ]
    menu.get_by_role("link", name="Lp pooling").click()
    page.wait_for_url("**/lp_pool1d")
    page.wait_for_selector("conv-stage[data-step]")
    assert page.get_by_role("button", name="Pooling", exact=True).get_attribute("aria-current") == "true"


@pytest.mark.parametrize(
    ("width", "shown", "hidden"),
    [
        (1440, [".brand span", ".sections", ".tools", ".share-button"], [".choose", ".open-tools"]),
        (1200, [".sections", ".dimensions", ".tools", ".share-button"], [".choose", ".open-tools"]),
        (900, [".sections", ".dimensions", ".share-button span", ".open-tools"], [".choose", ".tools"]),
        (600, [".choose", ".share-button span", ".open-tools"], [".sections", ".dimensions", ".tools"]),
        (360, [".choose", ".share-button", ".open-tools"], [".sections", ".dimensions", ".tools"]),
    ],
)
@pytest.mark.parametrize("path", ["/conv2d", "/adaptive_avg_pool2d", "/conv_transpose2d?lang=zh-Hans"])
def test_the_header_fits_every_width(visit, path, width, shown, hidden):
    here = visit(viewport={"width": width, "height": 800})
    page = here.open(path)
    for selector in shown:
        assert page.locator(f".header {selector}").is_visible(), selector
    for selector in hidden:
        assert not page.locator(f".header {selector}").is_visible(), selector
    boxes = page.evaluate(
        "[...document.querySelectorAll('.header :is(a, button)')].filter(one => one.checkVisibility())"
        ".map(one => one.getBoundingClientRect()).map(one => [one.left, one.right, one.width, one.height])"
    )
    for left, right, box_width, height in boxes:
        assert left >= 0 and right <= width and box_width >= 44 and height >= 44
    for (_, right, _, _), (left, *_) in pairwise(boxes):
        assert left >= right


def test_folded_tools_open_from_the_menu_and_do_the_same(visit):
    here = visit(**PHONE)
    page = here.open("/conv2d")
    here.button("Menu").tap()
    page.get_by_role("button", name="Light or dark").tap()
    assert theme(page) == "dark"
    page.get_by_role("link", name="中文").tap()
    page.wait_for_url("**lang=zh-Hans")
    assert "theme=dark" in page.url


def test_a_phone_chooses_operator_and_dimension_in_one_menu(visit):
    here = visit(**PHONE)
    page = here.open("/conv2d")
    page.locator(".choose").tap()
    page.get_by_role("link", name="3-D, 3-D max pooling").tap()
    page.wait_for_url("**/max_pool3d")
    assert page.locator(".choose").inner_text() == "3-D max pooling"


def test_the_theme_is_the_systems_until_it_is_switched_and_stays_in_the_address(visit):
    here = visit(color_scheme="dark")
    page = here.open("/conv2d")
    ground = "getComputedStyle(document.documentElement).colorScheme"
    assert (theme(page), page.evaluate(ground)) == (None, "dark")
    switch = page.get_by_role("button", name="Light or dark")
    switch.click()
    page.wait_for_url("**theme=light")
    page.reload()
    page.wait_for_selector("conv-stage[data-step]")
    assert (theme(page), page.evaluate(ground)) == ("light", "light")
    switch.click()
    page.wait_for_url(lambda url: "theme" not in url)
    assert (theme(page), page.evaluate(ground)) == (None, "dark")


def test_a_theme_that_was_chosen_outlives_the_way_back(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:4x4&weight=ones:2x2")
    page.evaluate("history.pushState(null, '', location.href + '&stride=2')")
    page.get_by_role("button", name="Light or dark").click()
    page.wait_for_url("**theme=dark")
    page.go_back()
    page.wait_for_url("**weight=ones:2x2&theme=dark")
    assert theme(page) == "dark"


def test_f_leaves_only_the_stage_and_esc_brings_everything_back(visit):
    here = visit()
    page = here.open("/conv2d")
    here.press("f")
    page.wait_for_url("**present=1")
    for gone in (".header", ".panel", ".facts"):
        assert not page.locator(gone).first.is_visible()
    for kept in ("[data-grid=output]", ".arithmetic", ".transport"):
        assert page.locator(kept).first.is_visible()
    assert page.get_by_role("status").inner_text().startswith("Step 1 of 16.")
    here.press("ArrowRight")
    here.at_step(1)
    here.press("Escape")
    page.wait_for_url(lambda url: "present" not in url)
    assert not presents(page) and page.locator(".header").is_visible()
    here.is_faultless()


def test_an_audience_is_reached_and_left_by_buttons_too(visit):
    here = visit(**PHONE)
    page = here.open("/conv2d")
    here.button("Menu").tap()
    page.get_by_role("button", name="Present (F)").tap()
    assert presents(page)
    here.button("Esc to leave").tap()
    assert not presents(page)


def test_a_pointer_that_rests_is_hidden_from_the_audience(visit):
    here = visit()
    page = here.open("/conv2d?present=1")
    cursor = "getComputedStyle(document.querySelector('conv-stage')).cursor"
    page.mouse.move(300, 300)
    until(lambda: page.evaluate(cursor) == "none", seconds=4)
    page.mouse.move(310, 300)
    assert page.evaluate(cursor) != "none"


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
def test_for_an_audience_everything_is_on_one_screen(visit, size):
    here = visit(viewport={"width": size[0], "height": size[1]})
    page = here.open("/conv2d?present=1&input=random:7x7&weight=random:3x3:2&padding=1&bias=1")
    here.has_its_numbers()
    assert page.evaluate("document.documentElement.scrollHeight") <= size[1]
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.frame')].map(f => f.getBoundingClientRect().right))"
    )
    assert size[0] * 0.6 <= right <= size[0]


def test_on_paper_there_is_the_step_and_nothing_else(visit):
    here = visit()
    page = here.open("/conv2d?input=random:7x7&weight=random:3x3:2&padding=1&step=8&theme=dark")
    page.emulate_media(media="print")
    for gone in (".header", ".panel", ".transport", ".leave", ".skip"):
        assert not page.locator(gone).is_visible(), gone
    assert page.locator("[data-grid=output]").first.is_visible() and page.get_by_role("status").is_visible()
    tones = page.evaluate(
        "[...document.querySelectorAll('.frame, .numeral, .label .title')].flatMap(one => {"
        " const { stroke, fill } = getComputedStyle(one); return [stroke, fill]; })"
    )
    shown = {tone for tone in tones if tone.startswith("rgb(")}
    assert shown and all(len(set(tone[4:-1].split(", "))) == 1 for tone in shown), shown


@pytest.mark.parametrize("script", [True, False])
def test_without_scripts_no_button_is_shown_that_needs_one(visit, script):
    here = visit(java_script_enabled=script)
    page = here.page
    page.goto(here.home + "/conv2d")
    assert page.locator(".share-button").is_visible() is script
    assert page.locator("[data-theme-switch]").is_visible() is script
    assert page.get_by_role("link", name="JSON").is_visible() is not script
    assert page.get_by_role("link", name="Transposed", exact=True).is_visible()
