"""The whole description: headings, every address, what answers and errors are made of.

Puts together what the modules beside it describe.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app import __version__
from app.operators.operator import OPERATORS, Operator
from app.operators.text import Text, words
from app.web import answers
from app.web.openapi import answers as described
from app.web.openapi import figures, networks, operators, presentation, programs, service, statuses

DESCRIPTION = {
    "en": "Every number of a convolution, a pooling or their relatives, step by step and exact.",
    "zh-Hans": "卷积、池化及同类算子的每一个数字，逐步给出，精确无误。",
}
# What is not one family's: under which heading it stands, in this order, and what that is good for.
TAGS: dict[str, tuple[Text, Text]] = {
    "figures": (
        {"en": "Figures", "zh-Hans": "图"},
        {
            "en": "For slides, papers and web pages: put .svg, .png or another ending behind the operator's name.",
            "zh-Hans": "用于幻灯片、论文和网页：在算子名称后加上 .svg、.png 等扩展名。",
        },
    ),
    "programs": (
        {"en": "Programs", "zh-Hans": "程序"},
        {
            "en": "For notebooks: put .py behind the operator's name and choose a framework.",
            "zh-Hans": "用于笔记本：在算子名称后加上 .py 并选择框架。",
        },
    ),
    "matrix": (
        {"en": "An operator as a matrix", "zh-Hans": "写成矩阵的算子"},
        {
            "en": "A linear operator over the flattened input: output = matrix · input, plus the bias.",
            "zh-Hans": "线性算子作用于展平的输入：输出 = 矩阵 · 输入，再加偏置。",
        },
    ),
    "solve": (
        {"en": "Solve for settings", "zh-Hans": "反求设置"},
        {
            "en": "The inverse question: every small setting that turns one size into another, the simplest first.",
            "zh-Hans": "反过来问：哪些小的设置能把一个大小变成另一个，简单的在前。",
        },
    ),
    "networks": (
        {"en": "Networks", "zh-Hans": "网络"},
        {
            "en": "Layers in a row, in blocks and branches: given as layers, as a known network or as framework text.",
            "zh-Hans": "成行、成块、分支的层：可用层的列表、已知网络的名称或框架代码给出。",
        },
    ),
    "catalogue": (
        {"en": "The catalogue", "zh-Hans": "目录"},
        {
            "en": "All there is, for programs: operators, parameters as JSON Schema, generators, presets, limits.",
            "zh-Hans": "供程序读取的全部内容：算子及其参数（JSON Schema）、生成器、预设、上限。",
        },
    ),
    "codes": (
        {"en": "QR codes", "zh-Hans": "二维码"},
        {
            "en": "An address of this site as a code that a room can read from a projector.",
            "zh-Hans": "把本站的地址变成二维码，投影后全班都能扫。",
        },
    ),
    "health": (
        {"en": "Health", "zh-Hans": "健康检查"},
        {"en": "For whatever watches over the service.", "zh-Hans": "供监控服务的程序使用。"},
    ),
}

PAGES = {  # where what stands under a heading can be seen
    "networks": ("/network", {"en": "Stack a network and look through it", "zh-Hans": "搭一个网络，看透它"}),
}


def schema(language: str = "en") -> dict[str, Any]:
    """The whole description."""
    return _schema(tuple(OPERATORS), language)


def written(language: str = "en") -> bytes:
    """The whole description as JSON."""
    return _written(tuple(OPERATORS), language)


@lru_cache(maxsize=8)
def _written(names: tuple[str, ...], language: str) -> bytes:
    return answers.dumps(_schema(names, language))


@lru_cache(maxsize=8)
def _schema(names: tuple[str, ...], language: str) -> dict[str, Any]:
    every = [OPERATORS[name] for name in names]
    paths: dict[str, Any] = {}
    for operator in every:
        paths |= operators.paths(operator, language)
    paths |= figures.paths(every, language) | programs.paths(every, language)
    paths |= service.paths(language) | networks.paths(language)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "convscope",
            "version": __version__,
            "description": words(DESCRIPTION, language),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "tags": tags(every, language),
        "paths": paths,
        "components": {
            "schemas": {"Problem": statuses.problem(), **described.schemas(language)},
            "responses": statuses.errors(language),
            "parameters": presentation.parameters(language),
        },
    }


def tags(every: list[Operator], language: str) -> list[dict[str, Any]]:
    """The headings that operations stand under: a family each, then the rest."""
    found: dict[str, tuple[Text, Text]] = {one.family: (one.title, one.help) for one in every}
    pages = {name: {"url": url, "description": words(text, language)} for name, (url, text) in PAGES.items()}
    return [
        {
            "name": name,
            "x-displayName": words(title, language),
            "description": words(text, language),
            **({"externalDocs": pages[name]} if name in pages else {}),
        }
        for name, (title, text) in (found | TAGS).items()
    ]
