"""What a proposed entry says: title, author, date, rights, slug, and the passages of imported documents."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import pytest
import yaml

from edition.editing.manifest_file import add_entry
from edition.editing.new_entry import propose_entry
from edition.editing.slugs import check_slug, propose_slug
from edition.editing.yaml_values import quoted, scalar
from edition.importing.readers import import_text
from edition.inputs.catalogues import load_catalogue
from edition.model.errors import EditionError
from edition.model.essay import Source
from edition.model.translation import translated_by
from tests.support.environment import ROOT

PROSE = "The keeper of the light wrote down what he saw each night of that long winter, and no ship came."


def proposed(text: str, name: str = "0.txt") -> dict[str, Any]:
    """Return the proposed entry of a plain text."""
    (entry,) = yaml.safe_load("essays:" + propose_entry(Source(name, text, ""), "cranes").yaml)["essays"]
    return dict(entry)


def of_page(page: str, language: str = "") -> dict[str, Any]:
    """Return the proposed entry of a saved web page."""
    imported = import_text("a.html", f"<html lang='en-GB'>{page}</html>".encode())
    assert imported is not None
    source = Source("a.html", imported.text, "")
    (entry,) = yaml.safe_load("essays:" + propose_entry(source, "cranes", imported, language).yaml)["essays"]
    return dict(entry)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("The Cranes", "The Cranes"),
        ("XII\n\nThe Cranes", "The Cranes"),
        ("Home | News | Harbour\n\nThe Cranes", "The Cranes"),
        ("By Ada Marlow\n\nThe Cranes", "The Cranes"),
        ("Monday 3 March 2014\n\nThe Cranes", "The Cranes"),
        ("https://example.org/cranes\n\nThe Cranes", "The Cranes"),
        ("[Illustration: A crane.]\n\nThe Cranes", "The Cranes"),
        ("Photo: Quays Museum\n\nThe Cranes", "The Cranes"),
        ("# The Cranes", "The Cranes"),
        ("<b>The Cranes</b>", "The Cranes"),
        ("The _Ariel_", "The Ariel"),
        ("Who stopped the cranes?", "Who stopped the cranes?"),
    ],
)
def test_the_title(head: str, title: str) -> None:
    entry = proposed(f"{head}\n\n{PROSE}\n\nIt was the _Ariel_.\n")
    assert entry["title"] == title
    assert "title-supplied" not in entry


@pytest.mark.parametrize(
    "head",
    [
        "XII",
        "CHAPTER I",
        "12",
        "I\n\nII",
        "By Ada Marlow",
        "3 March 1917",
        "<!doctype html>",
        f"Of old, {PROSE}",
    ],
)
def test_a_text_without_a_title(head: str) -> None:
    """It gets its first words, or the name of its file if that consists of words."""
    text = f"{head}\n\n{PROSE}\n\n{PROSE[:-1]} again.\n"
    assert proposed(text)["title-supplied"] is True
    assert proposed(text, "texts/the-old_quay.txt")["title"] == "The old quay"
    title = proposed(text)["title"]
    assert (
        title == "By Ada Marlow" if head.startswith("By") else "XII" not in title and "CHAPTER" not in title
    )


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("By Ada Marlow", "Ada Marlow"),
        ("by Ada Marlow.", "Ada Marlow"),
        ("By Ada Marlow and Ina Holt", "Ada Marlow and Ina Holt"),
        ("Author: Ada Marlow", "Ada Marlow"),
        ("By Ada Marlow, 3 March 2014", "Ada Marlow"),
        ("Ada Marlow", "Ada Marlow"),
        ("The Quay", None),
        ("What came of it", None),
    ],
)
def test_the_author(below: str, author: str | None) -> None:
    entry = proposed(f"The Cranes\n\n{below}\n\n{PROSE}\n\nIt was so.\n")
    assert entry["author"].get("is") == author
    assert entry["author"]["certainty"] == ("probable" if author else "unknown")


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("3 March 2014", "2014-03-03"),
        ("Posted on Monday 3 March 2014", "2014-03-03"),
        ("First published in The Gazette, May 1911", "1911-05"),
        ("Published: 1911", "1911"),
        ("What came after 1911", None),
    ],
)
def test_the_date(line: str, edtf: str | None) -> None:
    entry = proposed(f"The Cranes\n\n{line}\n\n{PROSE}\n\nIt was so.\n")
    assert entry["date"].get("edtf") == edtf
    assert not edtf or entry["date"]["note"] == "According to the head of the text."


GERMAN = (
    "Der Hafen lag hinter dem Deich, und wer von der See kam, der sah zuerst den Turm und dann die "
    "Masten, die bei jedem Wind zu hören waren, auch in der Nacht und auch im Winter, wenn nichts mehr "
    "fuhr und das Eis auf dem Fluss lag."
)


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Altensiel, den 12. Mai 1851", "1851-05-12"),
        ("Bad Altensiel an der Wurt, im März 1848.", "1848-03"),
        ("Im Herbst 1849", "1849-23"),
        ("Zuerst erschienen im Altensieler Boten, 3. März 1848", "1848-03-03"),
        ("Herbst 1849", None),
        ("Was nach dem März 1848 kam", None),
    ],
)
def test_the_date_in_the_language_of_the_text(line: str, edtf: str | None) -> None:
    entry = proposed(f"Der Hafen\n\n{line}\n\n{GERMAN}\n\nSo war es.\n")
    assert entry["date"].get("edtf") == edtf
    kinds = [block["kind"] for block in entry.get("blocks", ())]
    assert kinds == (["standfirst"] if edtf else [])


def test_a_table_of_contents_below_a_german_date_is_left_out() -> None:
    head = "Der Hafen\n\nAltensiel, den 12. Mai 1851\n\nInhalt\n\nI. Das Eis\nII. Der Turm\n\n"
    first, second = fill(GERMAN, 60), fill(f"{GERMAN} So war es noch lange.", 60)
    entry = proposed(f"{head}\nI. Das Eis\n\n{first}\n\n\nII. Der Turm\n\n{second}\n")
    assert [omission["kind"] for omission in entry["omissions"]] == ["contents"]
    assert [section["id"] for section in entry["sections"]] == ["das-eis", "der-turm"]


def test_what_readers_see_of_a_proposal_is_in_the_language_of_the_edition() -> None:
    page = (
        f'<meta name="author" content="Ada Mohn"><h1>Die Große Märznacht</h1><p>{GERMAN}</p>'
        f"<h2>Über die Straße</h2><p>{GERMAN[:-1]}, und so blieb es.</p>"
    )
    imported = import_text("a.html", f"<html lang='de'>{page}</html>".encode())
    assert imported is not None
    with translated_by(load_catalogue(ROOT, "de")):
        written = propose_entry(Source("a.html", imported.text, ""), "maerznacht", imported, "de").yaml
    (entry,) = yaml.safe_load(f"essays:{written}")["essays"]
    assert entry["author"]["note"] == "Laut den Metadaten (author)."
    assert entry["rights"] == "Nicht bekannt."
    assert [(s["id"], s["heading"]) for s in entry["sections"]] == [
        ("opening", "Anfang"),
        ("ueber-die-strasse", "Über die Straße"),
    ]


def test_german_lines_of_publication() -> None:
    lines = (
        "<p><i>Zuerst veröffentlicht:</i> <i>Der Bote</i>, 10. November 1849</p><p>Quelle: Die Chronik.</p>"
    )
    imported = import_text(
        "a.html", f"<html lang='de'><h1>Der Hafen</h1>{lines}<p>{GERMAN}</p></html>".encode()
    )
    assert imported is not None
    source = Source("a.html", imported.text, "")
    (entry,) = yaml.safe_load("essays:" + propose_entry(source, "hafen", imported, "de").yaml)["essays"]
    assert (entry["publisher"]["is"], entry["date"]["edtf"]) == ("Der Bote", "1849-11-10")
    assert [omission["kind"] for omission in entry["omissions"]] == ["publication"]


def test_the_date_of_publication_counts_more_than_that_of_writing() -> None:
    entry = proposed(
        f"Der Hafen\n\nIm Herbst 1849\n\nZuerst erschienen am 3. März 1850\n\n{GERMAN}\n\nSo war es.\n"
    )
    assert entry["date"]["edtf"] == "1850-03-03"
    entry = proposed(
        f"The Cranes\n\nQuays, 3 May 1849\n\nFirst published in June 1850\n\n{PROSE}\n\nIt was so.\n"
    )
    assert entry["date"]["edtf"] == "1850-06"


def test_rights_stay_open() -> None:
    entry = propose_entry(Source("a.txt", f"The Cranes\n\n{PROSE}\n", ""), "cranes").yaml
    assert 'rights: "Not known."  # who owns them' in entry


# --- documents of other formats --------------------------------------------------------------------

HEAD = '<title>The Cranes | Quays</title><meta property="og:site_name" content="Quays">'


def test_what_a_page_says_is_probable_and_has_its_place() -> None:
    dated = (
        '<meta name="citation_date" content="2014/03/03"><link rel="license" href="https://example.org/by">'
    )
    entry = of_page(f"<head>{HEAD}{dated}</head><h1>The Cranes</h1><p>{PROSE}</p>")
    assert entry["publisher"] == {
        "is": "Quays",
        "certainty": "probable",
        "note": "According to the metadata (og:site_name).",
    }
    assert (entry["date"]["is"], entry["date"]["edtf"]) == ("3 March 2014", "2014-03-03")
    assert entry["rights"] == "https://example.org/by, according to the page’s link to its licence."
    assert entry["language"] == "en-GB"


def test_the_language_is_left_out_if_it_is_that_of_the_edition() -> None:
    assert "language" not in of_page(f"<h1>The Cranes</h1><p>{PROSE}</p>", "en")


@pytest.mark.parametrize(
    ("page", "title", "sections"),
    [
        ("<h1>The Cranes</h1><p>{}</p><h2>After</h2><p>{} So.</p>", "The Cranes", ["Opening", "After"]),
        ("<h2>I</h2><p>{}</p><h2>II</h2><p>It was so.</p>", "The Cranes", ["I", "II"]),
        ("<h2>Before</h2><p>{}</p><h2>After</h2><p>It was so.</p>", "The Cranes", ["Before", "After"]),
        ("<p>News</p><h1>The Cranes</h1><p>{}</p>", "The Cranes", ["Opening"]),
        ("<h1>The Cranes<a href='#n'>1</a></h1><p>{}</p><p id='n'>1. So.</p>", "The Cranes", ["Opening"]),
        ("<h1>The Quay</h1><p>{}</p>", "The Quay", ["Opening"]),
        ("<h1>The Cranes</h1><h2>I</h2><h3>Ina</h3><p>{}</p>", "The Cranes", ["I Ina"]),
        ("<p>{}</p><h2>Notes</h2><p>It was so.</p>", "The Cranes", ["Opening", "Notes"]),
    ],
)
def test_titles_and_sections_of_a_page(page: str, title: str, sections: list[str]) -> None:
    entry = of_page(f"<head>{HEAD}</head>" + page.replace("{}", PROSE))
    assert entry["title"] == title
    assert [section["heading"] for section in entry["sections"]] == sections


def test_the_head_of_an_archived_page() -> None:
    """The author above the title, the date below it; the title is the only heading of its level."""
    entry = of_page(
        '<head><title>Ada Marlow: The Cranes (1911)</title><meta name="author" content="Ada Marlow"></head>'
        f"<p>Archive | Marlow</p><h2>Ada Marlow</h2><h1>The Cranes</h1><h4>(3 May 1911)</h4><p>{PROSE}</p>"
    )
    assert entry["title"] == "The Cranes"
    assert entry["author"]["is"] == "Ada Marlow"
    assert entry["date"]["edtf"] == "1911-05-03"
    assert [block["kind"] for block in entry["blocks"]] == ["standfirst", "byline", "standfirst"]
    assert [section["heading"] for section in entry["sections"]] == ["Opening"]


@pytest.mark.parametrize(
    ("known", "author"),
    [("A Marlow", "Ada Marlow"), ("Ina Holt", "Ina Holt"), ("Ada M. Marlow", "Ada M. Marlow")],
)
def test_a_byline_below_a_subtitle(known: str, author: str) -> None:
    """It gives the author's name in full where the metadata abbreviate it."""
    entry = of_page(
        f'<head><meta name="author" content="{known}"></head>'
        f'<h1>The Cranes</h1><p class="subtitle">A story</p><p>Ada Marlow</p><p>{PROSE}</p>'
    )
    assert [block["kind"] for block in entry["blocks"]] == ["subtitle", "byline"]
    assert entry["author"]["is"] == author


