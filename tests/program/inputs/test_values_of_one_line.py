"""A value of a registry is on one line, however it is written."""

from __future__ import annotations

import pytest

from edition.inputs.publication import parse_publication
from edition.inputs.yaml_text import load_plain_data
from edition.model.errors import EditionError


@pytest.mark.parametrize(
    "written",
    ["Two quays", "|\n  Two\n\n  quays\n", ">\n  Two\n  quays\n", '"Two\\n\\nquays"', '"Two \\n quays\\n"'],
)
def test_a_line_break_is_a_space(written: str) -> None:
    assert load_plain_data(f"title: {written}", "works.yml") == {"title": "Two quays"}


@pytest.mark.parametrize("value", ["Two  quays", "Two\u00a0quays", "7", "true"])
def test_other_values_are_as_they_are_written(value: str) -> None:
    assert load_plain_data(f"title: '{value}'", "works.yml") == {"title": value}


@pytest.mark.parametrize("character", ["\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff"])
def test_what_stands_for_no_character_is_refused(character: str) -> None:
    with pytest.raises(EditionError) as error:
        load_plain_data(f'id: a\ntitle: "Two{character}quays"', "works.yml")
    assert f"works.yml, line 2: is not valid YAML: U+{ord(character):04X} stands for no character" in str(
        error.value
    )


def test_the_title_of_the_edition_is_on_one_line() -> None:
    text = "title: |\n  Two\n\n  quays\nversion: 1.0.0\ndate-released: 2024-05-06\nauthors: [{name: A}]"
    assert parse_publication(text, "en").title == "Two quays"
