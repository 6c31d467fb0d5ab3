"""TEI: its elements become those of a page, and what its header says of the text is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from edition.importing.html_blocks import find_blocks
from edition.importing.html_notes import CALL, NOTE
from edition.importing.imported_text import NOTHING, Facts, ImportedText, Statement
from edition.importing.page_facts import join_names, turn_name
from edition.importing.plain_writer import write_plain_text
from edition.importing.safe_input import Element, parse_html, parse_xml
from edition.model.errors import EditionError
from edition.model.translation import gettext_noop
from edition.text.words import word_set

_NAMES = {
    **dict.fromkeys(("p", "ab"), "p"),
    **dict.fromkeys(("hi", "emph", "foreign", "term", "mentioned"), "i"),
    "listBibl": "ul",
    "item": "li",
    "table": "table",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "graphic": "img",
    "figDesc": "figcaption",
    "figure": "figure",
    "docAuthor": "span",
    "docDate": "span",
    "dateline": "p",
    "salute": "p",
    "signed": "p",
    "opener": "div",
    "closer": "div",
    "trailer": "p",
    "milestone": "hr",
    "sp": "div",
    "speaker": "p",
    "stage": "p",
    "titlePart": "h1",
    "docTitle": "div",
}
_INLINE_PARENTS = word_set("p ab l head hi emph item cell note byline titlePart q said")
_DROPPED = word_set("fw pb cb gb index interp teiHeader del surplus")
_REPLACED = word_set("sic orig abbr")
"""Readings that others in the same `choice` replace."""
_BLOCK_CHILDREN = word_set("p lg l ab list")


def read_tei(name: str, raw: bytes) -> ImportedText:
    """Return the text of a TEI document, the file `name`. Raises EditionError if it is unsafe or has none."""
    root = parse_xml(name, raw)
    texts = [element for element in root.iter() if _local(element) == "text"]
    if not texts:
        raise EditionError(name, "has no <text>", todo="Give the document that contains the text")
    page = parse_html(name, "<html><body></body></html>")
    reader = _Reader(page[0])
    reader.copy_children(texts[0], page[0], 1)
    blocks, left_out = find_blocks(page)
    for note in reader.notes:
        blocks += find_blocks(note)[0]
    return write_plain_text("TEI", blocks, _facts(root), left_out)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Reader:
    """Copies TEI elements into a page, and takes the notes out."""

    def __init__(self, body: Element) -> None:
        self._make = body.makeelement
        self.notes: list[Element] = []

    def copy_children(self, source: Element, target: Element, depth: int) -> None:
        """Copy what is in `source` to the end of `target`; `depth` is the level of the headings in it."""
        _append(target, source.text)
        for child in source:
            self._copy(child, target, depth)
            _append(target, child.tail)

    def _copy(self, source: Element, target: Element, depth: int) -> None:
        name = _local(source)
        is_replaced = name in _REPLACED and _local(source.getparent()) == "choice"
        if not name or name in _DROPPED or is_replaced:
            return
        if name == "gap":
            _append(target, "[…]")
            return
        if name == "note":
            self._copy_note(source, target)
            return
        made = self._made(source, name, depth)
        if made is None:
            self.copy_children(source, target, depth)
            return
        target.append(made)
        deeper = depth + 1 if re.fullmatch(r"div\d?", name) else depth
        self.copy_children(source, made, deeper)
        if name == "l":
            made.append(self._make("br"))

    def _copy_note(self, source: Element, target: Element) -> None:
        """Put a note beside the others, and its number where it stood."""
        number = str(len(self.notes) + 1)
        note = self._make("div", {NOTE: number})
        self.notes.append(note)
        self.copy_children(source, note, 6)
        target.append(self._make("a", {CALL: number}))

    def _made(self, source: Element, name: str, depth: int) -> Element:
        """Return the element of a page for one of TEI, or None if only what is in it counts."""
        if re.fullmatch(r"div\d?", name):
            return self._make("div")
        if special := _SPECIAL.get(name):
            html_name, class_ = special(source, depth)
        else:
            html_name, class_ = _NAMES.get(name, ""), ""
        return self._make(html_name, {"class": class_} if class_ else {}) if html_name else None


_Made = tuple[str, str]
"""The name and the class of an element of a page; no name if only what is in it counts."""


def _head(source: Element, depth: int) -> _Made:
    is_caption = _local(source.getparent()) == "figure"
    return ("figcaption" if is_caption else f"h{min(6, max(1, depth))}"), ""


def _quote(source: Element, _: int) -> _Made:
    """Quotations within a paragraph keep the marks that they have."""
    parent = _local(source.getparent())
    stands_apart = parent not in _INLINE_PARENTS or _has_blocks(source)
    return ("blockquote" if stands_apart and parent != "cit" else ""), ""


def _speech(source: Element, _: int) -> _Made:
    return ("" if _has_blocks(source) else "q"), ""


def _source_of(source: Element, _: int) -> _Made:
    parent = _local(source.getparent())
    return {"cit": "footer", "epigraph": "footer", "quote": "footer", "listBibl": "li"}.get(parent, ""), ""


def _work(source: Element, _: int) -> _Made:
    return ("i" if source.get("level") in (None, "m", "j", "s") else ""), ""


def _stanza(source: Element, _: int) -> _Made:
    return ("div", "") if any(_local(child) == "lg" for child in source) else ("p", "stanza")


def _verse_line(source: Element, _: int) -> _Made:
    return ("span", "") if _local(source.getparent()) in ("lg", "l") else ("p", "stanza")


def _list(source: Element, _: int) -> _Made:
    kinds = (source.get("type"), source.get("rend"))
    return ("ol" if {"ordered", "numbered"}.intersection(kinds) else "ul"), ""


_SPECIAL: Mapping[str, Callable[[Element, int], _Made]] = {
    "head": _head,
    **dict.fromkeys(("quote", "cit"), _quote),
    "q": _speech,
    **dict.fromkeys(("bibl", "biblStruct"), _source_of),
    "title": _work,
    "lg": _stanza,
    "l": _verse_line,
    "list": _list,
    "epigraph": lambda *_: ("blockquote", "epigraph"),
    "byline": lambda *_: ("p", "byline"),
}
"""The functions for elements whose place decides what they become."""


def _has_blocks(source: Element) -> bool:
    return any(_local(child) in _BLOCK_CHILDREN for child in source)


def _append(target: Element, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


# --- the header ----------------------------------------------------------------------------------


_HEADER = gettext_noop("the header ({key})")


def _facts(root: Element) -> Facts:
    header = next((element for element in root.iter() if _local(element) == "teiHeader"), None)
    if header is None:
        return Facts()

    def find(*paths: str) -> Statement:
        for path in paths:
            steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
            values = [" ".join("".join(e.itertext()).split()) for e in header.xpath(f".//{steps}")]
            names = [turn_name(value) for value in values] if path.endswith("author") else values[:1]
            if text := join_names(names):
                return Statement(text, _HEADER, path)
        return NOTHING

    licence = find("publicationStmt/availability/licence", "publicationStmt/availability/p")
    targets = header.xpath(".//*[local-name()='licence']/@target")
    if targets:
        licence = Statement(str(targets[0]), _HEADER, "licence")
    addresses = header.xpath(
        ".//*[local-name()='sourceDesc']//*[local-name()='ref' or local-name()='ptr']/@target"
    )
    address = next((str(value) for value in addresses if str(value).startswith("http")), "")
    languages = header.xpath(".//*[local-name()='langUsage']/*[local-name()='language']/@ident")
    own = root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Facts(
        title=find("titleStmt/title"),
        author=find("titleStmt/author", "sourceDesc/biblStruct/monogr/author", "sourceDesc/bibl/author"),
        publisher=find("sourceDesc/bibl/publisher", "sourceDesc/biblStruct/monogr/imprint/publisher"),
        date=_date(header),
        address=Statement(address, _HEADER, "sourceDesc") if address else NOTHING,
        licence=licence,
        language=str(languages[0]) if len(languages) == 1 else own,
    )


def _date(header: Element) -> Statement:
    """Return the date of the source, not that of the file."""
    for element in header.xpath(".//*[local-name()='sourceDesc']//*[local-name()='date']"):
        text = element.get("when") or " ".join("".join(element.itertext()).split())
        if text:
            return Statement(text, _HEADER, "sourceDesc, date")
    return NOTHING
