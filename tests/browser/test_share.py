"""The share sheet: link, code, file and numbers of the experiment at this step, by pointer and by keys."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

EXPERIMENT = "/conv2d?input=ramp:4x4@0,1=7&weight=ones:2x2&stride=2,1&padding=1,0;0,1&flip=true"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def opened(here, path: str = EXPERIMENT, name: str = "Share"):
    """The sheet, open."""
    page = here.open(path)
    here.button(name).click()
    sheet = page.locator("#share:popover-open")
    sheet.wait_for()
    return sheet


def entries(sheet) -> list[str]:
    return sheet.locator(".entry span").all_inner_texts()


def long_grid(size: int) -> str:
    return ";".join([",".join(["0.25"] * size)] * size)


def test_the_link_that_is_copied_opens_this_exact_step(visit):
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    page = here.open(EXPERIMENT)
    here.press("ArrowRight", "ArrowRight")
    here.at_step(2)
    here.button("Share").click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{here.home}{EXPERIMENT}&step=2"
    here.is_faultless()


def test_where_there_is_no_clipboard_the_link_is_copied_all_the_same(visit):
    here = visit(permissions=["clipboard-read"])
    here.page.add_init_script("delete Navigator.prototype.clipboard")
    sheet = opened(here)
    here.page.evaluate("document.addEventListener('copy', () => { window.copied = String(getSelection()); })")
    sheet.get_by_role("button", name="Copy link").click()
    sheet.get_by_text("Link copied").wait_for()
    assert here.page.evaluate("window.copied") == here.home + EXPERIMENT


def test_where_nothing_can_be_copied_the_link_is_marked_to_be_copied_by_hand(visit):
    here = visit()
    here.page.add_init_script("delete Navigator.prototype.clipboard; Document.prototype.execCommand = () => false")
    sheet = opened(here)
    sheet.get_by_role("button", name="Copy link").click()
    sheet.get_by_text("Copy the marked text").wait_for()
    assert sheet.get_by_role("textbox").input_value() == here.home + EXPERIMENT
    assert here.page.evaluate("String(getSelection())") == here.home + EXPERIMENT


def test_the_code_is_shown_large_and_is_that_of_the_address(visit):
    here = visit(viewport={"width": 1920, "height": 1080})
    sheet = opened(here)
    with here.page.expect_response("**/qr.svg?*") as asked:
        sheet.get_by_role("button", name="QR code").click()
    assert asked.value.url == f"{here.home}/qr.svg?path={quote(EXPERIMENT, safe='~!*()')}" and asked.value.ok
    dialog = here.page.get_by_role("dialog", name="QR code")
    box = dialog.get_by_role("img", name="QR code").bounding_box()
    assert box is not None and box["height"] >= 750 and abs(box["width"] - box["height"]) < 1
    assert here.home + EXPERIMENT in dialog.inner_text()
    assert "Only this computer can open 127.0.0.1" in dialog.inner_text()
    here.press("Escape")
    dialog.wait_for(state="hidden")
    assert here.page.evaluate("document.activeElement.textContent") == "Share"
    here.is_faultless()


def test_every_entry_is_reached_by_keys_and_esc_closes(visit):
    here = visit()
    page = here.open(EXPERIMENT)
    here.button("Share").focus()
    here.press("Enter")
    seen = []
    for _ in range(5):
        here.press("Tab")
        seen.append(page.evaluate("document.activeElement.querySelector('span').textContent"))
    assert seen == ["Copy link", "QR code", "Save as file", "Open a file", "JSON"]
    here.press("Escape")
    page.locator("#share").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "Share"
    assert here.step() == 0


def test_a_saved_file_is_a_body_of_the_api_and_opens_again(visit, api, tmp_path: Path):
    here = visit()
    sheet = opened(here, EXPERIMENT + "&step=3")
    with here.page.expect_download() as saving:
        sheet.get_by_role("button", name="Save as file").click()
    assert saving.value.suggested_filename == "conv2d.json"
    saving.value.save_as(tmp_path / "kept.json")
    body = json.loads((tmp_path / "kept.json").read_text())
    assert body.pop("operator") == "conv2d"
    assert body["stride"] == [2, 1] and body["padding"] == [[1, 0], [0, 1]] and body["flip"] is True
    posted = here.page.request.post(here.home + "/api/v1/conv2d", data=body)
    assert posted.ok and posted.json() == api(EXPERIMENT.removeprefix("/"))
    sheet = opened(here, "/max_pool1d?theme=dark")
    sheet.locator("[type=file]").set_input_files(tmp_path / "kept.json")
    here.page.wait_for_url(f"**{EXPERIMENT}&step=3&theme=dark")
    here.at_step(3)
    here.is_faultless()


def test_a_file_may_be_dropped_on_the_page(visit):
    here = visit()
    page = here.open("/conv2d")
    page.evaluate(
        """text => { const held = new DataTransfer();
             held.items.add(new File([text], "a.json", { type: "application/json" }));
             const how = { dataTransfer: held, bubbles: true, cancelable: true };
             for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, how)); }""",
        '{"operator": "conv1d", "input": [1, 2, 3], "weight": [1, -1]}',
    )
    page.wait_for_url("**/conv1d?input=1,2,3&weight=1,-1")
    page.wait_for_selector("conv-stage[data-step]")
    assert here.numbers("input") == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"input": [1]}', "There is no experiment in this file."),
        ("GIF89a", "There is no experiment in this file."),
        (
            json.dumps({"operator": "conv2d", "input": long_grid(130)}),
            "needs an address of 84.6 kB; the page opens up to 65.0 kB",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(visit, tmp_path: Path, text, told):
    here = visit()
    sheet = opened(here)
    (tmp_path / "other.json").write_text(text)
    sheet.locator("[type=file]").set_input_files(tmp_path / "other.json")
    sheet.get_by_text(told).wait_for()
    assert urlsplit(here.page.url).path == "/conv2d"


def test_what_is_too_long_for_a_code_says_so_and_offers_the_file(visit):
    sheet = opened(visit(), f"/conv2d?input={long_grid(25)}&weight=ones:2x2")
    assert entries(sheet) == ["Copy link", "Save as file", "Open a file", "JSON"]
    assert "The link has 3.2 kB, a QR code holds 2.9 kB. Save a file instead" in sheet.inner_text()


def test_what_is_too_long_for_a_link_says_so_and_offers_the_file(visit):
    sheet = opened(visit(), f"/conv2d?input={long_grid(42)}&weight=ones:2x2")
    assert entries(sheet) == ["Save as file", "Open a file", "JSON"]
    assert (
        "The link would have 8.9 kB; many programs cut a link after 8.0 kB. Save a file instead" in sheet.inner_text()
    )


def test_the_numbers_are_one_link_away(visit, api):
    here = visit()
    sheet = opened(here)
    sheet.get_by_role("link", name="JSON").click()
    here.page.wait_for_url("**/api/v1/**")
    assert json.loads(here.page.inner_text("body")) == api(EXPERIMENT.removeprefix("/"))


def test_where_the_system_has_a_share_sheet_it_gets_the_link(visit):
    here = visit()
    here.page.add_init_script("Navigator.prototype.share = async (given) => { window.given = given; }")
    opened(here).get_by_role("button", name="Send").click()
    assert here.page.evaluate("window.given")["url"] == here.home + EXPERIMENT


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE, {"locale": "zh-CN"}])
def test_axe_finds_no_violation_in_the_sheet_the_code_and_the_menus(visit, axe, options):
    here = visit(**options)
    chinese = "locale" in options
    sheet = opened(here, name="分享" if chinese else "Share")
    page = here.page
    page.evaluate(axe)
    found = "axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))"
    assert page.evaluate(found) == []
    sizes = page.evaluate("[...document.querySelectorAll('#share .entry')].map(one => one.offsetHeight)")
    assert min(sizes) >= 44
    sheet.get_by_role("button", name="二维码" if chinese else "QR code").click()
    page.locator("dialog[open] img").wait_for()
    assert page.evaluate(found) == []
    page.locator("dialog[open] .close").click()
    for opener in page.locator(".header [popovertarget]:visible").all():
        opener.click()
        assert page.evaluate(found) == []
    here.is_faultless()
