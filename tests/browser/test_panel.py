"""The settings: every control changes the address as it says, one entry a change, on large windows and on a phone."""

from __future__ import annotations


def fields(page) -> dict[str, str]:
    """What the address says of the experiment."""
    return dict(page.evaluate("[...new URLSearchParams(location.search)].filter(([name]) => name !== 'lang')"))


def says(page, **wanted: str | None) -> None:
    """Wait until the address says so; None for a field that is left out."""
    page.wait_for_function(
        """wanted => { const keys = new URLSearchParams(location.search);
             return Object.entries(wanted).every(([name, text]) => keys.get(name) === text); }""",
        arg=wanted,
    )


def open_all(page) -> None:
    """Open everything that can be opened in the panel."""
    page.evaluate(
        """() => { for (const one of document.querySelectorAll('.panel .edit')) one.click();
                   for (const one of document.querySelectorAll('.panel details')) one.open = true; }"""
    )


def press(page, name: str) -> None:
    page.locator(".panel").get_by_role("button", name=name, exact=True).click()


# numbers


def test_a_stepper_steps_by_buttons_keys_and_the_wheel_while_it_has_the_focus(visit):
    page = visit().open("/conv2d?input=ramp:9x9&weight=ones:3x3")
    stride = page.locator("[name=stride]")
    press(page, "Stride: more")
    says(page, stride="2")
    stride.press("ArrowUp")
    says(page, stride="3")
    page.mouse.wheel(0, 120)
    assert fields(page)["stride"] == "3"
    stride.hover()
    page.mouse.wheel(0, 120)
    says(page, stride="2")
    assert page.evaluate("scrollY") == 0
    assert page.locator("[data-field=stride]").get_by_role("button", name="Stride: less").is_enabled()


def test_two_numbers_split_the_field_and_the_link_joins_it_again(visit):
    page = visit().open("/conv2d?input=ramp:9x9&weight=ones:3x3")
    page.locator("[name=stride]").fill("2,1")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=stride][data-axis=width]")
    each = page.locator("[name=stride]")
    assert [(one.get_attribute("data-axis"), one.input_value()) for one in each.all()] == [
        ("height", "2"),
        ("width", "1"),
    ]
    assert page.evaluate("document.activeElement.dataset.axis") == "height"
    page.get_by_label("Stride, Width", exact=True).fill("3")
    page.keyboard.press("Enter")
    says(page, stride="2,3")
    link = page.get_by_role("button", name="Stride: the same along every axis")
    assert link.get_attribute("aria-pressed") == "false"
    link.click()
    says(page, stride="2")
    assert each.count() == 1
    link.click()
    assert each.count() == 2 and fields(page)["stride"] == "2"


def test_what_is_left_out_shows_what_the_server_makes_of_it(visit):
    page = visit().open("/max_pool2d?input=ramp:9x9&kernel_size=3")
    stride = page.locator("[name=stride]")
    page.wait_for_selector("[name=stride][placeholder='3']")
    assert stride.input_value() == ""
    press(page, "Kernel size: less")
    page.wait_for_selector("[name=stride][placeholder='2']")
    press(page, "Stride: less")
    says(page, stride="1")


def test_padding_is_a_number_sides_or_a_name(visit):
    page = visit().open("/conv2d")
    page.get_by_label("Padding: how", exact=True).select_option("same")
    form = page.locator("#field-padding-form")
    says(page, padding="same")
    page.get_by_text("1 on every side", exact=True).wait_for()
    assert page.get_by_label("Padding", exact=True).get_attribute("name") == "padding"
    form.select_option(label="By side")
    says(page, padding="1")
    sides = page.locator("[name=padding]")
    assert sides.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))") == [
        f"Padding, {side}" for side in ("Top", "Bottom", "Left", "Right")
    ]
    press(page, "Padding, Bottom: more")
    says(page, padding="1,2;1,1")
    form.select_option(label="Number")
    says(page, padding="1")
    assert sides.count() == 1


def test_groups_step_through_what_divides_the_channels_and_take_the_weight_along(visit):
    page = visit().open("/conv2d?input=random:4x5x5&weight=random:4x4x3x3:1&groups=1")
    page.locator(".more > summary").click()
    press(page, "Groups: more")
    says(page, groups="2", weight="random:4x2x3x3:1")
    press(page, "Groups: more")
    says(page, groups="4", weight="random:4x1x3x3:1")
    assert page.locator("[data-field=groups]").get_by_role("button", name="Groups: more").is_disabled()


