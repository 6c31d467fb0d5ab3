"""Slips in YAML: each is one line with the file, the line and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build.stages import assemble
from edition.inputs.checked_yaml import parse_yaml
from edition.inputs.configuration import load_configuration
from edition.inputs.paths import (
    CITATION,
    CONFIGURATION,
    DATES,
    DISAGREEMENTS,
    MANIFEST,
    PEOPLE,
    QUOTATIONS,
    WORKS,
    schema_path,
)
from edition.inputs.publication import load_publication
from edition.inputs.yaml_text import MAX_DEPTH, load_plain_data
from edition.model.errors import EditionError
from tests.support.commands import change
from tests.support.environment import ROOT

GOOD = """\
works:
  - id: marlow-letters
    title: Letters
    author: ada-marlow
    year: "1911"
    form: letter
    published: By herself.
    certainty: confirmed
    sources-note: The print.
"""


def error_of(text: str) -> EditionError:
    """Return the error about the text of a works.yml; there must be one, and in one line."""
    schema = (ROOT / schema_path(WORKS)).read_text(encoding="utf-8")
    with pytest.raises(EditionError) as error:
        parse_yaml(text, schema, WORKS)
    assert len(str(error.value).splitlines()) == 1
    assert error.value.file == WORKS
    return error.value


QUOTE = "Put it between quotation marks"
INDENT = "does not fit the indentation above it"

SLIPS = {
    # what is replaced, by what, the line of the error, what is wrong, what to do
    "a tab": ("    title", "\ttitle", 3, "a tab", "Use spaces"),
    "a colon": ("Letters", "Letters: a life", 3, "a colon and a space", f'{QUOTE}: title: "Letters: a life"'),
    "a date": ('"1911"', "1911-05-03", 5, "year is 1911-05-03, which YAML reads as a date", QUOTE),
    "a year": ('"1911"', "1911", 5, "year is 1911, which YAML reads as a number", f'{QUOTE}: "1911"'),
    "an hour": ('"1911"', "12:30", 5, "year is 12:30, which YAML reads as a number", f'{QUOTE}: "12:30"'),
    "no such day": ('"1911"', "2024-13-45", 5, "'2024-13-45' is read as a date, but is not valid", QUOTE),
    "no": ("Letters", "no", 3, "title is no, which YAML reads as yes or no", f'{QUOTE}: "no"'),
    "on": ("Letters", "on", 3, "title is on, which YAML reads as yes or no", f'{QUOTE}: "on"'),
    "yes": ("Letters", "yes", 3, "title is yes, which YAML reads as yes or no", f'{QUOTE}: "yes"'),
    "nothing": ("title: Letters", "title:", 3, "title has no value", "The title"),
    "a key misspelt": ("title", "titel", 3, "unknown key 'titel' (did you mean 'title'?)", "Allowed keys:"),
    "a value misspelt": ("confirmed", "confirmd", 8, "certainty must be one of", "did you mean 'confirmed'?"),
    "a key twice": ("Letters", "Letters\n    title: More", 4, "twice, first in line 3", "Remove"),
    "an unclosed double mark": ("Letters", '"Letters', 3, "a quotation mark opens here", "Close it"),
    "an unclosed single mark": ("Letters", "'Letters", 3, "a quotation mark opens here", "Close it"),
    "words after a mark": (
        "Letters",
        '"Letters" of hers',
        3,
        "there are words after the",
        "of the other kind",
    ),
    "too far right": ("    title", "      title", 3, INDENT, "Indent it like its neighbours"),
    "too far left": ("    certainty", "certainty", 9, INDENT, "Indent it like its neighbours"),
    "entries of none": (
        "works:",
        "works: []\n# new\n",
        1,
        "entries below `works: []`",
        "the brackets",
    ),
    "no space after a colon": ("title: ", "title:", 3, "neither a key nor part of a value", "`key: value`"),
    "no colon": ("title: ", "title ", 3, "neither a key nor part of a value", "`key: value`"),
    "an open bracket": ("Letters", "[Letters", 3, "a bracket or a brace is not closed", "Close it"),
    "an asterisk": ("Letters", "*Letters", 3, "cannot begin with * or &", "quotation marks"),
    "an ampersand": ("Letters", "&Letters", 3, "cannot begin with * or &", "quotation marks"),
    "an exclamation mark": ("Letters", "!Letters", 3, "with an exclamation mark", "quotation marks"),
    "a percent sign": ("Letters", "%Letters", 3, "cannot begin with this character", "quotation marks"),
    "a backslash": ("Letters", '"a\\d"', 3, "a backslash", "single quotation marks"),
    "a failed merge": ("works:", "<<<<<<< HEAD\nworks:", 1, "a merge that failed", "Keep one"),
    "one key too few": ("    author: ada-marlow\n", "", 2, "one of the keys author, by", "Allowed"),
    "a list for a text": ("Letters", "[a, b]", 3, "title must be a text", "The title"),
    "a control character": ("Letters", "a\x07b", 3, "is not valid YAML", "Remove the character"),
}


@pytest.mark.parametrize(("old", "new", "line", "what", "todo"), SLIPS.values(), ids=SLIPS)
def test_a_slip_has_its_line_and_its_mend(old: str, new: str, line: int, what: str, todo: str) -> None:
    error = error_of(GOOD.replace(old, new, 1))
    assert error.where == f"line {line}"
    assert what in error.what
    assert todo in error.todo


HOSTILE = (
    *("!!int abc", "!!timestamp abc", "!!binary é", "9" * 5000, "0x" + "f" * 5000),
    *("[" * 100_000, "{a: " * 5000),
)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: str(value)[:12])
def test_what_yaml_itself_cannot_read_is_reported(value: str) -> None:
    error = error_of(GOOD.replace("Letters", value))
    assert error.where == "line 3"
    assert len(str(error)) < 300


@pytest.mark.parametrize(("depth", "fits"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_how_deep_lists_may_be(depth: int, fits: bool) -> None:
    text = "[" * depth + "]" * depth
    if fits:
        assert load_plain_data(text, "x.yml")
    else:
        with pytest.raises(EditionError, match=f"more than {MAX_DEPTH} deep"):
            load_plain_data(text, "x.yml")


def test_forty_thousand_keys_are_read() -> None:
    """The time must not grow with the square of their number."""
    data = load_plain_data("".join(f"a{n}: 1\n" for n in range(40_000)), "x.yml")
    assert len(data) == 40_000


# --- other files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: !!timestamp abc\n", "line 1: is not valid YAML: 'abc' is read as a date, but is not valid"),
        ("title: A\nversion: 1: 2\n", "line 2: is not valid YAML: a colon and a space"),
        ("title: A\nversion: 1\n", "does not say how to cite the edition ('date-released' is missing)"),
        ("title: A\nversion: 1\ndate-released: 2024-05-06\nauthors: [[a]]\n", "does not say how to cite"),
        ("[" * 100_000, "line 1: is not valid YAML"),
        ("title: \ud800", "line 1: is not UTF-8 (byte 0xed)"),
    ],
)
def test_a_citation_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / CITATION).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(EditionError) as error:
        load_publication(tmp_path, "en")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: A\nextra: [\n", "line 2: is not valid YAML: a bracket or a brace is not closed"),
        ("site_name: 2024-13-45\n", "line 1: is not valid YAML: '2024-13-45' is read as a date"),
        ("- a\n", "cannot be read (it has no settings)"),
        ("site_name: \ud800", "line 1: is not UTF-8"),
    ],
)
def test_settings_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / CONFIGURATION).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(EditionError) as error:
        load_configuration(tmp_path)
    assert message in str(error.value)


def test_settings_may_name_parts_of_themselves(tmp_path: Path) -> None:
    """The generator reads them so."""
    settings = "theme: &t {language: de}\nsite_name: A\nextra: *t\n"
    (tmp_path / CONFIGURATION).write_text(settings, encoding="utf-8")
    assert load_configuration(tmp_path).language == "de"


# --- places that fit nowhere ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "entry", "nearest"),
    [
        (MANIFEST, "begins: Six summers", "begins: Six sumers", 35, "Six summers"),
        (QUOTATIONS, "begins: A rope is many", "begins: A rope of many", 13, "A rope is many threads"),
        (PEOPLE, "quite steady", "quiet stedy", 72, "hand is quite steady"),
        (DATES, "1852 the", "1852 this", 75, "On 20 October (1 November) 1852"),
        (DISAGREEMENTS, "begins: Eleven loaves", "begins: Eleven loafs", 21, "Eleven loaves were"),
    ],
)
def test_a_place_that_fits_nowhere(
    harbour: Path, file: str, old: str, new: str, entry: int, nearest: str
) -> None:
    """The message has the line of the entry and the nearest passage of the text."""
    change(harbour / file, old, new)
    with pytest.raises(EditionError) as error:
        assemble(harbour, None)
    line = str(error.value)
    assert line.startswith(f"{file}, line {entry}")
    assert "appears nowhere in the text" in line
    assert nearest in line.partition("the nearest is ")[2]
