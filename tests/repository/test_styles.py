"""The stylesheets: all rules are in layers, and breakpoints are listed in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.environment import ROOT

STYLES = sorted((ROOT / "docs/assets/styles").glob("*.css"))
SCRIPTS = sorted((ROOT / "docs/assets/scripts").glob("*.js"))
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
LAYERS = "@layer theme, page, component, print;"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WIDTH = re.compile(r"\(\s*(?:max-width|min-width|width)\s*[:<>=]+\s*([^)]+?)\s*\)")


def _rules(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def _outermost(css: str) -> list[str]:
    """Return the text before each outermost block."""
    heads, depth, start = [], 0, 0
    for at, sign in enumerate(css):
        if sign == "{":
            if not depth:
                heads.append(css[start:at].strip())
            depth += 1
        elif sign == "}":
            depth -= 1
            start = at + 1
    assert depth == 0
    assert css[start:].strip() == ""
    return heads


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_rule_is_in_a_layer(path: Path) -> None:
    """`@page` cannot be in a layer."""
    own = {"page.css": {"@layer page"}, "print.css": {"@layer print", "@page", "@page :first"}}
    assert set(_outermost(_rules(path))) <= own.get(path.name, {"@layer component", "@layer print"})


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_nothing_is_important(path: Path) -> None:
    assert "!important" not in _rules(path)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_underlines_are_described_in_longhands(path: Path) -> None:
    """Safari ignores a `text-decoration` that has more than a line."""
    values = re.findall(r"text-decoration:\s*([^;]+);", _rules(path))
    assert set(values) <= {"none", "underline", "line-through"}


def test_widths_are_those_that_are_listed() -> None:
    head = (ROOT / "docs/assets/styles/page.css").read_text(encoding="utf-8").partition("*/")[0]
    listed = re.findall(r"^\s+([\d.]+em) {2,}\w", head, re.MULTILINE)
    texts = [_rules(path) for path in STYLES]
    texts += [path.read_text(encoding="utf-8") for path in (*SCRIPTS, *TEMPLATES)]
    queries = [query for text in texts for query in re.findall(r"(?:@media|matchMedia\()[^{\n]+", text)]
    used = {width for query in queries for width in WIDTH.findall(query)}
    assert used == set(listed)


def test_the_theme_is_in_its_layer(single_checkout: Path) -> None:
    """Before any other style; otherwise its rules would win over ours."""
    site = single_checkout / "site"
    for path in site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        if "md-content" in html:
            links = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', html)
            assert links[0].endswith("assets/styles/page.css")
            assert "<style" not in html
    page = (site / "assets/styles/page.css").read_text(encoding="utf-8")
    assert page.startswith(f"{LAYERS}\n@layer theme{{")
    assert _outermost(page.removeprefix(LAYERS)) == ["@layer theme", "@layer page"]


def test_pages_have_no_scripts_of_their_own(single_checkout: Path) -> None:
    """All are files, so that a server can forbid any others; JSON-LD is data."""
    for path in (single_checkout / "site").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if "md-content" in html:
            assert not re.findall(r"<script(?![^>]*(?:src=|application/ld\+json))", html)
            assert not re.findall(r"<[^>]*\son[a-z]+=", html)
