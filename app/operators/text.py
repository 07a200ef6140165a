"""Words in several languages, English first.

Knows which language falls back on which; no word itself.
"""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("en", "zh-Hans")
Text = str | Mapping[str, str]


def words(text: Text, language: str = "en") -> str:
    """The text in a language, English where that is missing."""
    return text if isinstance(text, str) else text.get(language, text["en"])
