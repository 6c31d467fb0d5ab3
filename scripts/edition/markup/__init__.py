"""Writing Markdown, XML and SVG: escaping, elements, and the nesting of spans."""
