"""The signs of a code: which there are, how they are grouped, and the checksum that finds a sign that was mistyped."""

import unicodedata

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LONGEST = 400  # signs: no code of eight children with every question answered comes near
_GROUP = 4
_CHECK = 2  # signs of checksum
_PRIME = 1021  # the largest prime below 32 * 32
_LOOK_ALIKE = str.maketrans("ILO", "110")
_LAST = len(SIGNS) - 1


class Mistyped(Exception):
    """This is no code: a sign is wrong, missing, or too many."""


class NewerVersion(Exception):
    """The code is right, but its vocabulary is newer than those that are known here."""


def grouped(signs: str) -> str:
    """
    >>> grouped("1K4D9WXP3K")
    '1K4D-9WXP-3K'
    """
    return "-".join(signs[n : n + _GROUP] for n in range(0, len(signs), _GROUP))


def cleaned(typed: str) -> str:
    """The signs that somebody meant: small letters, spaces, hyphens, digits of other scripts and look-alikes are no fault.

    >>> cleaned("1k4d-9wxp 3ko")
    '1K4D9WXP3K0'
    """
    plain = unicodedata.normalize("NFKC", typed[: 4 * LONGEST])
    kept = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain if sign.isalnum())
    return kept.upper().translate(_LOOK_ALIKE)


def with_checksum(signs: str) -> str:
    """The signs and two more, so that the whole, read as a number, leaves 1 when divided by 1021.

    One wrong sign changes that number by d * 32**n with 0 < |d| < 32, and two neighbours in the wrong order change it by
    d * 31 * 32**n. The prime 1021 divides neither, so the checksum finds each of these mistakes, in its own signs too. It
    leaves 1, not 0, so that zeros at the end are found as well.
    """
    return signs + _signs((1 - _number(signs) * 32**_CHECK) % _PRIME).rjust(_CHECK, SIGNS[0])


def checked(typed: str) -> str:
    """The signs of a code without its checksum. Mistyped where the checksum does not fit."""
    signs = cleaned(typed)
    if not _CHECK < len(signs) <= LONGEST or not set(signs) <= set(SIGNS) or _number(signs) % _PRIME != 1:
        raise Mistyped
    return signs[:-_CHECK]


def joined(version: int, number: int) -> str:
    """The signs of a version, from 1, and of a number, from 0. A version above 31 takes one sign more for each 31."""
    more, last = divmod(version - 1, _LAST)
    return SIGNS[0] * more + SIGNS[last + 1] + _signs(number)


def parted(signs: str) -> tuple[int, int]:
    """The version and the number of signs that `joined` made.

    >>> parted(joined(1, 1234)), parted(joined(63, 0))
    ((1, 1234), (63, 0))
    """
    rest = signs.lstrip(SIGNS[0])
    if not rest:
        raise Mistyped
    return (len(signs) - len(rest)) * _LAST + SIGNS.index(rest[0]), _number(rest[1:])


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * len(SIGNS) + SIGNS.index(sign)
    return number


def _signs(number: int) -> str:
    signs = ""
    while number:
        number, last = divmod(number, len(SIGNS))
        signs = SIGNS[last] + signs
    return signs
