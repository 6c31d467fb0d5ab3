"""Mentions of people, dates and quotations in the texts of an edition."""

from __future__ import annotations

from edition.build.edition import Edition
from edition.model.mention import MentionKind
from edition.text.words import words


def found(edition: Edition, slug: str, kind: MentionKind) -> list[tuple[str, str]]:
    """Return the words and the entity or value of each mention of a kind in a text."""
    (essay,) = (essay for essay in edition.essays if essay.slug == slug)
    assert essay.text
    return [
        (" ".join(essay.text.text[m.start : m.end].split()), str(m.value) if m.value else m.entity)
        for m in essay.mentions
        if m.kind == kind
    ]


def test_people_are_found_by_every_form_of_their_names(full: Edition) -> None:
    """Across line breaks, and by shared and misspelt names in the registry."""
    assert found(full, "stack-light", "person") == [
        ("Halvard Brisk", "halvard-brisk"),
        ("Halvard Brisk", "halvard-brisk"),
        ("Halvard Brisk", "halvard-brisk"),
        ("Brisk", "halvard-brisk"),
        ("Abel Thornby", "abel-thornby"),
        ("Edda", "edda-thornby"),
        ("Josiah", "josiah-thornby"),
        ("Brisk", "halvard-brisk"),
        ("Linus Ferrow", "linus-ferrow"),
        ("Edda Thornby", "edda-thornby"),
        ("Halvard Brisk", "halvard-brisk"),
        ("Brisk", "halvard-brisk"),
    ]
    assert ("Thornby", "edda-thornby") in found(full, "dockers-strike", "person")
    assert ("Ines Caloway", "ines-calloway") in found(full, "harbour-council", "person")
    assert ("Miss Thornby", "edda-thornby") in found(full, "keeper-letters", "person")


def test_a_shared_name_is_ignored_unless_the_registry_assigns_it(full: Edition) -> None:
    (essay,) = (essay for essay in full.texts if essay.entry.slug == "harbour-council")
    assert "Thornby is a name for two" in essay.text
    assert "Thornby" not in [name for name, _ in found(full, "harbour-council", "person")]


def test_a_name_within_a_title_is_marked(full: Edition) -> None:
    marked = {
        essay.slug: [essay.text.text[m.start : m.end] for m in essay.mentions if m.in_title]
        for essay in full.essays
        if essay.text
    }
    assert {slug: names for slug, names in marked.items() if names} == {"stack-light": ["Halvard Brisk"]}


def test_dates_of_every_kind_are_found(full: Edition) -> None:
    """A day, a month, a season, a decade, an interval, and a year that the registry settles."""
    assert found(full, "stack-light", "date") == [
        ("spring of 1846", "1846-21"),
        ("end of 1847", "1847"),
        ("3 June 1846", "1846-06-03"),
        ("May and August", "1846-05/1846-08"),
        ("1847 to 1852", "1847/1852"),
        ("11 May 1847", "1847-05-11"),
        ("summer of 1850", "1850-22"),
        ("20 October (1 November) 1852", "1852-10-20"),
        ("1880s", "188X"),
        ("1890s", "189X"),
        ("1934", "1934"),
        ("winter of 1951–52", "1951-24"),
        ("early 1880s", "188X"),
    ]


def test_a_day_in_both_calendars_is_one_date(full: Edition) -> None:
    dates = found(full, "dockers-strike", "date")
    assert ("28 January (9 February) 1889", "1889-01-28") in dates
    assert not [value for _, value in dates if value == "1889-02-09"]


def test_repeated_and_interrupted_quotations_have_one_id(full: Edition) -> None:
    """In another essay, in other words, or interrupted by the author."""
    assert [words for words, name in found(full, "dockers-strike", "quotation") if name == MISSED] == [
        "The harbour does not belong to those who own it,",
        "but to those who would be missed.",
    ]
    assert [words for words, name in found(full, "harbour-council", "quotation") if name == MISSED] == [
        "We say that the harbour does not belong to those who own it but to those who would be missed."
    ]


MISSED = "those-who-would-be-missed"


def test_positions_give_the_same_words_in_text_and_source(full: Edition) -> None:
    for edited in full.essays:
        essay = edited.text
        assert essay
        changed = [(c.start, c.end) for c in essay.ledger if c.kind != "rule"]
        for m in edited.mentions:
            assert 0 <= m.source_start < m.source_end <= len(essay.source.text)
            if not any(low <= m.source_end and m.source_start <= high for low, high in changed):
                shown = words(essay.text[m.start : m.end])
                read = words(essay.source.text[m.source_start : m.source_end])
                # list markers (`1)`) are in the source alone
                assert [w for w in read if w not in "123"] == [w for w in shown if w not in "123"]
