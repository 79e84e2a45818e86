"""Short names of offers, for addresses that people read out, type or scan."""

from hashlib import sha256

_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"  # nothing that looks alike, and no vowels, so that no word comes of it
_OF_WORD, _OF_SLUG = 3, 4
LENGTH = _OF_WORD + _OF_SLUG


def short_id(slug: str) -> str:
    """The short name of a slug: made from it alone, so that it stays the same whatever else is added.

    It begins with three characters of the longest word of the slug: offers that are gone still lead to those like them.

    >>> short_id("leeds-virtual-school")[:3] == short_id("york-virtual-school")[:3]
    True
    """
    longest = max(slug.split("-"), key=len)
    return _characters(longest, _OF_WORD) + _characters(slug, _OF_SLUG)


def kin(short: str) -> str:
    """The part of a short name that offers like it share."""
    return short[:_OF_WORD]


def short_ids_in(text: str) -> list[str]:
    """The short names that somebody typed: in capitals, with spaces or without hyphens, each once.

    >>> short_ids_in("BCDFGHJ 2345678-bcdfghj")
    ['bcdfghj', '2345678']
    """
    characters = "".join(one for one in text.lower() if one in _ALPHABET)
    return list(dict.fromkeys(characters[n : n + LENGTH] for n in range(0, len(characters) - LENGTH + 1, LENGTH)))


def _characters(text: str, length: int) -> str:
    number = int.from_bytes(sha256(text.encode()).digest()[:8])
    found = ""
    for _ in range(length):
        number, place = divmod(number, len(_ALPHABET))
        found += _ALPHABET[place]
    return found
