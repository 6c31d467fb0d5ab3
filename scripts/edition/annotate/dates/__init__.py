"""Dates: expressions for a definite calendar time, and what they mean in EDTF.

These are days, months, years, seasons (`1917-21` is spring 1917), decades (`193X`), centuries (`18XX`) and
intervals (`1936/1939`). A year before Christ must name its era (`1200 BC` is `-1199`); a year without an era
is one from 1000 to 2099. Expressions are recognised in the languages of `languages/`, in others those that
are numbers. Values are in the calendar of the text.
Positions are code points of the text that is searched, whose paragraphs are separated by blank lines.

    patterns → words → expressions → lookalikes → language → ranges → years → qualifiers → languages → find
"""

from edition.annotate.dates.find import DateMention, Undated, find_all_dates, find_dates

__all__ = ("DateMention", "Undated", "find_all_dates", "find_dates")
