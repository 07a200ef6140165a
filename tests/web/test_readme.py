"""Knows that every curl line of the README does what the README says."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

README = Path(__file__).parent.parent.parent / "README.md"
SERVER = "http://127.0.0.1:8000"
WITH_VALUE = {"--json", "-d", "--data", "-H", "--header", "-o", "--output", "-X", "--request"}


def examples() -> list[tuple[str, str]]:
    """(curl line, comments of its block) of every shell block."""
    if not README.exists():
        return []
    found = []
    for block in re.findall(r"```(?:sh|bash|shell|console)\n(.*?)```", README.read_text(), re.DOTALL):
        lines = joined(block)
        told = " ".join(re.findall(r"(?:^|\s)#(.*)", block))
        found += [(line, told) for line in lines if line.startswith("curl ") and SERVER in line]
    return found


def joined(block: str) -> list[str]:
    """The commands of a block, those over several lines in one."""
    commands: list[str] = []
    for line in block.replace("\\\n", " ").splitlines():
        line = line.strip().removeprefix("$ ")
        if commands and commands[-1].count("'") % 2:
            commands[-1] += "\n" + line
        else:
            commands.append(line)
    return commands


def request_of(line: str) -> dict[str, Any]:
    """Method, address, headers and body of a curl line."""
    words = shlex.split(line, comments=True)[1:]
    request: dict[str, Any] = {"method": "GET", "url": "", "headers": {}}
    while words:
        word = words.pop(0)
        value = words.pop(0) if word in WITH_VALUE else ""
        if word in ("|", ">", "&&", ";"):
            break
        if word == "--json":
            request |= {"method": "POST", "content": value.encode()}
            request["headers"]["Content-Type"] = "application/json"
        elif word in ("-d", "--data"):
            request |= {"method": "POST", "content": value.encode()}
        elif word in ("-H", "--header"):
            name, _, text = value.partition(":")
            request["headers"][name.strip()] = text.strip()
        elif word in ("-X", "--request"):
            request["method"] = value
        elif word in ("-I", "--head"):
            request["method"] = "HEAD"
        elif word.startswith(SERVER):
            request["url"] = word.removeprefix(SERVER)
    return request


def test_the_readme_shows_the_api_by_examples() -> None:
    assert README.exists(), "README.md is not written yet"
    lines = [line for line, _ in examples()]
    assert any("--json" in line for line in lines), "an example of a POST"
    assert any("?" in line for line in lines), "an example of a GET"


@pytest.mark.parametrize(("line", "told"), examples(), ids=lambda text: text[:60])
def test_a_curl_line_answers(client: TestClient, line: str, told: str) -> None:
    response = client.request(**request_of(line))
    expected = {int(status) for status in re.findall(r"\b([45]\d\d)\b", told)}
    if response.status_code not in expected:
        assert 200 <= response.status_code < 300, f"{line}\n{response.status_code}: {response.text[:400]}"


def test_a_line_over_several_lines_is_read_as_one() -> None:
    block = "curl --json '{\"input\":\n [1]}' \\\n  http://127.0.0.1:8000/api/v1/conv1d"
    (line,) = joined(block)
    assert request_of(line) == {
        "method": "POST",
        "url": "/api/v1/conv1d",
        "headers": {"Content-Type": "application/json"},
        "content": b'{"input":\n[1]}',
    }
