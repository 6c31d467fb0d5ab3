"""An annotated edition: plain texts become Markdown pages, and these a static site.

The stages, each a module, none of which knows a later one: `texts` (find, decode, recognise),
`manifest` (what the editors know), `normalise` with `rules` and `ledger` (the text as it shall be
read), `addresses` (permanent paragraph numbers), `render` (Markdown), `project` (files) and `site`
(the generator). `cli` is the command line.
"""
