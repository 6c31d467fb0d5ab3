"""Names of people in texts that are in no registry: finding them, and whom they mean.

A capitalised phrase is taken for a person's name if something says so: a given name, an initial, a title
before it, a particle within it, or a verb beside it that only people are the subject of. The word lists are
English and of no particular subject.

    vocabulary → phrases → clues → find → people
"""

from edition.editing.names.find import FoundName, find_names, find_names_in
from edition.editing.names.people import UnknownPerson, group_names

__all__ = ("FoundName", "UnknownPerson", "find_names", "find_names_in", "group_names")
