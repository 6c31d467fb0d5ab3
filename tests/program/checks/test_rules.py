"""The checks: each rule finds what it is for, keeps still otherwise, and is explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.checks import RULES, Finding, demand_none, markdown_findings, registry_findings
from edition.errors import EditionError
from edition.markdown import escape
from edition.people import Person
from edition.project import Edition
from edition.registry import DateEntry, PersonEntry, QuotationEntry, Registry, WorkEntry
from edition.sitechecks import findings, published, read_site
from tests.program.test_cli import TEXT, built, change, done, refused, root, run, told, tree
from tests.support.environment import ROOT

__all__ = ["built", "root"]

DEMANDED = "demanded"
"""Where the pages of an example have an address that must be there."""

Case = str | dict[str, str] | Registry
"""Markdown; the pages of a site by path; or registries."""

ADA = PersonEntry(
    *(Person("ada-marlow", ("Marlow",)), "Ada Marlow", "", "Marlow, Ada", "", "", "Clerk.", ""),
    *("confirmed", "", ""),
)
STRIKE = DateEntry("1911-05", "", "The strike", "The cranes stood.", ("1911",), "confirmed", "")
SHUT = QuotationEntry("shut", "Shut", "ada-marlow", "", "letters", "", "", "altered", "", "confirmed", "", ())
LETTERS = WorkEntry(
    *("letters", "Letters", "ada-marlow", "", "1911", "letter", "By her.", "", "confirmed", "")
)
GUIDE = replace(LETTERS, id="guide", author="", by="Nobody", named=("a “Guide”",))

NOTE = (
    '<div class="footnote"><ol><li id="fn:a"><p>A. <a class="back" href="#call-1-a">1</a></p></li></ol></div>'
)
CALL = '<span id="call-1-a"></span><sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>'

WRONG: Mapping[str, list[Case]] = {
    "footnote-undefined": ["A[^a] b.", "A[^a] and \\[^a]: no definition."],
    "footnote-unused": ["A.\n\n[^a]: Note.", "A\\[^a] b `[^a]`.\n\n[^a]: Note."],
    "footnote-double": ["A[^a].\n\n[^a]: Note.\n\n[^a]: Again."],
    "footnote-out-of-order": ["A[^a] b[^b] c[^a].\n\n[^b]: B.\n[^a]: A."],
    "footnote-in-heading": [
        *("## A[^a]\n\n[^a]: Note.", "A[^a]\n====\n\n[^a]: Note.", "B.\n\nA[^a]\n---\n\n[^a]: Note.")
    ],
    "footnote-in-link": [
        "A [b[^a]](c.md).\n\n[^a]: Note.",
        "A [b [c] d[^a] e][c].\n\n[^a]: Note.",
        'A <a href="c">b[^a]</a>.\n\n[^a]: Note.',
    ],
    "address-missing": [{DEMANDED: "gone/"}, {DEMANDED: "#p1", "index.html": '<p id="p2">'}],
    "id-double": [{"index.html": '<p id="a"><p id="a">'}, {"x/index.html": "<p id=a><b ID='a'>"}],
    "link-dead": [
        {"index.html": '<a href="nowhere/">'},
        {"index.html": "<a href=nowhere/>"},
        {"x/index.html": '<img src="../picture.png">'},
        {"x/index.html": '<a href="../../">out</a>'},
        {"x/index.html": '<a href="/x/">only at the top of a server</a>'},
        {"404.html": '<a href="/y/">'},
        {"a.css": "p { background: url(picture.png) }"},
        {"index.html": '<link rel="canonical" href="https://a.test/b/"><a href="/x/">', "x/index.html": ""},
        {"index.html": '<link rel="canonical" href="https://a.test/b/"><a href="https://a.test/b/y/">'},
    ],
    "fragment-dead": [
        {"index.html": '<a href="#p1">'},
        {"index.html": '<a href="x/#p1">', "x/index.html": '<p id="p2">'},
        {"404.html": '<a href="/x/#p1">', "x/index.html": '<p id="p2">'},
    ],
    "loaded-from-elsewhere": [
        {"index.html": '<script src="https://b.test/a.js"></script>'},
        {"index.html": "<img src=//b.test/a.png>"},
        {"index.html": '<img srcset="a.png 1x, http://b.test/b.png 2x">', "a.png": ""},
        {"index.html": '<iframe src="https://b.test/">'},
        {"index.html": '<link rel="stylesheet" href="https://b.test/a.css">'},
        {"index.html": '<link href="https://b.test" rel="preconnect">'},
        {"index.html": "<style>@import 'https://b.test/a.css';</style>"},
        {"index.html": "<p style=\"background: url('https://b.test/a.png')\">"},
        {"a.css": '@import url("//b.test/a.css");'},
        {"a.css": "@font-face { src: url(https://b.test/a.woff2) }"},
    ],
    "back-link-without-call": [
        {"index.html": f'<p id="call-1-a">A.</p>{NOTE}<a class="footnote-ref" href="#fn:a">1</a>'},
        {"index.html": CALL.replace("fn:a", "fn:b") + NOTE + '<p id="fn:b">'},
    ],
    "entry-never-met": [
        *(Registry(people=(ADA,)), Registry(dates=(STRIKE,)), Registry(works=(GUIDE,))),
        Registry(people=(ADA,), quotations=(SHUT,), works=(LETTERS,)),
    ],
}

RIGHT: Mapping[str, list[Case]] = {
    "footnote-undefined": ["A[^a] b.\n\n[^a]: Note.", "A\\[^a] b, ``[^a] ` ``.", escape("A[^a] [^a]: b")],
    "footnote-unused": ["A[^a].\n\n[^a]: Note[^b].\n[^b]: Note."],
    "footnote-double": ["A[^a] b[^a].\n\n[^a]: Note.\n\\[^a]: No note."],
    "footnote-out-of-order": ["A[^b] b[^a] c[^b].\n\n[^b]: B.\n[^a]: A."],
    "footnote-in-heading": ["## A\n\nB[^a].\n\n[^a]: Note.", "A[^a].\n\n---\n\n[^a]: Note."],
    "footnote-in-link": [
        "[b](c.md)[^a] \\[d[^a]](e) [f [^a]] g.\n\n[^a]: Note [b](c.md).",
        "[b\n\nA[^a]](c)\n\n[^a]: Note.",
        "A[^a][^b](c).\n\n[^a]: A.\n[^b]: B.",
    ],
    "address-missing": [{DEMANDED: "#p1", "index.html": "<p id=p1>"}],
    "id-double": [{"index.html": '<p id="a"><!-- <p id="a"> --><p data-x=\'id="a"\'>', "x.html": "<p id=a>"}],
    "link-dead": [
        {"x/index.html": '<a href="../x/"><a href="../x"><a href=".."><a href="./?q=1">'},
        {"x/index.html": '<a href="../a%20b.txt"><a href="../x/index.html">', "a b.txt": ""},
        {"404.html": '<a href="/x/"><a href="/.">', "x/index.html": ""},
        {"index.html": '<a href="mailto:a@b.test"><a href="javascript:void(0)"><a href="https://b.test/x">'},
        {"index.html": '<link rel=canonical href="https://a.test/b/"><a href="/b/x/">', "x/index.html": ""},
        {
            "index.html": '<link rel="canonical" href="https://a.test/b/">',
            "404.html": '<a href="/b/x/"><a href="https://a.test/b/x/"><a href="https://a.test/other/">',
            "x/index.html": '<link rel="canonical" href="https://a.test/b/x/">',
        },
        {"index.html": "<script>let a = '<a href=\"nowhere/\">'</script>"},
        {"x/a.css": "a { background: url(../b.png?v=1#c) } /* url(nowhere) */", "b.png": ""},
    ],
    "fragment-dead": [
        {"index.html": '<a href="#"><a href="#top"><a href="#p1"><a href="#fn%3Aa"><p id="p1"><p id="fn:a">'},
        {"index.html": '<a href="a.svg#b"><a href="#:~:text=a">', "a.svg": ""},
        {"404.html": '<a href="/x/#p1">', "x/index.html": "<p id=p1>"},
    ],
    "loaded-from-elsewhere": [
        {"index.html": '<a href="https://b.test/"><script src=a.js></script>', "a.js": ""},
        {
            "index.html": '<link rel="canonical" href="https://a.test/"><img src="https://a.test/a.png">',
            "a.png": "",
        },
        {"a.css": "a { b: url(data:image/png;base64,aa) } /* @import 'https://b.test/a.css' */"},
    ],
    "back-link-without-call": [
        {"index.html": CALL + NOTE},
        {"index.html": '<a class="back" href="#e1">no note</a><p id="e1">'},
        {"index.html": (CALL + NOTE).replace('"call-1-a"', "call-1-a").replace('class="back"', "class=back")},
    ],
    "entry-never-met": [Registry((ADA,), (), (STRIKE,), (), (SHUT,), (LETTERS, GUIDE))],
}

MET = {("date", "1911"), ("quotation", "shut")}
"""What the texts mention, where the entries are right."""


def check(case: Case, folder: Path, *, right: bool) -> list[Finding]:
    """Return what the checks find in an example."""
    if isinstance(case, str):
        return list(markdown_findings({"docs/a.md": case, "docs/data/a.json": "[^a]"}))
    if isinstance(case, Registry):
        met, text = (MET, 'As a "Guide" says') if right else (set[tuple[str, str]](), "Guides, the guide")
        return list(registry_findings(case, met, [text]))
    for name, text in {"index.html": "", **case}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if name != DEMANDED:
            (folder / name).write_text(text, encoding="utf-8")
    return list(findings(read_site(folder), filter(None, [case.get(DEMANDED)])))


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, cases in WRONG.items() for case in cases])
def test_a_rule_finds_what_it_is_for(rule: str, case: Case, tmp_path: Path) -> None:
    """Once, and no other rule finds anything in the example."""
    (finding,) = check(case, tmp_path, right=False)
    assert finding.rule == rule
    assert finding.file
    assert str(finding).startswith(f"{rule}: {finding.file}")
    assert str(finding).endswith(RULES[rule])


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, cases in RIGHT.items() for case in cases])
def test_a_rule_keeps_still(rule: str, case: Case, tmp_path: Path) -> None:
    """Where all is right, nothing is found, by this rule or another."""
    assert check(case, tmp_path, right=True) == [], rule


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_examples_and_is_explained(rule: str) -> None:
    """One that fails, one that passes, and a row in the README with the remedy that a finding tells."""
    assert WRONG[rule]
    assert RIGHT[rule]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{rule}` \| .{{20,}} \| .{{4,}} \| (.+) \|$", readme, re.MULTILINE)
    assert row == RULES[rule]


def test_no_example_is_of_a_rule_that_is_gone() -> None:
    assert WRONG.keys() == RIGHT.keys() == RULES.keys()


def test_a_finding_tells_its_line() -> None:
    """In the Markdown, so that an editor finds it."""
    (finding,) = markdown_findings({"docs/a.md": "# A\n\nB\nC[^a]\n"})
    assert (finding.file, finding.place) == ("docs/a.md", "line 4")


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))
def test_the_text_of_an_essay_is_never_a_footnote(text: str) -> None:
    """Whatever characters it has, it passes through `escape`, and then it is only text."""
    assert list(markdown_findings({"a.md": escape(text, starts_line=True)})) == []


def test_the_first_finding_is_told_and_the_others_are_counted() -> None:
    found = [Finding("id-double", f"/{n}/", "id 'a'", "stands there 2 times") for n in range(3)]
    with pytest.raises(EditionError) as error:
        demand_none(found)
    assert str(error.value) == (
        "/0/, id 'a': stands there 2 times (id-double, and 2 more). Give one of the two another id"
    )
    with pytest.raises(EditionError, match=r"\(id-double\)\."):
        demand_none(found[:1])
    demand_none([])


# --- in a build ----------------------------------------------------------------------------------


def test_the_sites_of_an_edition_are_clean(full_checkout: Path, bare_checkout: Path) -> None:
    """With the texts and without."""
    for folder in (full_checkout / "site", bare_checkout / "site"):
        site = read_site(folder)
        assert list(findings(site, published(folder))) == []
        assert sum(len(page.links) for page in site.pages.values()) > 500


def test_notes_are_looked_at(full_checkout: Path) -> None:
    """The rule on back links knows those of the real pages."""
    site = read_site(full_checkout / "site")
    for name, page in site.pages.items():
        if re.fullmatch(r"essays/[\w-]+/index.html", name):
            own = [target for _, target in page.back_links if target.startswith("call-")]
            assert own
            assert sorted(own) == sorted(id_ for id_ in page.ids if id_.startswith("call-")), name


def test_a_fault_of_the_markdown_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written."""
    from edition import outputs

    files_of = outputs.files

    def faulty(root: Path, edition: Edition) -> dict[str, str]:
        files = files_of(root, edition)
        return {path: text + "\n\n[^no-such]" * path.endswith(".md") for path, text in files.items()}

    monkeypatch.setattr(outputs, "files", faulty)
    line = refused(root)
    assert line.startswith("docs/essays/harbour-strike.md, line ")
    assert "footnote-undefined, and 2 more" in line  # on the lists of essays and of what can be searched


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<a href="nowhere/">there</a>', "link-dead"),
        ('<img src="https://elsewhere.test/a.png">', "loaded-from-elsewhere"),
        ('<span id="twice"></span><span id="twice"></span>', "id-double"),
        ('<a href="essays/harbour-strike/#p99">there</a>', "fragment-dead"),
    ],
)
def test_a_fault_of_the_site_stops_the_build(root: Path, html: str, rule: str) -> None:
    """Though the generator passes it over: the last good site stays."""
    page = root / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n\n{html}\n", encoding="utf-8")
    line = refused(root)
    assert line.startswith("/, ")
    assert f"({rule})" in line
    assert RULES[rule] in line


