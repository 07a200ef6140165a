"""The route of programs: an experiment as Python for NumPy, PyTorch, Keras or JAX.

Knows how long a program may be and what would make it shorter; its text is the snippets' to write.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.operators.errors import Refused, refuse
from app.operators.grids import with_numbers
from app.operators.operator import Plan
from app.settings import Settings
from app.snippets import FRAMEWORKS, Experiment, numbers, program
from app.web.admission import LIGHT
from app.web.api import Endpoint, asked, pool_of
from app.web.caching import answer
from app.web.presentation import wanted_choice
from app.web.question import Question
from app.web.smaller import smaller

TYPE = "text/x-python; charset=utf-8"
LIMIT = 32_768  # numbers written out in a program: a plane of 128×128 and what becomes of it
_WRITING = 20  # numbers that are made in the time in which one is written


async def show_program(request: Request) -> Response:
    """One experiment as a program for the `framework` of the address."""
    question, settings = await asked(request), request.app.state.settings
    framework = wanted_choice(question.keys, "framework", FRAMEWORKS) or FRAMEWORKS[0]
    plan = question.plan(settings)
    check_length(question, plan, settings)

    def make() -> Response:
        response = answer(request, text(question, plan, framework), TYPE)
        name = f'inline; filename="{plan.operator.id}_{framework}.py"'
        response.raw_headers.append((b"content-disposition", name.encode()))
        return response

    cost = plan.whole_cost + _WRITING * numbers(plan)
    return make() if cost <= LIGHT else await pool_of(request).run(make)


def text(question: Question, plan: Plan, framework: str) -> bytes:
    """The program."""
    grids = question.grids()
    try:
        return program(Experiment.of(plan, grids), framework).encode()
    except Refused as refused:
        raise with_numbers(refused, grids) from None


def check_length(question: Question, plan: Plan, settings: Settings) -> None:
    """Refuses a program that nobody would read, with the largest halved input whose program is short enough."""
    if numbers(plan) > LIMIT:
        repairs = smaller(question, settings, lambda one: numbers(one) <= LIMIT)
        raise refuse("input", "program_numbers", repairs=repairs, given=numbers(plan), limit=LIMIT)


ROUTES = [Route("/api/v1/{operator:other}.py", Endpoint(show_program), methods=["GET"])]
