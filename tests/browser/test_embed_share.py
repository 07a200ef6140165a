"""What the share sheet hands out for other places: figures, programs, a file of its own, snippets for a page."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from tests.browser.host import host_page

EXPERIMENT = "/conv2d?input=ramp:5x5&weight=ones:3x3"
ENDINGS = {
    "SVG": "conv2d-step-3.svg", "PNG": "conv2d-step-3.png", "TikZ": "conv2d-step-3.tex", "GIF": "conv2d.gif",
    "WebP": "conv2d.webp", "CSV": "conv2d.csv", "NumPy": "conv2d_numpy.py", "PyTorch": "conv2d_torch.py",
    "Keras": "conv2d_keras.py", "JAX": "conv2d_jax.py", "HTML": "conv2d.html",
}  # fmt: skip


def opened(here, path: str = EXPERIMENT + "&step=3"):
    page = here.open(path)
    here.has_its_numbers()
    here.button("Share").click()
    sheet = page.locator("#share:popover-open")
    sheet.wait_for()
    return sheet


def copied(here, label: str) -> str:
    opened(here).get_by_role("button", name=label, exact=True).click()
    here.page.get_by_text("Copied", exact=True).wait_for()
    return here.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(("label", "name"), ENDINGS.items())
def test_a_format_is_downloaded_under_a_sensible_name(visit, tmp_path: Path, label, name):
    here = visit()
    with here.page.expect_download(timeout=30_000) as saving:  # a busy machine draws slowly
        opened(here).get_by_role("button", name=label, exact=True).click()
    assert saving.value.suggested_filename == name
    saving.value.save_as(tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert len(content) > 20
    if name == "conv2d.csv":
        assert content == b"54,63,72\n99,108,117\n144,153,162\n"
    here.is_faultless()


def test_what_is_downloaded_is_what_its_address_gives(visit, server, tmp_path: Path):
    here = visit()
    with here.page.expect_download() as saving:
        opened(here).get_by_role("button", name="SVG", exact=True).click()
    saving.value.save_as(tmp_path / "figure.svg")
    with urllib.request.urlopen(f"{server}/api/v1{EXPERIMENT.replace('?', '.svg?')}&step=3&lang=en") as answer:
        assert (tmp_path / "figure.svg").read_bytes() == answer.read()


def test_a_refused_format_says_why_in_the_sheet(visit):
    here = visit()
    sheet = opened(here, "/conv2d?input=ramp:128x128&weight=ones:3x3")
    sheet.get_by_role("button", name="HTML", exact=True).click()
    sheet.get_by_text("the limit is 131072").wait_for()


def test_markdown_shows_the_figure_of_this_step_says_it_in_words_and_leads_back(visit):
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    told, picture, link = copied(here, "Markdown")[3:-1].replace("](", "\n", 1).replace(")](", "\n", 1).split("\n")
    assert told.startswith("2-D convolution. Step 4 of 9. Output row 2, column 1 (y\\[1, 0\\]).")
    assert picture == f"{here.home}/api/v1{EXPERIMENT.replace('?', '.svg?')}&step=3"
    assert link == f"{here.home}{EXPERIMENT}&step=3"
    assert here.page.request.get(picture).ok


@pytest.mark.parametrize("label", ["iframe", "<conv-stage>"])
def test_a_snippet_pasted_into_a_page_is_a_stage_at_this_step(visit, label):
    here = visit(permissions=["clipboard-read", "clipboard-write"])
    snippet = copied(here, label)
    there = visit()
    with host_page(snippet) as host:
        there.page.goto(host)
        home = there.page.frame_locator("iframe") if label == "iframe" else there.page
        home.locator("[data-stage][data-step='3']").wait_for()
        assert home.locator("[data-grid=output] [data-value]").last.get_attribute("data-value") == "99"
