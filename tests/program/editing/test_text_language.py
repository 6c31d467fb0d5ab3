"""The language of a new text, which its entry proposes where it is not that of the edition."""

from __future__ import annotations

import pytest
import yaml

from edition.editing.new_entry import propose_entry
from edition.editing.text_language import MIN_WORDS, guess_language
from edition.model.essay import Source

TEXTS = {
    "en": "The mill stood by the water, and the keeper was not in it for most of the year. ",
    "de": "Die Mühle ist nicht am Wasser, und der Wärter war mit dem Boot auf dem See, wie es sich ziemt. ",
    "fr": "Le moulin est dans la vallée, et les gens qui ne dorment pas le voient sur la rive. ",
    "es": "El molino no se ve desde la orilla, y los vecinos que viven en el puerto lo saben por una carta. ",
    "it": "Il mulino non si vede, e gli uomini che sono nelle case del porto lo sanno per una lettera. ",
    "nl": "De molen is niet te zien, en het volk dat in een van de huizen woont weet het met zijn hart. ",
    "pt": "O moinho não se vê da margem, e os homens que vivem em uma das casas do porto o sabem. ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_has_the_language_of_its_commonest_words(language: str) -> None:
    assert guess_language(TEXTS[language] * 4) == language


@pytest.mark.parametrize(
    "text", ["the " * (MIN_WORDS - 1), "crane " * 99, TEXTS["en"] * 3 + TEXTS["de"] * 3, ""]
)
def test_short_mixed_and_other_texts_do_not_tell(text: str) -> None:
    assert guess_language(text) == ""


@pytest.mark.parametrize(("edition", "line"), [("en", "fr"), ("fr-CH", None), ("", None)])
def test_the_entry_has_a_language_that_is_not_that_of_the_edition(edition: str, line: str | None) -> None:
    entry = propose_entry(
        Source("mill.txt", "Le moulin\n\n" + TEXTS["fr"] * 4, ""), "mill", None, edition
    ).yaml
    assert yaml.safe_load("essays:" + entry)["essays"][0].get("language") == line
