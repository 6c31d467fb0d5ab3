"""What `edition new` proposes for texts of several kinds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.editing.new_entry import propose_entry
from edition.model.essay import Source
from tests.support.commands import output_of

PROSE = (
    "The keeper of the light wrote down what he saw each night of that long winter by the water,\nand no ship"
)
HEAD = """The Project Gutenberg EBook of The Cranes, by Ada Marlow

Title: The Cranes

Author: Ada Marlow

*** START OF THIS PROJECT GUTENBERG EBOOK THE CRANES ***

Produced by Tom Reed and a
friend.

"""
TAIL = "\n\nEnd of the Project Gutenberg EBook of The Cranes\n\nUse it as you like.\n"
BOOK = f"""THE CRANES

CHAPTER I

{PROSE} came.[1] It was the _Ariel_.

* * *

{PROSE} went.

CHAPTER II

THE QUAY

{PROSE} stayed. But the com-
mittee did.

NOTES

[1] None but the mail.
"""


def proposed(text: str) -> dict[str, Any]:
    """Return the proposed entry of a text."""
    (entry,) = yaml.safe_load("essays:" + propose_entry(Source("cranes.txt", text, ""), "cranes").yaml)[
        "essays"
    ]
    return dict(entry)


def headings(text: str) -> list[str]:
    return [section["heading"] for section in proposed(text)["sections"] if not section.get("supplied")]


def test_a_book_of_a_library_of_plain_texts() -> None:
    entry = proposed(HEAD + BOOK + TAIL)
    assert entry["title"] == "The Cranes"
    assert (entry["author"]["is"], entry["author"]["certainty"]) == ("Ada Marlow", "probable")
    assert entry["author"]["note"] == "According to the frame of the file."
    assert entry["lines"] == "wrapped"
    assert entry["conventions"] == ["emphasis", "notes", "breaks"]
    assert [(s["id"], s["heading"]) for s in entry["sections"]] == [
        ("chapter-i", "CHAPTER I"),
        ("the-quay", "CHAPTER II THE QUAY"),
    ]
    assert [(block["kind"], block["begins"]) for block in entry["blocks"]] == [("subtitle", "THE QUAY")]
    assert [omission["begins"] for omission in entry["omissions"]] == [
        "The Project Gutenberg EBook",
        "End of the Project",
    ]


TITLE_PAGE = """THE CRANES

A TALE OF THE QUAYS

BY

ADA MARLOW

_Author of "The Mole"_

LONDON
THE QUAY PRESS
1881

CONTENTS

                      PAGE
  I.  THE OLD QUAY       1
  II. THE KEEPER'S BOAT  9

