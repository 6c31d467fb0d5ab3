"""Writing Markdown, XML and SVG: escaping, elements, and nesting spans of text."""
