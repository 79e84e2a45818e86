"""Postcodes, typed in any way, to the councils that they lie in."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from string import digits

from directory.models import Sector
from directory.places.found import Found, Miss

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
SHORTEST, _LONGEST = 5, 7


class Postcodes:
    """The postcode sectors of England, and where else a postcode can lie."""

    def __init__(self, sectors: Mapping[str, Sector]) -> None:
        self._sectors = sectors

    def find(self, typed: str) -> Found:
        """The councils that a postcode, or the beginning of one, can lie in; outside England its nation."""
        if sector := self._as_written(typed):
            return self._in_sectors(*sector.name.split())
        found = (self._in_sectors(outward, inward) for outward, inward in _readings(squeezed(typed)))
        return next((some for some in found if some.areas), Found(miss=Miss.POSTCODE))

    def sector(self, typed: str) -> Sector | None:
        """The sector that somebody means who typed this, if it is a full postcode or a sector in England."""
        if sector := self._as_written(typed):
            return sector
        names = (f"{outward} {inward}" for outward, inward in _readings(squeezed(typed)))
        return next((self._sectors[name] for name in names if name in self._sectors), None)

    def _as_written(self, typed: str) -> Sector | None:
        match = _SECTOR.fullmatch(typed.strip().upper())
        return self._sectors.get(f"{match[1]} {match[2]}") if match else None

    def _in_sectors(self, outward: str, inward: str) -> Found:
        names = (f"{outward} {digit}" for digit in (inward or digits))
        sectors = [self._sectors[name] for name in names if name in self._sectors]
        areas = tuple(dict.fromkeys(slug for sector in sectors for slug in sector.councils))
        across = _ON_THE_BORDER.get(outward)
        if areas:
            return Found((*areas, across) if across else areas)
        nation = across or _NATION_OF.get(outward) or _NATION_OF.get(outward.rstrip("0123456789"))
        return Found((nation,) if nation else ())


def squeezed(typed: str) -> str:
    """Letters and digits alone, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def _readings(letters: str) -> Iterator[tuple[str, str]]:
    """The postcodes that it can be, if O and 0, or I and 1, were mixed up; as it was typed first.

    >>> next(_readings("LSI4AP"))
    ('LS1', '4')
    """
    if len(letters) > _LONGEST:
        return
    for form in (_POSTCODE, _OUTWARD):
        for reading in product(*(_MIXED_UP.get(letter, letter) for letter in letters)):
            if match := form.match("".join(reading)):
                yield match[1], match[2]
