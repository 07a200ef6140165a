"""What the command line writes to a file: the representation of an experiment that the file's ending names.

Knows endings; each representation is made as at its own address.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from app.figures.figure import KINDS
from app.operators.operator import lookup
from app.settings import Settings
from app.snippets import FRAMEWORKS
from app.web import alone, programs
from app.web.batch import archive, from_text, listed
from app.web.figures import address_of
from app.web.presentation import KEYS, wanted_choice
from app.web.question import from_query
from app.web.strictjson import parse

ENDINGS = (*KINDS, "html", "py", "zip")
SERVER = "http://127.0.0.1:8000"  # where `convscope serve` answers, for a file that leads back to the page


def made(text: str, ending: str, settings: Settings) -> bytes:
    """The bytes of `operator?query`, or of the archive that a JSON list of figures asks for; Refused, JSONError."""
    if ending == "zip":
        return archive(listed(parse(text), settings))
    for kind in KINDS:
        if kind == ending:
            wanted, address = from_text(text, kind, settings)
            return wanted.make(kind, address)
    name, _, query = text.removeprefix("/").partition("?")
    operator = lookup(name)
    pairs = parse_qsl(query or operator.default, keep_blank_values=True)
    question = from_query(operator, pairs)
    plan = question.plan(settings)
    if ending == "py":
        programs.check_length(question, plan, settings)
        framework = wanted_choice(question.keys, "framework", FRAMEWORKS) or FRAMEWORKS[0]
        return programs.text(question, plan, framework)
    alone.check_size(question, plan, settings)
    fields = [pair for pair in pairs if pair[0] not in KEYS]
    return alone.written(question, plan, settings, SERVER + address_of(operator.id, fields))
