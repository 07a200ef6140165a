"""The page's own files: packed, with an ETag for each encoding, and nothing beside them."""

from __future__ import annotations

import gzip
import re

import pytest
from fastapi.testclient import TestClient

from app.settings import static_folder

MODULE = "/static/js/main.js"


def test_a_module_is_answered_packed_and_plain_under_two_etags(client: TestClient) -> None:
    plain = client.get(MODULE, headers={"Accept-Encoding": "identity"})
    packed = client.get(MODULE, headers={"Accept-Encoding": "gzip"})
    assert plain.content == packed.content == (static_folder() / "js/main.js").read_bytes()
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert client.get(MODULE, headers={"If-None-Match": packed.headers["etag"]}).status_code == 304


def test_packing_gives_the_same_bytes_at_any_time() -> None:
    from app.web.caching import gzipped

    assert gzipped(b"convscope" * 99) == gzipped(b"convscope" * 99)
    assert gzip.decompress(gzipped(b"convscope" * 99)) == b"convscope" * 99


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_page_names_at_once_all_that_it_is_going_to_fetch(client: TestClient, language: str) -> None:
    head = client.get(f"/conv2d?lang={language}").text.split("</head>")[0]
    assert re.findall(r'(?:src|rel="stylesheet" href)="([^"]*)"', head) == [
        "/static/joined/stage.css",
        "/static/joined/main.js",
    ]
    fetched = re.findall(r'<link rel="preload" as="fetch" crossorigin href="([^"]*)">', head)
    assert fetched == [f"/static/i18n/{language}.json", f"/api/v1/operators?lang={language}"]
    for address in fetched:
        assert client.get(address).headers["content-type"].startswith("application/json")


def test_theme_and_projector_are_in_the_page_before_any_script_runs(client: TestClient) -> None:
    assert 'data-theme="dark"' in client.get("/conv2d?theme=dark").text
    assert "data-present" in client.get("/conv2d?present=1").text.split(">")[1]
    plain = client.get("/conv2d?theme=%22onload&present=0").text
    assert "data-theme=" not in plain.split("<head>")[0] and "data-present" not in plain.split("<head>")[0]
