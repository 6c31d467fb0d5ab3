"""Drafts: what no release contains reserves no address, and its page says so."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.inputs.paths import ADDRESS_BOOKS, MANIFEST
from tests.support.commands import BOOK, SLUG, TEXT, change, error_of, output_of, run, tree
from tests.support.editions import HARBOUR, SINGLE, build, lay_out

PAGE = f"docs/essays/{SLUG}.md"
SENTENCE = "Nobody could plan a week ahead - let alone a year.\n"
ADDED = "A pedlar sold almanacs by the gate all that morning.\n\n"
DRAFT = "Draft: until a released version has this page, addresses on it may change"
NEW = "New since the last version, with addresses that may still change: [¶\u00a020](#p20)"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small edition with one text, of which nothing has been released, as the current directory."""
    root = lay_out(tmp_path / "edition", SINGLE)
    monkeypatch.chdir(root)
    return root


def outputs(root: Path) -> dict[str, str]:
    """Return the text of every file that a build writes."""
    return output_files(assemble(root, None))


def cut_a_paragraph(root: Path) -> None:
    change(root / TEXT, SENTENCE, "")


def rename_a_section(root: Path) -> None:
    change(root / MANIFEST, "id: strike", "id: the-strike")


def rename_the_essay(root: Path) -> None:
    change(root / MANIFEST, f"slug: {SLUG}", "slug: dock-strike")


def remove_a_page(root: Path) -> None:
    (root / "docs/notes.md").unlink()


EDITS = [cut_a_paragraph, rename_a_section, rename_the_essay, remove_a_page]


@pytest.mark.parametrize("edit", EDITS)
def test_a_draft_may_change_freely_until_it_is_released(root: Path, edit: Callable[[Path], None]) -> None:
    (root / "docs/notes.md").write_text("# Notes\n", encoding="utf-8")
    released = shutil.copytree(root, root.parent / "released")
    output_of("build", "--markdown-only")
    edit(root)
    output_of("build", "--markdown-only")
    output_of("release", "--project", str(released))
    edit(released)
    assert "would be lost" in error_of(run("build", "--markdown-only", "--project", str(released)))


def test_a_build_issues_no_address(root: Path) -> None:
    before = tree(root / "docs/annotations")
    output_of("build", "--markdown-only")
    assert tree(root / "docs/annotations") == before


def test_paragraphs_of_a_draft_are_numbered_anew(root: Path) -> None:
    cut_a_paragraph(root)
    (essay,) = assemble(root, None).essays
    assert essay.shown
    names = [block.address for block in essay.shown.addressed_blocks()]
    assert names == [f"p{n}" for n in range(1, 19)]


def test_the_page_of_a_draft_says_so(root: Path) -> None:
    assert "a draft, until `edition release`" in output_of("build", "--markdown-only")
    draft = outputs(root)
    assert draft[PAGE].count(DRAFT) == 1
    assert draft[PAGE].index("# ") < draft[PAGE].index(DRAFT) < draft[PAGE].index("About this text")
    assert "robots: noindex" in draft[PAGE]
    assert "1.2.0-draft" in draft[f"docs/data/citations/{SLUG}.bib"]
    assert "draft" in draft["docs/essays/index.md"]
    assert "draft" in draft["overrides/generated/essays.html"]
    assert "<entry>" not in draft["docs/feed.xml"]

    assert "draft" not in output_of("release", "--project", str(root))
    released = outputs(root)
    for path in (PAGE, f"docs/data/citations/{SLUG}.bib", "docs/essays/index.md"):
        assert "draft" not in released[path].lower(), path
    assert "noindex" not in released[PAGE]
    assert released["docs/feed.xml"].count("<entry>") == 1


def test_a_paragraph_that_is_new_since_the_release_is_a_draft(root: Path) -> None:
    """It reserves nothing until the next release."""
    output_of("release")
    issued = (root / BOOK).read_bytes()
    change(root / TEXT, SENTENCE, ADDED + SENTENCE)
    assert "1 new, a draft until `edition release`" in output_of("build", "--markdown-only")
    assert (root / BOOK).read_bytes() == issued
    assert NEW in outputs(root)[PAGE]
    assert DRAFT not in outputs(root)[PAGE]
    change(root / TEXT, ADDED, "")
    assert "New since" not in outputs(root)[PAGE]

    change(root / TEXT, SENTENCE, ADDED + SENTENCE)
    change(root / "CITATION.cff", "\nversion: 1.2.0", "\nversion: 1.3.0")
    assert f"written: {BOOK}\n" in output_of("release")
    assert "New since" not in outputs(root)[PAGE]
    change(root / TEXT, ADDED, "")
    assert f"/essays/{SLUG}/#p20" in error_of(run("build", "--markdown-only"))


def test_a_release_issues_all_addresses_at_once(root: Path) -> None:
    printed = output_of("release")
    paths = [BOOK, f"{ADDRESS_BOOKS}/pages.json", "docs/annotations/editions/1.2.0.json"]
    assert [line.removeprefix("written: ") for line in printed.splitlines()[:-1]] == paths
    assert printed.splitlines()[-1] == "version 1.2.0 is recorded; commit these files"
    assert len(json.loads((root / BOOK).read_text(encoding="utf-8"))["paragraphs"]) == 19
    assert output_of("release") == "version 1.2.0 is released as it is\n"


def test_a_draft_is_not_released_without_its_text(root: Path) -> None:
    """Nobody can say which paragraphs it has."""
    shutil.rmtree(root / "sources")
    before = tree(root)
    line = error_of(run("release"))
    assert line.startswith(f"{MANIFEST}, essay '{SLUG}': its text is not available")
    assert tree(root) == before


def test_an_address_of_a_draft_cannot_be_retired(root: Path) -> None:
    retired = "    retired:\n      - {address: p6, to: p5, why: It was cut.}\n"
    change(root / MANIFEST, "    emendations:", f"{retired}    emendations:")
    assert error_of(run("build", "--markdown-only")).endswith(
        "no such address was ever issued: p6. Remove it: no release contains the essay yet, so that its "
        "addresses may change"
    )


def test_drafts_are_published_without_their_texts(tmp_path: Path) -> None:
    """Digests and registries name paragraphs that no build without the texts can know; all links lead on."""
    root = lay_out(tmp_path / "harbour", HARBOUR, look=True)
    shutil.rmtree(root / ADDRESS_BOOKS)
    shutil.rmtree(root / "sources")
    manifest = (root / MANIFEST).read_text(encoding="utf-8")
    (root / MANIFEST).write_text(re.sub(r"    retired:\n(      .*\n)+", "", manifest), encoding="utf-8")
    site = build(root)
    assert DRAFT in (site / "essays/dockers-strike/index.html").read_text(encoding="utf-8")
