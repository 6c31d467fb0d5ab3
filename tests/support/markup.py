"""A page of HTML as the tests look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """An element: its tag, attributes, and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def walk(self) -> list[Element]:
        """Return the element and all within, in document order."""
        out = [self]
        for child in self.children:
            if isinstance(child, Element):
                out += child.walk()
        return out

    def all(self, tag: str = "", class_: str = "") -> list[Element]:
        return [e for e in self.walk() if (not tag or e.tag == tag) and (not class_ or class_ in e.classes)]

    def by_id(self, identifier: str) -> Element:
        (found,) = [e for e in self.walk() if e.attributes.get("id") == identifier]
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self.at
        while at and at.tag != tag:
            at = at.parent
        if at and at.parent:
            self.at = at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(text: str) -> Element:
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.root


def article(site: Path, page: str) -> Element:
    """Return what a page says, without the theme around it."""
    return parse((site / page / "index.html").read_text(encoding="utf-8")).all("article")[0]
