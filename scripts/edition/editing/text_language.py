"""The language of a text that does not say which it is in, by its commonest words."""

from __future__ import annotations

from edition.text.words import word_set, words

_COMMON = {
    "en": word_set("the and of to in is that was for with not from which it as be his this had are"),
    "de": word_set("der die das und ist nicht den von zu mit ein eine im dem des sich auf auch wie war"),
    "fr": word_set("le la les des et est que une dans pour qui pas ne il du en au elle ce se sur"),
    "es": word_set("el los las que y del una por con para no en la de se un su lo como más"),
    "it": word_set("il che di della non per una con gli sono del la e i le un si da dei è"),
    "nl": word_set("het een van en niet dat is op voor met zijn de in te die ook aan er ik was"),
    "pt": word_set("o os as que não uma do da em para com um e de a se no na por ao"),
}
"""By language, words of which a fifth or more of any text consists."""

MIN_WORDS = 50
"""Words in the shortest text of which the language is told."""

MIN_SHARE = 0.15
"""The least share of the words of a text that are common ones of its language."""

MIN_LEAD = 1.4
"""How many times as many common words of its language a text must have as of any other."""


def guess_language(text: str) -> str:
    """Return the BCP 47 code of the language of a text; empty if its words do not tell.

    The method is the counting of function words, which are few, frequent and in every text (Grefenstette,
    *Comparing two language identification schemes*, 1995).
    """
    found = words(text)
    if len(found) < MIN_WORDS:
        return ""
    counts = {language: sum(map(common.__contains__, found)) for language, common in _COMMON.items()}
    (best, count), (_, second) = sorted(counts.items(), key=lambda item: -item[1])[:2]
    return best if count >= max(MIN_SHARE * len(found), MIN_LEAD * second) else ""
