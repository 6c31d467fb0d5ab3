"""An annotated edition: plain texts become Markdown pages, and these a static site.

The packages, lowest first; none imports a later one:

- `model`: the values that everything else speaks in.
- `markup`: writing Markdown, XML and SVG.
- `text`: normalising a file's text to the essay that is read.
- `inputs`: reading and checking what people write: texts, registries, configuration.
- `annotate`: finding people, dates and quotations, and linking the places of each.
- `addresses`: permanent addresses of pages, paragraphs and entities.
- `pages`: the pages of the site as Markdown.
- `search`: what can be searched, and the index that a browser reads.
- `exports`: the edition for other programs.
- `checks`: rules that a build must keep.
- `editing`: tools for editors.
- `build`: a build from beginning to end.

`cli` is the command line, above all.
"""
