"""Knows that a lesson's numbers are held against the same client as the API's."""

from tests.web.conftest import client as client
