"""Citations of an essay: on its page, in the page's metadata, and as files for reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from edition.exports.citation_styles import (
    CitedWork,
    Part,
    apa,
    bibtex,
    chicago,
    citation_templates,
    csl_item,
    highwire_metadata,
    ris,
)
from edition.exports.link_previews import preview_image_path
from edition.exports.schema_org import digest_item, essay_item
from edition.markup.markdown import details, escape, link
from edition.model.manifest import Entry
from edition.model.publication import Publication

FOLDER = "data/citations"
"""The folder of the citation files, from the top of the site."""


def citation_details(entry: Entry, work: CitedWork, edition: Publication, url: str) -> str:
    """Return the collapsed "Cite this" box of an essay's page, in Markdown.

    `work` is what the page shows, the essay or its digest; `url` is the address of the site, if known.
    """
    address = _page_address(entry, url)
    styles = {"Chicago": chicago, "APA": apa}
    rows = [
        f"{name}\n:   {escape(style(work, edition, url=address), starts_line=True)}"
        for name, style in styles.items()
    ]
    extensions = {"BibTeX": "bib", "RIS": "ris", "CSL JSON": "csl.json"}
    links = [link(name, f"../{FOLDER}/{entry.slug}.{suffix}") for name, suffix in extensions.items()]
    rows.append(f"For programs\n:   {', '.join(links)}")
    return details("Cite this", rows, "provenance cite")


def _page_address(entry: Entry, url: str) -> str:
    return f"{url}essays/{entry.slug}/" if url else ""


def citation_files(
    entry: Entry, works: Mapping[Part, CitedWork], edition: Publication, url: str
) -> dict[str, str]:
    """Return the citation files of an essay, by path from the top of the site.

    One file has templates in every citation style for each of the `works`, to be completed with the
    passage and its address. The others cite the first of them as a whole.
    """
    templates = {part: citation_templates(work, edition) for part, work in works.items()}
    cited, address = next(iter(works.values())), _page_address(entry, url)
    stem = f"{FOLDER}/{entry.slug}"
    item = csl_item(cited, edition, url=address)
    return {
        f"{stem}.json": json.dumps(templates, ensure_ascii=False, indent=1) + "\n",
        f"{stem}.csl.json": json.dumps([item], ensure_ascii=False, indent=1) + "\n",
        f"{stem}.bib": bibtex(cited, edition, url=address) + "\n",
        f"{stem}.ris": ris(cited, edition, url=address),
    }


def page_metadata(
    entry: Entry, works: Mapping[Part, CitedWork], edition: Publication, words: int
) -> dict[str, Any]:
    """Return the metadata of an essay's page for other programs, to go into its front matter.

    The page shows the first of the `works`; `words` is the number of words in the text of the essay.
    """
    part, work = next(iter(works.items()))
    digest = part == "digest"
    item = digest_item(entry, work, edition) if digest else essay_item(entry, edition, words=words)
    metadata = highwire_metadata(work, edition)
    return {"image": preview_image_path(entry.slug), "metadata": list(map(list, metadata)), "jsonld": item}
