"""Words and fingerprints: a text is recognised regardless of its punctuation."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.text.words import SKETCH_SIZE, containment, hash_words, ngrams, shingles, sketch, words

WORDS = st.text("abcxyzäéßдλ0123456789", min_size=1, max_size=6)
GAPS = st.sampled_from(
    [" ", "  ", "\n\n", "\r\n", "\u00a0", ", ", "-", "—", ".” “", " (", "_", "/", "…", "\u2028"]
)
SEQUENCES = st.lists(WORDS, max_size=60)

VOCABULARY = "crane quay rope tide coal clerk wage rent owner strike spring hand ship dock"


def prose(seed: int, length: int = 400) -> list[str]:
    """Return a text of few different words; texts of different seeds share few runs of five."""
    chance = random.Random(seed)  # noqa: S311
    return [chance.choice(VOCABULARY.split()) for _ in range(length)]


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Crane’s rope", ["the", "cranes", "rope"]),
        ("Don't, don’t, DON‘T!", ["dont", "dont", "dont"]),
        ("the workers’ 'week'", ["the", "workers", "week"]),
        ("well-known NEP-men", ["well", "known", "nep", "men"]),
        ("1917–21: 1,108", ["1917", "21", "1", "108"]),
        ("snake_case", ["snake", "case"]),
        ("“Élan”… (naïve)", ["élan", "naïve"]),
        ("Стачка, 1905", ["стачка", "1905"]),
        ("– … * “”", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@settings(max_examples=300)
@given(st.lists(st.tuples(WORDS, GAPS), max_size=30))
def test_words_are_the_same_whatever_stands_between_them(pairs: list[tuple[str, str]]) -> None:
    assert words("".join(word + gap for word, gap in pairs)) == [word for word, _ in pairs]


@settings(max_examples=200)
@given(WORDS, st.sampled_from("'’‘"), WORDS)
def test_apostrophes_do_not_divide_words(left: str, mark: str, right: str) -> None:
    assert words(left + mark + right) == words(left + right)


# --- digest -------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(SEQUENCES, SEQUENCES)
def test_different_words_have_different_digests(first: list[str], second: list[str]) -> None:
    assert (hash_words(first) == hash_words(second)) == (first == second)
    assert re.fullmatch("[0-9a-f]{16}", hash_words(first))


@pytest.mark.parametrize(
    "other",
    [["two", "one"], ["one"], ["onetwo"], ["one", "two", "two"], ["One", "two"], []],
    ids=["order", "fewer", "run together", "more", "case", "none"],
)
def test_other_words_have_another_digest(other: list[str]) -> None:
    assert hash_words(["one", "two"]) != hash_words(other)


def test_the_digest_never_changes() -> None:
    """Manifests contain it. It is the beginning of the SHA-256 of `one two`."""
    # printf 'one two' | sha256sum
    assert hash_words(["one", "two"]) == "8ab63e29a4ba14e4"


# --- sketch and containment ---------------------------------------------------------------------


@settings(max_examples=100)
@given(SEQUENCES, st.integers(1, 7))
def test_grams_are_every_run(sequence: list[str], size: int) -> None:
    runs = list(ngrams(sequence, size))
    assert len(runs) == max(0, len(sequence) - size + 1)
    assert all(run.split(" ") == sequence[at : at + size] for at, run in enumerate(runs))


@settings(max_examples=200)
@given(SEQUENCES)
def test_sketch_is_a_few_hashes_in_order(sequence: list[str]) -> None:
    hashes = sketch(sequence)
    runs = set(ngrams(sequence, 5))
    assert len(hashes) == min(len(runs), SKETCH_SIZE)
    assert list(hashes) == sorted(set(hashes))
    assert all(re.fullmatch("[0-9a-f]{8}", value) for value in hashes)


def test_sketch_of_a_long_text_is_no_longer() -> None:
    assert len(sketch(prose(0))) == SKETCH_SIZE


@settings(max_examples=200)
@given(SEQUENCES, SEQUENCES)
def test_containment_is_a_share(first: list[str], second: list[str]) -> None:
    assert 0 <= containment(sketch(first), shingles(second)) <= 1
    assert containment(sketch(first), shingles(first)) == (1 if len(first) >= 5 else 0)
    assert containment(sketch(first), shingles([*second, *first, *second])) == (1 if len(first) >= 5 else 0)


@pytest.mark.parametrize("seed", range(5))
def test_containment_falls_with_every_change(seed: int) -> None:
    text = prose(seed)
    one_word = [*text[:200], "lighthouse", *text[201:]]
    half = [*text[:200], *prose(seed + 100, 200)]
    another = prose(seed + 200)
    shares = [containment(sketch(text), shingles(other)) for other in (text, one_word, half, another)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[1] > 0.8
    assert 0.1 < shares[2] < 0.6
    assert shares[3] == 0


def test_containment_estimates_the_true_share() -> None:
    """On average over many pairs."""
    errors = []
    for seed in range(60):
        text = prose(seed, 300)
        other = [*text[: 5 * seed], *prose(seed + 1000, 300 - 5 * seed)]
        first_set, second_set = set(ngrams(text, 5)), set(ngrams(other, 5))
        true = len(first_set & second_set) / len(first_set)
        errors.append(containment(sketch(text), shingles(other)) - true)
    assert abs(sum(errors) / len(errors)) < 0.05
    assert max(map(abs, errors)) < 0.35


def test_texts_too_short_for_a_run_resemble_nothing() -> None:
    assert sketch(["four", "words", "are", "few"]) == ()
    assert containment((), ()) == 0
