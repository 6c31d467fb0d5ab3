"""The house style: each rule by the cases in its file, all rules together by properties."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import assume, example, given, settings

from edition.model.ledger import Draft, restore
from edition.model.vocabulary import Convention
from edition.text.damage import DAMAGE
from edition.text.house_style import house_style
from edition.text.layout import VERSE_LINE
from edition.text.rule import Rule, apply_rules, replace_matches
from tests.support.strategies import TEXTS

FOLDER = Path(__file__).parent / "rules"
CONVENTIONS = get_args(Convention)
RULES = {rule.name: rule for rule in (*house_style(wrapped=True, conventions=CONVENTIONS), VERSE_LINE)}
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")
NAMED = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


class Case(NamedTuple):
    """An input of a rule and the expected result."""

    rule: str
    title: str
    text: str
    expected: str


def _cases() -> Iterator[Case]:
    """Read the files: a title, a text and the expected result, each ended by a separator."""
    for path in sorted(FOLDER.iterdir()):
        for case in path.read_text(encoding="utf-8").rstrip("\n").split("\n---\n"):
            lines = case.split("\n")
            stops = [at for at, line in enumerate(lines) if line == "."]
            assert len(stops) == 3, f"{path.name}: {lines[0]!r} has {len(stops)} stops"
            assert stops[2] == len(lines) - 1, f"{path.name}: there is more below {lines[0]!r}"
            title, text, expected = (
                "\n".join(lines[low + 1 : high]) for low, high in zip((-1, *stops), stops, strict=False)
            )
            yield Case(path.stem, title, _decoded(text), _decoded(expected))


def _decoded(text: str) -> str:
    return ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else NAMED[m[2]], text)


CASES = list(_cases())


def _ids(case: Case) -> str:
    return f"{case.rule}: {case.title}"


def _alone(rule: Rule, text: str) -> str:
    return Draft(text, text).revise(rule.changes(text)).text


def _styled(text: str, *, wrapped: bool = False) -> str:
    return apply_rules(house_style(wrapped=wrapped), Draft(text, text)).text


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_case(case: Case) -> None:
    assert _alone(RULES[case.rule], case.text) == case.expected


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.triggers], ids=lambda rule: rule.name
)
def test_a_text_without_the_triggers_of_a_rule_is_not_changed_by_it(rule: Rule) -> None:
    """So `apply_rules` may leave the rule out."""
    dropped = dict.fromkeys(map(ord, rule.triggers))
    for case in CASES:
        text = case.text.translate(dropped)
        assert _alone(rule, text) == text


def test_a_rule_sees_the_characters_that_another_before_it_inserts() -> None:
    rules = (
        Rule("first", "One.", replace_matches("a", "&"), triggers="a"),
        Rule("second", "Two.", replace_matches("&", "b"), triggers="&"),
    )
    assert apply_rules(rules, Draft("a", "a")).text == "b"


@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_a_second_run_of_a_rule_changes_nothing(case: Case) -> None:
    assert _alone(RULES[case.rule], case.expected) == case.expected


def test_every_rule_has_cases_and_every_file_a_rule() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.txt" for name in RULES}


def test_every_rule_has_cases_where_something_and_where_nothing_changes() -> None:
    changed = Counter(case.rule for case in CASES if case.text != case.expected)
    same = Counter(case.rule for case in CASES if case.text == case.expected)
    assert set(changed) == set(same) == set(RULES)
    assert all(changed[name] + same[name] >= 4 for name in RULES)


def test_case_titles_are_unique() -> None:
    assert len({_ids(case) for case in CASES}) == len(CASES)


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in house_style(wrapped=True, conventions=CONVENTIONS)]
    assert len(set(names)) == len(names)


JOINING = ["divided-word", "line-end-hyphen", "line-end-dash", "wrapped-line"]


def test_only_wrapped_texts_have_their_lines_joined() -> None:
    plain = [rule.name for rule in house_style()]
    assert [rule.name for rule in house_style(wrapped=True) if rule.name not in plain] == JOINING


@pytest.mark.parametrize(
    ("convention", "added"),
    [
        ("html", ["entity", "line-tag", "stray-tag"]),
        ("furniture", ["picture-place", "page-mark", "page-number"]),
        ("layout", ["indented-paragraph"]),
        ("notes", []),
        ("emphasis", []),
        ("breaks", []),
    ],
)
def test_only_texts_of_a_convention_have_its_rules(convention: Convention, added: list[str]) -> None:
    others = [rule.name for rule in house_style(wrapped=True)]
    names = [rule.name for rule in house_style(wrapped=True, conventions=[convention])]
    assert [name for name in names if name not in others] == added


WHOLE = {
    "spaced stops before a word": ("And then . . .nothing", "And then …nothing"),
    "spaced stops before a mark": ('He said: "So . . ."', "He said: “So …”"),
    "spaced stops before a comma": ("If . . ., then", "If …, then"),
    "four spaced stops": ("The end. . . . No", "The end…. No"),
    "odd stops": ("Well .. . so", "Well .. . so"),
    "single marks in double ones": ("\"'Tis the 'Quay',\" he said", "“’Tis the ‘Quay’,” he said"),
    "a spaced question in quotation marks": ('"Who stopped it ?" - nobody', "“Who stopped it?” – nobody"),
    "spaces that marks leave alone": ('the " odd " one', "the “odd” one"),
    "years in a dated bracket": ("\r\n(Paris,\u00a01917-18)\r\n", "(Paris, 1917–18)"),
    "a mark and hyphens": ('"No"--she said--"no"', "“No”—she said—“no”"),
    "lines are paragraphs": ("One.\nTwo.\n\n\nThree.", "One.\n\nTwo.\n\nThree."),
    "nothing at all": ("", ""),
    "nothing that shows": ("\ufeff \u00a0\n\u200b\n", ""),
}


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_whole_style(text: str, expected: str) -> None:
    assert _styled(text) == expected


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("case", CASES, ids=_ids)
def test_a_second_run_of_the_style_changes_nothing_in_the_cases(case: Case, wrapped: bool) -> None:
    once = _styled(case.text, wrapped=wrapped)
    assert _styled(once, wrapped=wrapped) == once


_MAY_SEEM_DAMAGED = re.compile("[ÂÃâïðÄÅÎÏÐÑ][^\n]{0,8}['\"`.\x80-\x9f-]")
"""A letter that begins characters read in a wrong encoding, and a mark that the style replaces by one that
may go on with them, or drops: what is left may look like another damaged character, `â’€` like `⒀`."""


@pytest.mark.parametrize("wrapped", [False, True])
@settings(max_examples=1500)
@given(text=TEXTS)
def test_a_second_run_of_the_style_changes_nothing(wrapped: bool, text: str) -> None:
    assume(not _MAY_SEEM_DAMAGED.search(unicodedata.normalize("NFC", text)))
    once = _styled(text, wrapped=wrapped)
    assert _styled(once, wrapped=wrapped) == once


@pytest.mark.parametrize("wrapped", [False, True])
@settings(max_examples=500)
@given(text=TEXTS)
@example(text="\r\n \x00\r\n")
def test_source_is_restored(wrapped: bool, text: str) -> None:
    draft = apply_rules(house_style(wrapped=wrapped), Draft(text, text))
    assert restore(draft.text, draft.ledger) == text


@settings(max_examples=500)
@given(text=TEXTS)
def test_styled_text_has_neither_straight_marks_nor_odd_spaces(text: str) -> None:
    styled = _styled(text)
    assert not re.search("[\"'\t\r\u00a0\ufeff\u00ad\u200b]|  | \n|\n |\n\n\n|(?<!\n)\n(?!\n)", styled)
    assert styled == styled.strip()


@settings(max_examples=500)
@given(text=TEXTS)
def test_letters_and_digits_are_kept(text: str) -> None:
    for rule in (*DAMAGE, RULES["invisible-character"], RULES["composed-letter"]):
        text = _alone(rule, text)
    before = [c for c in text if c.isalnum()]
    assert [c for c in _styled(text) if c.isalnum()] == before
