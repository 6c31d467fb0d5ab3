"""The pages of people, quotations and dates, and the notes of the essays."""

from __future__ import annotations

from tests.program.annotate.test_footnotes import (
    essay_pages,
    test_back_links_lead_back,
    test_each_reference_has_its_note_and_each_note_its_reference,
    test_no_reference_in_a_heading_or_a_link,
    test_notes_are_those_that_were_decided,
)
from tests.program.pages.test_charts import (
    test_a_picture_says_what_its_table_says,
    test_bars_are_as_high_as_their_numbers,
    test_each_number_that_is_drawn_is_in_the_table,
    test_links_lead_to_the_entry,
    test_the_arcs_count_what_two_essays_share,
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
    "test_a_picture_says_what_its_table_says",
    "test_back_links_lead_back",
    "test_bars_are_as_high_as_their_numbers",
    "test_each_number_that_is_drawn_is_in_the_table",
    "test_each_place_leads_to_the_words",
    "test_each_reference_has_its_note_and_each_note_its_reference",
    "test_every_entry_has_its_address",
    "test_links_lead_to_the_entry",
    "test_no_reference_in_a_heading_or_a_link",
    "test_notes_are_those_that_were_decided",
    "test_the_arcs_count_what_two_essays_share",
    "test_the_table_counts_the_mentions",
    "test_the_timeline_is_in_the_order_of_time",
)