def test_a_control_that_cannot_change_says_why(visit):
    page = visit().open("/conv2d")
    page.locator(".more > summary").click()
    assert page.locator("[name=groups]").is_disabled()
    assert page.get_by_text("one channel cannot be split", exact=True).is_visible()


def test_a_switch_a_choice_and_a_bias(visit):
    page = visit().open("/conv2d")
    page.locator(".more > summary").click()
    page.get_by_role("switch", name="Flip kernel").check()
    says(page, flip="true")
    page.get_by_role("radio", name="ReLU").check()
    says(page, activation="relu")
    page.get_by_role("radio", name="None").check()
    page.get_by_role("switch", name="Bias: on").check()
    says(page, activation=None, bias="0")
    page.locator("[name=bias]").press("ArrowUp")
    says(page, bias="1")
    page.locator("[name=bias]").fill("1,2")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bias: more").wait_for(state="hidden")
    page.get_by_role("switch", name="Bias: on").uncheck()
    says(page, bias=None)


# grids


def test_the_size_of_the_input_and_its_channels_take_the_weight_along_in_one_entry(visit):
    page = visit().open("/conv2d?input=edge:6x6&weight=sobel_x:3x3")
    press(page, "Input, Edit")
    press(page, "Input, Height: more")
    says(page, input="edge:7x6", weight="sobel_x:3x3")
    press(page, "Input, Channels: more")
    says(page, input="edge:2x7x6", weight="sobel_x:1x2x3x3")
    press(page, "Undo")
    says(page, input="edge:7x6", weight="sobel_x:3x3")


def test_a_size_that_is_none_is_said_and_changes_nothing(visit):
    page = visit().open("/conv2d")
    press(page, "Input, Edit")
    page.get_by_label("Input, Width", exact=True).fill("0")
    page.keyboard.press("Enter")
    page.get_by_text("A size is a whole number from 1.", exact=True).wait_for()
    assert "input" not in fields(page)


def test_a_picture_brings_its_size_and_a_pattern_the_first_one_again(visit):
    page = visit().open("/conv2d")
    press(page, "Input, Edit")
    press(page, "Horse")
    says(page, input="sample:horse:64x64")
    page.get_by_label("Input, Made of", exact=True).select_option(label="Checkerboard")
    says(page, input="checker:6x6")
    page.get_by_text("6 × 6, Checkerboard", exact=True).wait_for()


def test_random_numbers_have_a_seed_that_is_seen(visit):
    page = visit().open("/conv2d?input=random:5x5:7&weight=ones:3x3")
    press(page, "Input, Edit")
    seed = page.get_by_label("Input, Seed", exact=True)
    assert seed.input_value() == "7"
    press(page, "Input, Seed: more")
    says(page, input="random:5x5:8")
    press(page, "Input, New numbers")
    page.wait_for_function("() => !location.search.includes('random:5x5:8')")
    page.wait_for_function("one => location.search.includes(`random:5x5:${one.value}&`)", arg=seed.element_handle())


def test_a_kernel_is_one_chip_away_and_keeps_its_numbers_in_another_size(visit, api):
    page = visit().open("/conv2d?input=edge:6x6&weight=1,2;3,4")
    press(page, "Weights, Edit")
    chip = page.get_by_role("button", name="Sobel, left to right", exact=True)
    chip.click()
    says(page, weight="sobel_x:3x3")
    assert chip.get_attribute("aria-pressed") == "true"
    page.wait_for_selector("[data-grid=weight] [data-index='0,0,2,2']")
    press(page, "Kernel size: less")
    says(page, weight="-1,0;-2,0")
    assert chip.get_attribute("aria-pressed") == "false"


def test_numbers_of_a_generator_can_be_written_out_and_pasted(visit):
    page = visit().open("/conv2d?input=edge:2x2&weight=1,2")
    page.locator("[name=weight]").fill("1,2;3,4")
    page.keyboard.press("Enter")
    says(page, weight="1,2;3,4")
    press(page, "Input, Edit")
    page.wait_for_selector("conv-stage:not([data-stale])")
    page.get_by_label("Input, Made of", exact=True).select_option(label="Numbers")
    says(page, input="0,1;0,1")


