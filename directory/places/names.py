"""Names of councils, nations, districts and towns, as people type them, to the councils that they can be."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from directory.models import NATIONS, Council, District, Town
from directory.places.found import Found, Miss

Areas = tuple[str, ...]
_WORDS_LEFT_OUT = re.compile(r"\b(the|city|london|royal|borough|county|metropolitan|district|unitary|council|of|and|upon)\b")
_WORDS_OF_ALL = re.compile(r"\b(the|council|of)\b")
_BESIDE = re.compile(r"^(?:near|in|around|outside|the) | (?:england|uk|united kingdom)$")
_LONDON = re.compile(r"(?:(?:greater|inner|outer|central|north|south|east|west) )*london(?: council)?")
_SHORTEST_PART, _SHORTEST_BEGINNING = 3, 4  # letters
_MOST = 10  # areas to choose from
_CLOSE, _CLOSE_ENOUGH, _LESS = 3, 80, 6  # so many names like it, alike by 80 in 100, and hardly less than the best


class Names:
    """All names. A council or a district is meant by its name. A town is asked back, because no list of them is whole, but
    not where its council is named after it."""

    def __init__(self, councils: Mapping[str, Council], districts: Iterable[District], towns: Iterable[Town]) -> None:
        self._in_full = {folded(name): (slug,) for slug, name in NATIONS.items()}
        for one in councils.values():
            self._in_full |= {folded(name): (one.slug,) for name in (one.name, one.official_name)}
        self._councils = {plain(name): areas for name, areas in self._in_full.items()} | self._in_full
        self._districts: dict[str, Areas] = {}
        for district in districts:
            names = (folded(name) for name in (district.name, district.official_name))
            self._districts |= {form: district.councils for name in names for form in (name, plain(name))}
        self._towns: dict[str, list[Areas]] = {}
        for town in towns:
            self._towns.setdefault(folded(town.name), []).append(town.areas)

    def find(self, typed: str) -> Found:
        """What has this name; else what has it in its name; else what has one like it. After a comma stands where it is."""
        found = self._find(folded(typed))
        head, comma, rest = typed.partition(",")
        if not comma or found.area:
            return found
        place, around = self._find(folded(head)), self._find(folded(rest))
        both = tuple(area for area in place.areas if area in around.areas)
        return Found(both, sure=bool(place.area or around.area)) if both else place

    def _find(self, typed: str) -> Found:
        name = _BESIDE.sub("", typed)
        if not name or _LONDON.fullmatch(name):  # a region of 33 councils, and the name of the smallest of them
            return Found(miss=Miss.NAME)
        return self._council(name) or self._district(name) or self._town(name) or self._like(name)

    def _council(self, name: str) -> Found | None:
        """A council; and if it is not called in full, districts with its name in theirs: Newcastle-under-Lyme."""
        if in_full := self._in_full.get(name) or self._in_full.get(name.removesuffix(" council")):
            return Found(in_full)
        own = self._councils.get(plain(name))
        return Found(_once(own, *self._named_in(plain(name), self._districts))) if own else None

    def _district(self, name: str) -> Found | None:
        """The council that is responsible for a district; and where there are towns of the same name elsewhere."""
        own = self._districts.get(name) or self._districts.get(plain(name))
        if not own:
            return None
        elsewhere = (areas for areas in self._towns.get(name, ()) if set(areas).isdisjoint(own))
        return Found(_once(own, *elsewhere, *self._named_in(plain(name), self._councils))[:_MOST])

    def _town(self, name: str) -> Found | None:
        """Where towns of a name are. It is sure only where one council has the name too, and no such town is elsewhere."""
        towns = self._towns.get(name)
        if not towns:
            return None
        named = _once(*self._named_in(plain(name), self._councils), *self._named_in(plain(name), self._districts))
        if len(named) == 1 and all(named[0] in areas for areas in towns):
            return Found(named)
        return Found(_once(named, *towns)[:_MOST], sure=False)

    def _named_in(self, wanted: str, names: Mapping[str, Areas]) -> Iterator[Areas]:
        """The single councils in whose names these words stand."""
        words = set(wanted.split())
        if len(wanted) >= _SHORTEST_PART:
            yield from (areas for name, areas in names.items() if len(areas) == 1 and words <= set(name.split()))

    def _like(self, name: str) -> Found:
        names = self._with(plain(name)) or self._alike(name)
        found = (self._councils.get(one, ()) + self._districts.get(one, ()) for one in names)
        areas = _once(*found, *chain.from_iterable(self._towns.get(one, ()) for one in names))
        return Found(areas[:_MOST], sure=False) if areas else Found(miss=Miss.NAME)

    def _with(self, wanted: str) -> list[str]:
        """The names in which these words stand; else those that begin so."""
        words = set(wanted.split())
        if len(wanted) < _SHORTEST_PART:
            return []
        found = [name for name in self._all() if words <= set(name.split())]
        long_enough = len(wanted) >= _SHORTEST_BEGINNING
        return found or [name for name in self._all() if long_enough and name.startswith(wanted)]

    def _alike(self, name: str) -> list[str]:
        """The names with the fewest letters that are other ones."""
        found = extract(name, tuple(self._all()), scorer=ratio, limit=_CLOSE, score_cutoff=_CLOSE_ENOUGH)
        return [one for one, score, _ in found if score > found[0][1] - _LESS]

    def _all(self) -> Iterator[str]:
        return chain(self._councils, self._districts, self._towns)


def _once(*some: Areas) -> Areas:
    return tuple(dict.fromkeys(chain.from_iterable(some)))


def folded(name: str) -> str:
    """A name without capitals, accents and signs.

    >>> folded("King’s Lynn"), folded("Saint Ives"), folded("Stratford-upon-Avon")
    ('kings lynn', 'st ives', 'stratford upon avon')
    """
    letters = unicodedata.normalize("NFKD", re.sub(r"['’]", "", name.lower()))
    spaced = re.sub(r"[^a-z]", " ", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return " ".join("st" if word == "saint" else word for word in spaced.split())


def plain(name: str) -> str:
    """A folded name without what people leave out; a name of nothing else, like "City of London", without the least.

    >>> plain("newcastle upon tyne city council")
    'newcastle tyne'
    """
    return _left(_WORDS_LEFT_OUT, name) or _left(_WORDS_OF_ALL, name)


def _left(without: re.Pattern[str], words: str) -> str:
    return " ".join(without.sub(" ", words).split())
