"""What a German edition says: dates, counts, notes, verdicts and lists, as Germans write them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from edition.annotate.collation import describe_difference
from edition.annotate.entity_index import EntityIndex
from edition.build.generator_settings import navigation
from edition.inputs.catalogues import load_catalogue
from edition.model.edtf import Edtf, display_lifetime
from edition.model.entries import DateEntry, Person, PersonEntry, QuotationEntry
from edition.model.reference import Reference
from edition.model.registry import Registry
from edition.model.translation import format_number, join_as_list, join_with_and, translated_by
from edition.model.vocabulary import Certainty, Verdict
from edition.pages.charts.year_axis import Slot
from edition.pages.footnotes import entity_note, quotation_verdict
from edition.pages.phrases import qualify, reading_time, slip_name
from edition.pages.references import reference
from edition.pages.register_parts import label_sources
from edition.search.registry_records import date_names
from tests.support.environment import ROOT


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translated_by(load_catalogue(ROOT, "de-AT")):
        yield


def test_omissions_that_the_program_proposes_have_german_names() -> None:
    assert [slip_name(kind) for kind in ("frame", "contents", "separator", "publication", "Werbung")] == [
        *("Rahmen", "Inhalt", "Trennzeichen", "Veröffentlichung", "Werbung"),
    ]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1917", "1917"),
        ("1917-10", "Oktober 1917"),
        ("1917-11-07", "7. November 1917"),
        ("1923-21", "Frühjahr 1923"),
        ("1923-24", "Winter 1923/24"),
        ("18XX", "19. Jahrhundert"),
        ("1870~", "um 1870"),
        ("1870?", "1870 (?)"),
        ("1870-03%", "um März 1870 (?)"),
        ("193X", "1930er Jahre"),
        ("014X", "140er n. Chr."),
        ("1917-10-XX", "Oktober 1917"),
        ("-0384", "385 v. Chr."),
        ("0014", "14 n. Chr."),
        ("0014-08-19", "19. August 14 n. Chr."),
        ("1936/1938", "1936–1938"),
        ("1917-10-24/1917-10-25", "24.–25. Oktober 1917"),
        ("1917-10-24/1917-11-07", "24. Oktober – 7. November 1917"),
        ("1917-02/1917-10", "Februar – Oktober 1917"),
        ("1917-11/1918-03", "November 1917 – März 1918"),
        ("1887~/1889", "um 1887 – 1889"),
        ("-0384/-0321", "385–322 v. Chr."),
        ("0014/0037", "14–37 n. Chr."),
        ("-0019/0014", "20 v. Chr. – 14 n. Chr."),
        ("1999/..", "1999–"),
    ],
)
def test_dates_and_intervals(edtf: str, expected: str) -> None:
    assert Edtf.parse(edtf).display() == expected


def test_years_of_a_life() -> None:
    born, died = Edtf.parse("1870-04-22"), Edtf.parse("1924~")
    assert display_lifetime(born, died) == "1870 – um 1924"
    assert display_lifetime(born, None) == "geb. 1870"
    assert display_lifetime(None, died) == "gest. um 1924"
    assert display_lifetime(None, Edtf.parse("1849-10/..")) == "gest. 1849 oder später"
    assert display_lifetime(born, Edtf.parse("../1924")) == "1870 – 1924 oder früher"


def test_years_of_a_chart() -> None:
    assert [slot.name for slot in (Slot(1850, 1859), Slot(1917, 1917))] == ["1850er", "1917"]


def test_what_readers_may_type_to_find_a_date() -> None:
    assert {"25. Oktober 1917", "1917-10-25", "25. Okt 1917"} <= set(date_names(Edtf.parse("1917-10-25")))
    assert date_names(Edtf.parse("193X")) == ["1930er Jahre", "193X", "30er"]


def test_one_and_several() -> None:
    assert [reading_time(words) for words in (230, 460)] == ["1\xa0Minute", "2\xa0Minuten"]
    assert [label_sources("A", n) for n in (0, 1, 2)] == ["Quelle: A", "Quelle: A", "Quellen: A"]


def test_numbers_and_lists() -> None:
    assert (format_number(1234567), format_number(999)) == ("1.234.567", "999")
    assert join_as_list(["Absätze", "Zitate", "Daten"]) == "Absätze, Zitate und Daten"
    assert join_with_and(["Ada", "Bo", "Cy"]) == "Ada und Bo und Cy"


@pytest.mark.parametrize(
    ("verdict", "certainty", "expected"),
    [
        ("as-published", "confirmed", "Wie veröffentlicht zitiert."),
        ("variant", "probable", "Wahrscheinlich eine andere Übersetzung oder Fassung."),
        ("wrong-page", "probable", "Die Seitenangabe ist wahrscheinlich falsch."),
        ("altered", "unknown", "Weicht vom veröffentlichten Wortlaut ab (nicht gesichert)."),
        ("not-found", "probable", "Keine veröffentlichte Quelle gefunden."),
    ],
)
def test_verdicts(verdict: Verdict, certainty: Certainty, expected: str) -> None:
    entry = QuotationEntry("still", "Still", "", "", "", None, "", verdict, "*", certainty, "", ())
    assert quotation_verdict(entry) == f"{expected} \\*"


def test_statements_are_qualified_before_their_stop() -> None:
    assert qualify("Schreiberin am Hafen.", "probable") == "Schreiberin am Hafen (wahrscheinlich)."


def test_a_reference_says_what_was_seen_of_a_work() -> None:
    copy = Reference("Kräne", "Ada", access="copy", accessed=Edtf.parse("2026-03-01"), supports="den Streik")
    assert reference(copy) == "Ada, *Kräne*, in einer Kopie eingesehen am 1. März 2026 (für: den Streik)"


def test_another_wording_stands_in_german_quotation_marks() -> None:
    assert describe_difference("die Kräne standen still", "die Kräne ruhten", 20) == "dort: „Kräne ruhten“"


ADA = PersonEntry(
    Person("ada", ("Ada",)),
    "Ada",
    "Ada Marlow",
    "Marlow, Ada",
    Edtf.parse("1870"),
    None,
    "Kranführerin.",
    "",
    "probable",
    "",
    "",
)


def test_a_note_on_a_person_and_on_a_date() -> None:
    strike = DateEntry(
        Edtf.parse("1911-05-01"), Edtf.parse("1911-05-14"), "Streik", "Die Kräne stehen.", (), "confirmed", ""
    )
    index = EntityIndex((), Registry(people=(ADA,), dates=(strike,)), {}, {})
    assert entity_note(index, ("person", "ada"), "kraene") == (
        "**Ada Marlow** (geb. 1870). Kranführerin (wahrscheinlich). [Ganzer Eintrag](../people.md#ada)."
    )
    assert entity_note(index, ("date", strike.id), "kraene") == (
        "**Streik**, 1. Mai 1911 (neuen Stils 14. Mai 1911). Die Kräne stehen. "
        "[Ganzer Eintrag](../timeline.md#1911-05-01)."
    )


def test_the_navigation_has_german_titles() -> None:
    pages = ["index.md", "essays/a.md", "people.md", "timeline.md", "about.md"]
    titles = [title for entry in navigation(pages) for title in entry]
    assert titles == ["Startseite", "Essays", "Personen", "Zeittafel", "Über diese Edition"]


def test_a_language_holds_only_where_it_is_asked_for() -> None:
    value = Edtf.parse("1917-10-25")
    assert value.display() == "25. Oktober 1917"
    with translated_by(load_catalogue(ROOT, "en")):
        assert value.display() == "25 October 1917"
