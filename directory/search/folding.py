"""Folding: how a word looks when it is typed without accents, on another keyboard or in another script's letters."""

import unicodedata

_LATIN = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
_LATIN_LETTERS = str.maketrans(_LATIN)
# Letters of Arabic and Urdu keyboards that look alike or are typed for each other. NFKC does not join them.
_ARABIC_ALIKE = {
    "ا": "أإآٱ",
    "و": "ؤ",
    "ی": "ئيىےۓ",
    "ه": "ةہۂۃھ",
    "ک": "ك",
}
_DIGITS = {
    chr(first + digit): str(digit) for first in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6) for digit in range(10)
}
_OTHER_LETTERS = str.maketrans(
    {other: letter for letter, others in _ARABIC_ALIKE.items() for other in others}
    | _DIGITS
    | dict.fromkeys("ـ\u200c\u200d'’ʼ", "")  # the stroke that stretches words, joiners, apostrophes
)
_INDIC = range(0x0900, 0x0E00)


def fold(word: str) -> str:
    """A word without capitals, accents of Latin and Cyrillic, Arabic vowel signs and apostrophes; Indic signs stay.

    >>> fold("Şcoală"), fold("ZASIŁEK"), fold("رِعَايَة"), fold("শিশুর")
    ('scoala', 'zasilek', 'رعایه', 'শিশুর')
    """
    if word.isascii():
        return word.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LATIN_LETTERS)  # taken apart first: bold letters
    letters = unicodedata.normalize("NFKD", plain)  # have no small ones of their own
    kept = "".join(letter for letter in letters if not _is_accent(letter))
    return unicodedata.normalize("NFC", kept).translate(_OTHER_LETTERS)


def _is_accent(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn" and ord(letter) not in _INDIC
