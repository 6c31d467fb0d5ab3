"""Chapters of an e-book, made from the Markdown of pages.

A page becomes XHTML as the site's generator would make it, without what needs a browser: boxes, controls,
pictures. Its footnotes and its differences become notes that reading systems show where they are called.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from edition.markup.markdown import split_front_matter
from edition.model.translation import gettext

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
"""The attribute that says what an element is in a book."""

_EXTENSIONS = [
    *("attr_list", "def_list", "footnotes", "tables"),
    *(f"pymdownx.blocks.{name}" for name in ("admonition", "caption", "details", "html")),
]
"""Those in which pages are written; see `edition.markup.markdown`."""

_LEFT_OUT = frozenset(
    [
        *("number", "headerlink", "footnote-backref", "brief", "provenance", "places"),
        *("elsewhere", "onward", "picture", "side-by-side", "filters"),
    ]
)
"""Classes of elements that a book does not have: what a reader of the site points at, opens or goes on to."""

_CONTROLS = frozenset(("script", "svg", "button", "input", "select", "textarea"))
"""Elements of which a book has none, since they need scripts."""

_AROUND_CONTROLS = {"form": "div", "label": "span"}
"""What becomes of elements that also have words."""

_NOT_ID = re.compile(r"[^\w.-]+")

Tree = ET.Element
Convert = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a book."""

    file: str
    """The name of its file in the book."""
    title: str
    language: str
    body: Tree
    """An element that contains all of its text."""

    @property
    def sections(self) -> Iterator[tuple[str, str]]:
        """The id and the heading of each section."""
        for heading in self.body.iter("h2"):
            if "id" in heading.attrib:
                yield heading.attrib["id"], _text(heading)


@dataclass(frozen=True, slots=True)
class PageText:
    """The page that a chapter is made of."""

    path: str
    """The path of its Markdown, from the folder of all pages, as `essays/cranes.md`."""
    markdown: str
    language: str

    @property
    def file(self) -> str:
        """The name of the chapter's file."""
        return f"{posixpath.basename(self.path).removesuffix('.md')}.xhtml"


def make_chapters(pages: Iterable[PageText], url: str, convert: Convert | None = None) -> list[Chapter]:
    """Return a chapter for each of the `pages`; `url` is the address of the site, empty if not known.

    `convert` may take the place of `to_xhtml`.

    Links between the pages lead from chapter to chapter. Other links within the site lead to `url`; if it is
    not known, their words remain.
    """
    pages = list(pages)
    bodies = {page.path: _read((convert or to_xhtml)(page.markdown)) for page in pages}
    for body in bodies.values():
        _prune(body)
    ids = {path: {element.get("id", "") for element in body.iter()} for path, body in bodies.items()}
    files = {page.path: page.file for page in pages}
    for page in pages:
        _Links(page.path, files, ids, url).rewrite(bodies[page.path])
        _mark_notes(bodies[page.path])
        _rename_ids(bodies[page.path])
    return [Chapter(page.file, _title(bodies[page.path]), page.language, bodies[page.path]) for page in pages]


def fragment(markdown: str) -> Tree:
    """Return a `div` with the XHTML of some Markdown, without what a book does not have."""
    body = _read(to_xhtml(markdown))
    _prune(body)
    _Links("", {}, {"": set()}, "").rewrite(body)
    return body


def _read(xhtml: str) -> Tree:
    return ET.fromstring(xhtml)  # noqa: S314 - this program has written it


def to_xhtml(markdown: str) -> str:
    """Return the XHTML of a page in an element `div`."""
    from markdown import Markdown  # not at the top, since few commands need it

    converter = Markdown(
        output_format="xhtml", extensions=_EXTENSIONS, extension_configs={"footnotes": {"BACKLINK_TEXT": ""}}
    )
    return f"<div>{converter.convert(split_front_matter(markdown)[1])}</div>"


def _text(element: Tree) -> str:
    return " ".join("".join(element.itertext()).split())


def _title(body: Tree) -> str:
    heading = body.find("h1")
    return _text(heading) if heading is not None else ""


def _classes(element: Tree) -> set[str]:
    return set(element.get("class", "").split())


# --- what a book does not have --------------------------------------------------------------------


def _prune(parent: Tree) -> None:
    """Remove the elements that a book does not have, and keep the text after each."""
    for child in list(parent):
        if _classes(child) & _LEFT_OUT or child.tag in _CONTROLS:
            _remove(parent, child)
            continue
        _prune(child)
        child.attrib.pop("aria-describedby", None)
        if child.tag in _AROUND_CONTROLS:
            child.tag = _AROUND_CONTROLS[child.tag]
            child.attrib.pop("action", None)


