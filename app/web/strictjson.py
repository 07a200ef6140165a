"""JSON as RFC 8259 has it, and stricter: no NaN, no repeated key.

Knows text only, no fields.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

import orjson


class JSONError(ValueError):
    """Text that is not strict JSON; the message says why, in a few words."""


def parse(text: str | bytes) -> Any:
    """The value of a JSON text; raises JSONError when it is none, repeats a key, or nests too deeply."""
    try:
        value = orjson.loads(text)
        if type(value) is dict and _plain(text if isinstance(text, bytes) else text.encode(), value):
            return value
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        pass  # the strict reading below says what is wrong
    try:
        return _decode(text if isinstance(text, str) else text.decode("utf-8"))
    except JSONError:
        raise
    except RecursionError:
        raise JSONError("it nests too deeply") from None
    except UnicodeDecodeError:
        raise JSONError("it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise JSONError(f"{error.msg.lower()} at line {error.lineno}, column {error.colno}") from None
    except ValueError:  # an integer of thousands of digits
        raise JSONError("a number is too long") from None


def _plain(text: bytes, value: dict[str, Any]) -> bool:
    """Whether every quote belongs to a key or a text directly in the object: then no key can have been repeated."""
    strings = len(value) + list(map(type, value.values())).count(str)
    return text.count(b'"') == 2 * strings and b"\\" not in text


def _constant(name: str) -> NoReturn:
    raise JSONError(f"{name} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise JSONError(f"the key {repeated[:64]!r} is repeated")
    return result


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant).decode
