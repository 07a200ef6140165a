"""The code of an address: of this host only, whole, and refused with the numbers when it is too long."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
import segno
from fastapi.testclient import TestClient

from app.web.qr import LIMIT
from tests.web.asking import assert_refused

EXPERIMENT = "/conv2d?input=edge:6x6&weight=-1,0,1;-1,0,1&step=3"
HOST = "http://testserver"


def drawn(svg: str) -> list[list[int]]:
    """The modules of a code, 1 for ink, read from the strokes of its picture."""
    size = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    rows = [[0] * size for _ in range(size)]
    strokes = re.findall(r'd="(M[^"]*h[^"]*)"', svg)[-1]
    row, column = 0.0, 0
    for move, x, y, length in re.findall(r"([Mm])([-\d.]+) ?([-\d.]+)|h(\d+)", strokes):
        if length:
            rows[int(row)][column : column + int(length)] = [1] * int(length)
            column += int(length)
        else:
            row, column = (float(y), int(x)) if move == "M" else (row + float(y), column + int(x))
    return rows


def expected(address: str) -> list[list[int]]:
    return [[int(one) for one in row] for row in segno.make_qr(address, error="l").matrix_iter(border=4)]


@pytest.mark.parametrize(
    "path", ["/", EXPERIMENT, "/conv1d?input=1%7C2&lang=zh-Hans", "/" + "a" * (LIMIT - len(HOST) - 1)]
)
def test_a_code_holds_this_hosts_address_with_all_of_its_query(client: TestClient, path: str) -> None:
    answer = client.get(f"/qr.svg?path={quote(path, safe='')}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert drawn(answer.text) == expected(HOST + path)


def test_the_host_is_the_one_that_was_asked(client: TestClient) -> None:
    answer = client.get("/qr.svg?path=/conv2d", headers={"Host": "class.example:8000"})
    assert drawn(answer.text) == expected("http://class.example:8000/conv2d")


@pytest.mark.parametrize(
    "path", ["", "conv2d", "http://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere", "/a b", "/\n", "/卷积"]
)
def test_nothing_but_an_address_of_this_site_becomes_a_code(client: TestClient, path: str) -> None:
    error = assert_refused(client.get(f"/qr.svg?path={quote(path, safe='')}"), "path", "own_path")
    assert client.get(f"/qr.svg?path={error['repairs'][0]['path']}").status_code == 200


def test_an_address_that_no_code_holds_is_refused_with_both_numbers(client: TestClient) -> None:
    path = "/" + "a" * (LIMIT - len(HOST))
    error = assert_refused(client.get(f"/qr.svg?path={path}"), "path", "code_bytes", 413)
    assert error["arguments"] == {"given": 2954, "limit": 2953} and "file" in error["hint"]
    assert "二维码" in client.get(f"/qr.svg?lang=zh-Hans&path={path}").json()["detail"]


def test_any_other_key_is_refused(client: TestClient) -> None:
    assert_refused(client.get("/qr.svg?text=hello&path=/"), "text", "unknown_field")


def test_a_code_has_a_tag_and_is_packed(client: TestClient) -> None:
    first = client.get(f"/qr.svg?path={quote(EXPERIMENT, safe='')}")
    assert first.headers["content-encoding"] == "gzip"
    again = client.get(f"/qr.svg?path={quote(EXPERIMENT, safe='')}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
