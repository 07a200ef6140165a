"""Knows the tour of the front page: the same in every language, and true by what the API answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.lessons import Beat, Lesson, Part, lesson, told
from app.operators.text import LANGUAGES
from app.web.pages import templates

EACH = pytest.mark.parametrize("language", LANGUAGES)


def texts(tour: Lesson) -> list[str]:
    """Everything that is said in a tour."""
    stops = [(stop.text, stop.question, stop.name) for beat in tour.beats for stop in beat.stops]
    return [tour.title, tour.text, *(one for beat in tour.beats for one in (beat.title, beat.text)), *sum(stops, ())]


def said(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts).replace("\u00a0", " ")


def facts(beat: Beat) -> list[Any]:
    """What of a beat is the same in every language."""
    stops = [(stop.first, stop.last, bool(stop.question), bool(stop.name)) for stop in beat.stops]
    return [beat.id, beat.operator, beat.query, beat.speed, beat.start, stops]


def ask_with(client: TestClient) -> Any:
    def ask(operator: str, query: str) -> Any:
        answer = client.get(f"/api/v1/{operator}?{query}&limit=4096")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@EACH
def test_every_language_has_the_same_beats(language: str) -> None:
    english = lesson("tour", "en")
    assert [facts(beat) for beat in lesson("tour", language).beats] == [facts(beat) for beat in english.beats]


@EACH
def test_every_number_in_a_text_is_asked_for(language: str) -> None:
    for text in texts(lesson("tour", language)):
        assert not re.search(r"\d", re.sub(r"\{.*?\}", "", text)), text


@EACH
def test_every_number_is_the_apis(language: str, client: TestClient) -> None:
    row, plane, photograph = told(lesson("tour", language), ask_with(client)).beats
    assert (row.total, plane.total, photograph.total) == (4, 16, 3844)
    assert "1 − 0 = 1" in said(row.stops[1].text)
    assert "3" in said(plane.stops[1].text)
    assert "−781" in said(photograph.stops[2].text)
    assert photograph.start == 3843


def test_what_the_photographs_stops_claim_is_so(client: TestClient) -> None:
    beat = lesson("tour", "en").beats[2]
    values = ask_with(client)(beat.operator, beat.query)["steps"]["value"]
    sky, hair, coat, _ = (stop.first for stop in beat.stops)
    assert abs(values[sky]) <= 1
    assert values[hair] == max(values)
    assert values[coat] == min(values)


@EACH
def test_the_front_page_tells_the_tour_without_scripts(language: str, client: TestClient) -> None:
    page = re.sub(r"</?b\b[^>]*>", "", client.get(f"/?lang={language}").text).replace("\u00a0", " ")
    for beat in told(lesson("tour", language), ask_with(client)).beats:
        assert said(beat.text) in page
        for stop in beat.stops:
            assert said(stop.text) in page and said(stop.question) in page


@EACH
def test_every_link_of_the_front_page_leads_somewhere(language: str, client: TestClient) -> None:
    page = client.get(f"/?lang={language}")
    addresses = set(re.findall(r'href="([^"#]+)"', page.text)) - {"/"}
    plain = {re.sub(r"[?&](amp;)?lang=[\w-]+$", "", address) for address in addresses}
    assert {"/docs", "/network", "/conv2d?present=1", "/max_unpool3d"} <= plain
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_the_curl_example_of_the_front_page_answers(client: TestClient) -> None:
    page = client.get("/").text
    (path,) = re.findall(r"</span>(/api/v1/[^']+)'", page)
    assert client.get(path.replace("&amp;", "&")).json()["output"] == [1, 1]


def test_what_stands_round_the_tour_is_said_in_every_language() -> None:
    said: Any = templates().get_template("partials/home_words.html").module
    assert set(said.HOME) == set(LANGUAGES)
    for texts in said.HOME.values():
        assert set(texts) == set(said.HOME["en"]) and all(texts.values())
        assert len(texts["teach_keys"]) == len(said.HOME["en"]["teach_keys"])
