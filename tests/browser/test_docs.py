"""The documentation in a browser: light, dark, small, printed, without scripts, and with the buttons that need one."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_words import NAMES, VISIBLE

# Beside those of the pages: standards, formats, programs, and what is typed.
NAMES += r"|OpenAPI|RFC|KiB|PyTorch|MAC|SVG|Schema|svg|png|true|false|null|gather|scatter|unpool|macs|taps|unused|scene"
NAMES += r"|layout|operator|output|value"
TYPED = r"/[\w/{}.]+|random:[\w:]+|application/json|Retry-After"

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
OPEN = "for (const one of document.querySelectorAll('.docs details')) one.open = true"


def visited(here, path="/docs"):
    here.page.goto(here.home + path)
    here.page.get_by_role("heading", level=1).wait_for()
    return here.page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("options", "language"), [({}, "en"), (PHONE, "zh-Hans")], ids=["wide", "phone"])
def test_axe_finds_no_violation_with_everything_open(visit, axe, theme, options, language):
    here = visit(color_scheme=theme, **options)
    page = visited(here, f"/docs?lang={language}")
    page.evaluate(OPEN)
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`))")
    assert found == []
    here.is_faultless()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_nothing_scrolls_sideways(visit, language):
    here = visit()
    page = visited(here, f"/docs?lang={language}")
    page.evaluate(OPEN)
    for width in (360, 699, 899, 900, 1099, 1100):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_touched_is_large_enough(visit):
    here = visit(**PHONE)
    page = visited(here)
    heights = page.evaluate(
        "[...document.querySelectorAll('.contents a, .address a, .docs summary, .copy, .to-top')]"
        ".filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 60 and min(heights) >= 44


def test_a_load_is_few_requests_and_few_bytes_of_this_server_only(visit):
    here = visit()
    sizes: list[int] = []
    here.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    visited(here)
    here.page.wait_for_load_state("networkidle")
    assert len(sizes) <= 4 and sum(sizes) < 60_000
    here.is_faultless()


def test_the_contents_lead_to_every_section(visit):
    here = visit()
    page = visited(here)
    contents = page.get_by_role("navigation", name="Contents")
    header = page.locator(".header").bounding_box()["height"]
    for link in contents.get_by_role("link").all()[::4]:
        link.click()
        top = page.locator(link.get_attribute("href")).bounding_box()["y"]
        assert header <= top < 740, link.inner_text()
    assert contents.bounding_box()["y"] == header  # it stays


def test_an_example_opens_as_json_and_on_the_stage_in_the_language_of_the_page(visit):
    here = visit()
    page = visited(here, "/docs?lang=zh-Hans")
    answer = page.get_by_role("link", name="JSON, /api/v1/max_pool2d").get_attribute("href")
    assert page.request.get(here.home + answer).json()["output"] == [[6, 4], [7, 9]]
    page.get_by_role("link", name="实验页, /api/v1/max_pool2d").click()
    page.wait_for_selector("conv-stage[data-step]")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert here.numbers("input") == [1, 3, 2, 4, 5, 6, 1, 2, 7, 2, 9, 1, 3, 4, 0, 8]
    here.is_faultless()


def test_a_command_is_copied_as_it_is_typed(visit):
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visited(here)
    page.locator("#conv ~ .shell").get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"curl '{here.home}/api/v1/conv2d?input=edge:6x6&weight=-1,0,1;-1,0,1;-1,0,1&limit=2'"
    page.get_by_role("button", name="Copied").wait_for(state="detached")


def test_without_scripts_everything_is_there_but_the_buttons(visit):
    here = visit(java_script_enabled=False)
    page = visited(here, "/docs#lp_pool")
    assert page.get_by_role("heading", name="Lp pooling").is_visible()
    assert not page.get_by_role("button", name="Copy").first.is_visible()
    answer = page.locator("#lp_pool ~ details").first
    assert not answer.locator("pre").is_visible()
    answer.locator("summary").click()
    assert '"norm_type": 2.0' in answer.locator("pre").inner_text()


def test_keys_reach_and_open_an_answer(visit):
    here = visit()
    page = visited(here)
    page.locator("#solve ~ .shell button").focus()
    here.press("Tab", "Enter")
    assert page.locator("#solve ~ details pre").is_visible()


def test_figures_and_codes_are_shown_as_they_are_answered(visit):
    here = visit()
    page = visited(here)
    for name in ("figures", "codes"):
        picture = page.locator(f"#{name} ~ .shown").first
        picture.scroll_into_view_if_needed()
        page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=picture.element_handle())
    here.is_faultless()


def test_on_paper_stand_the_text_and_its_tables(visit):
    here = visit()
    page = visited(here)
    page.emulate_media(media="print")
    for gone in (".header", ".contents", ".copy", ".to-top"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("#conv ~ table").first.is_visible()


def test_no_english_word_is_left_in_chinese(visit):
    here = visit(locale="zh-CN")
    page = visited(here)
    page.evaluate(OPEN)
    texts = [re.sub(TYPED, "", text) for text in page.evaluate(VISIBLE)]
    assert [text for text in texts if re.search(rf"\b(?!(?:{NAMES})\b)[A-Za-z]{{3,}}\b", text)] == []
