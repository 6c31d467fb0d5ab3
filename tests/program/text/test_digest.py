"""Digests: what the editors tell of an essay, where its text is not there and above it where it is."""

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
from tests.support.markup import Element, article

SLUG = "harbour-strike"
FILE = f"docs/digests/{SLUG}.md"
TOLD = """## 1. Before the strike {#before}

The museum's account opens with a port worker's boast of 1911,
told over two lines. [p1-p4]

Wages fell, rents rose; the owners wrote that they "regret". [p5-p8, p10-p11]

A last word on the list. [p9]

## 2. The strike {#strike}

Three demands met a refusal - and a man's saying about a door. [p12-p19]
"""


@pytest.fixture
def root(single: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample edition, with a digest."""
    monkeypatch.delenv("ESSAYS_DIR", raising=False)
    monkeypatch.chdir(single)
    assert not run("build", "--markdown-only")
    path = single / FILE
    path.parent.mkdir()
    path.write_text(TOLD, encoding="utf-8")
    return single


def run(*arguments: str) -> str:
    """Return the line that a command complains with; empty where it does its work."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.stderr.strip()


def page(root: Path) -> Element:
    return article(root / "site", f"essays/{SLUG}")


def ids(element: Element) -> list[str]:
    return [one.attributes["id"] for one in element.walk() if "id" in one.attributes]


# --- where there is no text ----------------------------------------------------------------------


def test_a_page_without_the_text_carries_the_digest(root: Path) -> None:
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


def test_addresses_of_paragraphs_lead_to_what_tells_of_them(root: Path) -> None:
    shutil.rmtree(root / "sources")
    assert not run("build")
    shown = page(root)
    assert [name for name in ids(shown) if re.fullmatch(r"d\d+", name)] == ["d1", "d2", "d3", "d4"]
    for name, home in {"p1": "d1", "p8": "d2", "p9": "d3", "p10": "d2", "p19": "d4"}.items():
        assert shown.by_id(name) in shown.by_id(home).walk(), name


def test_both_editions_have_all_addresses(root: Path) -> None:
    """A link made in one of them leads to the same section in the other."""
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


def test_each_section_of_a_text_opens_with_its_digest_folded(root: Path) -> None:
    assert not run("build")
    shown = page(root)
    folded = shown.all("details", "brief")
    assert len(folded) == 2
    for one, heading in zip(folded, ("before", "strike"), strict=True):
        assert "open" not in one.attributes
        assert "by the editors" in one.all("summary")[0].text()
        before = shown.walk()[: shown.walk().index(one)]
        assert [e.attributes["id"] for e in before if e.tag == "h2"][-1] == heading
    assert "told over two lines" in folded[0].text()
    assert "Nobody could plan" in shown.text()


def test_a_text_is_the_same_with_and_without_its_digest(root: Path) -> None:
    assert not run("build", "--markdown-only")
    with_it = (root / f"docs/essays/{SLUG}.md").read_text(encoding="utf-8")
    (root / FILE).unlink()
    book = root / f"docs/annotations/addresses/{SLUG}.json"
    kept = parse_address_book(book.read_text(encoding="utf-8"))
    own = {name: issued for name, issued in kept.paragraphs.items() if name.startswith("p")}
    book.write_text(dump_address_book(AddressBook(kept.sections, own)), encoding="utf-8")
    assert not run("build", "--markdown-only")
    without = (root / f"docs/essays/{SLUG}.md").read_text(encoding="utf-8")
    assert re.sub(r"/{5} details \| In brief .*?\n/{5}\n\n", "", with_it, flags=re.DOTALL) == without


def test_a_digest_paragraph_keeps_its_address_when_another_is_put_before_it(root: Path) -> None:
    assert not run("build", "--markdown-only")
    changed = TOLD.replace("A last word", "A new part, of other words altogether. [p8]\n\nA last word")
    (root / FILE).write_text(changed, encoding="utf-8")
    assert not run("build")
    assert "A last word" in page(root).by_id("d3").text()
    assert "of other words altogether" in page(root).by_id("d5").text()


def digest_of(edition: Edition, slug: str) -> Essay:
    (digest,) = (essay.digest for essay in edition.essays if essay.slug == slug)
    assert digest
    return digest


def test_a_digest_is_restored_from_its_ledger(root: Path) -> None:
    one = digest_of(assemble(root, None, lambda essays: essays), SLUG)
    assert restore(one.text, one.ledger) == TOLD


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
def test_a_fault_is_told_with_its_line(root: Path, old: str, new: str, line: int, what: str) -> None:
    assert TOLD.count(old) == 1
    (root / FILE).write_text(TOLD.replace(old, new), encoding="utf-8")
    complaint = run("build", "--markdown-only")
    assert FILE in complaint
    assert "\n" not in complaint
    if "strike {#strike}" not in old:
        assert f"line {line}" in complaint
        assert what in complaint


def test_a_section_that_lacks_is_named(root: Path) -> None:
    (root / FILE).write_text(TOLD[: TOLD.index("## 2.")], encoding="utf-8")
    complaint = run("build", "--markdown-only")
    assert "has no section 'strike'" in complaint
    assert "## 2. The strike {#strike}" in complaint


def test_a_section_too_many_is_named(root: Path) -> None:
    (root / FILE).write_text(TOLD + "\n## Coda {#coda}\n\nMore. [p19]\n", encoding="utf-8")
    assert "has an unexpected section 'coda'" in run("build", "--markdown-only")


# --- the digests of an edition -------------------------------------------------------------------


@pytest.fixture(scope="session")
def committed(bare_checkout: Path) -> Edition:
    """What a checkout without texts knows of each essay: its digest and its addresses."""
    return assemble(bare_checkout, None, lambda essays: essays)


def test_every_paragraph_of_an_essay_is_told_of(committed: Edition) -> None:
    for essay in committed.essays:
        assert essay.digest, essay.slug
        assert uncovered_paragraphs(essay.digest, essay.addresses) == [], essay.slug


def test_addresses_of_digests_are_committed(committed: Edition, origin: Path) -> None:
    for essay in committed.essays:
        assert essay.digest, essay.slug
        book = parse_address_book((origin / ADDRESS_BOOKS / f"{essay.slug}.json").read_text(encoding="utf-8"))
        told = [name for name in book.paragraphs if name.startswith("d")]
        assert len(told) >= len(essay.digest.addressed_blocks()) > 0, essay.slug
