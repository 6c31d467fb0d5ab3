"""One essay from its text to its notes: people, dates, quotations and disagreements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from edition.annotate.dates import DateMention, Undated, find_all_dates
from edition.annotate.emendations import find_emendations
from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.annotate.mentions import AnnotationError, find_mentions, find_unregistered_quotations
from edition.annotate.occurrences import find_occurrences, group_by_entity, group_by_essay
from edition.annotate.people import make_people_finder
from edition.model.edtf import Edtf
from edition.model.entries import (
    Claim,
    DateEntry,
    DatePlace,
    DisagreementEntry,
    NamePlace,
    Person,
    PersonEntry,
    QuotationEntry,
    QuotationPlace,
)
from edition.model.essay import Block, Essay, Source
from edition.model.manifest import Emendation, Omission, Section, TextQuoteSelector
from edition.model.mention import EntityKey, Mention, Occurrence
from edition.model.registry import Registry, Settlement
from edition.text.normalise import normalise
from tests.support.making import addressed, notes_of
from tests.support.strategies import entry


def at(begins: str, ends: str = "", **around: str) -> TextQuoteSelector:
    return TextQuoteSelector((), begins, ends, around.get("left", ""), around.get("right", ""))


TEXT = """The Cranes
Before the strike
In 1911 Ada  Marlow met Old Bo at the quays; in May they struck.
"No crane moves unless we move it." (Marlow, "Cranes")
The strike
The recieved answer of the owners was "not today", said Marlow's brother. Nobody read "Marlow and Sons".
"""

ESSAY = addressed(
    normalise(
        Source("cranes.txt", TEXT, "0" * 64),
        entry(
            "",
            sections=(
                Section("before", "Before the strike", supplied=False, place=at("Before the strike")),
                Section("strike", "The strike", supplied=False, place=at("The strike\n")),
            ),
            emendations=(Emendation("misspelling", at("recieved"), "received", "Transposed."),),
        ),
    )
)

MAY, SPRING = Edtf.parse("1911-05"), Edtf.parse("1911-21")
ADA = Person("ada", ("Ada Marlow", "Marlow"), exceptions=("Marlow's brother",))
BO = Person("bo", (), shared=("Old Bo",), where=(NamePlace("Old Bo", left="met ", essay="cranes"),))


def person_entry(person: Person, name: str) -> PersonEntry:
    return PersonEntry(person, name, name, name, None, None, "A docker.", "", "confirmed", "Told.", "")


REGISTRY = Registry(
    people=(person_entry(ADA, "Ada Marlow"), person_entry(BO, "Bo Ames")),
    titles=("Marlow and Sons",),
    dates=(DateEntry(MAY, None, "Strike", "Cranes stood still.", (SPRING,), "confirmed", "Told."),),
    quotations=(
        QuotationEntry(
            id="moves",
            title="No crane",
            speaker="ada",
            said_by="",
            work="",
            said=None,
            locator="",
            verdict="as-published",
            differs="",
            certainty="confirmed",
            sources_note="Read.",
            places=(
                QuotationPlace("cranes", at("No crane", "move it."), 0, "", ""),
                QuotationPlace("rents", at("No crane"), 0, "", ""),
                QuotationPlace("cranes", at("On cranes"), 0, "", "", digest=True),
            ),
        ),
    ),
    disagreements=(
        DisagreementEntry(
            "answer",
            "The answer",
            "fact",
            "events",
            *("What was it?", "Nothing is."),
            certainty="confirmed",
            sources_note="-",
            claims=(Claim("cranes", "Not today.", "p3", at("answer of the owners")),),
        ),
        DisagreementEntry(
            "alike",
            "Alike",
            "look-alike",
            "events",
            *("Is it?", "It is not."),
            certainty="confirmed",
            sources_note="-",
            claims=(Claim("cranes", "Not today.", "p3", at("Nobody read")),),
        ),
    ),
)


def mentions(registry: Registry = REGISTRY, essay: Essay = ESSAY) -> tuple[Mention, ...]:
    people = make_people_finder((entry.person for entry in registry.people), registry.titles)
    return find_mentions(essay, registry, people)


def summary(found: tuple[Mention, ...]) -> list[tuple[str, str, str]]:
    return [(m.kind, m.entity, ESSAY.text[m.start : m.end]) for m in found]


# --- mentions ------------------------------------------------------------------------------------


def test_mentions_are_in_order() -> None:
    """A name within the title of a work is a mention, a name within an exception is not."""
    assert summary(mentions()) == [
        ("date", "1911", "1911"),
        ("person", "ada", "Ada Marlow"),
        ("person", "bo", "Old Bo"),
        ("date", "1911-05", "May"),
        ("quotation", "moves", "No crane moves unless we move it."),
        ("person", "ada", "Marlow"),
        ("disagreement", "answer", "answer of the owners"),
        ("person", "ada", "Marlow"),
    ]
    assert [m.in_title for m in mentions() if m.entity == "ada"] == [False, False, True]


def test_mentions_have_positions_in_the_source() -> None:
    found = {(m.entity, TEXT[m.source_start : m.source_end]) for m in mentions()}
    assert found == {
        ("1911", "1911"),
        ("ada", "Ada  Marlow"),
        ("bo", "Old Bo"),
        ("1911-05", "May"),
        ("moves", "No crane moves unless we move it."),
        ("ada", "Marlow"),
        ("answer", "answer of the owners"),
    }


@pytest.mark.parametrize("essay", ["cranes", "rents"])
def test_an_editor_settles_a_date_in_one_essay(essay: str) -> None:
    settled = replace(REGISTRY, settled=(Settlement(essay, "in May they", Edtf.parse("1913-05")),))
    values = [str(m.value) for m in mentions(settled) if m.kind == "date"]
    assert values == ["1911", "1913-05" if essay == "cranes" else "1911-05"]


def test_a_settled_date_changes_no_other_date() -> None:
    """`late` belongs to the settled date, and later dates still take their year from the text."""
    text = "In 1905 they met; in late May, and on 3 March, all left."
    essay = normalise(
        Source("cranes.txt", text + "\n", "0" * 64),
        entry("", sections=(Section("before", "Before", supplied=True, place=at("In 1905")),)),
    )
    settled = Registry(settled=(Settlement("cranes", "in late May", Edtf.parse("1917")),))
    found = [(essay.text[m.start : m.end], str(m.value), m.qualifiers) for m in mentions(settled, essay)]
    assert found == [
        ("1905", "1905", ()),
        ("late May", "1917", ("late",)),
        ("3 March", "1905-03-03", ("inferred",)),
    ]


def test_a_day_that_does_not_exist_has_only_the_value_that_an_editor_gives() -> None:
    essay = normalise(
        Source("cranes.txt", "In 1905, on 31 April, all left.\n", "0" * 64),
        entry("", sections=(Section("before", "Before", supplied=True, place=at("In 1905")),)),
    )
    settled = Registry(settled=(Settlement("cranes", "on 31 April", Edtf.parse("1905-05-01")),))
    assert [str(m.value) for m in mentions(Registry(), essay)] == ["1905"]
    assert [str(m.value) for m in mentions(settled, essay)] == ["1905", "1905-05-01"]


def test_remarks_say_how_certain_a_date_is() -> None:
    text = "In about 1905 and 1907(?) they met; in May all left."
    essay = normalise(
        Source("cranes.txt", text + "\n", "0" * 64),
        entry("", sections=(Section("before", "Before", supplied=True, place=at("In about")),)),
    )
    found = [(str(m.value), m.qualifiers) for m in mentions(Registry(), essay)]
    assert found == [("1905", ("about",)), ("1907", ("perhaps",)), ("1907-05", ("inferred",))]


def test_dates_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if an editor settles one of them."""
    calls: list[str] = []

    def counting(text: str, language: str) -> Iterator[DateMention | Undated]:
        calls.append(text)
        return find_all_dates(text, language)

    monkeypatch.setattr("edition.annotate.mentions.find_all_dates", counting)
    mentions(replace(REGISTRY, settled=(Settlement("cranes", "in May they", Edtf.parse("1913-05")),)))
    assert calls == [ESSAY.text]


