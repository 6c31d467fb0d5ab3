"""Rules that generated Markdown, registries and a built site must follow."""
