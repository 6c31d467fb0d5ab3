"""The search index: its records, and the files that a browser reads."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.build.edition import Edition
from edition.model.edtf import Edtf
from edition.model.entries import Person, PersonEntry
from edition.search import index_files as index_files_module
from edition.search.index_files import index_files
from edition.search.record import Record
from edition.search.registry_records import date_names, spellings
from edition.search.words import search_tokens
from edition.text.words import words
from tests.program.search.test_dictionary import decoded
from tests.support.editions import build

CALL = re.compile(r'edition\.search\.receive\("([\w-]+)","([0-9a-f]+)",(.*)\);\n', re.DOTALL)


def read(text: str) -> tuple[str, str, Any]:
    """Return the name, the version and the data of a file of the index."""
    found = CALL.fullmatch(text)
    assert found
    return found[1], found[2], json.loads(found[3])


def index(site: Path) -> dict[str, Any]:
    """Return the files of a site's index, by name."""
    files = [read(path.read_text(encoding="utf-8")) for path in (site / "data/search").iterdir()]
    assert len({version for _, version, _ in files}) == 1
    return {name: data for name, _, data in files}


def shown(files: dict[str, Any]) -> list[list[Any]]:
    """Return address, section, title and text of each record, in order."""
    texts = [files[f"text-{n}"] for n in range(len(files["main"]["texts"]))]
    records = [(pages[page][0], *rest) for pages, *records in texts for page, *rest in records]
    return [[f"{address}#{fragment}".rstrip("#"), *rest] for address, fragment, *rest in records]


@pytest.fixture(params=["full_checkout", "mixed_checkout", "bare_checkout", "single_checkout"])
def site(request: pytest.FixtureRequest) -> Path:
    checkout: Path = request.getfixturevalue(request.param)
    return checkout / "site"


# --- records -------------------------------------------------------------------------------------


def test_each_record_leads_to_a_place_on_the_site(site: Path) -> None:
    ids: dict[str, set[str]] = {}
    for address, *_ in shown(index(site)):
        page, _, fragment = address.partition("#")
        if page not in ids:
            html = (site / page / "index.html").read_text(encoding="utf-8")
            ids[page] = {"", *re.findall(r'\sid="?([^"\s>]+)', html)}
        assert fragment in ids[page], address


def test_every_paragraph_and_section_can_be_found(full: Edition, full_checkout: Path) -> None:
    records = shown(index(full_checkout / "site"))
    texts = {(address, text) for address, _, _, text in records}
    titles = {(address, title) for address, _, title, _ in records}
    for essay in full.texts:
        page = f"essays/{essay.entry.slug}/"
        for block in essay.addressed_blocks():
            assert (f"{page}#{block.address}", essay.block_text(block)) in texts
        for section in essay.entry.sections:
            assert (f"{page}#{section.id}", section.heading) in titles


def test_every_entry_and_every_digest_can_be_found(bare_checkout: Path) -> None:
    found = {address for address, *_ in shown(index(bare_checkout / "site"))}
    anchors = json.loads((bare_checkout / "site/data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    entries = [a for a in anchors if a["kind"] in ("person", "quotation", "date", "disagreement")]
    digests = [a for a in anchors if re.search(r"#d\d+$", a["address"])]
    assert {entry["kind"] for entry in entries} == {"person", "quotation", "date", "disagreement"}
    assert digests
    assert not [a["address"] for a in entries + digests if a["address"] not in found and "to" not in a]


def test_labels_of_the_page_are_not_found(site: Path) -> None:
    text = " ".join(" ".join(record[1:]) for record in shown(index(site)))
    for label in ("About this text", "Changed by rule", "Full text, normalised", "Back to section", "[^"):
        assert label not in text


def test_a_name_is_found_in_every_spelling() -> None:
    person = Person("lev-example", ("Leo Example", "Example", "Exampel"))
    entry = PersonEntry(
        person,
        "Leo Example",
        "Lev Ivanovich Example (Sample), of Town",
        "Example, Leo",
        None,
        None,
        "",
        "",
        "confirmed",
        "",
        "",
    )
    assert {"Leo Example", "Example, Leo", "Exampel", "Lev Example", "Lev Sample", "Sample"} <= {
        *spellings(entry)
    }
    assert spellings(entry)[0] == "Leo Example"
    assert not [form for form in spellings(entry) if "Town" in form or "(" in form]


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("1887-10-25", {"25 October 1887", "October 25 1887", "1887-10-25", "25 Oct 1887"}),
        ("1887-10", {"October 1887", "1887-10", "Oct 1887"}),
        ("1924", {"1924"}),
        ("0014-08-19", {"19 August AD 14", "August 19 AD 14"}),
        ("-0384", {"385 BC", "-0384"}),
        ("193X", {"1930s"}),
        ("1936/1938", {"1936–1938"}),
        ("1887-21", {"spring 1887"}),
    ],
)
def test_a_date_is_found_in_every_notation(value: str, typed: set[str]) -> None:
    assert typed <= {*date_names(Edtf.parse(value))}


