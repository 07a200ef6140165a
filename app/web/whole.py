"""Large grids of whole numbers as JSON integers, which loses nothing: not even the sign of −0.0.

Knows numbers, commas and brackets; no field of an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

LARGE = 512  # numbers of a grid from which a look at them pays
_SHORT = 8  # numbers of a row up to which words are quicker than brackets one by one
_MOST = 10_000  # the first number that is too long for a word
_NEGATIVE_ZERO = np.float64(-0.0).view(np.int64)
Integers = NDArray[np.int64]


@np.errstate(invalid="ignore")  # what is no whole number is found by comparing
def compact(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same with large grids of whole numbers as integers, which takes half the time and two thirds of the bytes."""
    return {name: _compact(value) for name, value in values.items()}


def _compact(value: Any) -> Any:
    if isinstance(value, dict):
        return compact(value)
    if not isinstance(value, np.ndarray) or value.size < LARGE or value.dtype != np.float64:
        return value
    whole = value.astype(np.int64)
    if not (whole == value).all():
        return value
    negative = value.view(np.int64) == _NEGATIVE_ZERO
    if value.shape[-1] <= _SHORT and 2 < value.ndim < 6 and np.abs(value).max() < _MOST:
        whole[negative] = _MOST
        return orjson.Fragment(from_words(whole))
    if not negative.any():
        return whole
    lowest = int(whole.min()) - 1
    if lowest < -(2**62):
        return value
    whole[negative] = lowest  # there is no integer for −0.0; below all others, this one is not the beginning of another
    return orjson.Fragment(orjson.dumps(whole, option=orjson.OPT_SERIALIZE_NUMPY).replace(b"%d" % lowest, b"-0.0"))


def from_words(whole: Integers) -> bytes:
    """JSON put together from words of eight bytes: a number with what ends it, or what stands between two planes.

    >>> from_words(np.array([[[1, -2], [30, _MOST]], [[5, 6], [7, 8]]]))
    b'[[[1,-2],[30,-0.0]],[[5,6],[7,8]]]'
    """
    words, kind, between, closing = _words()
    *planes, rows, length = whole.shape
    place = np.empty((*planes, rows * length + 1), dtype=np.intp)
    number = place[..., :-1]
    np.add(whole.reshape(number.shape), _MOST - 1, out=number)
    number[..., length - 1 :: length] += kind  # the last of a row
    number[..., -1] += kind  # and of a plane
    for depth in range(len(planes)):
        last: Any = (..., *(-1,) * (depth + 1))
        place[last] = between + depth
    place.reshape(-1)[-1] = closing + len(planes)
    return b"[" * whole.ndim + words.take(place).tobytes().translate(None, b"\0")


@lru_cache(maxsize=1)
def _words() -> tuple[NDArray[np.uint64], int, int, int]:
    """The words; how many numbers there are of each kind; where the words between planes and the closing ones begin."""
    numbers = np.append(np.arange(1 - _MOST, _MOST).astype("S5"), b"-0.0")
    words = np.concatenate([np.strings.add(numbers, after) for after in (b",", b"],[", b"]")])
    between = [b"]" * depth + b"," + b"[" * (depth + 1) for depth in range(1, 4)]
    closing = [b"]" * (planes + 1) for planes in range(4)]
    table = np.concatenate([words, between, closing]).astype("S8").view(np.uint64)
    return table, len(numbers), len(words), len(words) + len(between)