"""


def test_a_title_page_and_a_table_of_contents_stand_above_the_first_section() -> None:
    """Nothing on them is a section; the table is left out, and the year is that of the title page."""
    prose = "\n\n".join([f"{PROSE} came."] * 5)
    chapters = f"CHAPTER I.\n\nTHE OLD QUAY.\n\n{prose}\n\nCHAPTER II.\n\nTHE KEEPER'S BOAT.\n\n{prose}\n"
    entry = proposed(HEAD + TITLE_PAGE + chapters + TAIL)
    assert [(s["id"], s["heading"]) for s in entry["sections"]] == [
        ("the-old-quay", "CHAPTER I. THE OLD QUAY."),
        ("the-keepers-boat", "CHAPTER II. THE KEEPER’S BOAT."),
    ]
    assert [(block["kind"], block["begins"].split()[0]) for block in entry["blocks"]] == [
        ("subtitle", "A"),
        ("byline", "BY"),
        ("byline", "ADA"),
        ("standfirst", "_Author"),
        ("standfirst", "LONDON"),
        ("subtitle", "THE"),
        ("subtitle", "THE"),
    ]
    assert (entry["date"]["is"], entry["date"]["edtf"]) == ("1881", "1881")
    assert [omission["kind"] for omission in entry["omissions"]] == ["frame", "frame", "contents"]
    assert entry["omissions"][2]["begins"].startswith("CONTENTS")
    assert entry["omissions"][2]["ends"].endswith("KEEPER'S BOAT 9")


@pytest.mark.parametrize("below", [f"{PROSE} came.", "One crane and\nanother crane."])
def test_a_heading_without_a_list_is_no_table_of_contents(below: str) -> None:
    entry = proposed(HEAD + f"THE CRANES\n\nCONTENTS\n\n{below}\n\nCHAPTER I\n\n{PROSE} came." + TAIL)
    assert "contents" not in [omission["kind"] for omission in entry["omissions"]]
    assert [section["id"] for section in entry["sections"]] == ["contents", "chapter-i"]


def test_the_title_of_a_numbered_chapter_need_not_be_in_capitals() -> None:
    text = f"The Cranes\n\n{PROSE} came.\n\nV\n\nThe Quay (Continued)\n\n{PROSE} went.\n\nIt ended.\n"
    assert headings(text) == ["V The Quay (Continued)"]


def test_a_text_without_a_frame_has_no_omissions_and_no_conventions_without_marks() -> None:
    entry = proposed(f"The Cranes\n\n{PROSE} came.\n")
    assert "omissions" not in entry
    assert "conventions" not in entry
    assert entry["author"] == {"certainty": "unknown"}


def test_the_byline_names_the_author() -> None:
    entry = proposed(f"The Cranes\n\nBy Ada Marlow\n\n{PROSE} came.\n")
    assert (entry["author"]["is"], entry["author"]["certainty"]) == ("Ada Marlow", "probable")
    assert entry["author"]["note"] == "According to the byline."
    assert "blocks" not in entry
    assert entry["sections"][0]["begins"].startswith("The keeper")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["THE OLD QUAY", "THE NEW QUAY"], ["THE OLD QUAY", "THE NEW QUAY"]),
        (["II. The Old Quay", "III. The New Quay"], ["II. The Old Quay", "III. The New Quay"]),
        (["1. The old quay", "2. The new quay"], ["1. The old quay", "2. The new quay"]),
        (["Part One", "Letter IV: To Ina"], ["Part One", "Letter IV: To Ina"]),
        (["The Old Quay", "What the Keeper Saw"], ["The Old Quay", "What the Keeper Saw"]),
        (["I was there.", "So was she."], []),
        (["The Old Quay [2]", "The New Quay [3]"], ["The Old Quay [2]", "The New Quay [3]"]),
        (["1. The old quay was there.", "7. The new quay"], []),
        (["[THE OLD QUAY]", "“THE NEW QUAY”", "(THE OLD QUAY)"], []),
        (["The old quay and the water", "1911"], []),
    ],
)
def test_headings(lines: list[str], expected: list[str]) -> None:
    body = "\n\n".join(f"{line}\n\n{PROSE} came." for line in lines)
    assert headings(f"The Cranes\n\n{PROSE} came.\n\n{body}\n") == expected


def test_a_saved_page_is_described_by_its_words() -> None:
    page = "<html><body>\n<h1>The Cranes</h1>\n<p class='x'>The keeper of the light</p>\n</body></html>\n"
    entry = proposed(page)
    assert (entry["title"], entry["conventions"]) == ("The Cranes", ["html"])
    assert entry["sections"][0]["begins"] == "<p class='x'>The keeper of"


def test_an_article_of_a_newspaper_has_its_headline_below_the_head_of_the_paper() -> None:
    head = "THE QUAY GAZETTE.\n\nFRIDAY, MAY 7, 1886.\n\n"
    text = f"{head}THE CRANES STAND STILL.\n\n(FROM OUR CORRESPONDENT.)\n\n{PROSE} came.\n"
    assert proposed(text)["title"] == "THE QUAY GAZETTE."
    assert headings(text) == ["THE CRANES STAND STILL."]


def test_a_running_head_is_no_heading() -> None:
    assert headings(f"The Cranes\n\n{PROSE} came to\n\nTHE OLD QUAY\n\nthe old quay.\n\nIt ended.") == []


def test_a_table_of_contents_has_no_headings_but_the_chapters_have() -> None:
    titles = ["I. The Old Quay", "II. The New Quay", "III. The Mole"]
    chapters = "\n\n".join(f"{title}\n\n{PROSE} came." for title in titles)
    contents = "\n\n".join(titles)
    text = f"The Cranes\n\nCONTENTS\n\n{contents}\n\n{PROSE} came.\n\n{chapters}\n"
    assert headings(text)[-3:] == titles
    begins = [section["begins"] for section in proposed(text)["sections"]][-3:]
    assert begins[0].startswith("I. The Old Quay The")


@pytest.mark.parametrize(
    ("text", "convention"),
    [
        ("It was _so_.", "emphasis"),
        ("So.*\n\n* See Marlow.", "notes"),
        ("So.\n\n-----\n\nThen.", "breaks"),
        ("So.\n\n[Illustration]\n\nThen.", "furniture"),
        ("So &mdash; <b>then</b>.", "html"),
    ],
)
def test_conventions_are_proposed_one_by_one(text: str, convention: str) -> None:
    assert proposed(f"The Cranes\n\n{text}\n\nIt ended.")["conventions"] == [convention]


def test_the_proposal_builds_as_it_is(single: Path) -> None:
    """And the page has what the text says: notes apart, breaks, emphasis, no frame."""
    source = single / "sources/cranes.txt"
    source.write_text(HEAD + BOOK + TAIL, encoding="utf-8")
    with (single / "docs/annotations/essays.yml").open("a", encoding="utf-8") as manifest:
        manifest.write(output_of("new", str(source)))
    output_of("build", "--markdown-only", "--project", str(single))
    page = (single / "docs/essays/cranes.md").read_text(encoding="utf-8")
    shown = page.partition("## Changes to the text")[0]
    assert "# THE CRANES\n" in shown
    assert "the <em>Ariel</em>" in shown
    assert "\n\n***\n\n" in shown
    assert "and no ship came.[\\[1\\]](#note_1){ #call_1 .author-call" in shown
    assert "## Notes of the author" in shown
    assert "None but the mail. [↑](#call_1)" in shown
    assert "the committee did" in shown
    assert "EBook" not in shown
    assert "bytes restored" in output_of("verify", "--project", str(single))
