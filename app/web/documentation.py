"""What the documentation page shows: the description of the API and the catalogue, arranged to be read.

Knows headings, rows and examples; what they say stands in those two, and nothing of it is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from app.operators.operator import OPERATORS, Operator
from app.samples import generators
from app.settings import Settings
from app.web import openapi
from app.web.catalogue import parameters
from app.web.excerpt import Part, excerpt
from app.web.fields import Field, Schema, field, grouped
from app.web.problems import MEDIA_TYPE

Document = Mapping[str, Any]
Pairs = tuple[tuple[str, str], ...]
JSON = "application/json"
PREFIX = "/api/v1/"
_KEPT = ",;:@=/"  # what an address leaves as it is, beside letters, digits and -_.~


class Example(NamedTuple):
    """A question that has an answer: its address, and the stage where it can be seen."""

    path: str
    query: Pairs
    operator: Operator | None

    @property
    def address(self) -> str:
        return self.path + ("?" if self.query else "") + "&".join(map("=".join, self.query))


class Call(NamedTuple):
    """One question of the API, or the same question about several operators."""

    address: str  # with {operator} in place of a name
    operators: tuple[Operator, ...]  # whose names they are
    methods: tuple[str, ...]
    summary: str
    fields: tuple[Field, ...]
    examples: tuple[Example, ...]  # one of each operator
    shown: Example | None
    posted: str  # the body of a POST, where it asks something else than the address
    media_type: str
    answer: tuple[Part, ...]


class Section(NamedTuple):
    """The questions under one heading."""

    name: str
    title: str
    text: str
    page: Document  # `url` and `description` of a page that shows it, or nothing
    calls: tuple[Call, ...]


class Documentation(NamedTuple):
    """The page."""

    sections: tuple[Section, ...]
    families: int  # how many of the sections are families of operators
    shared: tuple[Field, ...]  # fields that every operator has
    keys: tuple[Field, ...]  # presentation keys of an answer
    first: Example  # the simplest question, as an address and as a body
    body: str
    answer: Document
    errors: Document
    impossible: str  # the address of a refusal
    refusal: tuple[Part, ...]
    generators: Sequence[Document]
    limits: Pairs


def documentation(settings: Settings, language: str) -> Documentation:
    """The page in a language, made once for the operators that there are."""
    return _documentation(settings, language, tuple(OPERATORS))


@lru_cache(maxsize=8)
def _documentation(settings: Settings, language: str, names: tuple[str, ...]) -> Documentation:
    document = openapi.schema(language)
    components, first = document["components"], document["paths"][PREFIX + names[0]]
    impossible = components["responses"]["422"]["content"][MEDIA_TYPE]["examples"]["impossible"]
    references = [one for one in first["get"]["parameters"] if "$ref" in one]
    shared = shared_fields([parameters(OPERATORS[name], language) for name in names])
    families = {OPERATORS[name].family for name in names}
    found = tuple(sections(document, language, {one.name for one in shared}))
    return Documentation(
        sections=found,
        families=sum(one.name in families for one in found),
        shared=shared,
        keys=tuple(fields_of({"get": {"parameters": references}}, document)),
        first=found[0].calls[0].examples[0],
        body=json.dumps(example_of(first["post"]["requestBody"])),
        answer=components["schemas"]["Answer"]["properties"],
        errors=components["responses"],
        impossible=impossible["summary"],
        refusal=tuple(excerpt(impossible["value"])),
        generators=generators(language),
        limits=tuple((name, grouped(value)) for name, value in settings.limits().items()),
    )


def shared_fields(schemas: Sequence[Schema]) -> tuple[Field, ...]:
    """The optional fields that are the same in every operator."""
    first, *rest = schemas
    return tuple(
        field(name, {0: one})
        for name, one in first["properties"].items()
        if name not in first["required"] and all(other["properties"].get(name) == one for other in rest)
    )


def sections(document: Document, language: str, shared: set[str]) -> Iterator[Section]:
    """The headings of the description, and those that it uses without telling them."""
    groups: dict[str, dict[str, list[str]]] = {}
    for path, item in document["paths"].items():
        heading = next(iter(item.values()))["tags"][0]
        operator = operator_of(path)
        address = path.replace(operator.id, "{operator}", 1) if operator else path
        groups.setdefault(heading, {}).setdefault(address, []).append(path)
    told = {one["name"]: one for one in document["tags"]}
    for name in dict.fromkeys([*told, *groups]):
        here = told.get(name, {})
        asked = groups.get(name, {}).items()
        calls = [call(address, paths, document, language, shared) for address, paths in asked]
        title, text = here.get("x-displayName", name), here.get("description", "")
        yield Section(name, title, text, here.get("externalDocs", {}), tuple(calls))


def operator_of(path: str) -> Operator | None:
    """The operator that an address names.

    >>> operator_of("/api/v1/conv2d/matrix").id, operator_of("/api/v1/solve")
    ('conv2d', None)
    """
    return OPERATORS.get(path.removeprefix(PREFIX).partition("/")[0].partition(".")[0])


def call(address: str, paths: Sequence[str], document: Document, language: str, shared: set[str]) -> Call:
    """One question; of several operators the first in two dimensions is shown."""
    operators = [one for one in map(operator_of, paths) if one is not None]
    place = next((place for place, one in enumerate(operators) if one.dimensions == 2), 0)
    items = [document["paths"][path] for path in paths]
    item = items[place]
    operation = item.get("get") or item["post"]
    media_type, content = next(iter(operation["responses"]["200"]["content"].items()))
    examples = [example(path, one) for path, one in zip(paths, items, strict=True)]
    shown, posted = examples[place], item.get("post", {}).get("requestBody")
    other = posted and (shown is None or {name for name, _ in shown.query} != set(example_of(posted)))
    return Call(
        address=address,
        operators=tuple(operators),
        methods=tuple(method.upper() for method in item),
        summary=operation["summary"],
        fields=tuple(fields_of_operators(operators, language, shared) if operators else fields_of(item, document)),
        examples=tuple(one for one in examples if one is not None),
        shown=shown,
        posted=json.dumps(example_of(posted)) if other else "",
        media_type=media_type,
        answer=answer_of(content, media_type),
    )


def example(path: str, item: Document) -> Example | None:
    """The example of an address; None where there is no GET, or a field that is required has no example."""
    parameters: Sequence[Document] = item["get"]["parameters"] if "get" in item else [{"required": True}]
    if any(one.get("required") and "example" not in one for one in parameters):
        return None
    given: dict[str, Any] = {}
    for one in parameters:
        if one.get("in") == "path":
            path = path.replace(f"{{{one['name']}}}", one["example"])
        elif "example" in one:
            given |= one["example"] if is_open(one) else {one["name"]: one["example"]}
    return Example(
        path, tuple((name, quote(str(value), safe=_KEPT)) for name, value in given.items()), operator_of(path)
    )


def is_open(parameter: Document) -> bool:
    """Whether a parameter stands for the fields of any operator."""
    return bool(parameter["schema"].get("type") == "object")


def answer_of(content: Document, media_type: str) -> tuple[Part, ...]:
    """The example of an answer, shortened if it is JSON; nothing where there is none."""
    if "example" not in content:
        return ()
    return tuple(excerpt(content["example"])) if media_type == JSON else (Part(content["example"]),)


def example_of(body: Document) -> Any:
    return body["content"][JSON]["example"]


def fields_of_operators(operators: Sequence[Operator], language: str, shared: set[str]) -> Iterator[Field]:
    """The rows of a family, from the catalogue; none where the operators are of several."""
    if len({one.family for one in operators}) > 1:
        return
    schemas = {one.dimensions: parameters(one, language) for one in operators}
    names = dict.fromkeys(name for one in schemas.values() for name in one["properties"])
    for name in names:
        if name not in shared:
            having = {key: one for key, one in schemas.items() if name in one["properties"]}
            required = all(name in one["required"] for one in having.values())
            yield field(name, {key: one["properties"][name] for key, one in having.items()}, required)


def fields_of(item: Document, document: Document) -> Iterator[Field]:
    """The rows of any other question, from its description."""
    if "post" in item:
        schema = item["post"]["requestBody"]["content"][JSON]["schema"]
        schema = schema.get("items", schema)  # a list has the fields of its entries
        yield from (field(name, {0: one}, name in schema["required"]) for name, one in schema["properties"].items())
        return
    for parameter in item["get"].get("parameters", ()):
        reference = parameter.get("$ref", "").rpartition("/")[2]
        one = document["components"]["parameters"][reference] if reference else parameter
        if not is_open(one):
            yield field(one["name"], {0: {**one["schema"], "description": one["description"]}}, one["required"])
