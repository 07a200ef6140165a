"""Knows what a lesson's file may say, and what is said of one that is wrong."""

import pytest

from app.lessons.reader import LessonError, parsed

HEAD = 'title = "T"\ntext = "W"\n'
BEAT = HEAD + '[[beats]]\nid = "one"\noperator = "conv1d"\nquery = "input=1"\ntitle = "A"\ntext = "B"\n'


def with_stops(*steps: str) -> str:
    return BEAT + "".join(f'[[beats.stops]]\nsteps = {one}\ntext = "C"\n' for one in steps)


def test_a_beat_plays_one_step_a_second_from_its_first_unless_it_says_otherwise() -> None:
    (beat,) = parsed(BEAT, "en/a.toml").beats
    assert (beat.speed, beat.start, beat.stops) == (1, 0, ())


def test_a_stop_is_one_step_or_its_first_and_last() -> None:
    (beat,) = parsed(with_stops("0", "[1, 3]"), "en/a.toml").beats
    assert [(stop.first, stop.last, stop.question) for stop in beat.stops] == [(0, 0, ""), (1, 3, "")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "en/a.toml: this is not TOML"),
        (HEAD, "en/a.toml: 'beats' is missing"),
        (HEAD + "beats = 3", "en/a.toml: 'beats' is 3; a list is needed"),
        (HEAD + "beats = [3]", "en/a.toml, beat 1: 3 stands where a table is needed"),
        (BEAT.replace('"W"', '""'), "en/a.toml: 'text' is empty"),
        (BEAT.replace("operator", "operater"), "beat 1: there is no 'operater' here; did you mean 'operator'?"),
        (BEAT + "speed = true", "'speed' is True; a whole number or a number is needed"),
        (BEAT + "speed = 0", "(one): 'speed' is 0; it is steps a second, more than 0"),
        (BEAT + "start = -2", "(one): 'start' is -2; it is a step, or -1 for the last"),
        (BEAT + BEAT.removeprefix(HEAD), "two beats are called 'one'"),
        (with_stops('"all"'), "(one), stop 1: 'steps' is 'all'; a whole number or a list is needed"),
        (with_stops("[3, 1]"), "stop 1: 'steps' is [3, 1]; it is a step such as 3"),
        (with_stops("[1, true]"), "stop 1: 'steps' is [1, True]"),
        (with_stops("-1"), "stop 1: 'steps' is -1"),
        (with_stops("[0, 2]", "2"), "the stop at step 2 comes after one that lasts to 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(LessonError) as error:
        parsed(text, "en/a.toml")
    assert said in str(error.value)
