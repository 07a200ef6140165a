"""The page round the stage: keys, the address, refusals, the photograph, languages, small screens, assistive tools."""

from __future__ import annotations

import pytest

from app.operators import OPERATORS

SOBEL = "/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3"


def test_the_first_page_opens_on_a_small_convolution(visit):
    here = visit()
    page = here.open("/conv2d")
    assert page.title() == "2-D convolution · convscope"
    assert here.numbers("output") == [0] + [None] * 15
    here.is_faultless()


def test_keys_step_jump_and_play(visit):
    here = visit()
    here.open("/conv2d")
    for key, step in [
        ("ArrowRight", 1),
        ("PageDown", 2),
        ("ArrowLeft", 1),
        ("PageUp", 0),
        ("End", 15),
        ("ArrowRight", 15),
        ("Home", 0),
        ("ArrowLeft", 0),
    ]:
        here.press(key)
        here.at_step(step)
    here.press("Space")
    here.button("Pause").wait_for()
    here.press("Space")
    here.button("Play").wait_for()


def test_plus_and_minus_change_the_speed(visit):
    here = visit()
    page = here.open("/conv2d")
    speed = page.get_by_label("Speed")
    here.press("+", "+")
    assert speed.input_value() == "4"
    here.press("-")
    assert speed.input_value() == "2"


def test_keys_in_a_text_field_belong_to_the_field(visit):
    here = visit()
    page = here.open("/conv2d")
    page.locator("[name=input]").focus()
    here.press("End", "ArrowRight", "Space")
    assert here.step() == 0
    assert page.locator("[name=input]").input_value() == "edge:6x6 "


def test_the_buttons_carry_the_names_of_the_contract(visit):
    here = visit()
    here.open("/conv2d")
    for name, step in [("Next step", 1), ("Last step", 15), ("Previous step", 14), ("First step", 0)]:
        here.button(name).click()
        here.at_step(step)


def test_a_click_on_an_output_cell_goes_to_the_step_that_makes_it(visit):
    here = visit()
    page = here.open("/conv2d")
    page.locator("[data-grid=output] [data-index='0,1,2']").click()
    here.at_step(6)
    sentence = page.get_by_role("status").inner_text()
    assert sentence == (
        "Step 7 of 16. Output row 2, column 3 (y[1, 2]). "
        "The window lies on input rows 2 to 4, columns 3 to 5. Sum 3, value 3."
    )


def test_each_committed_change_is_one_entry_and_back_undoes_it(visit):
    here = visit()
    page = here.open("/conv2d")
    for name, value in [("stride", "2"), ("padding", "1")]:
        page.locator(f"[name={name}]").fill(value)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{name}={value}*")
    page.wait_for_selector("[data-grid=padding]")
    page.go_back()
    page.wait_for_selector("[data-grid=padding]", state="detached")
    assert page.url.endswith("stride=2")
    assert page.locator("[name=padding]").input_value() == ""
    page.go_back()
    page.wait_for_url("**/conv2d")
    here.is_faultless()


