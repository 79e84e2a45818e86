"""Places as people type them: a postcode in any form, or the name of a council, to the councils that it can be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from itertools import product
from string import digits

from directory.models import NATIONS, Council, Sector

_POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d)[A-Z]{2}$")
_OUTWARD = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d?)$")
_SECTOR = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s+(\d)")  # the space tells LS1 4 from LS14
_NATION_OF = {
    **dict.fromkeys(["AB", "DD", "DG", "EH", "FK", "G", "HS", "IV"], "scotland"),
    **dict.fromkeys(["KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"], "scotland"),
    **dict.fromkeys(["CF", "LD", "LL", "NP", "SA"], "wales"),
    **dict.fromkeys(["CH5", "CH6", "CH7", "CH8", *(f"SY{n}" for n in range(15, 26))], "wales"),
    "BT": "northern-ireland",
    **dict.fromkeys(["GY", "IM", "JE"], "elsewhere"),
}
# Districts that the border of England runs through: the sectors say only which councils of England lie in them.
_ON_THE_BORDER = {
    **dict.fromkeys(["CH1", "CH4", "GL16", "HR2", "HR3", "HR5", "LD7", "LD8", "LL12", "LL13", "LL14", "LL20"], "wales"),
    **dict.fromkeys(["NP7", "NP16", "NP25", "SY5", "SY9", "SY10", "SY13", "SY14", "SY15", "SY21", "SY22"], "wales"),
    **dict.fromkeys(["CA6", "DG14", "DG16", "TD5", "TD8", "TD9", "TD12", "TD15"], "scotland"),
}
_MIXED_UP = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}
_SHORTEST_POSTCODE, _LONGEST_POSTCODE = 5, 7
_WORDS_LEFT_OUT = re.compile(r"\b(the|city|london|royal|borough|county|metropolitan|district|unitary|council|of|and|upon)\b")
_WORDS_OF_ALL = re.compile(r"\b(the|council|of)\b")


class Miss(StrEnum):
    """Why no place was found."""

    EMPTY = "empty"
    POSTCODE = "postcode"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """The areas that a text can mean, most likely first, or why there is none. Not `sure`: ask, even if it is only one."""

    areas: tuple[str, ...] = ()
    miss: Miss | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """The councils and postcode sectors that places are looked up in."""

    councils: Mapping[str, Council]
    sectors: Mapping[str, Sector]
    _names: Mapping[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the names ready once: each look-up by name compares with all of them."""
        councils = {slug: {one.name, one.official_name} for slug, one in self.councils.items()}
        names = councils | {slug: {name} for slug, name in NATIONS.items()}
        object.__setattr__(self, "_names", {slug: frozenset(map(_plain, some)) for slug, some in names.items()})

    def find(self, typed: str) -> Found:
        """The areas that somebody means who typed this: one, or several to choose from.

        A postcode outside England gives its nation. Nothing leaves this machine.
        """
        text = typed.strip()[:100]
        if not text:
            return Found(miss=Miss.EMPTY)
        if sector := self._written_as_sector(text):
            return self._in_sectors(*sector.name.split())
        squeezed = re.sub(r"[^A-Z0-9]", "", text.upper())
        if re.search(r"\d", squeezed):
            return self._by_postcode(squeezed)
        named = self._by_name(text)
        return named if named.areas or len(squeezed) < _SHORTEST_POSTCODE else self._by_letters(squeezed)

    def sector(self, typed: str) -> Sector | None:
        """The postcode sector that somebody means who typed this, if it is a full postcode or a sector in England."""
        if sector := self._written_as_sector(typed[:100].strip()):
            return sector
        squeezed = re.sub(r"[^A-Z0-9]", "", typed.upper()[:100])
        names = (f"{outward} {inward}" for outward, inward in _readings(squeezed))
        return next((self.sectors[name] for name in names if name in self.sectors), None)

    def _written_as_sector(self, text: str) -> Sector | None:
        match = _SECTOR.fullmatch(text.upper())
        return self.sectors.get(f"{match[1]} {match[2]}") if match else None

    def _by_postcode(self, squeezed: str) -> Found:
        found = (self._in_sectors(outward, inward) for outward, inward in _readings(squeezed))
        return next((some for some in found if some.areas), Found(miss=Miss.POSTCODE))

    def _by_letters(self, squeezed: str) -> Found:
        """A postcode in which every digit was typed as a letter, like "MI IAE"."""
        found = self._by_postcode(squeezed)
        return found if found.areas else Found(miss=Miss.NAME)

    def _in_sectors(self, outward: str, inward: str) -> Found:
        names = (f"{outward} {digit}" for digit in (inward or digits))
        sectors = [self.sectors[name] for name in names if name in self.sectors]
        areas = tuple(dict.fromkeys(slug for sector in sectors for slug in sector.councils))
        across = _ON_THE_BORDER.get(outward)
        if areas:
            return Found((*areas, across) if across else areas)
        nation = across or _NATION_OF.get(outward) or _NATION_OF.get(outward.rstrip("0123456789"))
        return Found((nation,) if nation else ())

    def _by_name(self, text: str) -> Found:
        wanted, names = _plain(text), self._names
        same = [slug for slug, known in names.items() if wanted in known]
        part = [slug for slug, known in names.items() if any(wanted and _has_words(name, wanted) for name in known)]
        if same:
            return Found(tuple(same))
        if wanted == "london":  # a region of 33 councils, and the name of the smallest of them
            return Found(miss=Miss.NAME)
        if part:
            return Found(tuple(part[:10]), sure=False)
        near = get_close_matches(wanted, [name for known in names.values() for name in known], n=3, cutoff=0.75)
        close = tuple(slug for slug, known in names.items() if known & set(near))
        return Found(close, sure=False) if close else Found(miss=Miss.NAME)


def _plain(name: str) -> str:
    """A name without what people leave out; a name of nothing else, like "City of London", without the least.

    >>> _plain("Newcastle upon Tyne City Council")
    'newcastle tyne'
    """
    words = re.sub(r"[^a-z]", " ", name.lower())
    return _left(_WORDS_LEFT_OUT, words) or _left(_WORDS_OF_ALL, words)


def _left(without: re.Pattern[str], words: str) -> str:
    return " ".join(without.sub(" ", words).split())


def _has_words(name: str, wanted: str) -> bool:
    return set(wanted.split()) <= set(name.split()) or name.startswith(wanted)


def _readings(squeezed: str) -> Iterator[tuple[str, str]]:
    """The postcodes that it can be, if O and 0, or I and 1, were mixed up; as it was typed first.

    >>> next(_readings("LSI4AP"))
    ('LS1', '4')
    """
    if len(squeezed) > _LONGEST_POSTCODE:
        return
    for form in (_POSTCODE, _OUTWARD):
        for letters in product(*(_MIXED_UP.get(letter, letter) for letter in squeezed)):
            if match := form.match("".join(letters)):
                yield match[1], match[2]
