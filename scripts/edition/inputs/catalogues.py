"""Reading catalogues: the translations of the interface, as PO files of GNU gettext.

The program brings them in `edition/inputs/locales/`. An edition may have its own in `overrides/locales/`:
one for a language that the program lacks, or one with other words for some of the messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from edition.inputs.paths import OVERRIDES
from edition.model.errors import EditionError
from edition.model.translation import ENGLISH, Catalogue

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LOCALES = "locales"
"""The name of the folders of catalogues."""


def load_catalogue(root: Path, language: str) -> Catalogue:
    """Return the catalogue of a language (BCP 47) for the edition in `root`.

    That of `de` serves for `de-AT`, too. A message that the edition's own catalogue has is taken from there.
    Raises EditionError if a catalogue is malformed.
    """
    own, program = root / OVERRIDES / LOCALES, Path(str(files("edition.inputs"))) / LOCALES
    names = [f"{code}.po" for code in _codes(language)]
    paths = [path for folder in (own, program) for name in names if (path := folder / name).is_file()]
    if not paths:
        return ENGLISH
    contents = [path.read_bytes() for path in paths]
    merged = merge_catalogues(map(_parse, paths, contents))
    return replace(merged, digest=sha256(b"\0".join(contents)).hexdigest())


def _codes(language: str) -> list[str]:
    """Return the codes whose catalogues serve a language, the best first.

    >>> _codes("de-AT")
    ['de-AT', 'de']
    """
    parts = language.replace("_", "-").split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _parse(path: Path, content: bytes) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    try:
        # a catalogue that does not say how its language counts has the rule of the language
        return read_po(BytesIO(content), locale=path.stem.replace("-", "_"), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        todo = "Correct it, or write it again with a program for PO files"
        raise EditionError(f"{OVERRIDES}/{LOCALES}/{path.name}", str(error), todo=todo) from None


def merge_catalogues(catalogues: Iterable[Catalog]) -> Catalogue:
    """Return one catalogue of several for one language: each message from the first that has it.

    Messages marked as fuzzy are left out. Where a message is used is read from the comments that say so.
    """
    from babel.messages.mofile import write_mo

    merged = Catalogue(NullTranslations())
    for catalogue in reversed(list(catalogues)):
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translations = GNUTranslations(compiled)
        translations.add_fallback(merged.translations)
        translated = [message for message in catalogue if message.id and message.string and not message.fuzzy]
        templates = {_id(message): _forms(message) for message in translated if _is_used_in(message, ".html")}
        scripts = {_id(message): _forms(message) for message in translated if _is_used_in(message, ".js")}
        merged = Catalogue(
            translations,
            {**merged.templates, **{id_: form for id_, form in templates.items() if isinstance(form, str)}},
            {**merged.scripts, **scripts},
            catalogue.plural_expr,
        )
    return merged


def _is_used_in(message: Message, suffix: str) -> bool:
    """Return whether a message is used in a file with this suffix, or no comment says where it is used."""
    return not message.locations or any(file.endswith(suffix) for file, _ in message.locations)


def _id(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _forms(message: Message) -> str | tuple[str, ...]:
    return message.string if isinstance(message.string, str) else tuple(message.string or ())
