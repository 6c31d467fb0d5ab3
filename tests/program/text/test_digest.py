"""Digests: shown instead of a text that is missing, and collapsed above one that is there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.addresses.paragraphs import dump_address_book, parse_address_book
from edition.build.edition import Edition
from edition.build.stages import assemble
from edition.cli import main
from edition.inputs.paths import ADDRESS_BOOKS
from edition.model.address_book import AddressBook
from edition.model.essay import Essay
from edition.model.ledger import restore
from edition.text.digest import uncovered_paragraphs
from tests.support.editions import release
from tests.support.markup import Element, article

SLUG = "harbour-strike"
FILE = f"docs/digests/{SLUG}.md"
DIGEST_TEXT = """## 1. Before the strike {#before}

The museum's account opens with a port worker's boast of 1911,
told over two lines. [p1-p4]

Wages fell, rents rose; the owners wrote that they "regret". [p5-p8, p10-p11]

A last word on the list. [p9]

## 2. The strike {#strike}

Three demands met a refusal - and a man's saying about a door. [p12-p19]
"""


@pytest.fixture
def root(single: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small edition with one text, and a digest, released."""
    monkeypatch.delenv("ESSAYS_DIR", raising=False)
    monkeypatch.chdir(single)
    path = single / FILE
    path.parent.mkdir()
    path.write_text(DIGEST_TEXT, encoding="utf-8")
    release(single)
    return single