# --- the index -----------------------------------------------------------------------------------

LETTERS = st.text("abé’'-– ,19\n\u00a0<", max_size=30)


@given(LETTERS, LETTERS)
def test_search_tokens_are_the_words_of_the_text(first: str, second: str) -> None:
    """Texts are divided into the same words as elsewhere in the program; accents are removed."""
    tokens = search_tokens(f"{first} / {second}")
    assert "".join(tokens) == "".join(words(f"{first} {second}")).replace("é", "e")
    assert tokens == [*search_tokens(first), *search_tokens(second)]


def test_combining_accents_are_found() -> None:
    """é as one character and as e with U+0301 give the same word at the same position."""
    assert (
        search_tokens("l’e\u0301te\u0301 de Be\u0301la")
        == search_tokens("l’été de Béla")
        == ["l'ete", "de", "bela"]
    )
    text = "Be\u0301la and Ada"
    about = Record("essay", "page/", "p1", "Page", "", "", text, ((10, 13, "ada"),))
    files = {name: read(file)[2] for name, file in index_files([about]).items()}
    placed = places(files)
    assert placed["@ada"] == placed["ada"] == {0: [2]}


def record(number: int, title: str, text: str, names: tuple[str, ...] = ()) -> Record:
    return Record("essay", "page/", f"p{number}", "Page", "Section", title, text, None, "somebody", names)


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=8))
def test_the_index_has_each_word_at_its_position(parts: list[tuple[str, str]]) -> None:
    records = [record(n, title, text) for n, (title, text) in enumerate(parts)]
    files = {name: read(text)[2] for name, text in index_files(records).items()}
    placed = places(files)
    for number, (title, text) in enumerate(parts):
        head = search_tokens(title)
        tokens = [*head, *([""] if head else []), *search_tokens(text)]
        for at, word in enumerate(tokens):
            if word:
                assert at in placed[word][number]
        assert sum(len(found.get(number, ())) for found in placed.values()) == len([w for w in tokens if w])
    assert [[title, text] for title, text in parts] == [r[3:] for r in shown_raw(files)]


def shown_raw(files: dict[str, Any]) -> list[Any]:
    return [record for n in range(len(files["main.js"]["texts"])) for record in files[f"text-{n}.js"][1:]]


def places(files: dict[str, Any]) -> dict[str, dict[int, list[int]]]:
    """Return the positions of each word by record, decoded as the browser does."""
    main = files["main.js"]
    items = [item for n in range(len(main["words"])) for item in files[f"words-{n}.js"]]
    out = {}
    for term, (*best, others) in zip(decoded(main["terms"]), map(_with_others, items), strict=False):
        blocks = [files[f"more-{file}.js"][at] for _, file, at in others]
        assert [first for first, _, _ in others] == [
            block[0][0] if block[0][0] >= 0 else ~block[0][0] for block in blocks
        ]
        out[term] = {number: found for block in (best, *blocks) for number, found in _decoded(*block[:2])}
    return out


def _with_others(item: list[list[int]]) -> tuple[list[int], list[int], list[list[int]]]:
    """Return the columns of records and positions, and the blocks with other places."""
    flat = item[3] if len(item) > 3 else []
    return item[0], item[1], [flat[at : at + 3] for at in range(0, len(flat), 3)]


def _decoded(records: list[int], positions: list[int]) -> Iterator[tuple[int, list[int]]]:
    rest, differences, number = iter(records), iter(positions), 0
    for difference in rest:
        number += ~difference if difference < 0 else difference
        count = next(rest) if difference < 0 else 1
        yield number, list(accumulate(islice(differences, count)))


def test_the_most_mentioned_people_and_dates_are_examples() -> None:
    """They are named as their entries are, without the event of a date; with a heading as a phrase."""
    people = {"ada": 1, "bea": 3, "cyd": 0, "dov": 2, "eva": 4}
    dates = {"1889": 2, "1890": 1, "1891": 3}
    counts = people | dates
    mentions = [
        Record("essay", "page/", f"p{n}", "Page", "", "", "word", ((0, 4, entity),))
        for entity, count in counts.items()
        for n in range(count)
    ]
    entries = [
        *(Record("person", "people/", id_, "", "", id_.title(), "", (), id_, (id_,)) for id_ in people),
        *(Record("date", "timeline/", id_, "", "", f"{id_}: A strike", "", (), id_, (id_,)) for id_ in dates),
    ]
    heading = Record("essay", "page/", "gulls", "Page", "", "Of gulls and cranes", "", ())
    main = read(index_files([*mentions, heading, *entries])["main.js"])[2]
    assert main["examples"] == ["Eva", "Bea", "Dov", "1891", "1889", "“Of gulls and cranes”"]
    assert read(index_files(mentions[:1])["main.js"])[2]["examples"] == []


def test_files_stay_small() -> None:
    """Long texts are divided among many files."""
    texts = (" ".join(f"word{n % 997}x{n * 7 % 503}" for n in range(at, at + 50)) for at in range(400))
    files = index_files([record(n, "", text) for n, text in enumerate(texts)])
    assert len(files) > 20
    assert max(len(text) for name, text in files.items() if name.startswith("text")) < 14_000
    assert max(len(text) for name, text in files.items() if name.startswith("words")) < 20_000


