"""The checks: each rule finds its errors and nothing else, and is explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.build import checkout
from edition.build.edition import Edition
from edition.build.files import Files
from edition.build.outputs import page_files
from edition.checks.findings import RULES, Finding, raise_first_finding
from edition.checks.footnotes import markdown_findings
from edition.checks.parsed_site import read_site
from edition.checks.registries import registry_findings
from edition.checks.site import site_findings
from edition.inputs.address_files import published_addresses
from edition.markup.markdown import escape
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, NameEntry, Person, PersonEntry, QuotationEntry, WorkEntry
from edition.model.errors import EditionError
from edition.model.registry import Registry
from tests.support.commands import TEXT, build_error, change, error_of, output_of, run, tree
from tests.support.environment import ROOT

REQUIRED = "required"
"""The key of an address that the pages of an example must have."""

Case = str | dict[str, str] | Registry
"""Markdown; the pages of a site by path; or registries."""

ADA = PersonEntry(
    *(Person("ada-marlow", ("Marlow",)), "Ada Marlow", "", "Marlow, Ada", None, None, "Clerk.", ""),
    *("confirmed", "", ""),
)
STRIKE = DateEntry(
    *(Edtf.parse("1911-05"), None, "The strike", "The cranes stood.", (Edtf.parse("1911"),), "confirmed", "")
)
SHUT = QuotationEntry(
    "shut", "Shut", "ada-marlow", "", "letters", None, "", "altered", "", "confirmed", "", ()
)
LETTERS = WorkEntry(
    *("letters", "Letters", "ada-marlow", "", Edtf.parse("1911"), "letter", "By her.", "", "confirmed", "")
)
GUIDE = replace(LETTERS, id="guide", author="", by="Nobody", named=("a “Guide”",))
SKERROW = NameEntry("skerrow", "place", "Skerrow")

NOTE = (
    '<div class="footnote"><ol><li id="fn:a"><p>A. <a class="back" href="#call-1-a">1</a></p></li></ol></div>'
)
CALL = '<span id="call-1-a"></span><sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>'

WRONG: Mapping[str, list[Case]] = {
    "undefined-footnote": ["A[^a] b.", "A[^a] and \\[^a]: no definition."],
    "unused-footnote": ["A.\n\n[^a]: Note.", "A\\[^a] b `[^a]`.\n\n[^a]: Note."],
    "duplicate-footnote": ["A[^a].\n\n[^a]: Note.\n\n[^a]: Again."],
    "misordered-footnote": ["A[^a] b[^b] c[^a].\n\n[^b]: B.\n[^a]: A."],
    "footnote-in-heading": [
        *("## A[^a]\n\n[^a]: Note.", "A[^a]\n====\n\n[^a]: Note.", "B.\n\nA[^a]\n---\n\n[^a]: Note.")
    ],
    "footnote-in-link": [
        "A [b[^a]](c.md).\n\n[^a]: Note.",
        "A [b [c] d[^a] e][c].\n\n[^a]: Note.",
        'A <a href="c">b[^a]</a>.\n\n[^a]: Note.',
    ],
    "missing-address": [{REQUIRED: "gone/"}, {REQUIRED: "#p1", "index.html": '<p id="p2">'}],
    "duplicate-id": [{"index.html": '<p id="a"><p id="a">'}, {"x/index.html": "<p id=a><b ID='a'>"}],
    "broken-link": [
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
    "broken-fragment": [
        {"index.html": '<a href="#p1">'},
        {"index.html": '<a href="x/#p1">', "x/index.html": '<p id="p2">'},
        {"404.html": '<a href="/x/#p1">', "x/index.html": '<p id="p2">'},
    ],
    "external-resource": [
        {"index.html": '<script src="https://b.test/a.js"></script>'},
        {"index.html": '<script src="HTTPS://b.test/a.js"></script>'},
        {"index.html": '<script src=" https://b.test/a.js"></script>'},
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
    "broken-back-link": [
        {"index.html": f'<p id="call-1-a">A.</p>{NOTE}<a class="footnote-ref" href="#fn:a">1</a>'},
        {"index.html": CALL.replace("fn:a", "fn:b") + NOTE + '<p id="fn:b">'},
        {"index.html": CALL.replace("<a", "A<a") + NOTE},
    ],
    "inline-script": [
        {"index.html": "<title>a</title><script>a()</script>"},
        {"index.html": '<article><img src="a.png" onerror="a()"></article>', "a.png": ""},
        {"index.html": "<article><script>a()</script></article>"},
        {"index.html": "<article><svg/onload=a()></article>"},
        {"index.html": "<article><p title=b OnClick = 'a()'></article>"},
        {"index.html": '<a href=" JavaScript:a()">'},
    ],
    "unused-entry": [
        *(Registry(people=(ADA,)), Registry(dates=(STRIKE,)), Registry(works=(GUIDE,))),
        Registry(people=(ADA,), quotations=(SHUT,), works=(LETTERS,)),
        Registry(names=(SKERROW,)),
    ],
}

RIGHT: Mapping[str, list[Case]] = {
    "undefined-footnote": [
        "---\ntitle: A[^b]\n---\nA[^a] b.\n\n[^a]: Note.",
        "A\\[^a] b, ``[^a] ` ``.",
        escape("A[^a] [^a]: b"),
    ],
    "unused-footnote": ["A[^a].\n\n[^a]: Note[^b].\n[^b]: Note."],
    "duplicate-footnote": ["A[^a] b[^a].\n\n[^a]: Note.\n\\[^a]: No note."],
    "misordered-footnote": ["A[^b] b[^a] c[^b].\n\n[^b]: B.\n[^a]: A."],
    "footnote-in-heading": ["## A\n\nB[^a].\n\n[^a]: Note.", "A[^a].\n\n---\n\n[^a]: Note."],
    "footnote-in-link": [
        "[b](c.md)[^a] \\[d[^a]](e) [f [^a]] g.\n\n[^a]: Note [b](c.md).",
        "[b\n\nA[^a]](c)\n\n[^a]: Note.",
        "A[^a][^b](c).\n\n[^a]: A.\n[^b]: B.",
    ],
    "missing-address": [{REQUIRED: "#p1", "index.html": "<p id=p1>"}],
    "duplicate-id": [
        {"index.html": '<p id="a"><!-- <p id="a"> --><p data-x=\'id="a"\'>', "x.html": "<p id=a>"}
    ],
    "broken-link": [
        {"x/index.html": '<a href="../x/"><a href="../x"><a href=".."><a href="./?q=1">'},
        {"x/index.html": '<a href="../a%20b.txt"><a href="../x/index.html">', "a b.txt": ""},
        {"404.html": '<a href="/x/"><a href="/.">', "x/index.html": ""},
        {"index.html": '<a href="mailto:a@b.test"><a href="tel:1"><a href="https://b.test/x">'},
        {"index.html": '<link rel=canonical href="https://a.test/b/"><a href="/b/x/">', "x/index.html": ""},
        {
            "index.html": '<link rel="canonical" href="https://a.test/b/">',
            "404.html": '<a href="/b/x/"><a href="https://a.test/b/x/"><a href="https://a.test/other/">',
            "x/index.html": '<link rel="canonical" href="https://a.test/b/x/">',
        },
        {"index.html": "<script type='x/json'>let a = '<a href=\"nowhere/\">'</script>"},
        {"x/a.css": "a { background: url(../b.png?v=1#c) } /* url(nowhere) */", "b.png": ""},
    ],
    "broken-fragment": [
        {"index.html": '<a href="#"><a href="#top"><a href="#p1"><a href="#fn%3Aa"><p id="p1"><p id="fn:a">'},
        {"index.html": '<a href="a.svg#b"><a href="#:~:text=a">', "a.svg": ""},
        {"404.html": '<a href="/x/#p1">', "x/index.html": "<p id=p1>"},
    ],
    "external-resource": [
        {"index.html": '<a href="https://b.test/"><script src=a.js></script>', "a.js": ""},
        {
            "index.html": '<link rel="canonical" href="https://a.test/"><img src="https://a.test/a.png">',
            "a.png": "",
        },
        {"a.css": "a { b: url(data:image/png;base64,aa) } /* @import 'https://b.test/a.css' */"},
    ],
    "broken-back-link": [
        {"index.html": CALL + NOTE},
        {"index.html": CALL.replace("<a", "&#8203;<a") + NOTE},
        {"index.html": '<a class="back" href="#e1">no note</a><p id="e1">'},
        {"index.html": (CALL + NOTE).replace('"call-1-a"', "call-1-a").replace('class="back"', "class=back")},
    ],
    "inline-script": [
        {
            "index.html": '<article><script src="a.js"></script><p title="on = off" data-on="a">onload="a()"'
            "</article>",
            "a.js": "",
        },
        {"index.html": "<title>a</title>\n<style></style><script>theme()</script><b onclick='a()'></b>"},
        {
            "index.html": '<article><script type="application/ld+json">{"a": "onload=a()"}</script>'
            '<p id=x><a href="#x"></article>'
        },
    ],
    "unused-entry": [Registry((ADA,), (), (STRIKE,), (), (SHUT,), (LETTERS, GUIDE), names=(SKERROW,))],
}

MENTIONED = {("date", "1911"), ("quotation", "shut"), ("place", "skerrow")}
"""The entities that the texts mention in a correct example."""


def check(case: Case, folder: Path, *, right: bool) -> list[Finding]:
    """Return the findings in an example."""
    if isinstance(case, str):
        return list(markdown_findings({"docs/a.md": case, "docs/data/a.json": "[^a]"}))
    if isinstance(case, Registry):
        mentioned, text = (
            (MENTIONED, 'As a "Guide" says') if right else (set[tuple[str, str]](), "Guides, the guide")
        )
        return list(registry_findings(case, mentioned, [text]))
    for name, text in {"index.html": "", **case}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if name != REQUIRED:
            (folder / name).write_text(text, encoding="utf-8")
    return list(site_findings(read_site(folder), filter(None, [case.get(REQUIRED)])))


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, cases in WRONG.items() for case in cases])
def test_a_rule_finds_its_errors(rule: str, case: Case, tmp_path: Path) -> None:
    """There is one finding in each example."""
    (finding,) = check(case, tmp_path, right=False)
    assert finding.rule == rule
    assert finding.file
    assert str(finding).startswith(f"{rule}: {finding.file}")
    assert str(finding).endswith(RULES[rule])


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, cases in RIGHT.items() for case in cases])
def test_a_rule_accepts_correct_examples(rule: str, case: Case, tmp_path: Path) -> None:
    """No other rule finds anything in them either."""
    assert check(case, tmp_path, right=True) == [], rule


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_examples_and_is_explained(rule: str) -> None:
    """The guide has the same remedy as the finding."""
    assert WRONG[rule]
    assert RIGHT[rule]
    readme = (ROOT / "docs/guide/checks.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{rule}` \| .{{20,}} \| .{{4,}} \| (.+) \|$", readme, re.MULTILINE)
    assert row == RULES[rule]


def test_every_example_belongs_to_a_rule() -> None:
    assert WRONG.keys() == RIGHT.keys() == RULES.keys()


def test_a_finding_has_a_line_number() -> None:
    """It is the line in the Markdown."""
    (finding,) = markdown_findings({"docs/a.md": "# A\n\nB\nC[^a]\n"})
    assert (finding.file, finding.place) == ("docs/a.md", "line 4")


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))
def test_the_text_of_an_essay_is_never_a_footnote(text: str) -> None:
    """Because `escape` makes any text literal."""
    assert list(markdown_findings({"a.md": escape(text, starts_line=True)})) == []


def test_the_first_finding_is_reported_and_the_others_are_counted() -> None:
    found = [Finding("duplicate-id", f"/{n}/", "id 'a'", "stands there 2 times") for n in range(3)]
    with pytest.raises(EditionError) as error:
        raise_first_finding(found)
    assert str(error.value) == (
        "/0/, id 'a': stands there 2 times (duplicate-id, and 2 more). Give every element a different id"
    )
    with pytest.raises(EditionError, match=r"\(duplicate-id\)\."):
        raise_first_finding(found[:1])
    raise_first_finding([])


# --- in a build ----------------------------------------------------------------------------------


def test_the_sites_of_an_edition_have_no_findings(full_checkout: Path, bare_checkout: Path) -> None:
    """With and without the texts."""
    for folder in (full_checkout / "site", bare_checkout / "site"):
        site = read_site(folder)
        assert list(site_findings(site, published_addresses(folder))) == []
        assert sum(len(page.links) for page in site.pages.values()) > 500


def test_back_links_of_real_pages_are_checked(full_checkout: Path) -> None:
    """The rule on back links finds those of the generator."""
    site = read_site(full_checkout / "site")
    for name, page in site.pages.items():
        if re.fullmatch(r"essays/[\w-]+/index.html", name):
            own = {target for _, target in page.back_links if target.startswith("fnref:")}
            assert own
            assert own == {id_ for id_ in page.ids if id_.startswith("fnref:")}, name


def test_an_error_in_the_markdown_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is written."""
    files_of = page_files

    def faulty(edition: Edition) -> Files:
        for path, text in files_of(edition):
            yield path, f"{text}\n\n[^no-such]" if path.endswith(".md") else text

    monkeypatch.setattr(checkout, "page_files", faulty)
    line = build_error(root)
    assert line.startswith("docs/essays/harbour-strike.md, line ")
    assert "undefined-footnote, and 3 more" in line  # on the list of essays, the versions and the search page


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<a href="nowhere/">there</a>', "broken-link"),
        ('<img src="https://elsewhere.test/a.png">', "external-resource"),
        ('<span id="twice"></span><span id="twice"></span>', "duplicate-id"),
        ('<a href="essays/harbour-strike/#p99">there</a>', "broken-fragment"),
    ],
)
def test_an_error_on_the_site_stops_the_build(root: Path, html: str, rule: str) -> None:
    """The generator ignores it; the previous site stays."""
    page = root / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n\n{html}\n", encoding="utf-8")
    line = build_error(root)
    assert line.startswith("/, ")
    assert f"({rule})" in line
    assert RULES[rule] in line


