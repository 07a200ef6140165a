"""Knows what a client may keep: strong ETags, one for each encoding, 304, HEAD."""

import gzip

import pytest
from fastapi.testclient import TestClient

from tests.web.asking import assert_problem, example, post

LARGE = "/api/v1/conv2d?input=random:9x9&weight=ones:3x3"
SMALL = "/api/v1/conv1d?input=1,2&weight=1&limit=0&only=steps"
ADDRESSES = [LARGE, SMALL, "/api/v1/operators", "/api/v1/solve?input=5&output=5", "/openapi.json"]
MATRIX = "/api/v1/conv2d/matrix?input=random:9x9&weight=ones:3x3"
PLAIN, PACKED = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("address", [*ADDRESSES, MATRIX])
@pytest.mark.parametrize("encoding", [PLAIN, PACKED], ids=["plain", "packed"])
def test_an_answer_has_a_strong_tag_and_is_asked_for_again(client: TestClient, address: str, encoding: dict) -> None:
    first, second = client.get(address, headers=encoding), client.get(address, headers=encoding)
    assert first.status_code == 200
    assert first.content == second.content and first.headers["etag"] == second.headers["etag"]
    tag = first.headers["etag"]
    assert tag.startswith('"') and tag.endswith('"') and len(tag) > 10
    assert first.headers["cache-control"] == "no-cache"
    assert "accept-encoding" in first.headers["vary"].lower()


@pytest.mark.parametrize("address", [*ADDRESSES, MATRIX])
@pytest.mark.parametrize("encoding", [PLAIN, PACKED], ids=["plain", "packed"])
def test_who_has_it_gets_304_without_a_body(client: TestClient, address: str, encoding: dict) -> None:
    tag = client.get(address, headers=encoding).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(address, headers={**encoding, "If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "no-cache"
        assert "accept-encoding" in again.headers["vary"].lower()
    assert client.get(address, headers={**encoding, "If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("address", [LARGE, MATRIX, "/openapi.json"])
def test_each_encoding_has_its_own_tag(client: TestClient, address: str) -> None:
    plain, packed = client.get(address, headers=PLAIN), client.get(address, headers=PACKED)
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.content == packed.content, "the client unpacks it"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    crossed = client.get(address, headers={**PLAIN, "If-None-Match": packed.headers["etag"]})
    assert crossed.status_code == 200


def test_packing_writes_no_time(client: TestClient) -> None:
    with client.stream("GET", LARGE, headers=PACKED) as response:
        packed = b"".join(response.iter_raw())
    assert packed[:4] == b"\x1f\x8b\x08\x00" and packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed) == client.get(LARGE, headers=PLAIN).content


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br", "identity", "gzip;q=nonsense", "", "identity, *;q=0"])
def test_what_is_not_accepted_is_not_packed(client: TestClient, accepted: str) -> None:
    response = client.get(LARGE, headers={"Accept-Encoding": accepted})
    assert response.status_code == 200 and "content-encoding" not in response.headers


@pytest.mark.parametrize("address", [*ADDRESSES, MATRIX, "/healthz"])
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    head, get = client.head(address, headers=PLAIN), client.get(address, headers=PLAIN)
    assert head.status_code == 200 and head.content == b""
    assert dict(head.headers) == dict(get.headers)


def test_an_answer_to_a_post_is_packed_too_and_has_the_bytes_of_the_get(client: TestClient) -> None:
    body = {"input": "random:9x9", "weight": "ones:3x3"}
    packed = post(client, "conv2d", body, headers=PACKED)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == client.get(LARGE, headers=PLAIN).content


def test_other_values_have_other_tags(client: TestClient) -> None:
    tags = {client.get(f"/api/v1/conv1d?input=1,2,{n}&weight=1").headers["etag"] for n in range(20)}
    assert len(tags) == 20


def test_errors_are_never_kept(client: TestClient) -> None:
    for address in ("/api/v1/conv1d?weight=1", "/api/v1/conv9d", "/api/v1/solve?input=5", "/api/v2/conv2d"):
        response = client.get(address, headers={"If-None-Match": "*"})
        assert response.status_code >= 400
        assert response.headers["cache-control"] == "no-store" and "etag" not in response.headers
    assert_problem(post(client, "conv1d", {**example("conv1d"), "strid": 1}), 422)
