"""E-books: EPUB 3 of an essay, and of the whole edition."""
