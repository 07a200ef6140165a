"""Compute and JSON of all steps of 28×28 with a 5×5 kernel, against rows of objects through pydantic.

The picture is a digit's: whole numbers from 0 to 255, a kernel of small ones. Both sides begin with lists of numbers
and end with bytes that tell the same. Ours is the whole answer with the columns named: where each product lies, its
value and its weight stand in the tap tables and grids; a row of the other side is a step that says all this of each of
its products. Goals for the products and sums of all steps: at most 0.4 ms on a 3 GHz core, and 100 times faster.
"""

from __future__ import annotations

from statistics import median
from time import process_time
from timeit import repeat
from typing import Any

import numpy as np
from pydantic import BaseModel

from app.operators.operator import lookup
from app.settings import Settings
from app.web.answers import traced
from app.web.presentation import COLUMNS
from app.web.question import from_body

SIZE, KERNEL, ROUNDS = 28, 5, 9


class Product(BaseModel):
    """One product of a step, as an object."""

    row: int
    column: int
    value: float
    weight: float
    product: float


class Running(Product):
    """The same with the sum so far."""

    running: float


class Step(BaseModel):
    """One step, as an object."""

    row: int
    column: int
    products: list[Product]
    sum: float
    value: float


class RunningStep(Step):
    """The same with running sums."""

    products: list[Running]  # type: ignore[assignment]


class Rows(BaseModel):
    """All steps, as rows of objects."""

    steps: list[Step]


class RunningRows(BaseModel):
    """All steps with running sums, as rows of objects."""

    steps: list[RunningStep]


def rows(image: list[list[float]], kernel: list[list[float]], model: type[Rows | RunningRows]) -> bytes:
    """The steps as rows of objects, validated and written by pydantic."""
    places = range(len(image) - len(kernel) + 1)
    steps: list[dict[str, Any]] = []
    for top in places:
        for left in places:
            total, products = 0.0, []
            for i, line in enumerate(kernel):
                for j, weight in enumerate(line):
                    value = image[top + i][left + j]
                    total += value * weight
                    product = {"row": top + i, "column": left + j, "value": value, "weight": weight}
                    product["product"] = value * weight
                    if model is RunningRows:
                        product["running"] = total
                    products.append(product)
            steps.append({"row": top, "column": left, "products": products, "sum": total, "value": total})
    return model.model_validate({"steps": steps}).model_dump_json().encode()


def compared(body: dict[str, Any], columns: str, model: type[Rows | RunningRows]) -> str:
    """Our time at best, the rows' time, and how many times as long that is, in turn."""
    settings = Settings()
    question = from_body(lookup("conv2d"), {**body, "columns": columns, "limit": 4096}, [])
    plan = question.plan(settings)
    rounds = []
    for _ in range(ROUNDS):
        own = min(repeat(lambda: traced(question, plan, settings), timer=process_time, number=20, repeat=5)) / 20
        peer = min(repeat(lambda: rows(body["input"], body["weight"], model), timer=process_time, number=1, repeat=3))
        rounds.append((own, peer))
    own, peer = (min(times) * 1e3 for times in zip(*rounds, strict=True))
    ratio = median(peer / own for own, peer in rounds)
    return f"{own:.2f} ms, rows of objects through pydantic {peer:.0f} ms, {ratio:.0f} times as long"


def main() -> None:
    random = np.random.default_rng(0)
    image, kernel = random.integers(0, 256, (SIZE, SIZE)), random.integers(-2, 3, (KERNEL, KERNEL))
    body = {"input": image.tolist(), "weight": kernel.tolist()}
    sums = compared(body, "product,sum,value", Rows)
    print(f"28×28 k5, products and sums of all steps: {sums} (goals ≤ 0.4 ms at 3 GHz, ≥ 100 times)")
    print(f"28×28 k5, every column: {compared(body, ','.join(COLUMNS), RunningRows)}")