def test_lines_of_publication_are_left_out_and_their_facts_are_in_the_entry() -> None:
    lines = (
        "<p><b>First published:</b> <i>The Quay</i>, May 1911</p>"
        "<p>Source: The Log of the Harbour of Quays, volume seven, page nine.</p>"
    )
    entry = of_page(f"<h1>The Cranes</h1>{lines}<p>{PROSE}</p>")
    assert (entry["publisher"]["is"], entry["date"]["edtf"]) == ("The Quay", "1911-05")
    (omission,) = entry["omissions"]
    assert omission["kind"] == "publication"
    assert omission["begins"].startswith("_First published:_")
    assert omission["ends"].endswith("page nine.")
    assert not entry.get("blocks")


def test_there_may_be_many_lines_of_publication() -> None:
    labels = (
        *("Written", "First published", "Source", "Online version", "Translated", "Transcribed", "Proofread"),
        *(r"Transcription\HTML Markup", "Copyleft"),
    )
    lines = "<br>".join(f"<b>{label}:</b> Ada Marlow, in a letter" for label in labels)
    entry = of_page(f"<h1>The Cranes</h1><p>{lines}</p><hr><p>{PROSE}</p>")
    assert entry["sections"][0]["begins"].startswith(PROSE[:10])
    published = next(omission for omission in entry["omissions"] if omission["kind"] == "publication")
    assert published["begins"].startswith("_Written:_")
    assert published["ends"].endswith("in a letter")