def test_the_id_of_a_settled_range_has_no_slash() -> None:
    settled = replace(REGISTRY, settled=(Settlement("cranes", "in May they", Edtf.parse("1911-05/1911-06")),))
    found = [(m.entity, str(m.value)) for m in mentions(settled) if m.kind == "date"]
    assert found == [("1911", "1911"), ("1911-05--1911-06", "1911-05/1911-06")]


@pytest.mark.parametrize(
    ("registry", "line"),
    [
        (
            replace(REGISTRY, settled=(Settlement("cranes", "in June they", Edtf.parse("1913-06")),)),
            "1913-06: 'in June they' appears nowhere in the text",
        ),
        (
            replace(
                REGISTRY,
                people=(person_entry(replace(BO, where=(NamePlace("Old Bo", left="saw "),)), "Bo Ames"),),
            ),
            "people.yml, `where`: 'saw Old Bo' appears nowhere in the text",
        ),
        (
            replace(
                REGISTRY,
                disagreements=(
                    replace(REGISTRY.disagreements[0], claims=(Claim("cranes", "-", "p3", at("Marlow")),)),
                ),
            ),
            "answer: 'Marlow' appears more than once in the text; add words to tell the places apart",
        ),
    ],
)
def test_a_place_that_does_not_match_is_reported(registry: Registry, line: str) -> None:
    with pytest.raises(AnnotationError) as error:
        mentions(registry)
    assert str(error.value) == line


