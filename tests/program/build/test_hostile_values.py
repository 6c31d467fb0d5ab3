"""Values of the manifest and the registries that look like markup: everywhere they are words.

An edition is built in which every free value ends with the same hostile words. Parsers of other people
then read what was written, and must find the words, and nothing that the words try to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from lxml import etree, html

from tests.support.editions import HARBOUR, Workshop, build, lay_out

HOSTILE = (
    "says: \"why?\" </title><script>evil()</script> <x-evil a='1'>&amp;&lt;x-evil&gt; "
    "*s*_s_[l](x)`c`{{evil}}{#evil#}|]]>-->\\evil{}$x$100%#1~^{url}"
)
"""Six words, since the title of an event may have no more."""

BREAK = "\n\n"
"""What is before them, where a value has other words: it would begin another block or record."""

PLAIN = frozenset(
    [
        *("title", "short", "summary", "note", "rights", "role", "full"),
        *("what", "known", "question", "says", "differs", "published"),
    ]
)
"""The keys whose values are words for readers, in every file."""

REGISTRIES = ("people", "quotations", "dates", "disagreements", "works", "editions")
DIGEST = "keeper-letters"
"""The essay of which the site has only the digest."""
SITE = "https://example.org/harbour/"


def poisoned(value: Any, key: str = "", above: str = "") -> Any:
    """Return part of a file with the hostile words at the end of every value for readers."""
    if isinstance(value, dict):
        return {name: poisoned(item, name, key or above) for name, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, key, key) for item in value]
    free = key in PLAIN or (key == "is" and above in ("author", "publisher", "date"))
    if not isinstance(value, str) or not free:
        return value
    if key == "role" or (key == "title" and above in ("dates", "quotations", "disagreements")):
        return f"{HOSTILE}{'.' * (key == 'role')}"
    return f"{value}{BREAK}{HOSTILE}{'?' * (key == 'question')}"


@pytest.fixture(scope="module")
def site(workshop: Workshop) -> Path:
    return workshop.checkout("hostile", make_hostile) / "site"


def make_hostile(root: Path) -> None:
    """Make the edition with the hostile words in every file, with a digest in place of one text."""
    lay_out(root, HARBOUR, look=True)
    for path in [
        root / "docs/annotations/essays.yml",
        *(root / f"docs/annotations/{n}.yml" for n in REGISTRIES),
    ]:
        data = poisoned(yaml.safe_load(path.read_text(encoding="utf-8")))
        for essay in data.get("essays", ()):
            if essay["slug"] == DIGEST:
                essay["author"].pop("family", None)  # the name no longer ends with it
            else:  # title and author are found in the text
                essay["title"] = essay["title"].removesuffix(BREAK + HOSTILE)
                if "is" in essay["author"]:
                    essay["author"]["is"] = essay["author"]["is"].removesuffix(BREAK + HOSTILE)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (root / "sources/letters.txt").unlink()
    build(root, SITE_URL=SITE)


@pytest.fixture(scope="module")
def title() -> str:
    """The title of the essay of which the site has only the digest."""
    entries = yaml.safe_load((HARBOUR / "docs/annotations/essays.yml").read_text(encoding="utf-8"))["essays"]
    return next(f"{entry['title']} {HOSTILE}" for entry in entries if entry["slug"] == DIGEST)


def pages(site: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(site.rglob("*.html")):
        yield str(path.relative_to(site)), html.fromstring(path.read_bytes())


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_no_page_does_what_the_words_say(site: Path) -> None:
    found = 0
    for path, page in pages(site):
        assert not page.xpath("//x-evil"), path
        assert not [script for script in page.iter("script") if script.text == "evil()"], path
        found += "x-evil" in page.text_content()
    assert found > 10


def test_a_title_is_shown_everywhere(site: Path, title: str) -> None:
    page = html.fromstring((site / f"essays/{DIGEST}/index.html").read_bytes())
    assert page.findtext(".//title") == f"{title} - Skerrow"
    assert page.xpath("string(//meta[@property='og:title']/@content)") == title
    assert page.xpath("string(//meta[@name='citation_title']/@content)").startswith(
        f"Digest of “{title}” by "
    )
    (item,) = (json.loads(script.text) for script in page.xpath("//script[@type='application/ld+json']"))
    assert item["about"]["headline"] == title
    (heading,) = page.iter("h1")
    assert words(heading).removesuffix("\u200b") == title  # its unseen mark
    menus = [link for link in page.xpath("//nav//a") if words(link) == title]
    assert menus
    last = html.fromstring((site / "essays/harbour-council/index.html").read_bytes())
    assert last.xpath("//a[@aria-label = $name]", name=f"Next: {title}")


def test_a_description_is_shown_whole(site: Path) -> None:
    for path, page in pages(site):
        if path.startswith("essays/") and path != "essays/index.html":
            (summary,) = page.xpath("//meta[@name='description']/@content")
            assert summary.endswith(f" {HOSTILE}"), path
            assert page.xpath("string(//meta[@property='og:description']/@content)") == summary


def test_link_previews_have_the_title(site: Path) -> None:
    page = html.fromstring((site / f"s/{DIGEST}/d1/index.html").read_bytes())
    assert page.xpath("string(//meta[@property='og:title']/@content)").endswith(", digest ¶ 1")
    assert page.xpath("string(//meta[@property='og:image:alt']/@content)")


def test_xml_has_the_words(site: Path, title: str) -> None:
    files = [*site.rglob("*.xml")]
    assert {"feed.xml", "sitemap.xml", f"{DIGEST}.xml"} <= {path.name for path in files}
    for path in files:
        assert not etree.parse(path).xpath("//*[local-name() = 'x-evil' or local-name() = 'script']"), path
    tei = etree.parse(site / f"data/tei/{DIGEST}.xml")
    assert title in tei.xpath("//*[local-name() = 'title']/text()")
    feed = etree.parse(site / "feed.xml")
    assert feed.xpath("//*[local-name() = 'summary']")[0].text.endswith(HOSTILE)


def test_reference_managers_read_the_title(site: Path, title: str) -> None:
    stem, digest = f"data/citations/{DIGEST}", f"Digest of “{title}” by "
    (record,) = rispy.loads((site / f"{stem}.ris").read_text(encoding="utf-8"))
    assert record["title"].startswith(digest)
    (item,) = json.loads((site / f"{stem}.csl.json").read_text(encoding="utf-8"))
    assert item["title"].startswith(digest)
    bibtex = (site / f"{stem}.bib").read_text(encoding="utf-8")
    (entry,) = bibtexparser.loads(bibtex).entries
    assert plain(entry["title"][1:-1]).startswith(digest)


def plain(tex: str) -> str:
    """Return what TeX would print."""
    named = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
    return re.sub(r"\\text(\w+)\{\}|\\([&%$#_])", lambda match: match[2] or named[match[1]], tex)


def test_all_json_can_be_read(site: Path) -> None:
    for path in (site / "data").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    people = json.loads((site / "data/people.json").read_text(encoding="utf-8"))["people"]
    assert all(person["role"] == f"{HOSTILE}." for person in people)
    script = (site / f"data/citations/{DIGEST}.js").read_text(encoding="utf-8")
    templates = json.loads(script.removeprefix("edition.citations = ").removesuffix(";\n"))
    assert HOSTILE in templates["works"]["notes"]["chicago"][0].replace("‘", "“").replace("’", "”")
