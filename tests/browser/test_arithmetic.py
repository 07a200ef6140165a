"""The arithmetic line, the size formula and the counts on the real page: they say what the API answers."""

from __future__ import annotations

import re

import pytest

SOBEL = "conv2d?input=2,3,1,0;1,2,4,1;3,1,2,2;0,2,1,3&weight=-2,-1,0;-1,1,1;0,1,2&bias=1"
FIVE = "conv2d?input=random:6x6&weight=random:5x5"
COLOURS = "conv2d?input=random:3x9x9&weight=random:2x3x7x7&bias=1,0"
DEEP = "conv2d?input=random:64x5x5&weight=random:1x64x5x5"

# One of each kind of sum, with what its line has to say at its first step.
SUMS = [
    SOBEL,
    FIVE,
    COLOURS,
    DEEP,
    "conv2d?input=random:5x5&weight=gaussian:3x3&bias=0.125&activation=tanh&padding=1",
    "conv2d?input=random:5x5&weight=1,2,3;4,5,6;7,8,9&flip=true&padding=1&padding_mode=reflect",
    "conv1d?input=random:60&weight=random:40",
    "conv3d?input=random:4x4x4&weight=random:3x3x3",
    "conv_transpose2d?input=random:3x3&weight=random:3x3&stride=2&padding=1&view=gather",
    "max_pool2d?input=random:9x9&kernel_size=5",
    "avg_pool2d?input=random:4x4&kernel_size=3&stride=1&padding=1",
    "adaptive_avg_pool2d?input=random:5x7&output_size=3,2",
    "lp_pool2d?input=random:6x6&kernel_size=2&norm_type=3",
]


def shown(number: float) -> str:
    """A number as the line writes it."""
    if number == 0:
        return "0"
    text = f"{number:.0f}" if number == int(number) else f"{float(f'{number:.3g}')}"
    return text.replace("-", "−")


def line(page) -> str:
    return page.locator(".arithmetic").inner_text()


def terms(page, state: str = "data-term") -> list[int]:
    script = "(terms) => terms.map((term) => Number(term.dataset.term))"
    return page.eval_on_selector_all(f".arithmetic [data-term][{state}]", script)


def overflow(page) -> int:
    return page.evaluate(
        "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.querySelector('.arithmetic'))"
    )


@pytest.mark.parametrize("address", SUMS)
def test_the_line_ends_in_the_value_of_the_api_and_never_scrolls_sideways(shared_visit, api, address):
    page = shared_visit.open(f"/{address}")
    value = api(f"{address}&limit=1&only=steps")["steps"]["value"][0]
    assert page.locator(".arithmetic .result").inner_text() == shown(value)
    for width in (1280, 600):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 800})
    shared_visit.is_faultless()


def test_every_term_of_the_line_is_one_of_the_answer(shared_visit, api):
    steps = api(f"{SOBEL}&limit=1")["steps"]
    page = shared_visit.open(f"/{SOBEL}")
    script = "(terms) => terms.map((term) => term.innerText.split(/\\s+/))"
    drawn = page.eval_on_selector_all(".arithmetic [data-term]", script)
    weights = [-2, -1, 0, -1, 1, 1, 0, 1, 2]
    values, products = ([cell for row in steps[name][0][0] for cell in row] for name in ("window", "product"))
    signs = ["+" if product > 0 else "" for product in products]
    assert drawn == [
        [shown(value), "×", shown(weight), "=", sign + shown(product)]
        for value, weight, sign, product in zip(values, weights, signs, products, strict=True)
    ]
    running = steps["running"][0][0]
    assert f"so far {shown(running[2][2])}" in line(page)


def test_a_folded_row_opens_and_closes_by_keyboard_and_keeps_the_focus(visit):
    page = visit().open(f"/{COLOURS}")
    page.locator("button.fold").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    assert page.locator("button.fold").count() == 9  # seven rows of channel 2 between channels 1 and 3
    page.locator("button.fold", has_text="row 3").click()
    assert terms(page) == [63, 64, 65, 66, 67, 68, 69]
    page.locator("button.brace", has_text="channel 2").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    assert page.locator("button.fold").all_inner_texts()[1].startswith("channel 2")


def test_a_term_that_is_told_keeps_the_focus_and_step_keys_still_step(visit):
    here = visit()
    page = here.open(f"/{SOBEL}")
    page.locator("[data-term='4']").focus()
    assert page.evaluate("document.activeElement.dataset.term") == "4"
    page.keyboard.press("ArrowRight")
    here.at_step(1)
    assert page.evaluate("document.activeElement.dataset.term") == "4"
    here.is_faultless()


def test_inside_a_step_line_and_sentence_do_one_product_after_the_other(visit):
    here = visit()
    page = here.open(f"/{SOBEL}")
    here.press(*["ArrowDown"] * 4)
    assert terms(page, "data-now") == [3]
    assert terms(page, "data-later") == [4, 5, 6, 7, 8]
    assert page.locator(".so-far").inner_text() == "so far −8"
    assert (
        page.get_by_role("status").inner_text() == "Product 4 of 9: 1 × −1 = −1, so far −8, at input row 2, column 1."
    )
    here.press("ArrowUp")
    assert terms(page, "data-now") == [2]


