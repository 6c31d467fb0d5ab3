"""An annotated edition: plain texts become Markdown pages, and these a static site.

The stages, each a module, none of which knows a later one:

- `texts` finds, decodes and recognises the files; `manifest` and `registry` read what editors know.
- `normalise`, with `rules`, `structure` and `ledger`, makes the essay as it shall be read.
- `annotate`, with `people`, `dates` and `quotations`, finds what it mentions.
- `addresses` gives paragraphs their permanent numbers, `entitybook` keeps the addresses of people,
  quotations, dates and disagreements; `crosslink` and `notes` tie it all together.
- `digest` reads what the editors tell of an essay; it takes the same way.
- `render`, with `prose` and `apparatus`, `entities`, `entity_pages`, `disagreements`, `bibliography`,
  `data`, `webannotation` and `tei` write Markdown, JSON and XML; `wordings` compares what stands in
  several places, `overviews` counts and, with `pictures`, `lanes`, `timescale` and `svg`, draws what a
  page opens with.
- `search` says what can be found, `searchindex` makes the files that a browser reads of it.
- `citation` makes citations, `citing` and `schemaorg` put them and more onto pages and into files;
  `share` makes the pages and `picture` the pictures that chat programs show, `feed` the feed of editions.
- `checks` and `sitechecks` find what is wrong with the Markdown and with the finished site.
- `layout` knows where things are in a checkout, `books` keeps the address books there, `project` reads all
  that makes an edition; `publishing`, `datafiles` and `outputs` say what a build writes, `writing` puts
  it in place; `site` runs the generator, `watch` waits for changes, `describe` begins an entry of the
  manifest, `cli` is the command line.
"""
