"""One experiment as one file: the playable stage with its answer, its words, its script and its style in it.

Knows what such a file is put together from and how much it may hold; drawing and playing are static/js/pages/alone.js.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from math import prod
from typing import Any, NamedTuple

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.figures.scene import LAYOUTS, scene
from app.operators.errors import refuse
from app.operators.operator import Plan, lookup
from app.operators.text import words
from app.settings import Settings, static_folder
from app.web import answers, bundle, presentation
from app.web.admission import LIGHT
from app.web.api import Endpoint, pairs_of, pool_of
from app.web.caching import answer, gzipped
from app.web.figures import address_of
from app.web.pages import origin, templates
from app.web.question import Question, from_query
from app.web.smaller import smaller

LIMIT = 131_072  # numbers in a file: one that a mail or a learning platform still takes
_OPENER = """\
const packed = document.getElementById("packed").textContent;
const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0));
const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
const script = document.createElement("script");
script.type = "module";
script.textContent = await new Response(opened).text();
document.body.append(script);
"""


class Parts(NamedTuple):
    """What is the same in every file of one version."""

    sheet: str
    opener: str
    packed: str  # the script: gzip, base64
    policy: str


async def show_alone(request: Request) -> Response:
    """One experiment as a file that needs no server."""
    operator, pairs = lookup(request.path_params["operator"]), pairs_of(request)
    settings: Settings = request.app.state.settings
    question = from_query(operator, pairs)
    plan = question.plan(settings)
    check_size(question, plan, settings)
    told = [pair for pair in pairs if pair[0] not in presentation.KEYS or pair[0] in ("lang", "theme")]
    address = origin(request) + address_of(operator.id, told)

    def make() -> Response:
        response = answer(request, written(question, plan, settings, address), "text/html; charset=utf-8")
        named = f'inline; filename="{operator.id}.html"'
        response.raw_headers += [
            (b"content-disposition", named.encode()),
            (b"content-security-policy", f"{parts().policy}; frame-ancestors 'none'".encode()),
        ]
        return response

    return make() if plan.whole_cost + numbers(plan) <= LIGHT else await pool_of(request).run(make)


def written(question: Question, plan: Plan, settings: Settings, address: str) -> bytes:
    """The file; `address` is where the experiment can be changed."""
    language = presentation.language(question.keys.get("lang"))
    operator, theme = question.operator, question.keys.get("theme")
    context = {
        "language": language,
        "theme": theme if theme in ("light", "dark") else None,
        "title": operator.name(language),
        "help": words(operator.help, language),
        "address": address,
        "parts": parts(),
        "baked": baked(question, plan, settings, language).decode().replace("<", "\\u003c"),
    }
    return templates().get_template("alone.html").render(context).encode()


def baked(question: Question, plan: Plan, settings: Settings, language: str) -> bytes:
    """The answer with all of its steps, both arrangements and the words of a language, as the script reads them."""
    whole = question._replace(keys={}, offset=0, limit=plan.total)
    value: dict[str, Any] = {
        "operator": plan.operator.id,
        "step": question.keys.get("step", "0"),
        "speed": question.keys.get("speed", "1"),
        "answer": orjson.Fragment(answers.traced(whole, plan, settings)),
        "scenes": {layout: scene(plan, layout) for layout in LAYOUTS},
        "words": json.loads((static_folder() / "i18n" / f"{language}.json").read_bytes()),
    }
    return answers.dumps(value)


def numbers(plan: Plan) -> int:
    """How many numbers a file holds."""
    return plan.total * plan.step_values + plan.table_cells + sum(map(prod, plan.shapes.values()))


def check_size(question: Question, plan: Plan, settings: Settings) -> None:
    """Refuses a file that nobody could pass on, with the largest halved input that makes a smaller one."""
    limit = min(LIMIT, settings.max_page_values)
    if numbers(plan) > limit:
        repairs = smaller(question, settings, lambda one: numbers(one) <= limit)
        raise refuse("input", "file_numbers", repairs=repairs, given=numbers(plan), limit=limit)


def parts() -> Parts:
    """The parts of a file, made anew only when a source file has changed."""
    return _parts(bundle.sheet("bare"), bundle.joined("alone"))


@lru_cache(maxsize=2)
def _parts(sheet: str, script: str) -> Parts:
    rules = (
        "default-src 'none'",
        f"script-src {hashed(_OPENER)} {hashed(script)}",
        f"style-src {hashed(sheet)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return Parts(sheet, _OPENER, b64encode(gzipped(script.encode(), 9)).decode(), "; ".join(rules))


def hashed(text: str) -> str:
    """A script or a style as a policy names it.

    >>> hashed("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


ROUTES = [Route("/api/v1/{operator:other}.html", Endpoint(show_alone), methods=["GET"])]
