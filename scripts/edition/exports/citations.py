"""How to cite an essay: on its page, in its metadata, and as files for reference managers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from edition.exports.citation_styles import (
    Part,
    apa,
    bibtex,
    chicago,
    citation_templates,
    cited_work,
    csl_item,
    highwire_metadata,
    ris,
)
from edition.exports.link_previews import preview_image_path
from edition.exports.schema_org import digest_item, essay_item
from edition.markup.markdown import escape, link
from edition.model.manifest import Entry
from edition.model.publication import Publication

FOLDER = "data/citations"
"""The folder of the files, from the top of the site."""

_OPENING = """<details class="provenance cite" markdown="1" data-search-exclude="true">
<summary>Cite this</summary>"""


def citation_details(entry: Entry, edition: Publication, part: Part, url: str) -> str:
    """Return the folded citations of what a page shows; `url` is that of the site, if it is known."""
    one, address = cited_work(entry, edition, part), _address(entry, url)
    styles = {"Chicago": chicago, "APA": apa}
    rows = [
        f"{name}\n:   {escape(style(one, edition, url=address), starts_line=True)}"
        for name, style in styles.items()
    ]
    forms = {"BibTeX": "bib", "RIS": "ris", "CSL JSON": "csl.json"}
    links = [link(name, f"../{FOLDER}/{entry.slug}.{ending}") for name, ending in forms.items()]
    rows.append(f"For programs\n:   {', '.join(links)}")
    return "\n\n".join([_OPENING, *rows, "</details>"])


def _address(entry: Entry, url: str) -> str:
    return f"{url}essays/{entry.slug}/" if url else ""


def citation_files(entry: Entry, edition: Publication, parts: Sequence[Part], url: str) -> dict[str, str]:
    """Return the files of an essay, by path from the top of the site.

    One has every form of a citation for each of `parts`, to be completed with place and address; the
    others cite the first of `parts` as a whole.
    """
    works = {part: cited_work(entry, edition, part) for part in parts}
    told = {part: citation_templates(one, edition) for part, one in works.items()}
    one, address = works[parts[0]], _address(entry, url)
    stem = f"{FOLDER}/{entry.slug}"
    item = csl_item(one, edition, url=address)
    return {
        f"{stem}.json": json.dumps(told, ensure_ascii=False, indent=1) + "\n",
        f"{stem}.csl.json": json.dumps([item], ensure_ascii=False, indent=1) + "\n",
        f"{stem}.bib": bibtex(one, edition, url=address) + "\n",
        f"{stem}.ris": ris(one, edition, url=address),
    }


def page_metadata(entry: Entry, edition: Publication, part: Part, words: int) -> dict[str, Any]:
    """Return what the page of an essay tells other programs, for its front matter.

    `part` is what the page shows, `words` tells how many the text has.
    """
    digest = part == "digest"
    item = digest_item(entry, edition) if digest else essay_item(entry, edition, words=words)
    told = highwire_metadata(cited_work(entry, edition, part), edition)
    return {"image": preview_image_path(entry.slug), "metadata": list(map(list, told)), "jsonld": item}