PERSON = """people:
  - {id: tom-reed, name: Tom Reed, sort: "Reed, Tom", role: Owner of cranes., names: [Tom Reed],
     certainty: probable, sources-note: A sign.}
titles: []
"""


def test_an_unused_entry_stops_the_build(root: Path) -> None:
    """Unless a text is missing, which may mention it."""
    people = root / "docs/annotations/people.yml"
    people.write_text(PERSON, encoding="utf-8")
    line = build_error(root)
    assert line.startswith("docs/annotations/people.yml, entry 'tom-reed': ")
    assert "(unused-entry)" in line
    text = (root / TEXT).read_bytes()
    (root / TEXT).unlink()
    output_of("build", "--markdown-only")
    (root / TEXT).write_bytes(text)
    change(root / TEXT, "Wages fell twice", "Tom Reed laughed; wages fell twice")
    output_of("build", "--markdown-only")


# --- the command ---------------------------------------------------------------------------------


def test_check_of_a_good_site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of the checkout or another one; nothing is changed."""
    before = tree(root)
    assert output_of("check").startswith("site: no problems found")
    assert tree(root) == before
    (root / "site").rename(tmp_path / "public")
    monkeypatch.chdir(tmp_path)
    assert output_of("check", "public").startswith("public: no problems found")


def test_check_lists_every_finding(root: Path) -> None:
    """Each line begins with the rule."""
    (root / "site/essays/harbour-strike/index.html").unlink()
    result = run("check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert all(line.partition(": ")[0] in RULES for line in lines)
    assert any(line.startswith("missing-address: /essays/harbour-strike/: ") for line in lines)
    assert any(line.startswith("broken-link: /essays/, link 'harbour-strike/': ") for line in lines)
    assert result.stderr == ""


def test_check_without_a_site(root: Path) -> None:
    assert "edition build" in error_of(run("check", "docs"))
    (root / "site/data/anchors.json").write_text("{")
    assert error_of(run("check")).startswith("site/data/anchors.json: is not a list of addresses")