def test_a_reload_shows_the_same_experiment_and_the_same_step(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:4x4&weight=ones:2x2&stride=2")
    here.press("ArrowRight", "ArrowRight")
    page.wait_for_url("**step=2")
    before = here.numbers("output")
    page.reload()
    here.at_step(2)
    assert here.numbers("output") == before == [10, 18, 42, None]
    assert "input=ramp:4x4&weight=ones:2x2&stride=2&step=2" in page.url


def test_every_parameter_has_a_control_with_its_name_and_title(visit, api):
    operators = {one["id"]: one for one in api("operators")["operators"]}
    here = visit()
    for name in ("conv2d", "avg_pool2d"):
        page = here.open(f"/{name}")
        if page.locator(".settings details").count():
            page.locator(".settings summary").click()
        for field, schema in operators[name]["parameters"]["properties"].items():
            if field not in ("offset", "limit", "grad_output"):
                assert page.get_by_label(schema["title"], exact=True).get_attribute("name") == field


def test_a_refusal_keeps_the_picture_and_its_repair_works(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:5x5&weight=ones:3x3")
    before = here.numbers("input")
    page.locator("[name=weight]").fill("ones:7x7")
    page.keyboard.press("Enter")
    card = page.get_by_role("alert")
    card.wait_for()
    assert "window of 7 does not fit in 5" in card.inner_text()
    assert here.numbers("input") == before
    assert page.locator("[name=weight]").get_attribute("aria-invalid") == "true"
    card.get_by_role("button", name="Padding 1").click()
    card.wait_for(state="hidden")
    page.wait_for_selector("[data-grid=padding]")
    assert "padding=1,1;1,1" in page.url
    here.is_faultless()


@pytest.mark.parametrize(
    "path",
    [
        "/conv2d?input=ones:500x500&weight=ones:3x3",
        "/conv2d?input=random:3x8x8:4&weight=random:4x3x3x3:2&bias=1,2,3,4&padding=1",
        "/conv_transpose2d?input=random:3x3:5&weight=random:3x3:2&stride=2&view=gather",
        "/conv1d?input=random:300:3&weight=1,0,-1",
    ],
)
@pytest.mark.parametrize("width", [360, 1024, 1440])
def test_no_board_leaves_the_stage(visit, path, width):
    here = visit(viewport={"width": width, "height": 768})
    page = here.open(path)
    right = page.evaluate("[...document.querySelectorAll('.board')].map(one => one.getBoundingClientRect().right)")
    assert max(right) <= page.evaluate("document.querySelector('.main').getBoundingClientRect().right")


def test_undo_after_a_refusal_returns_to_the_last_good_experiment(visit):
    here = visit()
    page = here.open("/max_pool2d")
    page.locator("[name=kernel_size]").fill("9")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_role("button", name="Undo").click()
    page.get_by_role("alert").wait_for(state="hidden")
    assert page.locator("[name=kernel_size]").input_value() == "2"


@pytest.mark.parametrize("start", ["/conv2d", "/max_pool1d"])
def test_one_click_runs_sobel_over_the_photograph(visit, api, start):
    answer = api(SOBEL.removeprefix("/") + "&limit=1")
    here = visit()
    page = here.open(start)
    page.get_by_role("link", name="Sobel over a photograph").click()
    page.wait_for_selector("[data-grid=output][data-canvas]")
    assert page.locator("[data-grid=input][data-canvas]").count() == 1
    assert "of 3844" in page.get_by_role("status").inner_text()
    value = "index => document.querySelector('[data-grid=output]').valueAt(index)"
    assert page.evaluate(value, [0, 30, 30]) is None
    here.press("End")
    here.at_step(3843)
    for row, column in [(0, 0), (20, 31), (61, 61)]:
        assert page.evaluate(value, [0, row, column]) == answer["output"][row][column]
    here.is_faultless()


def test_a_step_far_into_the_photograph_fetches_its_own_page(visit, api):
    step = api(SOBEL.removeprefix("/") + "&offset=2999&limit=1&only=steps")["steps"]
    here = visit()
    page = here.open(f"{SOBEL}&step=2999")
    here.at_step(2999)
    here.has_its_numbers()
    assert f"value {step['value'][0]:g}".replace("-", "−") in page.get_by_role("status").inner_text()
    here.press("Home")
    here.at_step(0)
    here.has_its_numbers()
    assert page.locator("[data-grid=input] [data-active]").count() == 9


def test_playing_the_photograph_at_full_speed_never_waits_for_its_steps(visit):
    here = visit()
    here.open(f"{SOBEL}&speed=64&step=3600")
    here.button("Play").click()
    here.at_step(3843)
    here.button("Play").wait_for()
    here.has_its_numbers()
    here.is_faultless()


def test_the_page_speaks_chinese(visit):
    here = visit(locale="zh-CN")
    page = here.open("/conv2d")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.get_by_role("status").inner_text().startswith("第 1 步，共 16 步。")
    here.button("下一步").click()
    here.at_step(1)
    page.get_by_role("link", name="English").click()
    here.button("Next step").wait_for()
    assert "lang=en" in page.url
    here.is_faultless()


@pytest.mark.parametrize("path", [*(f"/{name}" for name in OPERATORS), SOBEL, "/conv2d?input=ramp:5x5&weight=ones:7x7"])
def test_a_phone_never_scrolls_sideways(visit, path):
    here = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = here.page
    page.goto(here.home + path)
    page.wait_for_selector("conv-stage[data-step], [role=alert]:not([hidden])")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    here.is_faultless()


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("/conv2d", {}),
        ("/conv2d", {"color_scheme": "dark"}),
        ("/conv2d", {"viewport": {"width": 390, "height": 844}}),
        ("/max_pool2d?lang=zh-Hans", {}),
        (SOBEL, {}),
    ],
)
def test_axe_finds_no_violation(visit, axe, path, options):
    here = visit(**options)
    page = here.open(path)
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))")
    assert found == []


def test_an_unknown_page_says_so_and_lists_the_operators(visit):
    here = visit()
    answer = here.page.goto(here.home + "/conv9d")
    assert answer is not None and answer.status == 404
    here.page.locator("main").get_by_role("link", name="2-D, 2-D convolution").click()
    here.page.wait_for_selector("conv-stage[data-step]")
