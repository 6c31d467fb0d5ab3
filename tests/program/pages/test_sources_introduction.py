"""The introduction of the list of works: a general part, then the edition's own."""

from __future__ import annotations

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.registry import Registry
from edition.pages.sources import sources_page

GENERAL = "By author. After each work stand the quotations from it, and what the entry rests on."


def introduction(text: str) -> str:
    page = sources_page(EntityIndex((), Registry(introduction=text), {}, {}))
    return page.partition("## Works { #works }\n\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("CW are her Works.", "\nCW are her Works."),
        ("CW are her *Works*.", "\nCW are her *Works*."),
        ("*CW* and *PW*", "\n*CW* and *PW*"),
        ("One.\nTwo.", "\nOne.\nTwo."),
        ("5 * 3", "\n5 \\* 3"),
        ("<b>CW</b> [a](b)", "\n&lt;b>CW&lt;/b> \\[a\\](b)"),
        ("*a_b*", "\n*a\\_b*"),
        ("- CW", "\n\\- CW"),
    ],
)
def test_only_asterisks_have_a_meaning_in_the_introduction(text: str, shown: str) -> None:
    """They enclose titles; all other markup is escaped."""
    assert introduction(text) == GENERAL + shown
