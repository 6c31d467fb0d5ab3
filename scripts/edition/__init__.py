"""An annotated edition: plain texts become Markdown pages, and these a static site.

The stages, each a module, none of which knows a later one:

- `texts` finds, decodes and recognises the files; `manifest` and `registry` read what editors know.
- `normalise`, with `rules`, `structure` and `ledger`, makes the essay as it shall be read.
- `annotate`, with `people`, `dates` and `quotations`, finds what it mentions.
- `addresses` gives paragraphs their permanent numbers; `crosslink` and `notes` tie it all together.
- `render`, `entities`, `data` and `webannotation` write Markdown and JSON.
- `citation` makes citations, `citing` and `schemaorg` put them and more onto pages and into files;
  `share` makes the pages and `picture` the pictures that chat programs show, `feed` the feed of editions.
- `project` reads and writes the files, `site` runs the generator, `cli` is the command line.
"""
