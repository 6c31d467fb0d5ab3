"""Normalising: from the text of a file to the essay that is read."""
