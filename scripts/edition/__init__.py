"""An annotated edition: plain texts become Markdown pages, and the pages a static site.

The packages, lowest first; none imports a later one:

- `model`: the dataclasses that all other packages use.
- `markup`: writing Markdown, XML and SVG.
- `text`: from a file's text to the normalised essay.
- `inputs`: reading and checking what people write: texts, registries, configuration.
- `annotate`: finding people, dates and quotations, and indexing every place of each.
- `addresses`: permanent addresses of pages, paragraphs and entities.
- `pages`: the pages of the site as Markdown.
- `search`: the records that can be searched, and the index that a browser reads.
- `exports`: the edition for other programs.
- `checks`: rules that every build is checked against.
- `editing`: tools for editors.
- `build`: a build, from reading the inputs to replacing the site.

`cli` is the command line, and may import all of them.
"""
