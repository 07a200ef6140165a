"""Knows what a pasted link shows elsewhere: a still figure that is there, and a frame by oEmbed."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS

HOME = "http://testserver"
MANY = HOME + "/conv2d?" + "&".join(f"x{number}=1" for number in range(101))
EXPERIMENT = "/conv2d?input=ramp:5x5&weight=ones:3x3&step=3"


def tags(text: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', text)
    return {name: unescape(value) for name, value in found}


def oembed(client: TestClient, url: str, more: str = ""):
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


def test_a_pasted_link_shows_the_still_figure_of_its_step(client: TestClient) -> None:
    told = tags(client.get(EXPERIMENT).text)
    assert told["og:title"] == "2-D convolution" and told["twitter:card"] == "summary_large_image"
    assert told["og:url"] == HOME + EXPERIMENT
    picture = client.get(told["og:image"])
    assert picture.status_code == 200 and picture.headers["content-type"] == "image/png"
    assert int.from_bytes(picture.content[16:20]) == 1200


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_page_leads_to_its_frame(client: TestClient, operator: str) -> None:
    text = client.get(f"/{operator}").text
    link = re.search(r'type="application/json\+oembed" href="([^"]*)"', text)
    assert link is not None
    told = client.get(unescape(link[1])).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 720)
    source = re.search(r'<iframe src="([^"]*)"', told["html"])
    assert source is not None and client.get(unescape(source[1])).status_code == 200
    assert told["title"] == OPERATORS[operator].name("en") and 400 <= told["height"] <= 1600


def test_the_frame_shows_the_step_of_the_link_in_the_room_that_there_is(client: TestClient) -> None:
    told = oembed(client, HOME + EXPERIMENT + "&speed=4&lang=zh-Hans", "&maxwidth=400&maxheight=500").json()
    assert (told["width"], told["height"], told["title"]) == (400, 500, "二维卷积")
    source = f"{HOME}/embed{EXPERIMENT}&lang=zh-Hans".replace("&", "&amp;")
    assert told["html"] == f'<iframe src="{source}" width="400" height="500" title="二维卷积"></iframe>'


@pytest.mark.parametrize(
    "url", ["", "http://elsewhere.example/conv2d", HOME + "/docs", HOME + "/conv9d", "http://[", MANY]
)
def test_what_is_no_stage_page_of_this_host_has_no_frame(client: TestClient, url: str) -> None:
    assert oembed(client, url).status_code == 404


def test_other_formats_and_impossible_experiments_are_refused(client: TestClient) -> None:
    assert oembed(client, HOME + EXPERIMENT, "&format=xml").status_code == 501
    assert oembed(client, HOME + "/conv2d?input=ramp:2x2&weight=ones:3x3").status_code == 422


def test_a_long_experiment_has_no_card_and_no_address_leaves_its_quotes(client: TestClient) -> None:
    long = "/conv1d?weight=1&input=" + ",".join(["1.25"] * 500)
    assert "og:image" not in tags(client.get(long).text)
    assert "<script>alert" not in client.get('/conv1d?input="><script>alert(1)</script>').text
