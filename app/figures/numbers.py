"""How numbers are written in a picture: short in cells, in full in sentences.

The same rules as the page's static/js/stage/numbers.js; a test holds both to one table. Knows no language and no grid.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

MINUS, TIMES, NARROW_SPACE = "−", "×", "\u202f"
_ROUNDED = {digits: Context(prec=digits, rounding=ROUND_HALF_UP) for digits in (2, 3)}


@lru_cache(maxsize=4096)
def compact(value: float) -> str:
    """A number short enough for a cell; nothing for NaN, which stands where there is no number.

    >>> [compact(value) for value in (0.25, -1.5, 12345, -0.00004, -0.0)]
    ['0.25', '−1.5', '1.2e4', '−4e−5', '0']
    """
    if math.isnan(value):
        return ""
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 10_000 or size < 0.001:
        text = _with_power(_ROUNDED[2].create_decimal_from_float(size))
    elif size >= 1000:
        text = str(int(Decimal(size).quantize(Decimal(1), ROUND_HALF_UP)))
    elif float(size).is_integer():
        text = str(int(size))
    else:
        text = f"{_ROUNDED[3].create_decimal_from_float(size):f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", MINUS) if value > 0 else MINUS + text.replace("-", MINUS)


def _with_power(rounded: Decimal) -> str:
    """A digit, one more where it is not 0, and the power of ten."""
    first, *more = rounded.as_tuple().digits
    second = f".{more[0]}" if more and more[0] else ""
    return f"{first}{second}e{rounded.adjusted()}"


def spoken(value: float) -> str:
    """A number in full, for sentences: every digit, thousands apart.

    >>> spoken(-15745024.0), spoken(0.1 + 0.2)
    ('−15\\u202f745\\u202f024', '0.30000000000000004')
    """
    text = plain(value)
    if float(value).is_integer() and 10_000 <= abs(value) < 1e15:
        text = f"{int(value):,}".replace(",", NARROW_SPACE)
    return text.replace("-", MINUS)


def plain(value: float) -> str:
    """A number as JSON and scripts write it: the fewest digits that tell it from all others.

    >>> plain(3.0), plain(1e-7), plain(1.5e21)
    ('3', '1e-7', '1.5e+21')
    """
    if float(value).is_integer() and abs(value) < 1e21:
        return str(int(value))
    if 1e-6 <= abs(value) < 1e21:
        return f"{Decimal(repr(float(value))):f}"
    digits, _, power = repr(float(value)).partition("e")
    return f"{digits}e{int(power):+d}"
