"""The catalogues of translations are complete, and say nothing that the program does not."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import messages

CATALOGUES = sorted(messages.LOCALES.glob("*.po"))

WRITTEN = dict(messages.files())


def catalogue_of(language: str) -> list[Message]:
    with (messages.LOCALES / f"{language}.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(map(str, text)) if isinstance(text, tuple) else ()


def names(text: str) -> set[str]:
    """Return the names of the values that are filled into a message."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_german_is_among_the_languages() -> None:
    assert "de" in {path.stem for path in CATALOGUES}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_catalogue_has_the_messages_of_the_program_and_no_others(path: object) -> None:
    """If it fails, run `make messages`."""
    assert WRITTEN[path].splitlines() == path.read_text(encoding="utf-8").splitlines()  # type: ignore[attr-defined, index]


@pytest.mark.parametrize("language", [path.stem for path in CATALOGUES])
def test_every_message_is_translated(language: str) -> None:
    entries = catalogue_of(language)
    assert len(entries) > 300
    assert not [entry.id for entry in entries if entry.fuzzy or not all(forms(entry.string) or ("",))]


@pytest.mark.parametrize("language", [path.stem for path in CATALOGUES])
def test_a_translation_has_the_values_of_its_message(language: str) -> None:
    wrong = []
    for entry in catalogue_of(language):
        expected = names(forms(entry.id)[-1])
        wrong += [text for text in forms(entry.string) if names(text) != expected]
        # a brace that names no value would be an error when values are filled in
        wrong += [t for t in forms(entry.string) if re.search(r"[{}]", re.sub(r"\{\w+\}", "", t))]
    assert not wrong


@pytest.mark.parametrize("language", [path.stem for path in CATALOGUES])
def test_a_translation_has_the_addresses_and_the_markup_of_its_message(language: str) -> None:
    """Links lead where they lead in English, and what is emphasised has as many marks."""

    def markup(text: str) -> list[str]:
        return sorted(re.findall(r"\]\([^)]*\)|\*+|<[^>]*>|`", text))

    assert not [
        text
        for entry in catalogue_of(language)
        for text in forms(entry.string)
        if markup(text) != markup(forms(entry.id)[-1])
    ]


def test_quotation_marks_are_those_of_the_language() -> None:
    """German opens with „ and closes with “."""
    for entry in catalogue_of("de"):
        for text in forms(entry.string):
            assert "”" not in text
            assert text.count("„") == text.count("“"), text


def test_a_message_that_is_put_together_is_refused() -> None:
    from io import BytesIO

    source = BytesIO(b'title = gettext(f"Version {number}")\n')
    with pytest.raises(SyntaxError, match=r"line 1: a message is put together"):
        list(messages.extract_python(source, messages.KEYWORDS, [], {"encoding": "utf-8"}))
