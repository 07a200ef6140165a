"""Knows what the page for iframes promises: any page may frame it, and it alone."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from app.operators import OPERATORS

EXPERIMENT = "/embed/conv2d?input=ramp:5x5&weight=ones:3x3"


def policy(client: TestClient, address: str) -> dict[str, str]:
    (told,) = client.get(address).headers.get_list("content-security-policy")
    return dict(rule.split(" ", 1) for rule in told.split("; "))


def test_any_page_may_frame_it_and_nothing_else_of_the_policy_is_given_up(client: TestClient) -> None:
    framed, whole = policy(client, EXPERIMENT), policy(client, EXPERIMENT.replace("/embed", ""))
    assert framed.pop("frame-ancestors") == "* file:" and whole.pop("frame-ancestors") == "'none'"
    assert framed == whole
    assert "x-frame-options" not in client.get(EXPERIMENT).headers


@pytest.mark.parametrize(
    "address", ["/", "/docs", "/conv2d", "/embed/conv9d", "/api/v1/conv2d.html?input=1,2;3,4&weight=1;"]
)
def test_no_other_page_may_be_framed(client: TestClient, address: str) -> None:
    assert policy(client, address)["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_operator_has_it_with_its_own_experiment(client: TestClient, operator: str) -> None:
    text = unquote(client.get(f"/embed/{operator}").text.replace("&amp;", "&"))
    assert f'data-query="{OPERATORS[operator].default}"' in text


def test_step_language_theme_and_presentation_are_those_of_the_address(client: TestClient) -> None:
    text = client.get(EXPERIMENT + "&step=3&lang=zh-Hans&theme=dark&present=1&speed=4&unknown=1").text
    assert '<html lang="zh-Hans" data-theme="dark" data-present>' in text
    assert 'data-query="input=ramp:5x5&amp;weight=ones:3x3" data-start="3" data-speed="4"' in text


def test_it_is_not_sent_twice_and_an_unknown_operator_is_not_there(client: TestClient) -> None:
    tag = client.get(EXPERIMENT).headers["etag"]
    assert client.get(EXPERIMENT, headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/embed/conv9d").status_code == 404
    assert client.get("/embed").status_code == 404


def test_what_is_written_in_an_address_stays_text(client: TestClient) -> None:
    text = client.get('/embed/conv2d?input="><script>alert(1)</script>&step="><b>').text
    assert "<script>alert" not in text and "<b>" not in text