def run(*arguments: str) -> str:
    """Return the error message of a command, or an empty string if it succeeds."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.stderr.strip()


def page(root: Path) -> Element:
    return article(root / "site", f"essays/{SLUG}")


def ids(element: Element) -> list[str]:
    return [e.attributes["id"] for e in element.walk() if "id" in e.attributes]


# --- where there is no text ----------------------------------------------------------------------


def test_a_page_without_the_text_shows_the_digest(root: Path) -> None:
    shutil.rmtree(root / "sources")
    assert not run("build")
    shown = page(root)
    said = " ".join(shown.text().split())
    assert "regret" in said
    assert "told over two lines" in said
    assert "[p1-p4]" not in said
    assert "{#before}" not in said
    assert "The essay’s own text is not part of this site" in said
    assert "“regret”" in said, "typography is that of the texts"


def test_addresses_of_paragraphs_lead_to_the_digest(root: Path) -> None:
    shutil.rmtree(root / "sources")
    assert not run("build")
    shown = page(root)
    assert [name for name in ids(shown) if re.fullmatch(r"d\d+", name)] == ["d1", "d2", "d3", "d4"]
    for name, home in {"p1": "d1", "p8": "d2", "p9": "d3", "p10": "d2", "p19": "d4"}.items():
        assert shown.by_id(name) in shown.by_id(home).walk(), name


def test_addresses_are_valid_with_and_without_the_text(root: Path) -> None:
    """A link made with the text leads to the same section without it."""
    assert not run("build")
    full = page(root)
    shutil.rmtree(root / "sources")
    assert not run("build")
    bare = page(root)
    issued = {*(f"p{n}" for n in range(1, 20)), "d1", "d2", "d3", "d4", "before", "strike"}
    assert issued <= set(ids(full))
    assert issued <= set(ids(bare))
    book = parse_address_book((root / f"docs/annotations/addresses/{SLUG}.json").read_text(encoding="utf-8"))
    assert issued == {*book.paragraphs, *book.sections}


# --- where there is one --------------------------------------------------------------------------


def test_each_section_of_a_text_begins_with_its_collapsed_digest(root: Path) -> None:
    assert not run("build")
    shown = page(root)
    folded = shown.all("details", "brief")
    assert len(folded) == 2
    for digest, heading in zip(folded, ("before", "strike"), strict=True):
        assert "open" not in digest.attributes
        assert "by the editors" in digest.all("summary")[0].text()
        before = shown.walk()[: shown.walk().index(digest)]
        assert [e.attributes["id"] for e in before if e.tag == "h2"][-1] == heading
    assert "told over two lines" in folded[0].text()
    assert "Nobody could plan" in shown.text()


def test_a_digest_does_not_change_the_text(root: Path) -> None:
    assert not run("build", "--markdown-only")
    with_it = (root / f"docs/essays/{SLUG}.md").read_text(encoding="utf-8")
    (root / FILE).unlink()
    book = root / f"docs/annotations/addresses/{SLUG}.json"
    stored = parse_address_book(book.read_text(encoding="utf-8"))
    own = {name: issued for name, issued in stored.paragraphs.items() if name.startswith("p")}
    book.write_text(dump_address_book(AddressBook(stored.sections, own)), encoding="utf-8")
    assert not run("build", "--markdown-only")
    without = (root / f"docs/essays/{SLUG}.md").read_text(encoding="utf-8")
    assert re.sub(r"/{5} details \| In brief .*?\n/{5}\n\n", "", with_it, flags=re.DOTALL) == without


def test_a_digest_paragraph_keeps_its_address_after_an_insertion(root: Path) -> None:
    assert not run("build", "--markdown-only")
    changed = DIGEST_TEXT.replace("A last word", "A new part, of other words altogether. [p8]\n\nA last word")
    (root / FILE).write_text(changed, encoding="utf-8")
    assert not run("build")
    assert "A last word" in page(root).by_id("d3").text()
    assert "of other words altogether" in page(root).by_id("d5").text()


def digest_of(edition: Edition, slug: str) -> Essay:
    (digest,) = (essay.digest for essay in edition.essays if essay.slug == slug)
    assert digest
    return digest


def test_a_digest_is_restored_from_its_ledger(root: Path) -> None:
    digest = digest_of(assemble(root, None, lambda essays: essays), SLUG)
    assert restore(digest.text, digest.ledger) == DIGEST_TEXT


# --- what is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (" [p9]", "", 8, "without a locator"),
        ("[p9]", "[p99]", 8, "p99, which was never issued"),
        ("[p9]", "[p12]", 8, "p12, which is in section 'strike'"),
        ("{#strike}", "{#strikes}", 10, "another section"),
        ("2. The strike {", "2. A strike {", 10, "another section"),
        ("## 1. Before the strike {#before}\n\n", "", 1, "does not begin with a section"),
        ("## 2. The strike {#strike}\n\nThree", "Three", 10, "p12, which is in section 'strike'"),
    ],
)
def test_an_error_has_a_line_number(root: Path, old: str, new: str, line: int, what: str) -> None:
    assert DIGEST_TEXT.count(old) == 1
    (root / FILE).write_text(DIGEST_TEXT.replace(old, new), encoding="utf-8")
    complaint = run("build", "--markdown-only")
    assert FILE in complaint
    assert "\n" not in complaint
    if "strike {#strike}" not in old:
        assert f"line {line}" in complaint
        assert what in complaint


def test_a_missing_section_is_named(root: Path) -> None:
    (root / FILE).write_text(DIGEST_TEXT[: DIGEST_TEXT.index("## 2.")], encoding="utf-8")
    complaint = run("build", "--markdown-only")
    assert "has no section 'strike'" in complaint
    assert "## 2. The strike {#strike}" in complaint


def test_an_unknown_section_is_named(root: Path) -> None:
    (root / FILE).write_text(DIGEST_TEXT + "\n## Coda {#coda}\n\nMore. [p19]\n", encoding="utf-8")
    assert "has an unexpected section 'coda'" in run("build", "--markdown-only")


# --- the digests of an edition -------------------------------------------------------------------


@pytest.fixture(scope="session")
def committed(bare_checkout: Path) -> Edition:
    """The edition without texts: each essay has its digest and its addresses."""
    return assemble(bare_checkout, None, lambda essays: essays)


def test_the_digest_covers_every_paragraph(committed: Edition) -> None:
    for essay in committed.essays:
        assert essay.digest, essay.slug
        assert uncovered_paragraphs(essay.digest, essay.addresses) == [], essay.slug


def test_addresses_of_digests_are_committed(committed: Edition, origin: Path) -> None:
    for essay in committed.essays:
        assert essay.digest, essay.slug
        book = parse_address_book((origin / ADDRESS_BOOKS / f"{essay.slug}.json").read_text(encoding="utf-8"))
        names = [name for name in book.paragraphs if name.startswith("d")]
        assert len(names) >= len(essay.digest.addressed_blocks()) > 0, essay.slug
