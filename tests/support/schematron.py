"""Validation by the Schematron rules that are embedded in a RELAX NG schema.

The rules are made into an XSLT stylesheet, as Schematron's own definition does: a mode for each pattern, a
template for each rule. Saxon runs it, since the rules of TEI are in XPath 2 and call functions of XSLT.
"""

from __future__ import annotations

import locale
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_SCH, _XSL = f"{{{_SCHEMATRON}}}", f"{{{_XSLT}}}"

Tree = Any
"""An element of lxml, which has no types."""


@dataclass(frozen=True)
class Schematron:
    """The rules of a schema, ready for validating."""

    processor: PySaxonProcessor
    stylesheet: Any
    """Compiled by Saxon."""
    tests: int
    """How many assertions and reports there are in all rules."""

    def broken(self, document: str) -> list[str]:
        """Return what the rules find wrong in a document: the rule, the place, and the message."""
        with _same_locale():
            parsed = self.processor.parse_xml(xml_text=document)
            result = self.stylesheet.transform_to_string(xdm_node=parsed)
        return [" ".join(found.itertext()) for found in etree.fromstring(result.encode()).iter("broken")]


def read_schematron(schema: Path) -> Schematron:
    """Return the Schematron rules in a RELAX NG schema; a rule that Saxon cannot compile is an error."""
    grammar = etree.parse(schema)
    patterns = list(grammar.iter(f"{_SCH}pattern"))
    names = {ns.get("prefix"): ns.get("uri") for ns in grammar.iter(f"{_SCH}ns")}
    text = etree.tostring(_stylesheet(patterns, names), encoding="unicode")
    tests = sum(len(list(pattern.iter(f"{_SCH}assert", f"{_SCH}report"))) for pattern in patterns)
    with _same_locale():
        processor = PySaxonProcessor(license=False)
        compiler = processor.new_xslt30_processor()
        return Schematron(processor, compiler.compile_stylesheet(stylesheet_text=text), tests)


@contextmanager
def _same_locale() -> Iterator[None]:
    """Restore the locale of the process, which Saxon sets anew when it starts: files are read by it."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, before)


def _stylesheet(patterns: list[Tree], names: dict[str, str]) -> Tree:
    """Return the stylesheet that writes an element `broken` for each test that fails."""
    sheet = etree.Element(f"{_XSL}stylesheet", {"version": "3.0"}, nsmap={"xsl": _XSLT, **names})
    start = etree.SubElement(sheet, f"{_XSL}template", match="/")
    result = etree.SubElement(start, "result")
    for number, pattern in enumerate(patterns):
        mode = f"p{number}"
        etree.SubElement(result, f"{_XSL}apply-templates", select="/", mode=mode)
        # what no rule of the pattern fits is passed through, with its attributes, which rules may be about
        sheet.append(_template("*", mode, 0))
        sheet.append(_template("text()|comment()|processing-instruction()|@*", mode, 0, passes=False))
        rules = list(pattern.iter(f"{_SCH}rule"))
        for at, rule in enumerate(rules):
            template = _template(rule.get("context"), mode, len(rules) - at, passes=False)  # the first counts
            template.extend(_checks(rule))
            template.append(_onward(mode))
            sheet.append(template)
    return sheet


def _template(match: str, mode: str, priority: int, *, passes: bool = True) -> Tree:
    template = etree.Element(f"{_XSL}template", match=match, mode=mode, priority=str(priority))
    if passes:
        template.append(_onward(mode))
    return template


def _onward(mode: str) -> Tree:
    return etree.Element(f"{_XSL}apply-templates", select="@*|node()", mode=mode)


def _checks(rule: Tree) -> Iterator[Tree]:
    """Yield the instructions for a rule: its variables, and a condition for each test."""
    for part in rule:
        if part.tag == f"{_SCH}let":
            yield etree.Element(f"{_XSL}variable", name=part.get("name"), select=part.get("value"))
        elif part.tag in (f"{_SCH}assert", f"{_SCH}report"):
            test = part.get("test")
            condition = f"not({test})" if part.tag == f"{_SCH}assert" else test
            fails = etree.Element(f"{_XSL}if", test=condition)
            broken = etree.SubElement(fails, "broken")
            etree.SubElement(broken, f"{_XSL}value-of", select="path()")
            message = " ".join("".join(part.itertext()).split())
            etree.SubElement(broken, f"{_XSL}text").text = f" {test}: {message}"
            yield fails