# undo, presets, what is not read, refusals


def test_undo_and_redo_go_through_the_changes_and_never_leave_the_page(visit):
    here = visit()
    page = here.open("/max_pool2d")
    here.open("/conv2d")
    undo = page.get_by_role("button", name="Undo", exact=True)
    assert undo.is_disabled()
    for name in ("Stride: more", "Kernel size: less"):
        press(page, name)
    says(page, stride="2", weight="-1,0;-1,0")
    page.locator("conv-stage").click(position={"x": 5, "y": 5})
    here.press("Control+z")
    says(page, stride="2", weight="-1,0,1;-1,0,1;-1,0,1")
    here.press("Control+z", "Control+z")
    says(page, stride=None)
    assert undo.is_disabled() and page.url.endswith("/conv2d")
    here.press("Control+Shift+z")
    says(page, stride="2")
    page.reload()
    page.wait_for_selector("conv-stage[data-step]")
    here.press("Control+y")
    says(page, stride="2", weight="-1,0;-1,0")
    assert page.get_by_role("button", name="Redo", exact=True).is_disabled()
    here.is_faultless()


def test_a_text_field_undoes_its_own_typing(visit):
    here = visit()
    page = here.open("/conv2d?input=ramp:9x9&weight=ones:3x3")
    press(page, "Stride: more")
    says(page, stride="2")
    page.locator("[name=input]").focus()
    here.press("End", "9", "Control+z")
    assert page.locator("[name=input]").input_value() == "ramp:9x9"
    assert fields(page)["stride"] == "2"


def test_a_preset_is_on_while_the_state_equals_it(visit):
    page = visit().open("/conv2d")
    strided = page.get_by_role("link", name="Strided", exact=True)
    strided.click()
    says(page, input="ramp:6x6", stride="2", padding="1")
    page.wait_for_selector(".chip[aria-current]")
    assert strided.get_attribute("aria-current") == "true"
    press(page, "Stride: more")
    page.wait_for_selector(".chip[aria-current]", state="detached")
    press(page, "More…")
    page.get_by_role("link", name="Two groups of channels").click()
    says(page, groups="2")
    assert page.locator("details.more").get_attribute("open") is not None
    press(page, "Reset")
    says(page, groups=None, input="edge:6x6")


def test_cells_that_are_not_read_are_a_note_with_settings_that_read_them_all(visit, api):
    here = visit()
    page = here.open("/max_pool2d?input=ramp:7x7&kernel_size=2")
    note = page.get_by_role("note")
    note.get_by_text("One row and one column are not read.").wait_for()
    for label, query in [
        ("Ceil mode on", "kernel_size=2&ceil_mode=true"),
        ("Kernel size 3, Stride 2", "kernel_size=3&stride=2"),
        ("Stride 1", "kernel_size=2&stride=1"),
    ]:
        note.get_by_role("button", name=label, exact=True).wait_for()
        assert all(not axis["unused"] for axis in api(f"max_pool2d?input=ramp:7x7&{query}")["axes"])
    note.get_by_role("button", name="Kernel size 3, Stride 2").click()
    says(page, kernel_size="3", stride="2")
    note.wait_for(state="hidden")
    here.is_faultless()


def test_a_refusal_stands_under_its_control_and_in_the_card_and_undo_goes_back(visit):
    page = visit().open("/conv2d?input=ramp:5x5&weight=ones:3x3")
    length = page.evaluate("history.length")
    for _ in range(3):
        press(page, "Kernel size: more")
    card = page.get_by_role("alert")
    card.get_by_text("The kernel does not fit").wait_for()
    assert "A window of 6 does not fit in 5" in page.locator("[data-field=weight] .wrong").last.inner_text()
    assert card.get_by_role("button").all_inner_texts() == ["Padding 1", "Kernel size 5", "Undo"]
    card.get_by_role("button", name="Undo").click()
    card.wait_for(state="hidden")
    says(page, weight="ones:5x5")
    assert page.evaluate("history.length") == length + 3
    assert page.get_by_role("button", name="Redo", exact=True).is_enabled()
