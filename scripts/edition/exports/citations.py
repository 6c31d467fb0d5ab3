"""Citations of an essay: on its page, in the page's metadata, and as files for reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from edition.exports.citation_styles import Citation, apa, chicago
from edition.exports.citation_templates import ESCAPES, citation_templates
from edition.exports.cited_work import CitedWork, Part, Passage
from edition.exports.link_previews import preview_image_path
from edition.exports.reference_managers import bibtex, csl_json, highwire_metadata, ris
from edition.exports.schema_org import digest_item, essay_item
from edition.markup.markdown import attributes, details, emphasis, escape, link
from edition.model.manifest import Entry
from edition.model.publication import Publication
from edition.model.translation import gettext

FOLDER = "data/citations"
"""The folder of the citation files, from the top of the site."""

STYLES = {"Chicago": chicago, "APA": apa}
"""The styles for readers, by name."""

FILES = {"BibTeX": "bib", "RIS": "ris", "CSL JSON": "csl.json"}
"""The formats of reference managers, by name, and the endings of their files."""


def citation_details(entry: Entry, work: CitedWork, edition: Publication, url: str) -> str:
    """Return the collapsed "Cite this" box of an essay's page, in Markdown.

    `work` is what the page shows, the essay or its digest; `url` is the address of the site, if known.
    """
    address = _page_address(entry, url)
    language = "" if edition.language.split("-")[0] == "en" else f"\n    {attributes(lang='en')}"
    rows = [
        _row(name, _citation(style(work, edition, Passage(url=address))) + language)
        for name, style in STYLES.items()
    ]
    if address:
        rows.append(_row(gettext("Address"), link(escape(address), f"<{address}>")))
    if edition.doi:
        rows.append(
            _row(gettext("DOI of the edition"), link(escape(edition.doi), f"<{edition.doi_address}>"))
        )
    links = [link(name, f"../{FOLDER}/{entry.slug}.{ending}") for name, ending in FILES.items()]
    rows.append(_row(gettext("Reference managers"), ", ".join(links)))
    return details(gettext("Cite this"), rows, "provenance cite")


def _row(name: str, value: str) -> str:
    return f"{escape(name)}\n:   {value}"


def _citation(citation: Citation) -> str:
    """Return a citation in Markdown, at the beginning of a line."""
    before, after = escape(citation.before, starts_line=True), escape(citation.after)
    return f"{before}{emphasis(citation.title)}{after}"


def _page_address(entry: Entry, url: str) -> str:
    return f"{url}essays/{entry.slug}/" if url else ""


def citation_files(
    entry: Entry, works: Mapping[Part, CitedWork], edition: Publication, url: str
) -> dict[str, str]:
    """Return the citation files of an essay, by path from the top of the site.

    One has templates in every format for each of the `works`, to be filled in with a passage; it is there
    twice, as JSON and as a script, which a page can load from a folder on disk. The others cite the first
    of the works as a whole.
    """
    templates = {part: citation_templates(work, edition) for part, work in works.items()}
    data = json.dumps({"escapes": ESCAPES, "works": templates}, ensure_ascii=False, indent=1)
    cited, whole = next(iter(works.values())), Passage(url=_page_address(entry, url))
    stem = f"{FOLDER}/{entry.slug}"
    return {
        f"{stem}.json": f"{data}\n",
        f"{stem}.js": f"edition.citations = {data};\n",
        f"{stem}.csl.json": csl_json(cited, edition, whole) + "\n",
        f"{stem}.bib": bibtex(cited, edition, whole) + "\n",
        f"{stem}.ris": ris(cited, edition, whole),
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
    # clippers show the names of reference managers as they are, with the comma after that of a body
    authors = ", ".join(name.natural for name in work.authors)
    metadata = [*([("author", authors)] if authors else []), *highwire_metadata(work, edition)]
    return {"image": preview_image_path(entry.slug), "metadata": list(map(list, metadata)), "jsonld": item}
