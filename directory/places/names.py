"""Names of councils, nations and towns, as people type them, to the councils that they can be."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from directory.models import NATIONS, Council, District, Town
from directory.places.found import Found, Miss

_WORDS_LEFT_OUT = re.compile(r"\b(the|city|london|royal|borough|county|metropolitan|district|unitary|council|of|and|upon)\b")
_WORDS_OF_ALL = re.compile(r"\b(the|council|of)\b")

_SHORTEST = 4  # letters of the beginning of a town
_MOST = 10  # areas to choose from
_CLOSE, _CLOSE_ENOUGH, _LESS = 3, 75, 6  # so many names like it, alike by 75 in 100, and hardly less than the best


class Names:
    """All names, without what people leave out. Made once: each look-up compares with all of them."""

    def __init__(self, councils: Mapping[str, Council], districts: Iterable[District], towns: Iterable[Town]) -> None:
        known = {slug: {one.name, one.official_name} for slug, one in councils.items()}
        known |= {slug: {name} for slug, name in NATIONS.items()}
        self._areas = {slug: frozenset(map(plain, some)) for slug, some in known.items()}
        self._districts = {plain(name): one for one in districts for name in (one.name, one.official_name)}
        self._towns: dict[str, tuple[Town, ...]] = {}
        for town in sorted(towns, key=lambda town: -town.population):
            name = plain(town.name)
            self._towns[name] = (*self._towns.get(name, ()), town)

    def find(self, typed: str) -> Found:
        """A council or nation of this name; else what has it as a name, or as a part of it; else names like it."""
        wanted = plain(typed)
        if same := tuple(slug for slug, known in self._areas.items() if wanted in known):
            return Found(same)
        if not wanted or wanted == "london":  # a region of 33 councils, and the name of the smallest of them
            return Found(miss=Miss.NAME)
        names = [name for name in self._of_councils() if name == wanted or _has_words(name, wanted)]
        areas = self._areas_of([wanted, *names])
        if areas:
            certain = wanted in self._districts or self.town(typed) is not None
            return Found(areas[:_MOST], sure=certain and len(areas) == 1)
        found = self._areas_of(self._longer(wanted) or self._alike(wanted))
        return Found(found[:_MOST], sure=False) if found else Found(miss=Miss.NAME)

    def town(self, typed: str) -> Town | None:
        """The town that is meant without doubt."""
        some = self._towns.get(plain(typed), ())
        sure = len(some) == 1 and some[0].is_large and len(some[0].councils) == 1
        return some[0] if sure else None

    def _of_councils(self) -> Iterator[str]:
        yield from (name for some in self._areas.values() for name in some)
        yield from self._districts

    def _areas_of(self, names: Sequence[str]) -> tuple[str, ...]:
        """What has these names: districts and towns, the largest first, then councils."""
        of_names = ((self._districts.get(name), *self._towns.get(name, ())) for name in names)
        found = [slug for some in of_names for one in some if one for slug in one.councils]
        found += (slug for slug, known in self._areas.items() if not known.isdisjoint(names))
        return tuple(dict.fromkeys(found))

    def _longer(self, wanted: str) -> list[str]:
        """The names of towns that have this in them."""
        return [name for name in self._towns if _has_words(name, wanted)] if len(wanted) >= _SHORTEST else []

    def _alike(self, wanted: str) -> list[str]:
        """The names with the fewest letters that are other ones."""
        known = (*self._of_councils(), *self._towns)
        found = extract(wanted, known, scorer=ratio, limit=_CLOSE, score_cutoff=_CLOSE_ENOUGH)
        return [name for name, score, _ in found if score > found[0][1] - _LESS]


def plain(name: str) -> str:
    """A name without what people leave out; a name of nothing else, like "City of London", without the least.

    >>> plain("Newcastle upon Tyne City Council")
    'newcastle tyne'
    """
    words = re.sub(r"[^a-z]", " ", re.sub(r"['’]", "", name.lower()))
    return _left(_WORDS_LEFT_OUT, words) or _left(_WORDS_OF_ALL, words)


def _left(without: re.Pattern[str], words: str) -> str:
    return " ".join(without.sub(" ", words).split())


def _has_words(name: str, wanted: str) -> bool:
    return set(wanted.split()) <= set(name.split()) or name.startswith(wanted)
