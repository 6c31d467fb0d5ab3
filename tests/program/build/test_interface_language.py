"""What the generator's settings and the stylesheets say is in the language of the edition."""

from __future__ import annotations

import re
from gettext import NullTranslations

import yaml

from edition.build.generator_settings import generator_configuration
from edition.build.interface_language import STYLE_MESSAGES, message_files
from edition.inputs.merged_settings import compose_settings, merge
from edition.inputs.program_files import read_settings
from edition.model.translation import ENGLISH, Catalogue
from tests.support.environment import ROOT
from tests.support.translation import Bracketed

BRACKETED = Catalogue(Bracketed(), {"Search": "⟦Search⟧"}, {"Close": "⟦Close⟧"})
OWN = """
theme:
  palette:
    - scheme: default
      toggle: {icon: material/lamp, name: Switch to dark}
    - scheme: slate
      toggle: {icon: material/lamp, name: By daylight}
markdown_extensions:
  - footnotes
  - toc: {title: Sections, permalink_title: Link to this section, toc_depth: 3}
"""


def configured(own: str, catalogue: Catalogue) -> tuple[list[str], dict[str, object]]:
    """Return the switches and the settings of the contents of an edition with `own` settings."""
    settings = merge(compose_settings(read_settings()), compose_settings(own))
    text = generator_configuration(settings, [], catalogue)
    found = yaml.safe_load(text.replace("!ENV", ""))
    (toc,) = (each["toc"] for each in found["markdown_extensions"] if "toc" in each)
    return [scheme["toggle"]["name"] for scheme in found["theme"]["palette"]], toc


def test_what_the_programs_settings_say_is_translated() -> None:
    switches, toc = configured("site_name: Quays", BRACKETED)
    assert switches == ["⟦Switch to dark⟧", "⟦Switch to light⟧"]
    assert (toc["title"], toc["permalink_title"]) == ("⟦On this page⟧", "⟦Link to this section⟧")
    assert toc["permalink"] == "#"


def test_an_editions_own_words_stay() -> None:
    """Those that it has copied from the program's settings are the program's."""
    switches, toc = configured(OWN, BRACKETED)
    assert switches == ["⟦Switch to dark⟧", "By daylight"]
    assert toc == {"title": "Sections", "permalink_title": "⟦Link to this section⟧", "toc_depth": 3}


def test_english_needs_no_other_settings_and_no_files() -> None:
    settings = compose_settings(read_settings())
    assert "messages" not in generator_configuration(settings, [], ENGLISH)
    assert message_files(ENGLISH) == {}


def test_a_stylesheet_says_in_english_what_others_translate() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/styles").glob("*.css"))
    said = dict(re.findall(r'content: var\((--[\w-]+), "([^"]*)"\)', css))
    assert said == STYLE_MESSAGES
    assert not re.findall(r'content: "[^"]*[A-Za-z]{2}', css)


def test_a_translation_cannot_end_the_string_that_it_is_in() -> None:
    class Hostile(NullTranslations):
        def gettext(self, _: str) -> str:
            return 'a"; } </style>\n\\'

    files = message_files(Catalogue(Hostile(), {"Search": "x"}))
    (style,) = (text for path, text in files.items() if path.endswith(".css"))
    assert style.count('"') == 2 * len(STYLE_MESSAGES)
    assert style.count("\n") == len(STYLE_MESSAGES) + 2
    assert "</style" not in style
