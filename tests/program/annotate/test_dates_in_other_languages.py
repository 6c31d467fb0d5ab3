"""Dates in German, in French, and in languages whose words the program does not know."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.dates import Undated, find_all_dates, find_dates


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[date.start : date.end], str(date.edtf)) for date in find_dates(text, language)]


def values(text: str, language: str) -> list[str]:
    return [value for _, value in found(text, language)]


Cases = dict[str, dict[str, str]]

WHOLE: Cases = {
    "de": {
        "3. März 1887": "1887-03-03",
        "1. Jänner 1887": "1887-01-01",
        "5. Dez. 1887": "1887-12-05",
        "3. März des Jahres 1887": "1887-03-03",
        "3.–5. März 1887": "1887-03-03/1887-03-05",
        "3. bis zum 5. März 1887": "1887-03-03/1887-03-05",
        "3. und 4. März 1887": "1887-03-03/1887-03-04",
        "3. März bis zum 5. Mai 1887": "1887-03-03/1887-05-05",
        "3.5.1887": "1887-05-03",
        "3. 5. 1887": "1887-05-03",
        "5/6/1887": "1887-06-05",
        "5. XII. 1887": "1887-12-05",
        "1887-03-05": "1887-03-05",
        "März 1887": "1887-03",
        "März/April 1887": "1887-03/1887-04",
        "Frühjahr 1887": "1887-21",
        "Frühling 1887": "1887-21",
        "Sommer des Jahres 1887": "1887-22",
        "Spätherbst 1887": "1887-23",
        "Frühjahr/Herbst 1887": "1887-21/1887-23",
        "Winter 1887/88": "1887-24",
        "1880er Jahre": "188X",
        "1880er-Jahre": "188X",
        "19. Jahrhundert": "18XX",
        "neunzehnten Jahrhunderts": "18XX",
        "18. bis zum 20. Jahrhundert": "17XX/19XX",
        "4. Jahrhundert v. Chr.": "-0399/-0300",
        "44 v. Chr.": "-0043",
        "44 v. u. Z.": "-0043",
        "1200–800 v. Chr.": "-1199/-0799",
        "410 n. Chr.": "0410",
        "1887/88": "1887/1888",
        "1887 bis 1891": "1887/1891",
        "ca. 1887": "1887~",
    },
    "fr": {
        "3 mars 1887": "1887-03-03",
        "1er mai 1887": "1887-05-01",
        "1ᵉʳ mai 1887": "1887-05-01",
        "2 févr. 1887": "1887-02-02",
        "5 DÉCEMBRE 1887": "1887-12-05",
        "3 au 5 mai 1887": "1887-05-03/1887-05-05",
        "3-5 mai 1887": "1887-05-03/1887-05-05",
        "3 et 4 mai 1887": "1887-05-03/1887-05-04",
        "3 mai au 5 juin 1887": "1887-05-03/1887-06-05",
        "3/5/1887": "1887-05-03",
        "3.5.1887": "1887-05-03",
        "9 thermidor an II": "1794-07-27",
        "18 brumaire, an VIII": "1799-11-09",
        "mai 1887": "1887-05",
        "mai de l’année 1887": "1887-05",
        "mars à mai 1887": "1887-03/1887-05",
        "avril-mai 1887": "1887-04/1887-05",
        "printemps 1887": "1887-21",
        "été de 1887": "1887-22",
        "hiver 1887-1888": "1887-24",
        "années 1880": "188X",
        "années 1880-1890": "188X/189X",
        "XIXe siècle": "18XX",
        "XIXᵉ siècle": "18XX",
        "19ème siècle": "18XX",
        "dix-neuvième siècle": "18XX",
        "XVIIIe au XXe siècle": "17XX/19XX",
        "IVe siècle av. J.-C.": "-0399/-0300",
        "44 av. J.-C.": "-0043",
        "44 avant notre ère": "-0043",
        "410 apr. J.-C.": "0410",
        "1887 à 1891": "1887/1891",
        "ca. 1887": "1887~",
    },
    "pl": {"1887-03-05": "1887-03-05", "1887": "1887", "1887–91": "1887/1891"},
}


@pytest.mark.parametrize(
    ("language", "text", "value"), [(code, *case) for code, cases in WHOLE.items() for case in cases.items()]
)
def test_a_form_means_a_value(language: str, text: str, value: str) -> None:
    """The whole form is the date, at the end of a sentence too."""
    assert found(text, language) == [(text, value)]
    assert found(f"(x {text}, y)", language) == [(text, value)]


IN_CONTEXT: dict[str, dict[str, list[str]]] = {
    "de": {
        "am 3. und 5. März 1887": ["1887-03-03", "1887-03-05"],
        "am 2., 3. und 5. Mai 1887": ["1887-05-02", "1887-05-03", "1887-05-05"],
        "zwischen 1887 und 1891": ["1887/1891"],
        "in den Jahren 1887 und 1891": ["1887", "1891"],
        "die zwanziger Jahre, bis 1931": ["192X", "1931"],
        "die zwanziger und dreißiger Jahre, bis 1941": ["192X", "193X", "1941"],
        "die Zwanzigerjahre, bis 1931": ["192X", "1931"],
        "die Goldenen Zwanziger, bis 1931": ["192X", "1931"],
        "die 20er Jahre, bis 1931": ["192X", "1931"],
        "der 1920er- und 1930er-Jahre": ["192X", "193X"],
        "des 18. und 19. Jahrhunderts": ["17XX", "18XX"],
        "Im Jahr 1931: in den achtziger Jahren des 18. Jahrhunderts": ["1931", "178X", "17XX"],
        "Im Jahr 1887 regnete es. Am 3. März schneite es.": ["1887", "1887-03-03"],
        "Im Dezember 1887 regnete es. Im Januar schneite es.": ["1887-12", "1888-01"],
        "Im Mai 1887 kam sie; am 5. ging sie.": ["1887-05", "1887-05-05"],
        "Im Mai 1887 kam sie, im August desselben Jahres ging sie.": ["1887-05", "1887-08"],
        "Im Mai 1887 kam sie, im März des folgenden Jahres ging sie.": ["1887-05", "1888-03"],
        "Im Mai 1887 kam sie. Zwei Jahre später ging sie.": ["1887-05", "1889"],
        "Im Mai 1887 kam sie. Im Herbst ging sie.": ["1887-05", "1887-23"],
        "Seit 1887 Minister, war er es 1891 nicht mehr.": ["1887", "1891"],
    },
    "fr": {
        "les 3 et 5 mai 1887": ["1887-05-03", "1887-05-05"],
        "les 2, 3 et 5 mai 1887": ["1887-05-02", "1887-05-03", "1887-05-05"],
        "entre 1887 et 1891": ["1887/1891"],
        "en 1887 et 1891": ["1887", "1891"],
        "les années vingt, jusqu’en 1931": ["192X", "1931"],
        "les années vingt et trente, jusqu’en 1941": ["192X", "193X", "1941"],
        "les années soixante-dix, jusqu’en 1981": ["197X", "1981"],
        "les années 20, jusqu’en 1931": ["192X", "1931"],
        "les années 1920 et 1930": ["192X", "193X"],
        "les années 1920-1923": ["1920/1923"],
        "aux XVIIIe et XIXe siècles": ["17XX", "18XX"],
        "En 1931 : les années quatre-vingt du XVIIIe siècle": ["1931", "178X", "17XX"],
        "Au printemps 1882 elle partit ; l’hiver suivant elle revint.": ["1882-21", "1882-24"],
        "En 1887 il plut. Le 3 mars il neigea.": ["1887", "1887-03-03"],
        "En décembre 1887 il plut. En janvier il neigea.": ["1887-12", "1888-01"],
        "En mai 1887 elle vint; le 5, elle partit.": ["1887-05", "1887-05-05"],
        "En mai 1887 elle vint, en août de la même année elle partit.": ["1887-05", "1887-08"],
        "En mai 1887 elle vint, en mars de l’année suivante elle partit.": ["1887-05", "1888-03"],
        "En mai 1887 elle vint. Deux ans plus tard elle partit.": ["1887-05", "1889"],
        "En mai 1887 elle vint. À l’automne elle partit.": ["1887-05", "1887-23"],
        "En mai 1887 elle vint; en avril suivant elle partit.": ["1887-05", "1888-04"],
        "En 1887 ouvriers et patrons négocient.": ["1887"],
    },
    "pl": {"w maju 1887 r., 3 maja 1888": ["1887", "1888"]},
    "ru": {"в мае 1887 года, в 1889–1891 гг.": ["1887", "1889/1891"]},
    "he": {"ב-1887 וגם בשנת 1888": ["1887", "1888"]},
    "zh": {"他在1887年5月来，1888年走。": ["1887", "1888"]},
    "ko": {"1887년에": ["1887"]},
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(code, *case) for code, cases in IN_CONTEXT.items() for case in cases.items()],
)
def test_a_text_gives_dates(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language) == expected


NO_DATES = {
    "de": (
        *(
            "S. 1887",
            "Seite 1887",
            "Nr. 1887",
            "1887 Rubel",
            "1900 Arbeiter streikten",
            "mehr als 1887 Kraniche",
        ),
        *("August Kranich", "der Mai-Umzug", "im Herbst des Lebens", "ein Zwanziger", "am 5. Tag", "§ 1887"),
        *("ein Streik von 1900 Arbeitern", "und 1887 Verletzte", "das Fünfziger-Jahre-Haus"),
        *(
            "1887er Wein",
            "May 5",
            "das 19. Kapitel",
            "1887,50",
            "1887 km",
            "die Jahrhunderte",
            "vor dem Winter",
        ),
    ),
    "fr": (
        *("p. 1887", "page 1887", "no 1887", "n° 1887", "1887 roubles", "1900 ouvriers firent grève"),
        *("plus de 1887 grues", "Cinq-Mars", "la planète Mars", "elle a été vue", "au printemps de la vie"),
        *("Charles X", "Louis XIV", "le XIXe chapitre", "vingt années", "les années trente-deux", "May 5"),
        *("la révolution de mai", "le 5 de la rue", "une grève de 1900 ouvriers", "et 1887 blessés"),
    ),
    "zh": ("1887人", "第1887号", "x1887年"),
    "pl": ("w maju", "3 maja", "s. 1887", "5 May", "1887 km", "$1887", "1887%", "in the sixties"),
}


@pytest.mark.parametrize(("language", "text"), [(code, t) for code, texts in NO_DATES.items() for t in texts])
def test_what_only_looks_like_a_date_is_none(language: str, text: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "vor 1887", ("before",)),
        ("de", "nach dem 3. März 1887", ("after",)),
        ("de", "seit März 1887", ("since",)),
        ("de", "bis zum 5. Mai 1887", ("until",)),
        ("de", "ab 1887", ("from",)),
        ("de", "Anfang März 1887", ("beginning",)),
        ("de", "seit Mitte 1887", ("since", "mid")),
        ("de", "Ende der 1880er Jahre", ("end",)),
        ("de", "in den frühen 1880er Jahren", ("early",)),
        ("de", "in der zweiten Hälfte des 19. Jahrhunderts", ("second-half",)),
        ("fr", "avant 1887", ("before",)),
        ("fr", "après le 3 mars 1887", ("after",)),
        ("fr", "depuis mars 1887", ("since",)),
        ("fr", "jusqu’en 1887", ("until",)),
        ("fr", "jusqu’au 5 mai 1887", ("until",)),
        ("fr", "dès 1887", ("from",)),
        ("fr", "à partir d’avril 1887", ("from",)),
        ("fr", "début 1887", ("beginning",)),
        ("fr", "depuis la mi-mai 1887", ("since", "mid")),
        ("fr", "à la fin des années 1880", ("end",)),
        ("fr", "dans la seconde moitié du XIXe siècle", ("second-half",)),
    ],
)
def test_words_that_qualify_a_date(language: str, text: str, words: tuple[str, ...]) -> None:
    (date,) = find_dates(text, language)
    assert date.qualifiers == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "um 1887"),
        ("de", "gegen 1887"),
        ("de", "etwa 1887"),
        ("fr", "vers 1887"),
        ("fr", "environ 1887"),
    ],
)
def test_words_that_make_a_date_approximate(language: str, text: str) -> None:
    assert values(text, language) == ["1887~"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am 25. Oktober (7. November) 1917"),
        ("de", "am 25. Oktober/7. November 1917"),
        ("fr", "le 25 octobre (7 novembre) 1917"),
    ],
)
def test_one_day_in_two_calendars(language: str, text: str) -> None:
    (date,) = find_dates(text, language)
    assert (str(date.edtf), str(date.other_calendar)) == ("1917-10-25", "1917-11-07")


@pytest.mark.parametrize(("language", "text"), [("de", "am 5./18. März 1917"), ("fr", "le 5/18 mars 1917")])
def test_one_day_in_two_calendars_in_one_month(language: str, text: str) -> None:
    """Thirteen days apart, in that century; other days are the first and the last of several."""
    (date,) = find_dates(text, language)
    assert (str(date.edtf), str(date.other_calendar)) == ("1917-03-05", "1917-03-18")
    (several,) = find_dates(text.replace("18", "19"), language)
    assert (str(several.edtf), several.other_calendar) == ("1917-03-05/1917-03-19", None)


@pytest.mark.parametrize(("language", "text"), [("de", "am 31. April 1887"), ("fr", "le 31 avril 1887")])
def test_impossible_days_have_no_value(language: str, text: str) -> None:
    (date,) = find_all_dates(text, language)
    assert isinstance(date, Undated)
    assert date.problem == "no such day"


def test_a_region_does_not_change_the_language() -> None:
    assert values("am 3. März 1887", "de-AT") == values("am 3. März 1887", "DE") == ["1887-03-03"]


def test_the_year_of_a_cited_work_is_marked() -> None:
    german = "Sie kam (Kranich 1952, S. 30) und ging (vgl. Holm 1953), nicht (im Jahr 1954)."
    assert [date.is_cited for date in find_dates(german, "de")] == [True, True, False]
    french = "Elle vint (Grue 1952, p. 30) et partit (voir Holm 1953), pas (en 1954)."
    assert [date.is_cited for date in find_dates(french, "fr")] == [True, True, False]


MARKS = "0|3|1887|1887-05-03|1887-02-30|’87|XII|–|-|/|(|) |. |, | |\n\n|Berg "
PIECES = {
    "de": "3.|31.|März| März |Mai| bis | und |des |19. Jahrhundert|s|zwanziger |Jahre|20er |1880er|v. Chr."
    "|n. Chr.|Winter |Frühjahr| im |seit |Anfang |um |zwei |Jahre später|desselben Jahres|am ",
    "fr": "3 |1er |mars| mai | au | et |du |XIXe |siècle|années |vingt|20|1880| av. J.-C.| apr. J.-C."
    "|brumaire |an II|hiver |été | en |depuis |début |vers |deux |ans plus tard|de la même année"
    "|L’année suivante|le |de ",
    "": "r. |w ",
}


@pytest.mark.parametrize("language", PIECES)
@given(data=st.data())
def test_all_found_are_in_order_whatever_the_text(language: str, data: st.DataObject) -> None:
    pieces = [*MARKS.split("|"), *PIECES[language].split("|")]
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=30)))
    spans = [(date.start, date.end) for date in find_all_dates(text, language)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
