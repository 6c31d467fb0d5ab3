"""Dates in registries: they are parsed on reading, and errors are reported in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from edition.exports.schema_org import people_item
from edition.inputs.manifest import load_manifest
from edition.inputs.paths import DATES, MANIFEST, PEOPLE, QUOTATIONS, WORKS, schema_path
from edition.inputs.registries import load_registry
from edition.model.edtf import Edtf
from edition.model.errors import EditionError
from tests.support.editions import SINGLE, Workshop, build, lay_out
from tests.support.environment import ROOT
from tests.support.markup import article

REGISTRIES = {
    PEOPLE: """people:
  - id: ada-marlow
    name: Ada Marlow
    sort: Marlow, Ada
    born: "-0384"
    died: "-0321-10~"
    role: A clerk.
    names: [Ada Marlow]
    certainty: confirmed
    sources-note: The byline.
titles: []
""",
    DATES: """dates:
  - date: "-0384/-0321"
    new-style: "-0383"
    title: The harbour
    what: It is built.
    places: ["1911-02-30"]
    certainty: confirmed
    sources-note: A stone.
  - date: "1911"
    title: The strike
    what: The cranes stand still.
    certainty: confirmed
    sources-note: The text.
settled:
  - essay: harbour-strike
    words: letter of May 1911
    is: "-0384/-0321"
""",
    QUOTATIONS: """quotations:
  - id: door-shut
    title: The door
    speaker: ada-marlow
    work: stones
    said: "-0342/.."
    verdict: as-published
    certainty: confirmed
    sources-note: A stone.
    places: [{essay: harbour-strike, begins: a door shut}]
""",
    WORKS: """works:
  - id: stones
    title: Stones
    by: A mason
    year: "-038X"
    form: book
    published: In stone
    certainty: confirmed
    sources-note: A stone.
""",
}


def write(root: Path) -> Path:
    for file, text in REGISTRIES.items():
        (root / file).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / schema_path(file), root / schema_path(file))
    return root


@pytest.fixture
def root(single: Path) -> Path:
    """The small edition with registries of people and events before Christ."""
    return write(single)


def test_registries_hold_values(root: Path) -> None:
    """Dates are parsed, and a missing date is None."""
    read = load_registry(root)
    person, (harbour, strike) = read.people[0], read.dates
    assert (person.born, person.died) == (Edtf.parse("-0384"), Edtf.parse("-0321-10~"))
    assert (harbour.date, harbour.new_style) == (Edtf.parse("-0384/-0321"), Edtf.parse("-0383"))
    assert harbour.values == (harbour.date, Edtf.parse("1911-02-30", as_written=True))
    assert (harbour.id, strike.new_style, strike.others) == ("-0384---0321", None, ())
    assert read.settled[0].value == harbour.date
    assert read.quotations[0].said == Edtf.parse("-0342/..")
    assert read.works[0].year == Edtf.parse("-038X")
    assert load_manifest(root, "en").entries[0].date.edtf == Edtf.parse("2014-03-03")


FAULTS = {
    "a birth": (PEOPLE, 'born: "-0384"', 'born: "1870-13"', "born: '1870-13'", "there is no month 13"),
    "a death": (PEOPLE, 'died: "-0321-10~"', 'died: "1924-04-31"', "died: '1924-04-31'", "no day 31"),
    "an event": (DATES, 'date: "-0384/-0321"', 'date: "1911-02-32"', "date: '1911-02-32'", "a day 32"),
    "the new style": (DATES, 'new-style: "-0383"', 'new-style: "1911-02-30"', "new-style: ", "no day 30"),
    "another value": (DATES, "1911-02-30", "1911-00-30", "places: '1911-00-30'", "there is no month 00"),
    "a settled date": (DATES, 'is: "-0384/-0321"', 'is: "1911-21-01"', "is: '1911-21-01'", "21 is a season"),
    "a quotation": (QUOTATIONS, 'said: "-0342/.."', "said: 1912/1911", "said: ", "ends before it begins"),
    "a work": (WORKS, 'year: "-038X"', 'year: "-0000"', "year: '-0000'", "there is no year -0000"),
    "an essay": (MANIFEST, "edtf: '2014-03-03'", "edtf: '2014-02-30'", "edtf: ", "no day 30"),
}


@pytest.mark.parametrize(("file", "good", "bad", "key", "why"), FAULTS.values(), ids=FAULTS)
def test_an_impossible_date_is_reported(
    root: Path, file: str, good: str, bad: str, key: str, why: str
) -> None:
    """The schema accepts it; the message has file, line, key and reason."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(good) == 1
    (root / file).write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(EditionError) as error:
        load_manifest(root, "en") if file == MANIFEST else load_registry(root)
    line = text[: text.index(good)].count("\n") + 1
    assert (error.value.file, error.value.where) == (file, f"line {line}")
    assert error.value.what.startswith(key)
    assert why in error.value.what
    assert error.value.todo == f"Correct it; {schema_path(file)} describes the key"
    assert "\n" not in str(error.value)


@pytest.fixture(scope="module")
def site(workshop: Workshop) -> Path:
    """The small edition with these registries, built."""

    def make(root: Path) -> None:
        build(write(lay_out(root, SINGLE)))

    return workshop.checkout("bc", make) / "site"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("people", "385 BC – about October 322 BC. A clerk."),
        ("essays/harbour-strike", "Ada Marlow (385 BC – about 322 BC). A clerk."),
        ("timeline", "385–322 BC"),
        ("timeline", "The harbour 385–322 BC (new style 384 BC)"),
        ("quotations", "343 BC –"),
        ("sources", "Stones, 390–381 BC. In stone."),
    ],
)
def test_pages_show_years_before_christ(site: Path, page: str, words: str) -> None:
    """For a person born in -0384, through a whole build."""
    assert words in " ".join(article(site, page).text().split())


def test_data_hold_the_dates_as_they_were_written(site: Path) -> None:
    data = site / "data"
    (person,) = json.loads((data / "people.json").read_text(encoding="utf-8"))["people"]
    assert (person["born"], person["died"]) == ("-0384", "-0321-10~")
    dates = {d["id"]: d for d in json.loads((data / "dates.json").read_text(encoding="utf-8"))["dates"]}
    harbour = dates["-0384---0321"]
    assert (harbour["date"], harbour["new_style"]) == ("-0384/-0321", "-0383")
    assert harbour["others"] == ["1911-02-30"]
    anchors = json.loads((data / "anchors.json").read_text(encoding="utf-8"))["anchors"]
    assert "timeline/#-0384---0321" in {anchor["address"] for anchor in anchors}
    assert '<birth when="-0384">385 BC</birth>' in (data / "tei/harbour-strike.xml").read_text(
        encoding="utf-8"
    )


def test_json_ld_has_years_before_christ(root: Path) -> None:
    """Years are in ISO 8601; approximate dates are omitted."""
    (person,) = people_item(load_registry(root).people)["itemListElement"]
    assert person["birthDate"] == "-0384"
    assert "deathDate" not in person


def test_an_event_before_christ_has_its_address(site: Path) -> None:
    headings = [heading.attributes.get("id") for heading in article(site, "timeline").all("h2")]
    assert headings[0] == "-0384---0321"
