"""Knows the client that the tests of the web layer share."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A client of the application with its default limits; a failure of the server is a failure of the test."""
    with TestClient(create_app(Settings())) as client:
        yield client
