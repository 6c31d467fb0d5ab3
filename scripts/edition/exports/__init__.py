"""The edition for other programs: citations, annotations, feeds, link previews."""