CLIPPED = normalise(
    Source("cranes.txt", "No crane moved.\nQUAYS 12, it said.\nNo rope held.\n", "0" * 64),
    entry(
        "",
        sections=(Section("before", "Before", supplied=True, place=at("No crane")),),
        omissions=(Omission("page head", at("QUAYS 12, it said."), "The head of a page."),),
    ),
)


@pytest.mark.parametrize("kind", ["quotation", "disagreement"])
def test_a_place_that_the_text_omits_is_reported(kind: str) -> None:
    """A passage that is only partly omitted remains a mention."""

    def registry(place: TextQuoteSelector) -> Registry:
        (quotation,), (answer, _) = REGISTRY.quotations, REGISTRY.disagreements
        if kind == "quotation":
            moved = replace(quotation, places=(QuotationPlace("cranes", place, 0, "", ""),))
            return Registry(quotations=(moved,))
        return Registry(disagreements=(replace(answer, claims=(Claim("cranes", "-", "p1", place),)),))

    (remaining,) = mentions(registry(at("crane moved.", "it said.")), CLIPPED)
    assert CLIPPED.text[remaining.start : remaining.end].strip() == "crane moved."
    with pytest.raises(AnnotationError, match=r": 'QUAYS' is in what the text omits$"):
        mentions(registry(at("QUAYS", "it said")), CLIPPED)


def test_unregistered_quotations_are_found() -> None:
    ((start, end),) = ESSAY.block_quotes().values()
    assert ESSAY.text[start:end] == "“No crane moves unless we move it.”"
    found = find_unregistered_quotations(ESSAY, mentions())
    assert [ESSAY.text[start:end] for start, end in found] == ["not today"]
    all_quotations = find_unregistered_quotations(ESSAY, ())
    assert [ESSAY.text[start:end] for start, end in all_quotations] == [
        "No crane moves unless we move it.",
        "not today",
    ]


# --- a digest ------------------------------------------------------------------------------------

WORDS = "On cranes, 1911, by Marlow."
DIGEST = Essay(
    ESSAY.entry,
    Source("digest.md", WORDS + "\n\nOn rents.", "1" * 64),
    WORDS + "\n\nOn rents.",
    (),
    (
        Block("paragraph", 0, len(WORDS), "before", covers=((1, 3),)),
        Block("paragraph", len(WORDS) + 2, len(WORDS) + 11, "strike", covers=((4, 4),)),
    ),
    is_digest=True,
)


def test_mentions_in_a_digest() -> None:
    """Settled dates and places of quotations in the text do not apply to the digest."""
    found = mentions(
        replace(REGISTRY, settled=(Settlement("cranes", "nowhere", Edtf.parse("1913")),)), DIGEST
    )
    assert [(m.kind, m.entity, DIGEST.text[m.start : m.end]) for m in found] == [
        ("disagreement", "answer", WORDS),
        ("quotation", "moves", "On cranes"),
        ("date", "1911", "1911"),
        ("person", "ada", "Marlow"),
    ]


# --- places --------------------------------------------------------------------------------------


def occurrences() -> list[Occurrence]:
    return list(find_occurrences(ESSAY, mentions()))


def test_each_place_has_its_section_and_address() -> None:
    """A citation has the address of its quotation."""
    found = [(place.mention.entity, place.section, place.anchor) for place in occurrences()]
    assert found == [
        ("1911", "before", "p1"),
        ("ada", "before", "p1"),
        ("bo", "before", "p1"),
        ("1911-05", "before", "p1"),
        ("moves", "before", "p2"),
        ("ada", "before", "p2"),
        ("answer", "strike", "p3"),
        ("ada", "strike", "p3"),
    ]