def _remove(parent: Tree, child: Tree) -> None:
    at = list(parent).index(child)
    _append_text(parent, at, child.tail or "")
    parent.remove(child)


def _append_text(parent: Tree, at: int, text: str) -> None:
    """Put `text` before the child at position `at`."""
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _unwrap(parent: Tree, child: Tree) -> None:
    """Put the content of a child into its place."""
    at = list(parent).index(child)
    _append_text(parent, at, child.text or "")
    content = list(child)
    tail = child.tail or ""
    parent.remove(child)
    for step, element in enumerate(content):
        parent.insert(at + step, element)
    _append_text(parent, at + len(content), tail)


# --- links ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Links:
    """The links of one page."""

    path: str
    files: Mapping[str, str]
    """The files of the book, by the path of the page."""
    ids: Mapping[str, set[str]]
    """The ids of each page, by its path."""
    url: str

    def rewrite(self, parent: Tree) -> None:
        """Make the links of a page lead to chapters of the book or to the site."""
        for child in list(parent):
            self.rewrite(child)
            if child.tag == "a" and "href" in child.attrib:
                target = self._target(child.attrib["href"])
                if target:
                    child.attrib["href"] = target
                else:
                    _unwrap(parent, child)

    def _target(self, href: str) -> str:
        """Return where a link leads in the book; empty if nowhere."""
        if href.startswith(("http://", "https://")):
            return href
        address, _, name = href.partition("#")
        path = (
            posixpath.normpath(posixpath.join(posixpath.dirname(self.path), address))
            if address
            else self.path
        )
        if path in self.ids:
            has_name = name != "" and name in self.ids[path]
            if path == self.path:
                return f"#{_book_id(name)}" if has_name else ""
            return self.files[path] + (f"#{_book_id(name)}" if has_name else "")
        if not self.url:
            return ""
        page = re.sub(r"(^|/)index\.md$", r"\1", path)
        return self.url + re.sub(r"\.md$", "/", page) + (f"#{name}" if name else "")


def _book_id(name: str) -> str:
    """Return an id as XML allows it: without colons, and beginning with a letter."""
    safe = _NOT_ID.sub("-", name)
    return safe if safe[:1].isalpha() else f"n-{safe}"


def _rename_ids(body: Tree) -> None:
    for element in body.iter():
        if "id" in element.attrib:
            element.attrib["id"] = _book_id(element.attrib["id"])


# --- notes ----------------------------------------------------------------------------------------


def _mark_notes(body: Tree) -> None:
    """Make footnotes and differences notes that reading systems can show where they are called."""
    notes = {_book_id(note.get("id", "")): note for note in _notes(body)}
    numbers: dict[str, int] = {}
    for link in body.iter("a"):
        name = link.get("href", "").removeprefix("#")
        if name in notes:
            link.attrib |= {EPUB_TYPE: "noteref", "role": "doc-noteref"}
        if "footnote-ref" in _classes(link):
            link.text = str(numbers.setdefault(name, len(numbers) + 1))
    for name, note in notes.items():
        note.tag = "div"  # reading systems hide an aside, and leave its heading without a word below it
        note.set("class", f"{note.get('class', '')} note".strip())
        note.attrib |= {EPUB_TYPE: "footnote", "role": "doc-footnote"}
        _mark_back_link(note, numbers.get(name))
    for box in [element for element in body.iter("div") if "footnote" in _classes(element)]:
        _flatten_list(box)
        box.tag = "section"
        box.attrib |= {"role": "doc-endnotes", "aria-label": gettext("Notes")}


def _notes(body: Tree) -> Iterator[Tree]:
    """Yield the footnotes and the differences of a page."""
    for element in body.iter():
        is_footnote = element.tag == "li" and element.get("id", "").startswith("fn:")
        if is_footnote or "difference" in _classes(element):
            yield element


def _mark_back_link(note: Tree, number: int | None) -> None:
    """Mark the link from a note back to its call; that of a numbered note is its number, at its beginning."""
    for parent in list(note.iter()):
        for link in parent.findall("a[@class='back']"):
            link.attrib["role"] = "doc-backlink"
            if number and (first := note.find("p")) is not None:
                _remove(parent, link)
                link.text, link.tail = str(number), f". {first.text or ''}"
                first.text = None
                first.insert(0, link)


def _flatten_list(box: Tree) -> None:
    """Put the notes of a list directly into its box."""
    for ordered in box.findall("ol"):
        at = list(box).index(ordered)
        box.remove(ordered)
        for step, note in enumerate(ordered):
            box.insert(at + step, note)
    for rule in box.findall("hr"):
        box.remove(rule)
