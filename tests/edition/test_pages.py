"""The pages of people, quotations and dates, and the notes of the essays."""

from __future__ import annotations

from tests.program.annotate.test_footnotes import (
    essay_pages,
    test_back_links_lead_back,
    test_every_person_and_quotation_has_its_note,
    test_no_reference_in_a_heading_or_a_link,
    test_quiet_links_and_signs_lead_to_something,
    test_references_and_notes_match,
)
from tests.program.pages.test_charts import (
    test_a_picture_matches_its_table,
    test_arcs_count_what_two_essays_share,
    test_bars_are_proportional_to_their_numbers,
    test_drawn_numbers_match_the_table,
    test_links_lead_to_the_entry,
)
from tests.program.pages.test_footnote_texts import (
    site,
    test_each_place_leads_to_the_words,
    test_every_entry_has_its_address,
    test_the_table_counts_the_mentions,
    test_the_timeline_is_in_the_order_of_time,
)

__all__ = (
    "essay_pages",
    "site",
    "test_a_picture_matches_its_table",
    "test_arcs_count_what_two_essays_share",
    "test_back_links_lead_back",
    "test_bars_are_proportional_to_their_numbers",
    "test_drawn_numbers_match_the_table",
    "test_each_place_leads_to_the_words",
    "test_every_entry_has_its_address",
    "test_every_person_and_quotation_has_its_note",
    "test_links_lead_to_the_entry",
    "test_no_reference_in_a_heading_or_a_link",
    "test_quiet_links_and_signs_lead_to_something",
    "test_references_and_notes_match",
    "test_the_table_counts_the_mentions",
    "test_the_timeline_is_in_the_order_of_time",
)