def make_index(records: list[Record], **sizes: int) -> dict[str, Any]:
    """Return the data of the files of an index, made with some limits changed."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in sizes.items():
            module = "index_parts" if name == "PART_SIZE" else "postings"
            module = "index_files" if hasattr(index_files_module, name) else module
            patch.setattr(f"edition.search.{module}.{name}", size)
        return {name: read(text)[2] for name, text in index_files(records).items()}


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=2, max_size=12), st.integers(1, 4), st.integers(1, 40))
def test_a_divided_index_has_the_same_places(parts: list[tuple[str, str]], part_size: int, size: int) -> None:
    records = [record(n, title, text) for n, (title, text) in enumerate(parts)]
    sizes = {"FIRST_SIZE": size, "BLOCK_SIZE": size, "WORDS_SIZE": 2 * size, "PART_SIZE": part_size}
    divided = make_index(records, MANY_RECORDS=1, **sizes)
    assert places(divided) == places(make_index(records))
    assert shown_raw(divided) == shown_raw(make_index(records))


def test_the_lengths_of_many_records_are_with_their_places() -> None:
    """With one record more than `MANY_RECORDS`, each place has them, and `main.js` has none."""
    records = [record(n, "Cranes" * (n % 2), "at the light", ("Ada",)) for n in range(4)]
    few, many = make_index(records, MANY_RECORDS=4), make_index(records, MANY_RECORDS=3)
    lengths = [3, 4, 3, 4]
    assert (few["main.js"]["lengths"], few["main.js"]["titles"]) == (lengths, [0, 1, 0, 1])
    assert (many["main.js"]["lengths"], many["main.js"]["titles"]) == ([], [])
    term = decoded(many["main.js"]["terms"]).index("light")
    assert [len(file["words-0.js"][term]) for file in (few, many)] == [2, 3]
    assert many["words-0.js"][term][2] == [3, ~4, 1, 3, ~4, 1]
    assert [entry[3:] for entry in few["main.js"]["entries"]] == [[]] * 4
    assert [entry[3:] for entry in many["main.js"]["entries"]] == [[3, 0], [4, 1], [3, 0], [4, 1]]


@pytest.mark.parametrize(("size", "is_divided"), [(10, False), (9, True)])
def test_places_are_divided_only_if_that_saves_much(size: int, is_divided: bool) -> None:
    """Positions and lengths of this word take 15 characters, which is half as much again as 10."""
    records = [record(n, "", "light " + "x " * 9) for n in range(3)]
    files = make_index(records, MANY_RECORDS=0, FIRST_SIZE=size, PART_SIZE=1)
    item = files["words-0.js"][decoded(files["main.js"]["terms"]).index("light")]
    assert item[0] == ([0] if is_divided else [0, 1, 1])
    assert (len(item) == 4) == is_divided


def test_the_best_places_of_a_word_are_not_with_the_others() -> None:
    """Best is a title that has it, then a short text; the others follow in the order of their records."""
    texts = ["light " + "x " * 40, "light " + "x " * 9, "light", "light " + "x " * 60]
    records = [*(record(n, "", text) for n, text in enumerate(texts)), record(4, "Light", "x")]
    sizes = {"MANY_RECORDS": 0, "PART_SIZE": 1, "FIRST_SIZE": 15, "BLOCK_SIZE": 1}
    files = make_index(records, **sizes)
    term = decoded(files["main.js"]["terms"]).index("light")
    best, _, _, others = files["words-0.js"][term]
    assert list(accumulate(best)) == [2, 4]
    assert others[::3] == [0, 1, 3]


def test_texts_are_escaped_for_scripts() -> None:
    files = index_files([record(1, "", "</script><script>alert(1)</script>")])
    assert "<" not in "".join(files.values())
    assert shown_raw({name: read(text)[2] for name, text in files.items()})[0][4].startswith("</script>")


def test_a_changed_index_has_another_version() -> None:
    first, second = (index_files([record(1, "", text)]) for text in ("cranes", "crates"))
    assert read(first["main.js"])[1] != read(second["main.js"])[1]
    assert {read(text)[1] for text in first.values()} == {read(first["main.js"])[1]}


def test_the_index_is_reproducible(bare_checkout: Path, tmp_path: Path) -> None:
    """It does not depend on the order of Python's sets."""
    again = tmp_path / "edition"
    shutil.copytree(bare_checkout, again, ignore=shutil.ignore_patterns("site", "data", ".build"))
    build(again, "--markdown-only", PYTHONHASHSEED="7")
    first, second = (root / "docs/data/search" for root in (bare_checkout, again))
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {
        p.name: p.read_bytes() for p in second.iterdir()
    }


def test_stale_files_of_the_index_are_deleted(single: Path) -> None:
    stale = single / "docs/data/search/text-9.js"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    assert not (build(single) / "data/search/text-9.js").exists()
    assert not stale.exists()
