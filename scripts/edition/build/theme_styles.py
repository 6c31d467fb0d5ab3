"""The part of the theme's stylesheets that the site uses.

The theme is made for every site that can be made with it. Rules that cannot apply to any page of this one
are left out, and so are variables and animations that nothing uses, and what the edition's own styles set
instead. What remains is unchanged and in order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import tinycss2
from tinycss2.ast import (
    AtRule,
    Declaration,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    QualifiedRule,
    SquareBracketsBlock,
    StringToken,
    WhitespaceToken,
)

_WORD = re.compile(r"[\w-]+")
_STRING = re.compile(r"""(?<=["'])[^"']*(?=["'])""")
_QUOTED = re.compile(r"""(?<=["'`}])[\w\s-]+(?=["'`$])|(?<=<)[\w-]+""")
"""In a script, words between quotation marks or beside a value between these, and elements in HTML."""
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_NO_NAME = re.compile(r"[\s/]")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION = re.compile(r"animation(?:-name)?:([^;}]*)")
_GROUPS = frozenset({"media", "supports", "layer", "container"})
"""At-rules that contain rules."""


class _Piece(NamedTuple):
    """A piece of a stylesheet."""

    text: str
    defines: str = ""
    """The name of the variable or the animation that it defines, if it does nothing else."""


_FORMS = ("{}", ".{}", "#{}", "[{}", "={}")
"""How the names of elements, classes, ids and attributes are written, and values of attributes."""


def used_names(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Return all names that a selector can refer to, as `nav`, `.menu`, `#top`, `[dir` and `=ltr`.

    A script may give an element every name in it that stands between quotation marks, and every word of it as
    an attribute. Of the values of attributes, those with a space or a slash are left out: they are text for
    readers, or addresses.
    """
    names: set[str] = set()
    for script in scripts:
        names.update(form.format(word) for word in _WORD.findall(script) for form in _FORMS[3:])
        words = {word for quoted in _QUOTED.findall(script) for word in quoted.split()}
        names.update(form.format(word) for word in words for form in _FORMS[:3])
    known: set[str] = set()
    for page in pages:
        tags = set(_TAG.findall(page)) - known
        for tag in tags:
            names.update(_names_in(tag))
        # most of a page's tags are on the next, too; but those of all pages would fill the memory
        if len(known) >= MAX_KNOWN:
            known.clear()
        known |= tags
    return names


MAX_KNOWN = 100_000
"""How many tags are remembered while pages are read one after another."""


def _names_in(tag: str) -> Iterator[str]:
    element, *attributes = _ATTRIBUTE.findall(tag[1:])
    yield element[0]
    for name, *values in attributes:
        value = "".join(values)
        yield f"[{name}"
        if name == "class":
            yield from (f".{word}" for word in value.split())
        elif name == "id":
            yield f"#{value}"
        if not _NO_NAME.search(value):
            yield f"={value}"


def required_names(css: str) -> set[str]:
    """Return all names that a selector of a stylesheet may require, and many that none does."""
    names = {*_WORD.findall(css), *_STRING.findall(css)}
    return {form.format(name) for name in names for form in _FORMS}


def reduce_styles(css: str, names: Collection[str], others: str = "") -> str:
    """Return the part of a stylesheet that pages can use on which `names` occur.

    `others` are further stylesheets of these pages, which may use variables of this one. What their layer
    `page` declares for the same elements is left out: every page has it, and it wins over that of the theme.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    pieces = list(_applicable(rules, names, _declared(others)))
    while True:
        text = "".join(piece.text for piece in pieces)
        used = {*_VARIABLE.findall(text + others), *_animations(text)}
        kept = [piece for piece in pieces if not piece.defines or piece.defines in used]
        if kept == pieces:
            return text
        pieces = kept


_ROOT = re.compile(r":root|(?:\[data-md-color-[^\]]*\])+")
"""Selectors of the element that has the attributes of the colour scheme, which is the root."""
_EVERY_SCHEME = "[data-md-color-scheme]"
_COMBINATOR = re.compile(r"\s*([>+~])\s*")


def _declared(css: str) -> dict[str, set[str]]:
    """Return the names of what the layer `page` declares, by selector, without conditions such as a width."""
    declared: defaultdict[str, set[str]] = defaultdict(set)
    for layer in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if (
            isinstance(layer, AtRule)
            and tinycss2.serialize(layer.prelude).strip() == "page"
            and layer.content
        ):
            for rule in tinycss2.parse_rule_list(layer.content, skip_comments=True, skip_whitespace=True):
                if isinstance(rule, QualifiedRule):
                    items = tinycss2.parse_blocks_contents(rule.content)
                    names = {item.name for item in items if isinstance(item, Declaration)}
                    for selector in _selectors(rule.prelude):
                        declared[_text_of(selector)] |= names
    return declared


def _overridden(selectors: Iterable[str], declared: Mapping[str, Collection[str]]) -> set[str]:
    """Return the names of what is declared for all elements that match one of the selectors."""
    keys = (_EVERY_SCHEME if _ROOT.fullmatch(selector) else selector for selector in selectors)
    return set.intersection(*(set(declared.get(key, ())) for key in keys))


def _animations(css: str) -> Iterator[str]:
    """Yield every word of a declaration of animations, among them their names."""
    for value in _ANIMATION.findall(css):
        yield from _WORD.findall(value)


def _applicable(
    rules: Iterable[Node], names: Collection[str], declared: Mapping[str, Collection[str]]
) -> Iterator[_Piece]:
    """Yield the rules that can apply, in pieces, without what is also `declared` in a later layer."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [selector for selector in _selectors(rule.prelude) if _can_match(selector, names)]
            texts = list(map(_text_of, selectors))
            declarations = list(_declarations(rule.content, _overridden(texts, declared))) if texts else []
            if declarations:
                yield _Piece(",".join(texts) + "{")
                yield from declarations
                yield _Piece("}")
        elif not isinstance(rule, AtRule) or rule.content is None:
            yield _Piece(rule.serialize())
        elif rule.lower_at_keyword in _GROUPS:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            pieces = list(_applicable(inner, names, declared))
            if pieces:
                yield _Piece(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{")
                yield from pieces
                yield _Piece("}")
        else:
            is_animation = rule.lower_at_keyword == "keyframes"
            yield _Piece(rule.serialize(), tinycss2.serialize(rule.prelude).strip() if is_animation else "")


def _declarations(content: Iterable[Node], without: Collection[str]) -> Iterator[_Piece]:
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(item, Declaration):
            yield _Piece(item.serialize() + ";")
        elif item.important or item.name not in without:
            yield _Piece(item.serialize() + ";", item.name if item.name.startswith("--") else "")


# --- selectors -----------------------------------------------------------------------------------


def _selectors(prelude: Iterable[Node]) -> list[list[Node]]:
    """Return each selector of a list of selectors."""
    selectors: list[list[Node]] = [[]]
    for part in prelude:
        if isinstance(part, LiteralToken) and part.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(part)
    return selectors


def _text_of(selector: Iterable[Node]) -> str:
    return _COMBINATOR.sub(r"\1", tinycss2.serialize(selector).strip())


def _can_match(selector: Iterable[Node], names: Collection[str]) -> bool:
    """Return whether every name that a selector requires is in `names`.

    What is in the parentheses of a pseudo-class, as in `:not(.a)`, is not considered.
    """
    before = ""
    for part in selector:
        sign = "#" if isinstance(part, HashToken) else "." if before == "." else ""
        if isinstance(part, (IdentToken, HashToken)) and before != ":" and f"{sign}{part.value}" not in names:
            return False
        if isinstance(part, SquareBracketsBlock) and not _can_hold(part.content, names):
            return False
        before = part.value if isinstance(part, LiteralToken) else ""
    return True


def _can_hold(condition: Iterable[Node], names: Collection[str]) -> bool:
    """Return whether an attribute is in `names`, and its value where exactly one is required."""
    name, *rest = [part for part in condition if not isinstance(part, WhitespaceToken)]
    if not isinstance(name, IdentToken) or f"[{name.value}" not in names:
        return False
    match rest:
        case [LiteralToken(value="="), (IdentToken() | StringToken()) as required, *_]:
            return f"={required.value}" in names
    return True
