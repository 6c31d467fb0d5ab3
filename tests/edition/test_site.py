"""The site of After October, as readers find it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.build.edition import Edition
from tests.program.build.test_site import (
    test_a_site_with_some_of_its_texts,
    test_a_site_without_texts_has_no_empty_parts,
    test_all_words_are_on_the_page_in_order,
    test_each_block_is_where_its_address_says,
    test_emendations_are_marked_and_listed,
    test_every_link_leads_somewhere,
    test_every_source_is_restored_byte_for_byte,
    test_ids_are_unique_on_each_page,
    test_nothing_is_loaded_from_other_hosts,
    test_rules_do_not_change_words,
    test_titles_of_the_manifest_match_the_texts,
    test_without_texts_every_address_still_leads_somewhere,
    test_without_texts_pages_say_where_to_read_them,
)
from tests.program.checks.test_rules import test_the_sites_of_an_edition_have_no_findings
from tests.support.markup import article

__all__ = (
    "test_a_site_with_some_of_its_texts",
    "test_a_site_without_texts_has_no_empty_parts",
    "test_all_words_are_on_the_page_in_order",
    "test_each_block_is_where_its_address_says",
    "test_emendations_are_marked_and_listed",
    "test_every_link_leads_somewhere",
    "test_every_source_is_restored_byte_for_byte",
    "test_ids_are_unique_on_each_page",
    "test_nothing_is_loaded_from_other_hosts",
    "test_rules_do_not_change_words",
    "test_the_sites_of_an_edition_have_no_findings",
    "test_titles_of_the_manifest_match_the_texts",
    "test_without_texts_every_address_still_leads_somewhere",
    "test_without_texts_pages_say_where_to_read_them",
)


@pytest.fixture(params=["full_checkout", "mixed_checkout", "bare_checkout"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the sites."""
    checkout: Path = request.getfixturevalue(request.param)
    return checkout / "site"


def test_headings_of_the_manifest_match_the_texts(full: Edition) -> None:
    """Except one, which is too long to be repeated in the repository."""
    differing = []
    for essay in full.texts:
        own = {b.section: essay.block_text(b) for b in essay.blocks if b.kind == "heading"}
        assert set(own) == {s.id for s in essay.entry.sections if not s.supplied}
        differing += [s.id for s in essay.entry.sections if own.get(s.id, s.heading) != s.heading]
    assert differing == ["cadre-and-soviet-democracy"]


def test_quotation_marks_balance(full: Edition) -> None:
    """In every paragraph and every block quotation."""
    for essay in full.texts:
        groups: dict[object, str] = {}
        for block in essay.blocks:
            key = block.quote or block.start
            groups[key] = groups.get(key, "") + essay.block_text(block)
        for text in groups.values():
            assert text.count("“") == text.count("”"), text[:60]


def test_old_typography_is_replaced(full: Edition) -> None:
    for essay in full.texts:
        assert not re.search(r"[\"'\u00a0]|  | [,;:]|\.\.| -+ |--|“ | ”|\n\n\n", essay.text)


def test_parts_have_the_right_markup(full_checkout: Path) -> None:
    site = full_checkout / "site"
    talk = article(site, "essays/revolution-betrayed")
    epigraphs = talk.all("figure", "epigraph")
    assert len(epigraphs) == 9
    assert sum(bool(e.all("figcaption")) for e in epigraphs) == 8
    (listed,) = [e for e in epigraphs if e.all("ol")]
    assert len(listed.all("li")) == 3
    assert len(article(site, "essays/gravedigger").all("figure", "lost-picture")) == 3
    forgue = article(site, "essays/revolution-and-stalinism")
    lengths = [len(f.all("blockquote")[0].all("p")) for f in forgue.all("figure", "quotation")]
    assert sorted(lengths, reverse=True)[:3] == [8, 5, 2]
    assert len(article(site, "essays/lenin-and-stalin").all("section", "biography")) == 1
