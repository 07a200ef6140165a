"""Knows that the catalogue is complete in every language and that all it names can be made."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, quote

import pytest

import app.samples
from app.operators import OPERATORS
from app.operators.text import LANGUAGES
from app.samples import GENERATORS, PICTURES, Unfit, generate, generators, picture, presets
from app.samples.catalogue import ENTRIES
from app.samples.experiments import EXPERIMENTS

FAMILIES = "conv|conv_transpose|max_pool|avg_pool|lp_pool|adaptive_avg_pool|adaptive_max_pool|max_unpool"
WANTED = {
    "conv2d": {"plain", "same", "strided", "dilated", "depthwise", "pointwise", "grouped", "full", "channels"}
    | {"photo-sobel_x", "photo-gaussian", "photo-sharpen", "photo-emboss", "photo-outline"},
    "conv1d": {"notes", "causal-dilated"},
    "conv_transpose2d": {"overlap", "even-overlap", "transposed-same"},
    "max_pool2d": {"pool", "pool-overlapping", "pool-ceil"},
    "avg_pool2d": {"pool-mean"},
    "max_unpool2d": {"unpool"},
    "adaptive_avg_pool2d": {"adaptive"},
}


def test_every_generator_and_picture_is_in_the_catalogue_once() -> None:
    names = [entry["name"] for entry in generators("en")]
    assert names == [*GENERATORS, *(f"sample:{name}" for name in PICTURES)]


@pytest.mark.parametrize("entry", generators("en"), ids=lambda entry: entry["name"])
def test_an_entrys_example_can_be_made(entry: dict[str, object]) -> None:
    name, _, text = str(entry["example"]).rpartition(":")
    shape = tuple(map(int, text.split("x")))
    assert name == entry["name"]
    if entry["kind"] == "picture":
        assert picture(name.removeprefix("sample:"), shape, 2).shape == shape
    else:
        assert entry["kind"] in ("grid", "kernel")
        assert generate(name, shape, 2).shape == shape


@pytest.mark.parametrize("entry", generators("en"), ids=lambda entry: entry["name"])
def test_the_shapes_of_an_entry_are_those_that_exist(entry: dict[str, object]) -> None:
    if entry["kind"] == "picture":
        assert entry["shapes"] is None
        return
    tried = {"3": 1, "5": 1, "3x3": 2, "5x5": 2}
    fitting = []
    for text, dimensions in tried.items():
        try:
            generate(str(entry["name"]), tuple(map(int, text.split("x"))), dimensions)
        except Unfit:
            continue
        fitting.append(text)
    assert set(fitting) == set(tried if entry["shapes"] is None else entry["shapes"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_and_description_is_written_in_every_language(language: str) -> None:
    texts = [text for entry in ENTRIES for text in (entry.title, entry.description)]
    for text in [*texts, *(one.title for one in EXPERIMENTS)]:
        assert text[language].strip()
    told = [*generators(language), *presets(language)]
    assert all(one["title"] for one in told)
    chinese = [bool(re.search("[一-鿿]", one["title"])) for one in told]
    assert sum(chinese) >= len(told) - 1 if language == "zh-Hans" else not any(chinese)


def test_titles_do_not_repeat() -> None:
    for language in LANGUAGES:
        for told in (generators(language), presets(language)):
            assert max(Counter(one["title"] for one in told).values()) == 1


def test_at_most_five_presets_of_an_operator_are_offered_first_each_in_a_word_of_its_own() -> None:
    for language in LANGUAGES:
        for operator in {one["operator"] for one in presets(language)}:
            first = [one["word"] for one in presets(language) if one["operator"] == operator and one["word"]]
            assert 1 <= len(first) == len(set(first)) <= 5, operator


def test_an_unknown_language_gets_english() -> None:
    assert generators("fr") == generators("en")
    assert presets("fr") == presets("en")


def test_every_preset_has_a_name_of_its_own() -> None:
    names = [one["name"] for one in presets("en")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z_-]*", name) for name in names)


@pytest.mark.parametrize("one", presets("en"), ids=lambda one: one["name"])
def test_a_preset_asks_a_known_operator_about_its_own_fields(one: dict[str, str]) -> None:
    assert re.fullmatch(f"({FAMILIES})[123]d", one["operator"])
    pairs = parse_qsl(one["query"], strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    assert set(dict(pairs)) <= set(OPERATORS[one["operator"]].fields)


@pytest.mark.parametrize("one", presets("en"), ids=lambda one: one["name"])
def test_a_presets_query_stands_in_an_address_as_it_is(one: dict[str, str]) -> None:
    assert quote(one["query"], safe=",;:@=&") == one["query"]


def test_the_presets_that_were_asked_for_are_there() -> None:
    for operator, names in WANTED.items():
        assert names <= {one["name"] for one in presets("en") if one["operator"] == operator}


def test_every_bundled_picture_has_its_source_and_licence_written_down() -> None:
    note = Path(app.samples.__file__).with_name("PICTURES.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", note, re.MULTILINE)
    assert tuple(listed) == PICTURES
