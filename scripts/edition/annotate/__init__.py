"""Finding people, dates and quotations, and linking every place of each."""
