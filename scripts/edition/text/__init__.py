"""From the text of a file to the normalised essay, and finding passages by their words."""
