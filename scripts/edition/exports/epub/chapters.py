"""Chapters of an e-book, made of pages as the site's generator renders them.

A chapter leaves out what needs a browser: boxes, controls, pictures. Its footnotes and its differences become
notes that reading systems show where they are called.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from edition.exports.plain_markdown import linked_address, page_folder
from edition.markup.markdown import split_front_matter
from edition.model.translation import gettext

if TYPE_CHECKING:
    from markdown import Markdown

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
"""The attribute that says what an element is in a book."""

_EXTENSIONS = [
    *("toc", "tables", "fenced_code", "attr_list", "def_list", "footnotes"),
    *(f"pymdownx.blocks.{name}" for name in ("admonition", "caption", "details", "html")),
]
"""Those with which the generator renders the pages of every edition; see `edition/inputs/settings.yml`."""

_OPTIONS = {"footnotes": {"BACKLINK_TEXT": ""}}

_NO_EFFECT = frozenset(("title", "permalink", "permalink_title", "toc_depth"))
"""Options of the extension `toc` that say what a list of headings and the links beside them are like."""

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

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z\d+.-]*:|/")
"""The beginning of an address that is not relative to a page."""

_NOT_ID = re.compile(r"[^\w.-]+")

Tree = ET.Element


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

    @property
    def folder(self) -> str:
        """The address of the page, from the top of the site."""
        return page_folder(self.path)

    @property
    def body(self) -> str:
        """The Markdown without its front matter."""
        return split_front_matter(self.markdown)[1].strip("\n")


Render = Callable[[PageText], str]
"""A function that returns the XHTML of a page as the generator renders it, with addresses of the site."""


def make_chapters(pages: Iterable[PageText], url: str, render: Render) -> list[Chapter]:
    """Return a chapter for each of the `pages`; `url` is the address of the site, empty if not known.

    Links between the pages lead from chapter to chapter. Other links within the site lead to `url`; if it is
    not known, their words remain.
    """
    pages = list(pages)
    bodies = {page.folder: _read(render(page)) for page in pages}
    for body in bodies.values():
        _prune(body)
    ids = {folder: {element.get("id", "") for element in body.iter()} for folder, body in bodies.items()}
    files = {page.folder: page.file for page in pages}
    for folder, body in bodies.items():
        _Links(folder, files, ids, url).rewrite(body)
        _mark_notes(body)
        _rename_ids(body)
    return [
        Chapter(page.file, _title(body), page.language, body)
        for page, body in zip(pages, bodies.values(), strict=True)
    ]


def fragment(markdown: str) -> Tree:
    """Return a `div` with the XHTML of some Markdown, without what a book does not have."""
    body = _read(render_page(PageText("", markdown, "")))
    _prune(body)
    _Links("", {}, {"": set()}, "").rewrite(body)
    return body


def _read(xhtml: str) -> Tree:
    return ET.fromstring(f"<div>{xhtml}</div>")  # noqa: S314 - this program or its generator has written it


def render_page(page: PageText) -> str:
    """Return the XHTML of a page; a chapter made of it is the same as one made of the generator's."""
    tree = _read(_converter().reset().convert(page.body))
    for link in tree.iter("a"):
        if "href" in link.attrib:
            link.set("href", _address(link.get("href", ""), page))
    return (tree.text or "") + "".join(ET.tostring(child, encoding="unicode") for child in tree)


@cache
def _converter() -> Markdown:
    from markdown import Markdown  # not at the top, since few commands need it

    return Markdown(output_format="xhtml", extensions=_EXTENSIONS, extension_configs=_OPTIONS)


def _address(href: str, page: PageText) -> str:
    """Return the address of a link on a page, relative to that of the page, as the generator gives it."""
    path = re.split("[?#]", href, maxsplit=1)[0]
    if not path or _ELSEWHERE.match(href):
        return href
    target = linked_address(path, page.path)
    relative = posixpath.relpath(target or ".", page.folder or ".")
    return relative + "/" * (target[-1:] in ("", "/")) + href.removeprefix(path)


def renders_alike(extensions: Collection[str], options: Mapping[str, Mapping[str, object]]) -> bool:
    """Return whether a generator with these extensions and options renders pages as `render_page` does."""
    listing = {name: value for name, value in options.get("toc", {}).items() if name not in _NO_EFFECT}
    others = {name: values for name, values in options.items() if name != "toc" and values}
    return set(extensions) == set(_EXTENSIONS) and not listing and others == _OPTIONS


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

    page: str
    """The address of the page; this and all others are from the top of the site."""
    files: Mapping[str, str]
    """The files of the book, by the address of the page."""
    ids: Mapping[str, set[str]]
    """The ids of each page, by its address."""
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
        if _ELSEWHERE.match(href):
            return href
        address, _, name = href.partition("#")
        target = urljoin(self.page, address).lstrip("/")
        if target in self.ids:
            has_name = name != "" and name in self.ids[target]
            if target == self.page:
                return f"#{_book_id(name)}" if has_name else ""
            return self.files[target] + (f"#{_book_id(name)}" if has_name else "")
        return f"{self.url}{target}" + f"#{name}" * bool(name) if self.url else ""


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
