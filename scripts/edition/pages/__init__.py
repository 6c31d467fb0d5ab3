"""The pages of the site as Markdown, one module each."""