def test_a_place_in_a_heading_has_the_address_of_its_section() -> None:
    heading = ESSAY.text.index("Before the strike")
    mention = Mention(heading, heading + 6, "person", "ada", 0, 6)
    title = Mention(4, 10, "person", "ada", 0, 6)
    (in_title, in_heading) = find_occurrences(ESSAY, [title, mention])
    assert (in_title.section, in_title.anchor, in_title.exact) == ("", "", "Cranes")
    assert (in_heading.section, in_heading.anchor, in_heading.exact) == ("before", "before", "Before")
    assert (in_heading.before, in_heading.after) == ("", " the strike")


def test_places_are_grouped_by_entity_and_by_essay() -> None:
    found = occurrences()
    by_entity = group_by_entity(found)
    assert [place.exact for place in by_entity["person", "ada"]] == ["Ada Marlow", "Marlow", "Marlow"]
    assert [place.exact for place in by_entity["date", "1911-05"]] == ["May"]
    elsewhere = replace(found[0], essay="rents")
    assert group_by_essay([found[0], elsewhere, found[1]]) == {
        "cranes": [found[0], found[1]],
        "rents": [elsewhere],
    }


# --- events --------------------------------------------------------------------------------------


def events(registry: Registry, essay: Essay = ESSAY) -> dict[str, str]:
    """Return the event of each date in an essay, by the words of the date."""
    finder = make_people_finder([ADA, BO], ())
    found = find_mentions(essay, registry, finder)
    return {essay.text[m.start : m.end]: m.event for m in found if m.kind == "date"}


def with_dates(*places: DatePlace, unnoted: tuple[DatePlace, ...] = ()) -> Registry:
    (strike,) = REGISTRY.dates
    return replace(REGISTRY, dates=(replace(strike, bound=places),), unnoted=unnoted)


def test_a_date_exact_to_the_month_means_the_event_of_that_date() -> None:
    """A bare year means none, even if the timeline has an entry for it."""
    assert events(REGISTRY) == {"1911": "", "May": "1911-05"}
    (strike,) = REGISTRY.dates
    year = replace(strike, date=Edtf.parse("1911"), others=())
    assert events(replace(REGISTRY, dates=(year,))) == {"1911": "", "May": ""}


@pytest.mark.parametrize(
    ("value", "names_month"),
    [
        ("1911", False),
        ("191X", False),
        ("1911-21", False),  # spring
        ("1911-XX", False),
        ("1911-05", True),
        ("1911-05-02", True),
        ("1911/1912", False),
        ("1911-05/1912", False),
        ("1911-05/1911-06", True),
        ("1911-05/..", False),
    ],
)
def test_which_dates_are_exact_to_the_month(value: str, names_month: bool) -> None:
    assert Edtf.parse(value).names_month == names_month


def test_an_editor_binds_an_event_to_a_place() -> None:
    """In the text or in the digest of one essay."""
    assert events(with_dates(DatePlace("cranes", "In 1911 Ada"))) == {"1911": "1911-05", "May": "1911-05"}
    assert events(with_dates(DatePlace("rents", "In 1911 Ada"))) == {"1911": "", "May": "1911-05"}
    assert events(with_dates(DatePlace("cranes", "In 1911 Ada", digest=True)))["1911"] == ""


def test_an_editor_says_that_a_date_means_no_event() -> None:
    assert events(with_dates(unnoted=(DatePlace("cranes", "in May they"),))) == {"1911": "", "May": ""}


@pytest.mark.parametrize(
    ("words", "problem"),
    [("in June they", "appears nowhere in the text"), ("they struck", "'they struck' contains no date")],
)
def test_a_place_without_a_date_is_reported(words: str, problem: str) -> None:
    for registry in (
        with_dates(DatePlace("cranes", words)),
        with_dates(unnoted=(DatePlace("cranes", words),)),
    ):
        with pytest.raises(AnnotationError, match=problem):
            events(registry)


# --- the index -----------------------------------------------------------------------------------


def index_of(registry: Registry, **dates: tuple[str, ...]) -> EntityIndex:
    """Return an index of essays by the dates in them, such as `y1911_05` for 1911-05."""
    found: dict[EntityKey, OccurrencesByEssay] = {}
    for name, slugs in dates.items():
        value = Edtf.from_id(name.removeprefix("y").replace("_", "-"))
        mention = Mention(0, 4, "date", value.id, 0, 4, value)
        found[mention.key] = {
            slug: [replace(occurrences()[0], essay=slug, mention=mention)] for slug in slugs
        }
    return EntityIndex((ESSAY.entry,), registry, found, {})


