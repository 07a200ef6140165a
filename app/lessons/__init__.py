"""Lessons as data: what is said beside a living stage, one TOML file a lesson, one folder a language.

Knows words and where they stand; every number in them is read from an answer when the lesson is told (telling.py).

    title = "…"                          the lesson's headline
    text = "…"                           one or two sentences below it

    [[beats]]                            one stage, in the order in which they are shown
    id = "row"                           the same in every language, as are operator, query and steps
    operator = "conv1d"
    query = "input=0,0,1&weight=-1,1"    an experiment, as the API takes it
    title = "…"
    text = "…"                           what is to be seen; also stands where no stop does
    speed = 0.5                          steps a second while it plays; 1 if left out
    start = -1                           the step it opens on; 0 if left out, -1 is the last

    [[beats.stops]]                      a step worth stopping at, in the order of steps
    steps = 1                            or [1, 2], the first and the last step of which the text is true
    text = "It gets light: {value}."
    question = "What comes next?"        may be left out
    name = "The edge"                    may be left out; a stop with a name is offered as a place to jump to

A number stands in a text as its place in braces: anything in the answer (`{output[2]}`, `{steps.value[3]}`,
`{counts.parameters}`), or a column of the stop's own step (`{value}`, `{window[0,2]}`). In a stop of several steps a
column must say the same in each of them. So a text cannot disagree with the picture.
"""

from app.lessons.reader import Beat, Lesson, LessonError, Stop, lesson
from app.lessons.telling import Answer, Part, Said, Shown, Told, told

__all__ = ["Answer", "Beat", "Lesson", "LessonError", "Part", "Said", "Shown", "Stop", "Told", "lesson", "told"]
