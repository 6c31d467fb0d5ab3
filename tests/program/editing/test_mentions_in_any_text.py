"""`edition mentions`: what is found in a text file that belongs to no edition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edition.text.lines import is_wrapped
from tests.support.commands import error_of, output_of, run

TEXT = 'Ada Marlow wrote on 3 March 1887: "No crane moves unless we move it." The quay burnt.\n'
PEOPLE = "people:\n  - {id: ada-marlow, name: Ada Marlow, names: [Ada Marlow, Marlow]}\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.yml"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def mentions(*arguments: str) -> list[dict[str, Any]]:
    """Return the objects that the command prints."""
    return [json.loads(line) for line in output_of("mentions", *arguments).splitlines()]


def test_each_mention_is_a_line_of_json(text: Path, people: Path) -> None:
    file = str(text)
    assert mentions(file, "--people", str(people)) == [
        {"file": file, "kind": "person", "start": 0, "end": 10, "text": "Ada Marlow", "id": "ada-marlow"},
        {
            "file": file,
            "kind": "date",
            "start": 20,
            "end": 32,
            "text": "3 March 1887",
            "value": "1887-03-03",
            "inferred": False,
        },
        {
            "file": file,
            "kind": "quotation",
            "start": 35,
            "end": 68,
            "text": "No crane moves unless we move it.",
        },
    ]


def test_positions_are_those_of_the_file(tmp_path: Path) -> None:
    """Byte-order mark, line ends of Windows and characters outside the basic plane each count as they are."""
    path = tmp_path / "odd.txt"
    written = "\ufeffA 𝄞\r\n\r\nbar  -  in  May\u00a01887.\r\n"
    path.write_bytes(written.encode())
    (date,) = mentions(str(path))
    assert written[date["start"] : date["end"]] == date["text"] == "May\u00a01887"


def test_several_files_are_told_apart(text: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text("In 1888 it was rebuilt.", encoding="utf-8")
    found = mentions(str(text), str(second))
    assert [(Path(m["file"]).name, m["text"]) for m in found if m["kind"] == "date"] == [
        ("quay.txt", "3 March 1887"),
        ("second.txt", "1888"),
    ]


def test_readers_get_a_line_with_its_number(text: Path, people: Path) -> None:
    printed = output_of("mentions", str(text), "--people", str(people), "--format", "text")
    assert printed.splitlines() == [
        f"{text}:1: person: Ada Marlow → ada-marlow",
        f"{text}:1: date: 3 March 1887 → 1887-03-03",
        f"{text}:1: quotation: No crane moves unless we move it.",
    ]


def test_what_else_is_known_of_a_date(tmp_path: Path) -> None:
    """The day in another calendar, the words that qualify it, whether it is the year of a cited work."""
    path = tmp_path / "dates.txt"
    path.write_text("On 25 October (6 November) 1887, by late 1888 (Berg 1952: 30) in May.", encoding="utf-8")
    found = [{k: v for k, v in m.items() if k in MORE} for m in mentions(str(path)) if m["kind"] == "date"]
    assert found == [
        {"value": "1887-10-25", "inferred": False, "also": "1887-11-06"},
        {"value": "1888", "inferred": False, "qualifiers": ["by", "late"]},
        {"value": "1952", "inferred": False, "cited": True},
        {"value": "1888-05", "inferred": True},
    ]


MORE = ("value", "inferred", "also", "qualifiers", "cited")


def test_the_language_of_a_text_can_be_given(tmp_path: Path) -> None:
    """Without it a text is taken to be in English; in a language that is not known, numbers are found."""
    path = tmp_path / "kai.txt"
    path.write_text("Am 3. März 1887 stand der Kran still.\n", encoding="utf-8")
    german = mentions(str(path), "--language", "de-AT")
    assert [(m["text"], m["value"]) for m in german] == [("3. März 1887", "1887-03-03")]
    for arguments in ((), ("--language", "en"), ("--language", "sv")):
        assert [m["text"] for m in mentions(str(path), *arguments)] == ["1887"]


def test_shared_names_are_resolved_across_the_files(tmp_path: Path) -> None:
    """One file says which of two people is the secretary."""
    people = tmp_path / "two.json"
    entries = [
        {"id": "ada-dunn", "name": "Ada Dunn", "names": ["Ada Dunn"], "shared": ["Dunn"]},
        {"id": "ina-dunn", "name": "Ina Dunn", "names": ["Ina Dunn"], "shared": ["Dunn"]},
    ]
    people.write_text(json.dumps({"titles": [], "people": entries}), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Secretary Dunn spoke, not Dunn of Mills.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Secretary Ina Dunn met Ada Dunn.", encoding="utf-8")
    found = mentions(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--people", str(people))
    ids = [(Path(m["file"]).name, m["id"]) for m in found if m["kind"] == "person"]
    assert ids == [("a.txt", "ina-dunn"), ("b.txt", "ina-dunn"), ("b.txt", "ada-dunn")]


def test_a_date_may_run_over_the_end_of_a_printed_line(tmp_path: Path) -> None:
    path = tmp_path / "wrapped.txt"
    path.write_text(
        "They met at the quay on 3\nMarch 1887 and went home.\n\nNobody\nspoke.\n", encoding="utf-8"
    )
    assert [m["text"] for m in mentions(str(path))] == ["3\nMarch 1887"]


@pytest.mark.parametrize(
    ("text", "wrapped"),
    {
        "one\ntwo\n\nthree\nfour": True,
        "one\n\ntwo\n\nthree": False,
        "one\ntwo\n\nthree": False,
        f"{'a' * 100}\ntwo\nthree": True,
        f"{'a' * 101}\ntwo\nthree": False,
        "": False,
    }.items(),
)
def test_a_wrapped_text_has_short_lines_most_of_which_another_follows(text: str, wrapped: bool) -> None:
    assert is_wrapped(text) is wrapped


@pytest.mark.parametrize(
    ("content", "message"),
    {
        "people: [{id: ada}]": None,
        '{"people": [{"id": "ada", "name": "Ada"}]}': None,
        "people: {}": "lists no people",
        "- ada": "lists no people",
        "people: [{name: Ada}]": "person 1: has no id",
        "people: [{id: ada, names: Ada}]": "person 1, `names`: is not a list of texts",
        "people: [{id: ada, shared: [3]}]": "person 1, `shared`: is not a list of texts",
        "people: [": "is not valid YAML",
    }.items(),
)
def test_a_list_of_people_is_checked(text: Path, tmp_path: Path, content: str, message: str | None) -> None:
    path = tmp_path / "list.yml"
    path.write_text(content, encoding="utf-8")
    result = run("mentions", str(text), "--people", str(path))
    if message is None:
        assert result.exit_code == 0
    else:
        assert message in error_of(result)


def test_missing_files_are_reported(text: Path) -> None:
    assert "missing.txt: cannot be read" in error_of(run("mentions", "missing.txt"))
    assert "missing.yml: cannot be read" in error_of(run("mentions", str(text), "--people", "missing.yml"))


NAMES = "names:\n  - {id: crane-lodge, kind: organisation, name: Crane Lodge, forms: [the lodge]}\n"


def test_organisations_and_places_are_found_with_a_list_of_them(text: Path, tmp_path: Path) -> None:
    text.write_text("The Crane Lodge met, and the lodge broke up.\n", encoding="utf-8")
    names = tmp_path / "names.yml"
    names.write_text(NAMES, encoding="utf-8")
    found = mentions(str(text), "--names", str(names))
    assert [(m["kind"], m["text"], m["id"]) for m in found] == [
        ("organisation", "Crane Lodge", "crane-lodge"),
        ("organisation", "the lodge", "crane-lodge"),
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("people: []\n", "lists no names"),
        ("names:\n  - {id: a, kind: place}\n", "name 1: has no id or no name"),
        ("names:\n  - {id: a, name: A, kind: ship}\n", "name 1: has no kind"),
        ("names:\n  - {id: a, name: A, kind: place, forms: B}\n", "name 1, `forms`: is not a list of texts"),
    ],
)
def test_a_list_of_names_that_cannot_be_read(text: Path, tmp_path: Path, written: str, message: str) -> None:
    names = tmp_path / "names.yml"
    names.write_text(written, encoding="utf-8")
    assert message in error_of(run("mentions", str(text), "--names", str(names)))