def test_an_entity_recurs_if_two_essays_mention_it() -> None:
    index = index_of(REGISTRY, y1911=("cranes",), y1912=("cranes", "rents"))
    recurring = {
        value: index.recurs(Mention(0, 4, "date", value, 0, 4, Edtf.parse(value)))
        for value in ("1911", "1912", "1999")
    }
    assert recurring == {"1911": False, "1912": True, "1999": False}
    assert not index.recurs(Mention(0, 4, "person", "nobody", 0, 4))


def test_no_date_recurs_where_there_is_no_timeline() -> None:
    """A link to it would lead to a page that a registry without entries does not have."""
    index = index_of(Registry(), y1912=("cranes", "rents"))
    assert not index.recurs(Mention(0, 4, "date", "1912", 0, 4, Edtf.parse("1912")))


def test_an_event_has_the_places_of_its_dates_and_those_bound_to_it() -> None:
    index = index_of(REGISTRY, y1911=("cranes",), y1911_05=("cranes",), y1911_21=("rents",))
    assert {slug: len(places) for slug, places in index.by_event["1911-05"].items()} == {
        "cranes": 1,
        "rents": 1,
    }
    year = index.by_entity["date", "1911"]["cranes"][0]
    bound = replace(year, mention=replace(year.mention, event="1911-05"))
    index = replace(index, by_entity={**index.by_entity, ("date", "1911"): {"cranes": [bound]}})
    assert len(index.by_event["1911-05"]["cranes"]) == 2


def test_a_quotation_of_which_nothing_is_known_has_no_provenance() -> None:
    """It is known who said it, or where it is, or at least that the essay is wrong about it."""
    (moves,) = REGISTRY.quotations
    quoted, person = Mention(0, 4, "quotation", "moves", 0, 4), Mention(0, 4, "person", "ada", 0, 4)
    for quotation, known in (
        (moves, True),
        (replace(moves, verdict="not-found"), True),
        (replace(moves, verdict="not-found", speaker=""), False),
        (replace(moves, verdict="not-found", speaker="", work="cranes"), True),
        (replace(moves, verdict="misattributed", speaker=""), True),
    ):
        index = EntityIndex((), replace(REGISTRY, quotations=(quotation,)), {})
        assert index.has_provenance(quoted) == known
        assert index.has_provenance(person)


def test_the_timeline_has_dates_of_texts_and_of_entries() -> None:
    values = index_of(REGISTRY, y1911=("cranes",), y1912__1913=("cranes",)).date_values
    assert {*map(str, values)} == {
        *("1911", "1912/1913"),
        *("1911-05", "1911-21"),
    }


def test_the_first_of_two_entries_for_a_date_counts() -> None:
    other = DateEntry(SPRING, None, "Spring", "It rained.", (MAY,), "confirmed", "Told.")
    index = EntityIndex((), replace(REGISTRY, dates=(*REGISTRY.dates, other)), {}, {})
    assert index.dates[MAY].title == index.dates[SPRING].title == "Strike"


# --- notes ---------------------------------------------------------------------------------------


def test_notes_and_their_calls() -> None:
    """A note is called once on the page, after closing quotation marks and possessives."""
    planned = notes_of(ESSAY, mentions(), recurs=False)
    calls = [(note.label, ESSAY.text[: note.call.at].split()[-1]) for note in planned.footnotes]
    assert calls == [
        ("person-ada", "Marlow"),
        ("person-bo", "Bo"),
        ("date-1911-05", "May"),
        ("quotation-moves", "it.”"),
    ]
    assert [(note.id, note.call_id) for note in planned.footnotes[:1]] == [
        ("fn:person-ada", "fnref:person-ada")
    ]
    assert planned.links == ()
    assert [(sign.id, sign.disagreements) for sign in planned.signs] == [("sign-p3", ("answer",))]


def test_emendations_are_numbered_and_know_their_block() -> None:
    (slip,) = find_emendations(ESSAY)
    assert (slip.id, ESSAY.text[slip.start : slip.end]) == ("e1", "received")
    assert ESSAY.block_text(slip.block).startswith("The received answer")
