"""Sorting as each language does it: by its own alphabet, in which two signs can be one letter and an accent another one.

Written here because what knows every language (ICU) must be compiled, and what need not be compiled (pyuca) knows none.
Letters are compared first, accents only where all letters are the same, capitals last.
"""

import unicodedata
from functools import lru_cache

Key = tuple[tuple[int, ...], str, str]

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_ALPHABETS = {
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "cy": "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "ur": "آ ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ء ی ے",
    "ar": "ء ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "bn": "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ং ঃ ঁ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ",
}
_SAME = str.maketrans({"ş": "ș", "ţ": "ț", "ي": "ي", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "أ": "ا", "إ": "ا"})
_SAME_IN_URDU = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ۃ": "ہ", "ئ": "ی", "ؤ": "و", "أ": "ا"})
_AFTER_LETTERS = 1000
_CHINESE = "gb18030"  # its most common 3,755 signs stand in the order of their sounds (pinyin)


@lru_cache(maxsize=10_000)
def sort_key(text: str, language: str) -> Key:
    """What to sort a text by on a page in a language.

    >>> sorted(["łata", "lis", "luty", "Żaba", "źle"], key=lambda text: sort_key(text, "pl"))
    ['lis', 'luty', 'łata', 'źle', 'Żaba']
    >>> sorted(["lloches", "lwfans", "dinas", "ddoe", "dyn"], key=lambda text: sort_key(text, "cy"))
    ['dinas', 'dyn', 'ddoe', 'lwfans', 'lloches']
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    if language == "zh":
        return tuple(folded.encode(_CHINESE)), folded, text
    same = _SAME_IN_URDU if language == "ur" else _SAME
    return tuple(_letters(folded.translate(same), language)), folded, text


def _letters(text: str, language: str) -> list[int]:
    """The place in the alphabet of each letter of a text; what is no letter of it stands after, a space before."""
    places, longest = _alphabet(language)
    found, at = [], 0
    while at < len(text):
        length = next((n for n in range(longest, 0, -1) if text[at : at + n] in places), 1)
        found += _places(text[at : at + length], places)
        at += length
    return found


def _places(letter: str, places: dict[str, int]) -> list[int]:
    if letter in places:
        return [places[letter]]
    if letter.isspace() or letter in "-’'":
        return [0]
    plain = [sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign)]
    return [places.get(sign, _AFTER_LETTERS + ord(sign) if _is_letter(sign) else 1) for sign in plain]


def _is_letter(sign: str) -> bool:
    """Whether it is a letter, or the vowel sign of an Indic one."""
    return unicodedata.category(sign)[0] in "LM"


@lru_cache
def _alphabet(language: str) -> tuple[dict[str, int], int]:
    letters = _ALPHABETS.get(language, _LATIN).split()
    places = {letter: place for place, letter in enumerate(letters, start=2)}
    places |= (
        {letter: place for place, letter in enumerate(_LATIN.split(), start=500)} if language in ("ur", "ar", "bn") else {}
    )
    return places, max(map(len, letters))
