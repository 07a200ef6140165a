"""The documentation page as the server writes it: complete by itself, in both languages, with commands that work."""

from __future__ import annotations

import gzip
import html
import re
from collections import Counter

import pytest
from fastapi.testclient import TestClient
from jinja2 import Environment, FileSystemLoader

from app.operators import OPERATORS
from app.operators.text import LANGUAGES
from app.settings import Settings, template_folder
from app.web import openapi
from app.web.documentation import documentation, sections
from app.web.fields import kinds
from tests.operators.test_new_operator import registered
from tests.web import test_readme

FAMILIES = list(dict.fromkeys(one.family for one in OPERATORS.values()))
REST = ["figures", "programs", "matrix", "solve", "networks", "catalogue", "codes", "health"]
WORDS = Environment(loader=FileSystemLoader(template_folder())).get_template("partials/docs_words.html").module.DOCS


def shown(client: TestClient, address: str = "/docs", host: str = "127.0.0.1:8000") -> str:
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 200
    return answer.text


def section(page: str, name: str) -> str:
    """The part of the page under a heading."""
    return page.split(f'<h2 id="{name}">')[1].split("</section>")[0]


def text_of(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


def row(part: str, field: str) -> list[str]:
    """The cells of a field's row in the first table of a part."""
    found = next(one for one in part.split("<tr")[1:] if f">{field}</code>" in one)
    return [text_of(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", found, re.S)]


def test_every_family_and_everything_else_has_its_section_and_its_place_in_the_contents(client: TestClient) -> None:
    page = shown(client)
    headings = re.findall(r'<h2 id="(\w+)">', page)
    assert headings == ["ask", "answer", "errors", "limits", "caching", *FAMILIES, *REST]
    contents = page.split('id="contents"')[1].split("</nav>")[0]
    assert re.findall('href="#([^"]*)"', contents) == headings
    assert not [name for name, times in Counter(re.findall(r' id="([^"]*)"', page)).items() if times > 1]


def test_every_address_of_the_description_stands_on_the_page(client: TestClient) -> None:
    page = text_of(shown(client))
    for path in openapi.schema()["paths"]:
        if path.endswith("/matrix"):
            path = "/api/v1/{operator}/matrix"
        assert f"{path} " in page or f"{path}\n" in page, path


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=lambda one: one.id)
def test_a_family_shows_each_dimension_with_its_answer_and_its_stage(client: TestClient, operator) -> None:
    part = section(shown(client), operator.family)
    links = [html.unescape(one) for one in re.findall('href="(/[^"]*)"', part)]
    (answer,) = [one for one in links if one.startswith(f"/api/v1/{operator.id}?")]
    assert f"/{operator.id}?{operator.default}" in links
    assert client.get(answer).json()["operator"] == operator.id


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=lambda one: one.id)
def test_every_field_has_one_row_with_its_family_or_with_those_of_all(client: TestClient, operator) -> None:
    page = shown(client)
    shared = section(page, "ask").split('id="fields"')[1].split("</table>")[0]
    table = section(page, operator.family).split('<table class="fields"')[1].split("</table>")[0]
    for name in operator.fields:
        assert (f">{name}</code></th>" in table) + (f">{name}</code></th>" in shared) == 1, name


def test_a_row_tells_type_default_range_and_what_the_field_does(client: TestClient) -> None:
    conv = section(shown(client), "conv")
    assert row(conv, "weight")[:4] == ["weight", "grid", "required", ""]
    assert row(conv, "stride") == ["stride", "integer or list", "1", "1 … 10⁶", "cells the window moves at each step"]
    assert row(conv, "padding")[3] == "0 … 10⁶, valid, same, same_lower, full, causal (1-D only)"
    assert row(section(shown(client), "avg_pool"), "divisor_override")[3] == "−10⁶ … 10⁶, ≠ 0"
    assert row(section(shown(client, "/docs?lang=zh-Hans"), "conv"), "flip")[1:3] == ["true 或 false", "false"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_the_page_does_what_it_shows(client: TestClient, language: str) -> None:
    page = shown(client, f"/docs?lang={language}")
    commands = [text_of(one) for one in re.findall(r"<pre><code>(curl .*?)</code></pre>", page, re.S)]
    assert len(commands) >= len(FAMILIES) + len(REST) and any("--json" in one for one in commands)
    for command in commands:
        (line,) = test_readme.joined(command)
        answer = client.request(**test_readme.request_of(line))
        assert answer.status_code == (422 if line.endswith("ones:5x5'") else 200), line


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("demo.example:9000", "http://demo.example:9000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("a'; echo b #", "http://testserver"),
        ('a"><script>', "http://testserver"),
    ],
)
def test_commands_name_the_host_that_was_asked_unless_it_is_no_name(client: TestClient, host: str, told: str) -> None:
    page = shown(client, host=host)
    assert f"curl '{told}/api/v1/conv1d?" in page
    assert "<script>" not in page and "echo b" not in page


def test_a_new_operator_has_its_section_at_once(client: TestClient) -> None:
    with registered():
        page = shown(client)
    part = section(page, "min_pool")
    assert "Minimum pooling" in part and "Each window keeps its smallest cell." in part
    assert all(f"<code>/api/v1/min_pool{dimensions}d</code>" in part for dimensions in (1, 2, 3))
    assert row(part, "kernel_size")[:3] == ["kernel_size", "integer or list", "required"]
    assert "min_pool" not in shown(client)


def test_a_new_route_has_its_place_at_once() -> None:
    document = openapi.schema()
    operation = {**document["paths"]["/api/v1/solve"]["get"], "tags": ["sizes"]}
    *_, last = sections({**document, "paths": {**document["paths"], "/api/v1/sizes": {"get": operation}}}, "en", set())
    assert (last.name, last.calls[0].address, last.calls[0].methods) == ("sizes", "/api/v1/sizes", ("GET",))
    assert last.calls[0].shown is not None
    assert last.calls[0].shown.address == "/api/v1/sizes?input=224&output=112&kernel=3"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_limit_and_every_kind_of_field_has_its_words(language: str) -> None:
    here = WORDS[language]
    assert set(here) == set(WORDS["en"])
    assert set(here["limit_words"]) == set(Settings().limits())
    page = documentation(Settings(), language)
    used = [one for part in page.sections for call in part.calls for one in call.fields]
    assert {kind for one in (*used, *page.shared, *page.keys) for kind in one.kinds} <= set(here["kinds"])
    assert kinds({"type": "null"}) == ("null",)  # what has no words would be shown as it is


def test_every_word_of_the_page_is_used() -> None:
    templates = [*template_folder().glob("docs.html"), *template_folder().glob("partials/docs_*.html")]
    text = "".join(one.read_text() for one in templates if one.name != "docs_words.html")
    basics = ("basics", "families", "others", "ask", "answer", "errors", "limits", "caching")  # chosen by name
    assert [key for key in WORDS["en"] if f"here.{key}" not in text and key not in basics] == []


def test_the_limits_are_those_of_this_server() -> None:
    assert ("cells", "4\u202f096") in documentation(Settings(max_cells=4096), "en").limits


def test_the_page_its_style_and_its_script_are_light(client: TestClient) -> None:
    sizes = [
        len(gzip.compress(client.get(path).content, 5))
        for path in ("/docs", "/static/joined/docs.css", "/static/joined/docs.js")
    ]
    assert sum(sizes) < 60_000, sizes
    assert re.findall(r'(?:src|href)="(?:https?:)?//', shown(client)) == []
