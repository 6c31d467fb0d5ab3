"""Two sites of one edition, the values of one hostile and those of the other harmless: the same elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path

from tests.support import hostile
from tests.support.editions import HARBOUR, build, lay_out
from tests.support.markup import parse

SHORT = cycle(
    (
        *("xxx</title><script>evil()</script>", "^xxx", "[^1]xxx", "xxx\"'&<>", "{{xxx}}", "xxx|xxx"),
        *("xxx`*_", "xxx:::", "///xxx", "<!--xxx", "xxx]]>"),
    )
)
LONG = cycle(
    (
        "Why </title><script>evil()</script>",
        "^What is \"said\" of 'it' & <x-evil onload=evil()>",
        "[^1] {{ 7*7 }} {% raw %} ${x}",
        "First\n\n!!! note\n    # x\n",
        "/// html | script\n///\n::: *a* `b` | c | --",
        '" onmouseover="evil()" x="',
        "\u2028\x85 <!-- x --> ]]> \\",
    )
)


def shapes(root: Path, change: Callable[[str, bool], str]) -> dict[str, Counter[tuple[str, ...]]]:
    """Return the elements of every page of a site, with the names of their attributes."""
    hostile.change_edition(lay_out(root, HARBOUR, look=True), change)
    site = build(root, SITE_URL="https://harbour.test/")
    return {
        path.relative_to(site).as_posix(): hostile.shape(parse(path.read_text(encoding="utf-8")))
        for path in site.rglob("*.html")
    }


def test_values_add_no_element_and_no_attribute(tmp_path: Path) -> None:
    numbers = count()
    evil = shapes(
        tmp_path / "hostile", lambda old, is_short: next(SHORT) if is_short else f"{next(LONG)} {old}"
    )
    tame = shapes(tmp_path / "tame", lambda old, is_short: f"xxx{next(numbers)}" if is_short else f"x {old}")
    assert evil.keys() == tame.keys()
    assert {path: (evil[path] - tame[path], tame[path] - evil[path]) for path in tame} == {
        path: (Counter(), Counter()) for path in tame
    }
