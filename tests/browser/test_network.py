"""The page of networks: the drawing, the table and the chosen cell say the same as the engine, in every look."""

from __future__ import annotations

import pytest

VIEWS = [
    {},
    {"color_scheme": "dark"},
    {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    {"locale": "zh-CN"},
]


@pytest.fixture
def network(visit):
    """Opens the page: `network("?preset=vgg16", locale=…)`, and gives the visit."""

    def make(query="", **options):
        here = visit(**{"viewport": {"width": 1440, "height": 900}, **options})
        here.page.goto(f"{here.home}/network{query}")
        here.page.wait_for_selector("html[data-seen]")
        return here

    return make


def seen(page, cell):
    """Wait until what a cell sees is drawn."""
    page.wait_for_selector(f'html[data-seen="{cell}"]')


def cells(page, path):
    return page.locator(f'tr[data-path="{path}"] :is(th, td)').all_inner_texts()


def test_lenet_is_labelled_as_taught_today_and_says_what_the_paper_does_otherwise(network):
    here = network()
    assert here.page.locator("h1").inner_text() == "LeNet-5, as taught today"
    assert "1,516" in here.page.locator(".about").inner_text()
    row = cells(here.page, "layers[3]")
    assert row[2:] == ["16 × 10 × 10", "2416", "240\u202f000", "14 × 14", "2", "7"]
    assert "61\u202f706" in here.page.locator("tfoot").inner_text()
    here.is_faultless()


def test_a_cell_of_s4_sees_16_by_16_cells_of_the_picture(network):
    here = network("?preset=lenet5&layer=5&position=2,3")
    card = here.page.locator("[data-part=card]")
    assert card.locator("h2").inner_text() == "S4, row 3, column 4"
    assert card.locator(".says").inner_text() == (
        "sees 16 × 16 of 32 × 32 cells of the input: rows 9 to 24, columns 13 to 28."
    )
    assert card.locator("dd").all_inner_texts() == ["25 %", "16 × 16", "4", "0 %"]
    assert here.page.locator("[data-part=stack] .tag-text").all_text_contents() == [
        "16 × 16",
        "12 × 12",
        "6 × 6",
        "2 × 2",
    ]
    here.is_faultless()


def test_a_cell_of_the_input_influences_later_cells(network):
    here = network("?preset=lenet5&layer=-1&position=14,14&direction=forward")
    assert (
        "influences 4 × 4 of 5 × 5 cells of S4: rows 1 to 4" in here.page.locator("[data-part=card] .says").inner_text()
    )
    here.button("What it sees").click()
    seen(here.page, "input 14,14")
    assert "direction" not in here.page.url
    here.is_faultless()


def test_row_box_and_card_choose_each_other_and_the_address_holds_the_cell(network):
    here = network()
    here.button("C3").click()
    seen(here.page, "layers[3] 2,2")
    assert here.page.locator('[data-part=stack] .box[aria-pressed="true"]').get_attribute("data-path") == "layers[3]"
    here.page.locator('[data-part=stack] .box[data-path="layers[0]"] .face').click(position={"x": 5, "y": 5})
    seen(here.page, "layers[0] 0,0")
    assert here.page.locator("tr.chosen").get_attribute("data-path") == "layers[0]"
    assert here.page.locator(".card-title").inner_text() == "C1, row 1, column 1"
    assert "layer=0&position=0,0" in here.page.url
    here.is_faultless()


def test_keys_move_the_cell_and_go_to_the_next_box(network):
    here = network("?preset=lenet5&layer=2&position=0,0")
    here.page.locator('[data-part=stack] .box[tabindex="0"]').focus()
    here.press("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft")
    seen(here.page, "layers[2] 1,0")
    here.press("PageDown")
    seen(here.page, "layers[3] 5,5")
    here.press("ArrowUp")
    seen(here.page, "layers[3] 4,5")
    here.is_faultless()


def test_what_one_cell_sees_is_never_told_of_another(network):
    here = network("?preset=lenet5&layer=2&position=0,0")
    page, held = here.page, []
    sees = page.locator("[data-part=card] .says")
    assert "rows 1 to 6" in sees.inner_text()
    page.route("**/api/v1/network/reach", lambda route: held.append(route))
    page.locator('[data-part=stack] .box[tabindex="0"]').focus()
    here.press("ArrowDown")
    page.get_by_text("S2, row 2, column 1").wait_for()
    assert sees.inner_text() == "…"
    page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    sees.filter(has_text="rows 3 to 8").wait_for()
    here.is_faultless()


def test_pointing_shows_a_cell_and_leaving_comes_back_to_the_chosen_one(network):
    here = network("?preset=lenet5&layer=5&position=2,3")
    here.page.locator('[data-part=stack] .box[data-path="layers[2]"] .face').hover(position={"x": 3, "y": 3})
    seen(here.page, "layers[2] 0,0")
    assert here.page.locator(".card-title").inner_text() == "S2, row 1, column 1"
    here.page.mouse.move(700, 10)
    seen(here.page, "layers[5] 2,3")
    here.is_faultless()


def test_resnet_50_is_explained_where_it_stands(network):
    here = network("?preset=resnet50")
    text = here.page.locator(".about").inner_text()
    assert "427" in text and "483" in text and "8 + 16 + 32 = 56" in text
    assert here.page.locator("tbody tr").count() == 39  # blocks are closed
    here.page.locator(".toggle").first.click()
    assert here.page.locator("tbody tr").count() > 39
    here.is_faultless()


def test_presets_follow_each_other_in_the_history(network):
    here = network()
    here.button("VGG-16").click()
    here.page.wait_for_selector("h1:text('VGG-16')")
    assert "212 × 212" in here.page.locator("tbody").inner_text()
    here.page.go_back()
    here.page.wait_for_selector("h1:text('LeNet-5')")
    here.is_faultless()


@pytest.mark.parametrize("options", VIEWS)
@pytest.mark.parametrize("query", ["?preset=lenet5", "?preset=unet"])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(network, axe, query, options):
    here = network(query, **options)
    here.page.evaluate(axe)
    found = here.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [one["id"] for one in found["violations"]] == []
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    here.is_faultless()


def test_the_header_and_the_front_page_lead_here(visit):
    here = visit(viewport={"width": 1440, "height": 900})
    here.open("/?lang=zh-Hans")
    links = here.page.locator('a[href^="/network"]')
    assert links.count() == 2
    links.last.click()
    here.page.wait_for_selector("html[data-seen][lang=zh-Hans]")
    here.is_faultless()


def test_the_drawing_is_a_file_away_with_what_the_chosen_cell_sees(visit):
    here = visit()
    page = here.page
    page.goto(here.home + "/network?preset=lenet5&layer=2&position=3,4")
    page.wait_for_selector("[data-seen]")
    for name, kind in (("SVG", "image/svg+xml"), ("PNG", "image/png"), ("TikZ", "text/x-tex")):
        address = page.locator("[data-part=figures]").get_by_role("link", name=name, exact=True).get_attribute("href")
        assert "preset=lenet5" in address and "position=3%2C4" in address
        answer = page.request.get(here.home + address)
        assert answer.status == 200 and answer.headers["content-type"].startswith(kind)
