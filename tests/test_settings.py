"""Settings are read once, from variables with names that can be guessed, and refuse what is not a count."""

import dataclasses

import pytest

from app import settings
from app.settings import Settings, SettingsError


def test_without_variables_the_limits_are_those_of_the_contract() -> None:
    assert Settings.from_environment({}).limits() == {
        "body_bytes": 4 * 1024 * 1024,
        "cells": 262_144,
        "work": 50_000_000,
        "page_values": 1_000_000,
        "entries": 262_144,
        "layers": 2_000,
        "frames": 1_024,
        "pixels": 16_000_000,
        "animation_pixels": 200_000_000,
    }


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_has_its_variable(field: str) -> None:
    changed = Settings.from_environment({f"CONVSCOPE_{field.upper()}": "7"})

    assert changed == dataclasses.replace(Settings(), **{field: 7})


def test_other_variables_are_left_alone() -> None:
    assert Settings.from_environment({"MAX_CELLS": "1", "CONVSCOPE_COLOUR": "blue", "PATH": ""}) == Settings()


@pytest.mark.parametrize("text", ["", " ", "0", "-1", "+1", "1.5", "1e6", "1_000", "many", "４", "9" * 5000])
def test_what_is_not_a_positive_integer_is_refused_by_name(text: str) -> None:
    with pytest.raises(SettingsError, match=r"^CONVSCOPE_MAX_CELLS is .{2,50}, but it must be a positive integer"):
        Settings.from_environment({"CONVSCOPE_MAX_CELLS": text})


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().max_cells = 1  # type: ignore[misc]


@pytest.mark.parametrize("find, name", [(settings.static_folder, "static"), (settings.template_folder, "templates")])
def test_folders_are_sought_in_the_package_first_then_beside_it(find, name, tmp_path, monkeypatch) -> None:
    package = tmp_path / "app"
    package.mkdir()
    monkeypatch.setattr(settings, "__file__", str(package / "settings.py"))

    with pytest.raises(FileNotFoundError, match=f"{name}/"):
        find()
    (tmp_path / name).mkdir()
    assert find() == tmp_path / name
    (package / name).mkdir()
    assert find() == package / name
