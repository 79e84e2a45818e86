"""From text to what is looked up: words, and the keys of a word, in every language of the site.

A word has a key for itself, folded, and one for its stem, folded, which is marked so that the two are never mixed up: only
whole words are shown to people. Stemmed before folding, because stemmers know accents. No stop words: the usual list of
English ones holds help, home, work and need, and BM25 knows what is common.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import regex
import Stemmer

from directory.search.folding import fold

LANGUAGES = ("en", "pl", "ur", "ro", "pa", "bn", "gu", "ar", "so", "pt", "zh", "cy", "fr", "uk", "tr")
STEM = "~"  # stands before the key of a stem, and is in no word
WITHOUT_STEMMER = frozenset({"cy", "ur", "pa", "bn", "gu", "so", "uk"})
_STEMMERS = {
    language: Stemmer.Stemmer(name)
    for language, name in {
        "en": "english",
        "pl": "polish",
        "ro": "romanian",
        "ar": "arabic",
        "pt": "portuguese",
        "fr": "french",
        "tr": "turkish",
    }.items()
}
_ONE_AT_A_TIME = Lock()  # a stemmer used by two threads at once gives wrong stems
_LETTER = r"[[\w\p{M}\u200c\u200d]--[\p{Han}_]]"
_WHOLE_WORD = regex.compile(rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*", regex.VERSION1)
_WORD = regex.compile(rf"(?P<han>\p{{Han}}+)|{_WHOLE_WORD.pattern}", regex.VERSION1)
_HAN = regex.compile(r"\p{Han}+")
_DOTTED = regex.compile(r"\b(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{M}])", regex.VERSION1)
_APOSTROPHE = regex.compile("['’ʼ]")
_PHONE = regex.compile(r"(?<!\d)(?:\+44[ -]?(?:\(0\))?|\(?0)(?:\d[ ()-]{0,2}){8,10}(?<=\d)(?!\d)")


class Word(NamedTuple):  # made for every word of every offer: a dataclass takes three times as long
    """A word, or two Han signs that stand together, and where it stands in the text. `position` counts words."""

    text: str
    start: int
    end: int
    position: int


def words(text: str) -> Iterator[Word]:
    """The words of a text, in any script; runs of Han signs in pairs.

    >>> [word.text for word in words("Carers’ café: s.17, কর্তৃপক্ষ 亲属照顾")]
    ['Carers', 'café', 's', '17', 'কর্তৃপক্ষ', '亲属', '属照', '照顾']
    """
    position = 0
    for match in _WORD.finditer(_dotless(text)):
        start, end = match.span()
        if not match["han"]:
            yield Word(text[start:end], start, end, position)
            position += 1
            continue
        for at in range(start, max(end - 1, start + 1)):
            yield Word(text[at : min(at + 2, end)], at, min(at + 2, end), position + at - start)
        position += end - start


def in_order(text: str) -> list[tuple[int, str]]:
    """The words of a text, each after its position: what `words` says, in less time, for a whole index."""
    if _HAN.search(text):
        return [(word.position, word.text) for word in words(text)]
    return list(enumerate(_WHOLE_WORD.findall(_dotless(text))))


def _dotless(text: str) -> str:
    """A text in which "S.G.O." is one word. Every character keeps its place."""
    return _DOTTED.sub(lambda match: match[0].replace(".", "\u200d"), text) if "." in text else text


def spelling(word: str, language: str) -> str:
    """A word as it is kept in an index: without capitals, but with its accents, from which its keys are made.

    >>> spelling("Zasiłek", "pl"), spelling("Isı", "tr")
    ('zasiłek', 'Isı')
    """
    return word if language == "tr" else word.lower()  # a Turkish I is no capital i


def indexed(spelt: str, language: str) -> tuple[str, ...]:
    """The keys of a word that is in an index. A pair of Han signs is found by its first sign too.

    >>> indexed("opiekunów", "pl"), indexed("亲属", "zh")
    (('opiekunow', '~opiekun'), ('亲属', '亲'))
    """
    return (spelt, spelt[0]) if len(spelt) == 2 and _HAN.fullmatch(spelt) else keys(spelt, language)


@lru_cache(maxsize=20_000)  # all that the thesauri and a few thousand offers say; 5 MB
def keys(word: str, language: str) -> tuple[str, ...]:
    """What a word is indexed by: itself, and its stem where that is different.

    >>> keys("Grandparents", "en"), keys("opiekunów", "pl"), keys("L’aidant", "fr")
    (('grandparents', '~grandpar'), ('opiekunow', '~opiekun'), ('aidant', '~aid'))
    """
    plain = _without_ending(unicodedata.normalize("NFKC", word).replace(".", ""), language)
    if language == "tr":
        plain = plain.replace("İ", "i").replace("I", "ı")
    folded, stem = fold(plain), fold(_stem(plain.lower(), language))
    if not folded:
        return ()
    return (folded,) if stem in ("", folded) else (folded, STEM + stem)


def asked(word: str, language: str) -> tuple[str, ...]:
    """What a word is looked up by: all that has its stem too.

    >>> asked("grandparents", "en"), asked("grant", "en")
    (('grandparents', 'grandpar', '~grandpar'), ('grant', '~grant'))
    """
    found = keys(word, language)
    stems = tuple(key.removeprefix(STEM) for key in found)
    return tuple(dict.fromkeys((*stems, *(STEM + stem for stem in stems[-1:]))))


def root(word: str, language: str) -> str:
    """The one form in which all endings of a word are the same."""
    return (keys(word, language) or ("",))[-1].removeprefix(STEM)


def join_phones(text: str) -> str:
    """A text in which phone numbers are one word.

    >>> join_phones("Ring 0300 123 7015 or +44 113 222 4403 on 1 May 2026")
    'Ring 03001237015 or 01132224403 on 1 May 2026'
    """
    return _PHONE.sub(lambda match: _number(match[0]), text)


def _number(typed: str) -> str:
    digits = regex.sub(r"\D", "", typed)
    return "0" + digits[2:].removeprefix("0") if digits.startswith("44") else digits


def _without_ending(word: str, language: str) -> str:
    """A word without what an apostrophe ties to it: grandma's, l'aidant, Leeds'te, sy'n."""
    if not _APOSTROPHE.search(word):
        return word
    parts = _APOSTROPHE.split(word)
    if language == "fr":
        return parts[-1]
    if language in ("tr", "cy") or (language == "en" and parts[-1].lower() == "s"):
        return parts[0]
    return "".join(parts)


def _stem(word: str, language: str) -> str:
    stemmer = _STEMMERS.get(language)
    if stemmer is None:
        return word
    with _ONE_AT_A_TIME:
        return str(stemmer.stemWord(word))
