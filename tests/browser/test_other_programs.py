"""Programs that readers use with the site: reference managers, reader views, clippers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from tests.support.browsing import Open, add_script
from tests.support.programs import HOME, need, need_command

READ = """
const { Cite } = require("@citation-js/core");
for (const format of ["bibtex", "ris", "csl"]) require(`@citation-js/plugin-${format}`);
const fs = require("fs");
Promise.all(process.argv.slice(1).map((path) => Cite.async(fs.readFileSync(path, "utf8")))).then((read) =>
  console.log(JSON.stringify(read.map((cite) => ({
    item: cite.data[0], apa: cite.format("bibliography", { template: "apa" }).trim() })))));
"""
"""What Citation.js reads in files, and makes of them with citeproc-js."""


@pytest.fixture(scope="module")
def citations(full_checkout: Path) -> dict[str, list[Any]]:
    """What Citation.js reads in the files of two essays, by slug: BibTeX, RIS and CSL JSON."""
    need("@citation-js/core/package.json")
    slugs, endings = ("stack-light", "dockers-strike"), ("bib", "ris", "csl.json")
    folder = full_checkout / "site/data/citations"
    paths = [str(folder / f"{slug}.{ending}") for slug in slugs for ending in endings]
    command = [need_command("node"), "-e", READ, *paths]
    result = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    read = json.loads(result.stdout)
    assert len(read) == len(paths)
    return dict(zip(slugs, (read[: len(endings)], read[len(endings) :]), strict=True))


def test_an_unsigned_essay_begins_with_its_title(citations: dict[str, list[Any]]) -> None:
    for read in citations["stack-light"]:
        assert read["item"]["id"] == "stack-light"
        assert "author" not in read["item"]
        assert read["apa"].startswith("THE LIGHT ON THE STACK. (2024). In ")
        assert "1952 or later" in read["apa"] + read["item"]["note"]


def test_a_signed_essay_has_its_author_and_the_body_that_edited_it(citations: dict[str, list[Any]]) -> None:
    for read in citations["dockers-strike"]:
        item = read["item"]
        assert item["author"] == [{"family": "Calloway", "given": "Ines"}]
        (editor,) = item["editor"]
        assert (editor.get("literal") or editor["family"], editor.get("given") or "") == ("The editors", "")
        assert read["apa"].startswith("Calloway, I. (2024). ")


@pytest.mark.parametrize(("ending", "form"), [("bib", "biblatex"), ("ris", "ris"), ("csl.json", "csljson")])
def test_pandoc_reads_a_citation(full_checkout: Path, ending: str, form: str) -> None:
    """A body is one name, and an essay without an author gets none."""

    def read(slug: str) -> Any:
        path = full_checkout / f"site/data/citations/{slug}.{ending}"
        command = [pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson", str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        (item,) = json.loads(result.stdout)
        return item

    signed, unsigned = read("dockers-strike"), read("stack-light")
    assert signed["author"] == [{"family": "Calloway", "given": "Ines"}]
    ((name,),) = (editor.values() for editor in signed["editor"])
    assert name == "The editors"
    assert signed["title"] == "Nine Weeks – The Dockers’ Strike of 1889"
    assert signed["issued"]["date-parts"][0][0] == 2024
    assert "author" not in unsigned


@pytest.mark.parametrize(("ending", "form"), [("bib", "biblatex"), ("ris", "ris"), ("csl.json", "csljson")])
@pytest.mark.parametrize(
    ("slug", "beginning"),
    [("stack-light", "“THE LIGHT ON THE STACK.”"), ("dockers-strike", "Calloway, Ines.")],
)
def test_pandoc_makes_a_reference(
    full_checkout: Path, slug: str, beginning: str, ending: str, form: str
) -> None:
    """In its own style, which is Chicago’s: an unsigned essay begins with its title."""
    path = full_checkout / f"site/data/citations/{slug}.{ending}"
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={form}",
        "--to=plain",
        "--wrap=none",
        "--citeproc",
        str(path),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.startswith(beginning)


@pytest.mark.parametrize("essay", ["stack-light", "dockers-strike", "harbour-council", "keeper-letters"])
def test_a_reader_view_has_all_of_an_essay(full_site: str, visit: Open, essay: str) -> None:
    """Readability leaves out asides, and what an id such as `comments` seems to make part of the frame."""
    page = visit(f"{full_site}essays/{essay}/")
    page.locator("h2").first.evaluate("(heading) => (heading.id = 'socialism-and-comments')")
    page.locator(".footnote li").first.evaluate("(note) => (note.id = 'fn:social-sidebar')")
    page.locator("article p sup").first.evaluate("(call) => (call.id = 'fnref:social-sidebar')")
    add_script(page, need("@mozilla/readability/Readability.js"))
    lost = page.evaluate("""() => {
      const parsed = new Readability(document.cloneNode(true), { keepClasses: true }).parse();
      const shown = new DOMParser().parseFromString(parsed.content, "text/html");
      const own = document.querySelectorAll("article :is(p[id], h2[id], sup[id], .footnote li[id])");
      const signs = [...shown.querySelectorAll("h2")].filter((heading) => heading.textContent.includes("#"));
      return [...own].map((element) => element.id).filter((id) => !shown.getElementById(id)).concat(signs);
    }""")
    assert lost == []


@pytest.mark.parametrize(
    ("site", "essay", "author"),
    [
        ("full_site", "stack-light", ""),
        ("full_site", "dockers-strike", "Ines Calloway"),
        ("full_site", "harbour-council", ""),
        ("bare_site", "dockers-strike", "The editors"),
    ],
)
def test_a_clipper_finds_no_false_author(
    request: pytest.FixtureRequest, visit: Open, site: str, essay: str, author: str
) -> None:
    """Of a digest, the editors are the authors."""
    page = visit(f"{request.getfixturevalue(site)}essays/{essay}/")
    add_script(page, need("defuddle/dist/index.js"))
    found = page.evaluate("() => new Defuddle(document.cloneNode(true), { url: location.href }).parse()")
    assert found["author"] == author
