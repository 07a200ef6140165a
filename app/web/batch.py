"""Several figures at once: a list of names and experiments in, one archive out.

Knows lists and names; each figure is asked for as at its own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.figures.figure import KINDS, Kind
from app.operators.errors import Refused, refuse
from app.operators.operator import Operator, lookup
from app.settings import Settings
from app.web.figures import Asked, address_of, asked
from app.web.presentation import KEYS
from app.web.question import from_body, from_query, within

MOST = 100  # figures of one archive
NAME = re.compile(r"(?!.*\.\.)\w[\w. -]{0,99}(/\w[\w. -]{0,99}){0,4}")
_PACKED = ("svg", "tex", "csv")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # archives hold times; ours are the same at any time
_SPOKEN = ("step", "lang")  # presentation that belongs to the address of a figure


class Named(NamedTuple):
    """A figure under the name of a file."""

    name: str
    kind: Kind
    wanted: Asked
    address: str


def listed(value: Any, limits: Settings) -> list[Named]:
    """The figures of a list; Refused with the place in the list where one cannot be."""
    if not isinstance(value, list) or not value:
        raise refuse("figures", "not_figures")
    within("figures", len(value), MOST, "figures")
    found: list[Named] = []
    for place, entry in enumerate(value):
        try:
            found.append(one(entry, limits))
        except Refused as refused:
            raise Refused(*(replace(one, field=f"{place}.{one.field}") for one in refused.problems)) from None
        if found[-1].name in [other.name for other in found[:-1]]:
            raise refuse(f"{place}.name", "name_twice", found[-1].name)
    pixels = sum(figure.wanted.size[0] * figure.wanted.size[1] * figure.wanted.frames for figure in found)
    within("animation_pixels", pixels, limits.max_animation_pixels, "figures")
    return found


def one(entry: Any, limits: Settings) -> Named:
    """One entry: `name` with the ending of its format, and `figure`, an address or an experiment in JSON."""
    if not isinstance(entry, dict) or set(entry) != {"name", "figure"}:
        raise refuse("figure", "not_figures")
    name = entry["name"]
    kind = name.rpartition(".")[2] if isinstance(name, str) else ""
    if kind not in KINDS or not NAME.fullmatch(name):
        raise refuse("name", "figure_name", name, kinds=", ".join(KINDS))
    wanted, address = read(entry["figure"], kind, limits)
    return Named(name, kind, wanted, address)


def read(figure: Any, kind: Kind, limits: Settings) -> tuple[Asked, str]:
    """A figure as `operator?query`, or as an object with `operator` and its fields; and the page's address of it."""
    if isinstance(figure, str):
        return from_text(figure, kind, limits)
    if not isinstance(figure, dict) or not isinstance(figure.get("operator"), str):
        raise refuse("figure", "not_figures")
    operator = lookup(figure["operator"])
    fields: Mapping[str, Any] = {name: value for name, value in figure.items() if name != "operator"}
    return asked(from_body(operator, fields, []), kind, "limit" in fields, limits), f"/{operator.id}"


def from_text(text: str, kind: Kind, limits: Settings) -> tuple[Asked, str]:
    """A figure as it is asked for at its address, `operator?query`."""
    name, _, query = text.removeprefix("/").partition("?")
    operator = lookup(name)
    return from_pairs(operator, parse_qsl(query or operator.default, keep_blank_values=True), kind, limits)


def from_pairs(operator: Operator, pairs: Sequence[tuple[str, str]], kind: Kind, limits: Settings) -> tuple[Asked, str]:
    """A figure by the keys and values of its address."""
    limited = any(key == "limit" for key, _ in pairs)
    told = [pair for pair in pairs if pair[0] not in KEYS or pair[0] in _SPOKEN]
    return asked(from_query(operator, pairs), kind, limited, limits), address_of(operator.id, told)


def archive(figures: Sequence[Named]) -> bytes:
    """The figures as a zip archive, the same bytes at any time."""
    written = BytesIO()
    with ZipFile(written, "w") as packed:
        for info, content in files(figures):
            packed.writestr(info, content)
    return written.getvalue()


def files(figures: Sequence[Named]) -> Iterator[tuple[ZipInfo, bytes]]:
    for figure in figures:
        info = ZipInfo(figure.name, _LONG_AGO)
        info.compress_type = ZIP_DEFLATED if figure.kind in _PACKED else ZIP_STORED
        info.external_attr = 0o644 << 16
        yield info, figure.wanted.make(figure.kind, figure.address)