def test_lines_of_publication_that_something_divides_stay_above_the_text() -> None:
    entry = of_page(
        "<h1>The Cranes</h1><p>Source: The Log.</p><p>By Ada Marlow</p><p>Copyright: none at all.</p>"
        f"<p>{PROSE}</p>"
    )
    assert [block["kind"] for block in entry["blocks"]] == ["standfirst", "standfirst"]
    assert not entry.get("omissions")


def test_quotations_of_a_page() -> None:
    quote = (
        "<blockquote><p>Not one of us went home that night.</p><p>And none of us, not one, slept at all.</p>"
    )
    entry = of_page(
        f"<h1>The Cranes</h1><p>{PROSE}</p>{quote}<footer>Minutes</footer></blockquote><p>So.</p>"
    )
    assert entry["blocks"] == [
        {"kind": "quotation", "begins": "Not one of us", "ends": "slept at all. Minutes"},
        {"kind": "citation", "begins": "Minutes"},
    ]


# --- slugs and YAML --------------------------------------------------------------------------------


def test_a_slug_is_free() -> None:
    assert propose_slug("The Cranes", {"the-cranes", "the-cranes-2"}) == "the-cranes-3"
    with pytest.raises(EditionError, match="another essay of the edition is 'cranes'") as error:
        check_slug("cranes", {"cranes"})
    assert "cranes-2" in error.value.todo


