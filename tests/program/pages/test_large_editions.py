"""Pages of editions with very many essays stay small, and nothing on them is lost: it is on other pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.build.checkout import write_markdown
from edition.build.generator_settings import navigation
from edition.build.outputs import output_files
from edition.build.site import build_site
from edition.build.stages import assemble
from edition.checks.parsed_site import read_site
from tests.support.editions import HARBOUR, lay_out

PLACES = re.compile(r"\]\((?:\.\./\.\./)?essays/([\w-]+)\.md(#[\w.:-]*)?\)")


def places_on(page: str) -> set[tuple[str, str]]:
    """Return the essay and the address of every link to a place in an essay."""
    return {(slug, anchor) for slug, anchor in PLACES.findall(page) if anchor}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition built while four essays count as very many, and a handful of places, too."""
    root = lay_out(tmp_path_factory.mktemp("large") / "edition", HARBOUR)
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr("edition.pages.large_editions.MAX_LISTED_ESSAYS", 3)
        limits.setattr("edition.build.site.MANY_ESSAYS", 3)
        for name, limit in {"MAX_PLACES": 10, "MAX_LISTED": 2, "PLACES_ON_PAGE": 3}.items():
            limits.setattr(f"edition.pages.places.{name}", limit)
        edition = assemble(root, root / "sources")
        write_markdown(root, edition)
        build_site(root, edition)
    return root


def test_the_site_has_the_books(large: Path) -> None:
    books = [*(large / "docs/data/epub").rglob("*.epub")]
    assert len(books) == 5
    for book in books:
        assert (large / "site" / book.relative_to(large / "docs")).read_bytes() == book.read_bytes() != b""


def entry(page: str, id_: str) -> str:
    """Return the entry of an entity on the page of a register."""
    return page.partition(f"{{ #{id_} }}")[2].partition("\n## ")[0]


def test_an_entry_lists_its_first_places_and_leads_to_all(large: Path) -> None:
    small = output_files(assemble(large, large / "sources"))
    register = (large / "docs/people.md").read_text("utf-8")
    pages = sorted((large / "docs/mentions/person").glob("*.md"))
    assert pages
    for name in {re.sub(r"-page-\d+$", "", page.stem) for page in pages}:
        all_places = places_on(entry(small["docs/people.md"], name))
        listed = entry(register, name)
        assert f"](mentions/person/{name}.md)" in listed
        assert 0 < listed.count("\n- [") <= 2 + len(re.findall(r"(?m)^    - \*", listed)) + 2
        own = [page for page in pages if re.fullmatch(rf"{re.escape(name)}(-page-\d+)?", page.stem)]
        assert set().union(*(places_on(page.read_text("utf-8")) for page in own)) == all_places


def test_pages_of_places_lead_to_each_other_and_back(large: Path) -> None:
    pages = sorted((large / "docs/mentions/person").glob("*-page-2.md"))
    assert pages, "nobody has so many places"
    first = Path(str(pages[0]).replace("-page-2", ""))
    assert f"[2]({pages[0].name})" in first.read_text("utf-8")
    assert f"[1]({first.name})" in pages[0].read_text("utf-8")
    assert f"](../../people.md#{first.stem})" in pages[0].read_text("utf-8")


def test_the_site_of_a_large_edition_is_right(large: Path) -> None:
    """The build has checked its links and addresses; pages of places are not for search engines."""
    site = read_site(large / "site")
    pages = [path for path in site.pages if path.startswith("mentions/")]
    assert pages
    for path in pages:
        assert '<meta name="robots" content="noindex">' in (large / "site" / path).read_text("utf-8")


def test_essays_are_listed_briefly(large: Path) -> None:
    page = (large / "docs/essays/index.md").read_text("utf-8")
    assert page.count("\n- [") == 4
    assert "\n## " not in page
    home = (large / "site/index.html").read_text("utf-8")
    assert "All 4 essays" in home
    assert 'class="cards"' not in home


def test_no_entry_names_all_essays(large: Path) -> None:
    for name in ("people", "timeline"):
        page = (large / f"docs/{name}.md").read_text("utf-8")
        assert "data-essay" not in page
        assert 'name="essay"' not in page


def test_the_synopsis_leaves_out_who_is_silent(large: Path) -> None:
    assert "does not discuss this" not in (large / "docs/synopsis.md").read_text("utf-8")


@pytest.mark.parametrize(("number", "listed"), [(100, 101), (101, 1)])
def test_of_very_many_essays_the_navigation_has_the_list_alone(number: int, listed: int) -> None:
    pages = ["index.md", "essays/index.md", *(f"essays/{n}.md" for n in range(number)), "people.md"]
    essays = navigation([*pages, "mentions/person/marx.md"])[1]["Essays"]
    assert essays[0] == "essays/index.md"
    assert len(essays) == listed
