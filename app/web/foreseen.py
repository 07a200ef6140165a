"""What the script of an operator's page asks first, so that the browser may ask it before the script is there.

Knows how static/js writes its first question; a browser test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, quote

from app.operators.operator import Operator

LAYOUTS = {
    "wide": "(min-width: 560px)",
    "tall": "(max-width: 559.98px)",
}  # the arrangements, and the windows they are for
PAGE = 512  # steps that the page asks for at once
_WRITTEN = "!*'(),;:@="  # what the page's addresses leave as it is, beside letters, digits and -_.~
_LONGEST = 2000  # characters of a query that are worth repeating in a page


def first_question(operator: Operator, pairs: Sequence[tuple[str, str]], language: str) -> dict[str, str]:
    """The question's address for each kind of window; none where it is long or begins at a later step.

    >>> from app.operators.operator import OPERATORS
    >>> first_question(OPERATORS["conv1d"], [("stride", "2"), ("theme", "dark")], "en")["(min-width: 560px)"]
    '/api/v1/conv1d?input=0,0,0,9,9,9,0,0&weight=-1,0,1&stride=2&offset=0&limit=512&layout=wide&lang=en'
    """
    query, step = experiment(operator, pairs), dict(reversed(pairs)).get("step", "0")
    if len(query) > _LONGEST or step not in map(str, range(PAGE)):
        return {}
    address = f"/api/v1/{operator.id}?{query}&offset=0&limit={PAGE}"
    return {window: f"{address}&layout={layout}&lang={language}" for layout, window in LAYOUTS.items()}


def experiment(operator: Operator, pairs: Sequence[tuple[str, str]]) -> str:
    """The query of the experiment that a page shows: the operator's own where the address names none.

    >>> from app.operators.operator import OPERATORS
    >>> experiment(OPERATORS["conv1d"], [("stride", "2"), ("theme", "dark"), ("stride", "3")])
    'input=0,0,0,9,9,9,0,0&weight=-1,0,1&stride=2'
    """
    given = dict(reversed(pairs))  # of a repeated key the page takes the first
    fields = {name: given[name] for name, _ in pairs if name in operator.fields}
    if not any(one.required and name in fields for name, one in operator.fields.items()):
        fields = dict(parse_qsl(operator.default)) | fields
    return "&".join(f"{name}={quote(value, safe=_WRITTEN)}" for name, value in fields.items())