@pytest.mark.parametrize("slug", ["no", "on", "off", "yes", "true", "null", "y", "n", "cranes", "no-1"])
def test_a_slug_is_text_for_yaml(slug: str) -> None:
    text = f"No\n\n{PROSE}\n\nNo\n\n{PROSE[:-1]} again.\n"
    (entry,) = yaml.safe_load("essays:" + propose_entry(Source("a.txt", text, ""), slug).yaml)["essays"]
    assert entry["slug"] == slug
    assert all(isinstance(section["id"], str) for section in entry["sections"])
    assert yaml.safe_load(scalar(slug)) == slug


@pytest.mark.parametrize(
    "text", ["a: b # c", "'\"\\", "\x00\x85\u2028\ufeff\uffff", "\U0001f600", "- [x]", " "]
)
def test_quoted_text_is_read_as_it_was(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text


# --- the manifest ----------------------------------------------------------------------------------

ENTRY = "\n  - slug: new\n    title: New\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("essays: []\n", "essays:\n  - slug: new\n    title: New\n"),
        ("essays:\n", "essays:\n  - slug: new\n    title: New\n"),
        ("essays: null # none\nmore: 1\n", "essays: # none\n  - slug: new\n    title: New\nmore: 1\n"),
        ("# One.\n", "# One.\nessays:\n  - slug: new\n    title: New\n"),
        ("essays:\n  - slug: old", "essays:\n  - slug: old\n\n  - slug: new\n    title: New\n"),
        ("essays:\n- slug: old\n", "essays:\n- slug: old\n\n- slug: new\n  title: New\n"),
        (
            "essays:\n  - slug: old\n    # of old\n\n# of all\nmore: 1\n",
            "essays:\n  - slug: old\n    # of old\n\n  - slug: new\n    title: New\n\n# of all\nmore: 1\n",
        ),
        (
            "essays:\r\n  - slug: old\r\n    why: >\r\n      Old\r\n      text.\r\n",
            "essays:\r\n  - slug: old\r\n    why: >\r\n      Old\r\n      text.\r\n"
            "\r\n  - slug: new\r\n    title: New\r\n",
        ),
        (
            "essays:\n    - {slug: old, tags: [a]}\n",
            "essays:\n    - {slug: old, tags: [a]}\n\n    - slug: new\n      title: New\n",
        ),
    ],
)
def test_an_entry_is_added_below_the_others(before: str, after: str) -> None:
    """Everything else stays as it is, to the byte."""
    assert add_entry(before, ENTRY) == after
    slugs = [essay["slug"] for essay in yaml.safe_load(after)["essays"]]
    assert slugs[-1] == "new"


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("essays: [{slug: old}]\n", "within brackets"),
        ("people: []\n", "no key"),
        ("a: [\n", "not valid YAML"),
    ],
)
def test_a_manifest_to_which_nothing_can_be_added(manifest: str, words: str) -> None:
    with pytest.raises(EditionError, match=words):
        add_entry(manifest, ENTRY)