def test_inside_a_large_window_the_row_of_the_product_is_always_open(visit):
    page = visit().open(f"/{FIVE}")
    for product in range(25):
        page.keyboard.press("ArrowDown")
        assert terms(page, "data-now") == [product]


def test_a_weight_that_is_pointed_at_leaves_only_its_term_strong(visit):
    page = visit().open(f"/{SOBEL}")
    page.locator("[data-grid=weight] [data-index='0,0,1,2']").hover()
    page.wait_for_selector(".arithmetic [data-lit]")
    assert terms(page, "data-lit") == [5]
    assert terms(page, "data-faint") == [0, 1, 2, 3, 4, 6, 7, 8]
    page.mouse.move(2, 2)
    page.wait_for_selector(".arithmetic [data-lit]", state="detached")


@pytest.mark.parametrize("address", [FIVE, "avg_pool2d?input=random:7x7&kernel_size=3&stride=1&padding=1", DEEP])
def test_on_a_phone_the_line_keeps_its_height_and_the_page_its_width(visit, address):
    here = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = here.open(f"/{address}")
    script = "document.querySelector('.arithmetic').getBoundingClientRect().height"
    heights = {page.evaluate(script)}
    for key in ["ArrowDown", "ArrowDown", "ArrowRight", "End"]:
        page.keyboard.press(key)
        heights.add(page.evaluate(script))
    assert len(heights) == 1 and heights.pop() < 80
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_a_tap_on_a_product_shows_its_factors(visit):
    here = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = here.open(f"/{SOBEL}")
    factors = page.locator("[data-term='1'] .factors")
    assert not factors.is_visible()
    page.locator("[data-term='1']").tap()
    assert factors.inner_text() == "3 × −1"
    assert factors.is_visible()


def test_for_an_audience_the_line_is_larger_by_seven_tenths(visit):
    page = visit(viewport={"width": 1920, "height": 1080}).open(f"/{SOBEL}")
    script = "parseFloat(getComputedStyle(document.querySelector('[data-term] .product')).fontSize)"
    usual = page.evaluate(script)
    page.goto(page.url.split("&step")[0] + "&present=1")
    page.wait_for_selector("conv-stage[data-step]")
    assert page.evaluate(script) == pytest.approx(1.7 * usual)


@pytest.mark.parametrize(
    "address",
    [
        "conv2d?input=ramp:9x8&weight=ones:3x3&dilation=2&stride=3",
        "conv_transpose2d?input=ramp:3x4&weight=ones:3x3&stride=2&padding=1&output_padding=1,0",
        "max_pool2d?input=ramp:5x5&kernel_size=2&ceil_mode=true",
        "adaptive_max_pool2d?input=ramp:5x7&output_size=2,3",
        "max_unpool2d?input=5,4;7,9&indices=4,4;8,10&kernel_size=2&output_size=5,5",
    ],
)
def test_the_size_formulas_are_those_of_the_api(shared_visit, api, address):
    formulas = list(dict.fromkeys(axis["formula"] for axis in api(f"{address}&limit=0")["axes"]))
    page = shared_visit.open(f"/{address}")
    drawn = page.eval_on_selector_all(
        ".formula", "(all) => all.map((one) => [...one.children].map((math) => math.textContent).join(';'))"
    )
    assert drawn == [re.sub(r"\s", "", formula) for formula in formulas]


def test_what_is_not_read_and_what_is_to_learn_is_told_with_the_numbers_of_the_api(shared_visit, api):
    address = "conv2d?input=ramp:6x5&weight=ones:3x3&stride=2&bias=1"
    answer = api(f"{address}&limit=0")
    facts = shared_visit.open(f"/{address}").locator(".facts").inner_text()
    assert answer["axes"][0]["unused"] == [5] and answer["axes"][1]["unused"] == []
    assert "row 6 is not read" in facts
    assert "9 + bias 1" in facts
    for name in ("parameters", "unshared_parameters", "dense_parameters"):
        assert re.search(rf"^{answer['counts'][name]}$", facts, re.MULTILINE)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", ["rest", "inside", "lit"])
def test_line_and_facts_can_be_read_in_every_state(visit, axe, theme, state):
    here = visit(color_scheme=theme)
    page = here.open("/conv2d?input=random:5x5&weight=-2,-1,0;-1,1,1;0,1,2&padding=1&bias=1&activation=relu&step=6")
    if state == "inside":
        here.press(*["ArrowDown"] * 5)
    if state == "lit":
        page.locator("[data-grid=weight] [data-index='0,0,1,1']").hover()
        page.wait_for_selector(".arithmetic [data-lit]")
    page.evaluate(axe)
    found = page.evaluate("axe.run('.arithmetic, .facts', {resultTypes: ['violations']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_in_chinese_the_line_has_no_english_word(visit):
    page = visit(locale="zh-CN").open(f"/{COLOURS}")
    page.locator("button.fold").first.click()
    page.locator("button.fold").nth(2).click()
    assert re.findall(r"[A-Za-z]+", line(page) + page.locator(".facts").inner_text()) == []
    assert "累计" in line(page)
