"""Text reuse: quotations inserted into an artificial text, and the essays of an edition."""

from __future__ import annotations

import random
import re

import pytest

from bench.planted_quotations import plant, score
from edition.build.edition import Edition
from edition.editing.reuse import MAX_PLACES, Passage, Reuse, find_reuse, merge, rank


def test_planted_quotations_are_found() -> None:
    """F1 is at least 0.85 over 216 quotations of 5 to 50 words with 0 to 4 edits."""
    planted = plant()
    found = find_reuse({"source": planted.source, "host": planted.host})
    result = score(planted, [planted.place(reuse.second.start, reuse.second.end) for reuse in found])
    assert result.f1 >= 0.85, result


def test_nothing_is_found_in_texts_that_share_nothing() -> None:
    assert find_reuse({"a": "one two three four five six", "b": "seven eight nine ten eleven twelve"}) == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("the grey cat sat down on the mat", "a grey cat sat down on a mat", 5),
        ("the grey cat sat down on the mat", "The grey cat, “sat” down – on the mat!", 8),
        ("he said the grey cat sat on the warm old mat", "the grey cat sat by the warm old mat", 9),
        ("four words are few", "four words are few", 0),
    ],
)
def test_passages_and_their_lengths(first: str, second: str, words: int) -> None:
    """Punctuation, case and single changed words do not matter; four words are too few."""
    found = merge(find_reuse({"first": first, "second": second}))
    assert [reuse.words for reuse in found] == ([words] if words else [])


def check_recurring(edition: Edition, names: tuple[str, ...]) -> None:
    """Assert that quotations in two essays are found without the registry."""
    found = merge(find_reuse({essay.entry.slug: essay.text for essay in edition.texts}))
    passages = [passage for reuse in found for passage in (reuse.first, reuse.second)]
    for name in names:
        places = [
            (essay.slug, mention)
            for essay in edition.essays
            for mention in essay.mentions
            if mention.kind == "quotation" and mention.entity == name
        ]
        assert len({slug for slug, _ in places}) > 1
        for slug, mention in places:
            if mention.end - mention.start > 40:
                assert any(
                    passage.text == slug and passage.start < mention.end and mention.start < passage.end
                    for passage in passages
                ), (name, slug)


def test_recurring_quotations_of_an_edition_are_found(full: Edition) -> None:
    check_recurring(full, ("eleven-loaves", "those-who-would-be-missed", "boat-you-cannot-see"))


# --- passages that many texts share --------------------------------------------------------------


def many_texts(count: int) -> dict[str, str]:
    """Return texts in a language of frequent words, each with five of forty sayings of 8 to 14 words."""
    rng = random.Random(4)  # noqa: S311 - a test, no secret
    common = [f"c{n}" for n in range(60)]
    sayings = [" ".join(rng.choices(common, k=rng.randint(8, 14))) for _ in range(40)]
    texts = {}
    for number in range(count):
        parts = [f"“{saying}”" for saying in rng.sample(sayings, 5)]
        fillers = [" ".join(rng.choices(common, k=60)) for _ in range(6)]
        texts[f"t{number:03}"] = " ".join(
            part for pair in zip(fillers, [*parts, ""], strict=True) for part in pair
        )
    return texts


def test_quotations_that_many_texts_share_are_found() -> None:
    """Each is in about forty texts, and consists of words that are in all."""
    texts = many_texts(300)
    covered: dict[str, list[tuple[int, int]]] = {}
    for reuse in find_reuse(texts):
        for passage in (reuse.first, reuse.second):
            covered.setdefault(passage.text, []).append((passage.start, passage.end))
    places = [(name, match.span(1)) for name, text in texts.items() for match in re.finditer("“(.+?)”", text)]
    found = [
        any(start <= span[0] and span[1] <= end for start, end in covered.get(name, ()))
        for name, span in places
    ]
    assert sum(found) / len(found) >= 0.95


def test_a_passage_of_many_texts_is_a_pair_with_the_one_before_in_each() -> None:
    """So that their number does not grow with its square."""
    saying = "no crane moves unless we who are hired by the day move it"
    texts = {f"t{n:02}": f"first{n} {saying} last{n}" for n in range(MAX_PLACES + 8)}
    pairs = [(reuse.first.text, reuse.second.text) for reuse in find_reuse(texts)]
    assert pairs == [(f"t{n:02}", f"t{n + 1:02}") for n in range(MAX_PLACES + 7)]
    assert {reuse.places for reuse in find_reuse(texts)} == {MAX_PLACES + 8}


def test_both_places_in_a_text_that_has_the_words_twice_are_found() -> None:
    saying = "no crane moves unless we who are hired"
    texts = {f"t{n:02}": f"now{n} we said {saying} here{n}" for n in range(MAX_PLACES + 2)}
    texts["t00"] = f"once we said {saying} twice {saying} thrice"
    second = texts["t00"].rindex(saying)
    assert any(
        passage.text == "t00" and passage.start <= second and passage.end >= second + len(saying)
        for reuse in find_reuse(texts)
        for passage in (reuse.first, reuse.second)
    )


def test_quotations_rank_before_commonplaces_and_long_before_short() -> None:
    def reuse(start: int, end: int, words: int, places: int = 2) -> Reuse:
        return Reuse(Passage("a", start, end), Passage("b", start, end), words, places)

    commonplace, rare = reuse(0, 40, 8, 64), reuse(50, 90, 8)
    quotation, longer = reuse(100, 130, 6, 64), reuse(200, 290, 15, 64)
    ranked = rank([commonplace, rare, quotation, longer], {"a": [(99, 131)], "b": [(199, 295)]})
    assert ranked == [longer, quotation, rare, commonplace]
