"""Names in languages that write every noun with a capital, so that a capital says nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from edition.editing.names.phrases import Phrase, find_phrases, is_given_name
from edition.text.words import word_set


@dataclass(frozen=True, slots=True)
class NounLanguage:
    """The words of such a language by which names are told from other nouns."""

    function_words: frozenset[str]
    """Words that begin sentences and headings, and no names."""
    titles: frozenset[str]
    """Nouns directly after which a name stands."""
    place_words: frozenset[str]
    """Words that make a name that of a church or a place."""


NOUN_LANGUAGES: Mapping[str, NounLanguage] = {
    "de": NounLanguage(
        word_set(
            """
            aber alle allein als also am an andere auch auf aus außer bei beide bevor beim bis da damals
            damit dann das daß dass dein dem den denn der des deshalb deren dessen die dies diese diesem
            diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euer
            für gegen gewiss hat heute hier hinter ich ihm ihn ihnen ihr ihre im immer in ins ist ja
            jede jedem jeden jeder jedes jene jetzt kein keine man manche mein mit nach nachdem neben
            nein nicht nichts nie niemand noch nun nur ob oder ohne schon sehr sein seine seit selbst
            sich sie so sobald sogar solche sondern sonst trotz über um und unser unter viele vom von
            vor wann war warum was weder weil welche wenn wer wie wieder wir wo während wohl zu zuerst
            zum zur zwar zwischen
            """
        ),
        word_set(
            """
            admiral baron bischof bürgermeister doktor dr fräulein frau freiherr fürst general graf
            gräfin hauptmann herr herrn herzog kaiser kaiserin kanzler kapitän könig königin konsul
            leutnant major minister oberst papst pastor pfarrer präsident prinz prinzessin prof
            professor zar
            """
        ),
        word_set("sankt st"),
    )
}
"""By the BCP 47 code of the language."""


def noun_language(language: str) -> NounLanguage | None:
    """Return what is known of a language, by its BCP 47 code, if it writes every noun with a capital."""
    return NOUN_LANGUAGES.get(language.split("-")[0].lower())


def find_phrases_in(text: str, language: str) -> Iterator[Phrase]:
    """Yield the phrases of a text in a language that may be names, in order."""
    known = noun_language(language)
    for phrase in find_phrases(text):
        if known is None:
            yield phrase
        elif cut := _without_nouns(phrase, known):
            yield cut


def _without_nouns(phrase: Phrase, known: NounLanguage) -> Phrase | None:
    """Return the part of a phrase that may be a name; None if it has none.

    That begins after a title or with a given name: `der Drucker Karl Krahn`. Nouns between which a particle
    stands are a name only with one of these: not `Turm der Kirche`.
    """
    words = phrase.words
    lowered = [word.lower().rstrip(".") for word in words]
    if not known.place_words.isdisjoint(lowered):
        return None
    given = next((i for i, word in enumerate(words) if is_given_name(word)), None)
    after_title = max((i + 1 for i, word in enumerate(lowered) if word in known.titles), default=0)
    first = after_title if given is None or given < after_title else given
    while first < len(words) and lowered[first] in known.function_words:
        first += 1
    rest = words[first:]
    if not rest or any(word[0].isupper() and word.lower() in known.function_words for word in rest):
        return None
    has_particle = any(word[0].islower() for word in rest)
    if has_particle and given is None and not (after_title or phrase.has_title):
        return None
    start = phrase.start + len(" ".join((*words[:first], "")))
    has_title = (phrase.has_title and first == 0) or 0 < first == after_title
    return replace(phrase, start=start, words=rest, has_title=has_title)
