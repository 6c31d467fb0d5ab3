"""An edition's own translations: where they are looked for, and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.inputs.catalogues import load_catalogue
from edition.model.edtf import Edtf
from edition.model.errors import EditionError
from edition.model.translation import gettext, ngettext, translated_by
from edition.pages.phrases import reading_time
from tests.support.environment import ROOT

TEMPLATE = ROOT / "scripts/edition/inputs/locales/messages.pot"


def save(root: Path, name: str, text: str) -> None:
    folder = root / "overrides/locales"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_copy_of_the_list_of_messages_begins_a_language(tmp_path: Path) -> None:
    """What is not translated is said in English; French counts none as one."""
    text = TEMPLATE.read_text(encoding="utf-8")
    assert load_catalogue(tmp_path, "fr").digest == ""
    text = text.replace('msgid "October"\nmsgstr ""', 'msgid "October"\nmsgstr "octobre"')
    english = 'msgid "{number} person"\nmsgid_plural "{number} people"\n'
    empty, french = (
        'msgstr[0] ""\nmsgstr[1] ""',
        'msgstr[0] "{number} personne"\nmsgstr[1] "{number} personnes"',
    )
    text = text.replace(english + empty, english + french)
    save(tmp_path, "fr.po", text)
    with translated_by(load_catalogue(tmp_path, "fr")):
        assert Edtf.parse("1917-10-25").display() == "25 octobre 1917"
        assert reading_time(460) == "2\xa0minutes"
        counts = [ngettext("{number} person", "{number} people", n).format(number=n) for n in (0, 1, 2)]
    assert counts == ["0 personne", "1 personne", "2 personnes"]


def test_an_edition_may_say_some_things_otherwise(tmp_path: Path) -> None:
    save(tmp_path, "de.po", 'msgid "Timeline"\nmsgstr "Chronik"\n')
    with translated_by(load_catalogue(tmp_path, "de")):
        assert (gettext("Timeline"), gettext("People")) == ("Chronik", "Personen")
    save(tmp_path, "en.po", 'msgid "Timeline"\nmsgstr "Chronology"\n')
    with translated_by(load_catalogue(tmp_path, "en")):
        assert (gettext("Timeline"), gettext("People")) == ("Chronology", "People")


@pytest.mark.parametrize("name", ["pt.po", "pt-BR.po"])
def test_a_language_with_a_region_may_have_the_catalogue_of_the_language(tmp_path: Path, name: str) -> None:
    save(tmp_path, name, 'msgid "People"\nmsgstr "Pessoas"\n')
    with translated_by(load_catalogue(tmp_path, "pt-BR")):
        assert gettext("People") == "Pessoas"


def test_a_malformed_catalogue_is_named(tmp_path: Path) -> None:
    save(tmp_path, "fr.po", "msgid People\n")
    with pytest.raises(EditionError, match=r"^overrides/locales/fr\.po"):
        load_catalogue(tmp_path, "fr")
