"""The routes of networks: the table of a stack, and what one of its cells sees or reaches.

Takes a question, asks app/networks, gives the answer; GET and POST have the same fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.networks.answer import answer as table
from app.networks.asking import FIELDS, asked
from app.networks.catalogue import catalogue
from app.networks.network import Limits, Network
from app.networks.presets import described
from app.networks.regions import REACH, regions
from app.networks.text.source import FORMATS, write
from app.networks.values import Run, check_size, gradients, named, run
from app.operators.errors import Problem, Refused, refuse
from app.operators.exact import Array
from app.operators.parameters import Whole
from app.operators.shapes import Shape, cells
from app.settings import Settings
from app.web import answers, notation, presentation
from app.web.api import pairs_of, pool_of, sent
from app.web.caching import answer
from app.web.question import split, unknown, within
from app.web.strictjson import JSONError, parse
from app.web.whole import compact

NUMBERS = ("values", "seed", "grad_output")
KEYS = {
    "network": (*FIELDS, *NUMBERS),
    "reach": (*FIELDS, *NUMBERS[:2], *REACH),
    "figure": (*FIELDS, *REACH[:2]),
}
SEED = Whole("seed", "Seed", "of weights that are not given", default=0, minimum=0, maximum=10**18)


class Question(NamedTuple):
    """Fields of a network and presentation keys."""

    fields: Mapping[str, Any]
    keys: Mapping[str, str]

    @property
    def language(self) -> str:
        return presentation.language(self.keys.get("lang"))


async def show_network(request: Request) -> Response:
    """Every layer's shape, counts, fields and, with values, numbers."""
    return await replied(request, "network", whole)


async def show_reach(request: Request) -> Response:
    """What one cell sees in every earlier layer, or reaches in every later one."""
    return await replied(request, "reach", reached)


async def show_networks(request: Request) -> Response:
    """All kinds of layers with their fields, and all presets."""
    keys, stray = split(pairs_of(request))
    for name in stray:
        raise unknown(name, (), "networks")
    return answer(request, answers.dumps(catalogue(presentation.language(keys.get("lang")))))


async def replied(request: Request, name: str, work: Callable[[Question, Limits], Any]) -> Response:
    """The answer, made beside the event loop: a deep network takes as long as a heavy experiment."""
    settings: Settings = request.app.state.settings
    limits = Limits(settings.max_layers, settings.max_cells, settings.max_work, settings.max_page_values)
    pairs = pairs_of(request)

    def read(body: Any) -> Question:
        return from_body(name, body, pairs)

    question = await sent(request, read) if request.method == "POST" else from_query(name, pairs)

    def make() -> Response:
        return answer(request, answers.dumps(compact(work(question, limits))))

    return await pool_of(request).run(make)


def whole(question: Question, limits: Limits) -> dict[str, Any]:
    """The table of a network with all that was asked for."""
    fields, language = question.fields, question.language
    one = asked(fields, limits, grid)
    result: dict[str, Any] = {} if one.preset is None else {"preset": described(one.preset, language)}
    made = None if fields.get("values") is None else numbers(one.network, fields, limits)
    result |= table(one.network, made and made.grids, language)
    if made is None:
        for name in NUMBERS[1:]:
            if fields.get(name) is not None:
                raise lacking_values(one.network, "required")
    elif fields.get("grad_output") is not None:
        found = gradients(made, number_grid("grad_output", fields["grad_output"], one.network.output, limits))
        result["gradients"] = {"input": found.input, "layers": named(found.weights, one.network)}
    if one.layers is not None:
        result["question"] = one.question
    framework = question.keys.get("framework")
    if framework in FORMATS:
        result["source"] = {"format": framework, "text": write(one.network, framework)}
    return result


def reached(question: Question, limits: Limits) -> dict[str, Any]:
    """The regions of one cell."""
    fields = question.fields
    network = asked(fields, limits, grid).network

    def computed() -> Run:
        if fields.get("values") is None:
            raise lacking_values(network, "needs_values")
        return numbers(network, {"grad_output": True, **fields}, limits)

    return regions(network, fields, limits, computed)


def numbers(network: Network, fields: Mapping[str, Any], limits: Limits) -> Run:
    """The network computed from `values` and `seed`, if that is within the limits."""
    check_size(network, limits, backwards=fields.get("grad_output") is not None)
    seed = fields.get("seed")
    values = number_grid("values", fields["values"], network.input, limits)
    return run(network, values, 0 if seed is None else SEED.number(seed))


def lacking_values(network: Network, code: str) -> Refused:
    example = f"ramp:{'x'.join(map(str, network.input))}"
    return refuse("values", code, repairs=[{"values": example}], example=example)


def grid(field: str, value: Any, dimensions: int) -> notation.Source:
    """A layer's numbers in any notation of grids."""
    return notation.grid(field, value, max(1, min(3, dimensions)))


def number_grid(field: str, value: Any, shape: Shape, limits: Limits) -> Array:
    """Numbers for a layer's output of this shape, within the limit."""
    source = grid(field, value, len(shape) - 1)
    within("cells", cells(source.shape), limits.cells, field, grid=field)
    return source.make()


def from_body(name: str, body: Any, pairs: list[tuple[str, str]]) -> Question:
    """The question of a JSON body; presentation keys may stand in it or in the address."""
    keys, stray = split(pairs) if pairs else ({}, {})
    problems = [Problem(one, "not_in_query") for one in stray]
    if not isinstance(body, dict):
        raise refuse("body", "not_object")
    for one, value in body.items():
        if one in presentation.KEYS and value is not None:
            keys[one] = str(value)
        elif one not in KEYS[name] and one not in presentation.KEYS:
            problems.extend(unknown(one, KEYS[name], name).problems)
    if problems:
        raise Refused(*problems[:5])
    return Question({one: value for one, value in body.items() if one in KEYS[name]}, keys)


def from_query(name: str, pairs: list[tuple[str, str]]) -> Question:
    """The question of an address: shapes and positions as 3,224,224, layers and source as JSON text."""
    keys, fields = split(pairs)
    problems = [
        problem for one in fields if one not in KEYS[name] for problem in unknown(one, KEYS[name], name).problems
    ]
    if problems:
        raise Refused(*problems[:5])
    return Question({one: from_text(one, text) for one, text in fields.items() if text.strip()}, keys)


def from_text(name: str, text: str) -> Any:
    """The value that an address gives a field; what cannot be read comes back as it is, to be refused by name."""
    if name in ("input", "position"):
        return [notation.number(one) for one in text.split(",")] if not text.startswith("[") else parsed(name, text)
    if name in ("layers", "source"):
        return parsed(name, text)
    return notation.number(text) if name in ("seed", "layer") else text


def parsed(name: str, text: str) -> Any:
    try:
        return parse(text)
    except JSONError as error:
        raise refuse(name, "not_json", text, why=str(error)) from None


METHODS = ["GET", "POST"]
ROUTES = [
    Route("/api/v1/network", show_network, methods=METHODS),
    Route("/api/v1/network/reach", show_reach, methods=METHODS),
    Route("/api/v1/networks", show_networks),
]
