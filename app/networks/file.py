"""A network that lies in a file: JSON, PyTorch or Keras text, or ONNX.

Knows files and what they begin with; shows a network as a table or as text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from app.networks import onnx_file
from app.networks.answer import answer
from app.networks.asking import asked
from app.networks.listing import listing
from app.networks.network import Network
from app.networks.text.source import format_of, write
from app.operators.errors import refuse


def shown(name: str, input: str | None = None, framework: str | None = None) -> str:
    """The table of the network in a file (`-`: standard input), or its text for a framework.

    Raises OSError for a file that cannot be read, Refused for a network that cannot be.
    """
    network = opened(name, input)
    return write(network, framework) if framework else listing(answer(network))


def opened(name: str, input: str | None = None) -> Network:
    """The network in a file; `input` is its shape as C,H,W where the file does not say it."""
    given = {} if input is None else {"input": [number(one) for one in input.split(",")]}
    if name.endswith(".onnx"):
        shape, layers = onnx_file.read(name)
        return asked({"input": shape, "layers": layers, **given}).network
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    return asked({**fields_of(text), **given}).network


def fields_of(text: str) -> dict[str, Any]:
    """The question that a text holds."""
    if not text.lstrip().startswith(("{", "[")):
        return {"source": {"format": format_of(text), "text": text}}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise refuse("file", "not_json", why=str(error)) from None
    if isinstance(value, dict):
        return value
    return {"layers": value}


def number(text: str) -> Any:
    """A whole number, or the text itself where it is none."""
    return int(text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 10 else text
