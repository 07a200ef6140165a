"""Knows how the numbers of an answer come into a text, and which texts are refused."""

from typing import Any

import pytest

from app.lessons import Beat, Lesson, LessonError, Stop, told
from app.lessons.telling import parts
from app.operators import trace

ANSWER = trace("conv1d", [0, 0, 9, 9], weight=[-1, 1])  # gives 0, 9, 0


def tell(*stops: Stop, start: int = 0, answer: Any = ANSWER) -> Any:
    beat = Beat("one", "conv1d", "", "Title", "Text", start=start, stops=stops)
    return told(Lesson("en/a.toml", "Title", "Text", (beat,)), lambda operator, query: answer).beats[0]


def test_a_number_stands_where_its_place_is_named() -> None:
    said = parts("here", "At {steps.value[1]} it is {window[0,1]} − {window[0,0]} = {value}.", ANSWER, range(1, 2))
    assert "".join(one.text for one in said) == "At 9 it is 9\u00a0−\u00a00\u00a0=\u00a09."


def test_a_number_says_which_grid_it_is_of() -> None:
    said = parts("here", "{input[2]}{weight[0]}{output[1]}{steps.total}{counts.parameters}", ANSWER)
    assert [tuple(one) for one in said] == [("9", "input"), ("−1", "weight"), ("9", "output"), ("3", ""), ("2", "")]


def test_a_beat_may_open_on_its_last_step() -> None:
    assert tell(start=-1).start == 2


def test_a_stop_of_several_steps_is_true_of_each() -> None:
    with pytest.raises(LessonError, match=r"beat one, step 0: \{value\} is not the same in steps 0 to 1: \[0.0, 9.0\]"):
        tell(Stop(0, 1, "It is {value}."))
    assert tell(Stop(0, 1, "It will be {output[1]}.")).stops[0].text[1].text == "9"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{output}", r"\{output\} is not one number"),
        ("{output[3]}", r"\{output\[3\]\} names nothing in the answer, from '3' on"),
        ("{outputs[1]}", "names nothing in the answer, from 'outputs' on"),
        ("{value.first}", "names nothing in the answer, from 'first' on"),
        ("{operator}", "is not one number but 'conv1d'"),
        ("{output[-1]}", "a brace in .* names no number"),
        ("x}", "a brace in 'x}' names no number"),
    ],
)
def test_a_place_that_holds_no_number_is_refused(text: str, said: str) -> None:
    with pytest.raises(LessonError, match=said):
        tell(Stop(0, 0, text))


def test_a_step_that_there_is_not_is_refused() -> None:
    with pytest.raises(LessonError, match="the stop at step 3 is past the last step, 2"):
        tell(Stop(3, 3, "Words"))
    with pytest.raises(LessonError, match="the start at step 3 is past the last step, 2"):
        tell(start=3)


def test_a_lesson_needs_all_steps_of_its_answer() -> None:
    with pytest.raises(LessonError, match="the answer holds 2 of 3 steps"):
        tell(answer=trace("conv1d", [0, 0, 9, 9], weight=[-1, 1], limit=2))
