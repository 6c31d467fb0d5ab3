"""Short phrases in quotation marks are quotations if a verb of saying or a noun of speech is nearby."""

from __future__ import annotations

import pytest

from edition.annotate.quotations import find_quotations

SAYING = [
    *("said", "says", "say", "saying", "tell", "tells", "telling"),
    *("told", "wrote", "writes", "write", "writing", "declared", "declares"),
    *("declaring", "announced", "observed", "observes", "remarked", "replied", "answered"),
    *("asked", "insisted", "argued", "argues", "warned", "claimed", "claims"),
    *("stated", "states", "explained", "explains", "added", "adds", "called"),
    *("calls", "call", "calling", "described", "describes", "denounced", "demanded"),
    *("demanding", "proclaimed", "concluded", "concludes", "recalled", "reported", "cried"),
    *("shouted", "thundered", "complained", "spoke", "speaks", "quoted", "quotes"),
    *("noted", "notes", "asserted", "asserts", "promised", "swore", "vowed"),
    *("defines", "defined", "termed", "dismissed", "hailed", "predicted", "urged"),
    *("confessed", "admitted", "exclaimed", "jeered", "sneered", "boasted", "branded"),
]
SEVERAL = ["put it", "puts it", "pointed out", "points out", "summed up"]
NOUNS = [
    *("words", "phrase", "slogan", "motto", "cry", "call", "term"),
    *("expression", "verdict", "appeal", "headline", "banner", "banners", "toast"),
    *("formula", "reply", "answer"),
]


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize("verb", SAYING + SEVERAL)
def test_verbs_of_saying_make_a_quotation(verb: str) -> None:
    for text in (
        f"The owners {verb} “not today”.",
        f"The owners {verb}: “not today”.",
        f"“Not today”, they {verb}.",
        f"“Not today” {verb} the owners.",
        f"“Not today”, she later {verb}.",
    ):
        assert [words.lower() for words in quoted(text)] == ["not today"], text


@pytest.mark.parametrize("noun", NOUNS)
def test_nouns_of_speech_make_a_quotation(noun: str) -> None:
    assert quoted(f"Under the {noun} “not today” they met.") == ["not today"]
    assert quoted(f"Theirs was the {noun} of that year, “not today”.") == ["not today"]


@pytest.mark.parametrize("verb", ["resaid", "forecalled", "toldest", "crying", "walked", "saw"])
def test_other_words_do_not_make_a_quotation(verb: str) -> None:
    assert quoted(f"The owners {verb} “not today”.") == []
    assert quoted(f"A “not today” {verb} the owners.") == []


NAMING = [
    *("so-called", "nicknamed", "known as", "known locally as", "dubbed", "titled", "entitled", "named"),
    *("article", "book", "pamphlet", "novel", "poem", "essay", "paper", "journal", "newspaper", "ship"),
    *("play", "song", "work", "text", "lecture", "book, a", "ship, the"),
]


@pytest.mark.parametrize("word", NAMING)
def test_long_titles_and_names_are_not_quotations(word: str) -> None:
    """Their length does not matter."""
    assert quoted(f"It was a {word} “no crane moves unless we move it”.") == []
    assert quoted(f"It was a {word.upper()} “no crane moves unless we move it”.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a verb may stand up to 48 letters away, in the same sentence
        (f"They said {'a' * 46} “not today”.", ["not today"]),
        (f"They said {'a' * 47} “not today”.", []),
        ("They said. A “fair” wage.", []),
        ("They said! A “fair” wage.", []),
        ("They said? A “fair” wage.", []),
        # a noun up to 24
        (f"Their cry {'a' * 22} “not today”.", ["not today"]),
        (f"Their cry {'a' * 23} “not today”.", []),
        # possessives
        ("Marlow’s “door shut”.", ["door shut"]),
        ("The Dockers’ “door shut”.", ["door shut"]),
        ("Marlow’s own “door shut”.", ["door shut"]),
        ("Marlow’s own favourite “door shut”.", ["door shut"]),
        ("Marlow’s very favourite “door shut”.", []),
        ("the docker’s “door shut”", []),
        # the speaker after it
        ("A “door shut”, a delegate from there wrote.", ["door shut"]),
        ("A “door shut”, one of the six delegates wrote.", ["door shut"]),
        ("A “door shut”, one of the six old delegates there wrote.", []),
        ("A “door shut”, Ada Marlow had said.", ["door shut"]),
        ("A “door shut” Ada Marlow once said.", ["door shut"]),
        ("A “door shut” (Marlow).", ["door shut"]),
        ("A “door shut” (a docker).", []),
        ("A “door shut”, (Marlow).", ["door shut"]),
        (f"A “door shut” ({'so ' * 17}Marlow).", ["door shut"]),
        (f"A “door shut” ({'so ' * 20}Marlow).", []),  # an aside, which does not begin with a source
        ("A “door shut,” she left.", ["door shut,"]),
        ("A “door shut,” the crowd left.", ["door shut,"]),
        ("A “door shut,” Marlow left.", ["door shut,"]),
        ("A “door shut,” and left.", []),
        # titles have capitals, unless they are announced
        ("She read “The Harbour and the Town”.", []),
        ("She said: “The Harbour and the Town”.", ["The Harbour and the Town"]),
        ("She read “The harbour and the town”.", ["The harbour and the town"]),
        ("She said “Harbour”.", ["Harbour"]),
        ("She said “U.S.A.”", []),
        # six words are enough
        ("It was “a row of nine”.", []),
        ("It was “a row of nine cranes”.", ["a row of nine cranes"]),
    ],
)
def test_limits_of_distance_and_length(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They said “one ‘two’ three”.", ["one ‘two’ three"]),
        ("They said “one”.\n\nThey said “two”.", ["one", "two"]),
        # a mark that is never closed ends with its paragraph
        ("They said “not today.\n\nThen “fair” wages.", ["not today."]),
        ("They said “not today", ["not today"]),
        # apostrophes close nothing
        ("They said ‘the workers’ day’.", ["the workers’ day"]),
        ("They said ‘the workers’ and left.", ["the workers"]),
        ("They said ‘don’t’.", ["don’t"]),
        ("They said ‘it was the workers’ day. Then’ it rained.", ["it was the workers"]),
    ],
)
def test_where_a_quotation_ends(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("“No crane moves.”", "No crane moves."),
        ("“No crane moves”.", "No crane moves"),
        ("‘No crane moves.’", "No crane moves."),
        ("“No crane moves.", "No crane moves."),
        ("No crane moves.", "No crane moves."),
        ("“‘No crane moves unless we do.’”", "‘No crane moves unless we do.’"),
        ("“‘No crane moves unless we do’.”", "‘No crane moves unless we do’."),
    ],
)
def test_a_block_quotation_is_found_once_without_its_marks(inside: str, expected: str) -> None:
    text = f"They wrote so:\n\n{inside}\n\nAnd left."
    start = text.index(inside)
    found = find_quotations(text, [(start, start + len(inside))])
    assert [text[start:end] for start, end in found] == [expected]
