"""A bridge to passim, for libraries that outgrow one machine: its documents, and what it found in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.quotation_marks import find_quoted
from edition.editing.proposals import Place, Proposal
from edition.editing.report import shorten
from edition.editing.spans import SpanIndex
from edition.inputs.passim_files import ClusteredPassage
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.essay import Essay


def document_lines(essays: Iterable[EditedEssay]) -> Iterator[str]:
    """Yield a record for each text in passim's format, as a line of JSON.

    `id` and `series` are the essay's slug, and `text` is the text in house style, whose positions passim
    then gives back. `title` and `author` are passed through.
    """
    for essay in essays:
        if essay.text:
            record = {
                "id": essay.slug,
                "series": essay.slug,
                "title": essay.entry.title,
                "author": essay.entry.author.text,
                "text": essay.text.text,
            }
            yield json.dumps(record, ensure_ascii=False)


def propose_clusters(
    passages: Iterable[ClusteredPassage], essays: Sequence[EditedEssay]
) -> Iterator[Proposal]:
    """Yield the clusters that have a passage which is not registered as a quotation.

    Those with a passage within quotation marks come first, then long ones before short. Raises EditionError
    if a passage is not in the texts.
    """
    texts = {essay.slug: essay.text for essay in essays if essay.text}
    registered = {
        essay.slug: SpanIndex((m.start, m.end) for m in essay.mentions if m.kind == "quotation")
        for essay in essays
    }
    quoted = {
        slug: SpanIndex((span.start, span.end) for span in find_quoted(text.text))
        for slug, text in texts.items()
    }
    clusters: dict[str, list[ClusteredPassage]] = defaultdict(list)
    for passage in passages:
        _check(passage, texts)
        clusters[passage.cluster].append(passage)

    def order(cluster: Sequence[ClusteredPassage]) -> tuple[bool, int, str]:
        is_quotation = any(quoted[p.document].cover_middle(p.begin, p.end) for p in cluster)
        return not is_quotation, -min(p.end - p.begin for p in cluster), cluster[0].cluster

    new = (
        cluster
        for cluster in clusters.values()
        if not all(registered[p.document].overlap(p.begin, p.end) for p in cluster)
    )
    for cluster in sorted(new, key=order):
        shortest = min(cluster, key=lambda passage: passage.end - passage.begin)
        places = (Place(p.document, texts[p.document].block_at(p.begin).address) for p in cluster)
        yield Proposal("passages", shorten(shortest.text), tuple(places), f"cluster {shortest.cluster}")


def _check(passage: ClusteredPassage, texts: Mapping[str, Essay]) -> None:
    """Raise EditionError if a passage is not the one that a text has at its place."""
    text = texts.get(passage.document)
    if text is None:
        what = f"no text is called {passage.document!r}"
    elif text.text[passage.begin : passage.end] != passage.text:
        what = f"{passage.document} has other words at {passage.begin}"
    else:
        return
    raise EditionError(
        passage.where,
        what,
        todo="Export the texts again with `edition reuse --export`, and run passim on them",
    )