PERSON = """people:
  - {id: tom-reed, name: Tom Reed, sort: "Reed, Tom", role: Owner of cranes., names: [Tom Reed],
     certainty: probable, source: A sign.}
titles: []
"""


def test_an_entry_that_nobody_names_stops_the_build(root: Path) -> None:
    """Until a text names it. Where the text is not there, nobody can know."""
    people = root / "docs/annotations/people.yml"
    people.write_text(PERSON, encoding="utf-8")
    line = refused(root)
    assert line.startswith("docs/annotations/people.yml, entry 'tom-reed': ")
    assert "(entry-never-met)" in line
    text = (root / TEXT).read_bytes()
    (root / TEXT).unlink()
    done("build", "--markdown-only")
    (root / TEXT).write_bytes(text)
    change(root / TEXT, "Wages fell twice", "Tom Reed laughed; wages fell twice")
    done("build", "--markdown-only")


# --- the command ---------------------------------------------------------------------------------


def test_check_of_a_good_site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the checkout, or any other; it changes nothing."""
    before = tree(root)
    assert done("check").startswith("site: nothing found")
    assert tree(root) == before
    (root / "site").rename(tmp_path / "public")
    monkeypatch.chdir(tmp_path)
    assert done("check", "public").startswith("public: nothing found")


def test_check_tells_every_finding(root: Path) -> None:
    """One to a line, by rule."""
    (root / "site/essays/harbour-strike/index.html").unlink()
    result = run("check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert all(line.partition(": ")[0] in RULES for line in lines)
    assert any(line.startswith("address-missing: /essays/harbour-strike/: ") for line in lines)
    assert any(line.startswith("link-dead: /essays/, link 'harbour-strike/': ") for line in lines)
    assert result.stderr == ""


def test_check_without_a_site(root: Path) -> None:
    assert "edition build" in told(run("check", "docs"))
    (root / "site/data/anchors.json").write_text("{")
    assert told(run("check")).startswith("site/data/anchors.json: is no list of addresses")
