"""What is known of every offer, as columns of bits and numbers: row n of each is offer n of the catalogue."""

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from directory.models import (
    EARTH,
    ENGLAND,
    NATIONS,
    UNITED_KINGDOM,
    Catalogue,
    Delivery,
    Freshness,
    Offer,
    Point,
    Sector,
    freshness,
    spots,
)
from directory.search.records import AREA, FACETS, FRESHNESS
from directory.search.values import values

Bits = NDArray[np.uint64]  # a set of offers: 64 of them in each number
Flags = NDArray[np.bool_]
_WORD = 64
_LASTING = tuple(name for name in FACETS if name != FRESHNESS)


def pack(flags: Flags) -> Bits:
    """A set of offers as bits."""
    padded = np.zeros(-(-len(flags) // _WORD) * _WORD, bool)
    padded[: len(flags)] = flags
    return np.packbits(padded, bitorder="little").view(np.uint64)


def unpack(bits: Bits, size: int) -> Flags:
    """The opposite of `pack`."""
    return np.unpackbits(bits.view(np.uint8), count=size, bitorder="little").view(bool)


def count(bits: Bits) -> int:
    """How many offers are in a set."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Facet:
    """For each value of one facet, the set of offers that have it."""

    codes: Mapping[str, int]
    bits: NDArray[np.uint64]

    def having(self, wanted: Iterable[str]) -> Bits:
        """The offers that have at least one of these values."""
        known = [self.codes[value] for value in wanted if value in self.codes]
        return np.bitwise_or.reduce(self.bits[known], axis=0) if known else np.zeros_like(self.bits[0])

    def counts(self, among: Bits) -> dict[str, int]:
        """How many offers of a set have each value."""
        found = np.bitwise_count(self.bits & among).sum(axis=1, dtype=np.int64).tolist()
        return dict(zip(self.codes, found, strict=False))  # the last row is for no value


def facets_of(names: Iterable[str], of_offers: Iterable[Mapping[str, Iterable[str]]], size: int) -> dict[str, Facet]:
    """These facets, from the values that every offer has in each."""
    rows_of: dict[str, dict[str, array[int]]] = {name: {} for name in names}
    for row, of_offer in enumerate(of_offers):
        for name, some in of_offer.items():
            for value in some:
                rows_of[name].setdefault(value, array("i")).append(row)
    return {name: _facet(rows, size) for name, rows in rows_of.items()}


def _facet(rows_of: Mapping[str, Sequence[int]], size: int) -> Facet:
    flags = np.zeros((len(rows_of) + 1, size), bool)
    for code, rows in enumerate(rows_of.values()):
        flags[code, rows] = True
    return Facet({value: code for code, value in enumerate(rows_of)}, np.stack([pack(row) for row in flags]))


@dataclass(frozen=True, slots=True)
class Places:
    """The places of all offers, as points on a ball of radius 1. `first`: where those of each offer in `rows` begin."""

    rows: NDArray[np.int32]
    first: NDArray[np.int64]
    points: NDArray[np.float64]

    def nearness(self, point: Point, size: int) -> NDArray[np.float64]:
        """For every offer, how near its nearest place is: 1 is here, NaN that it has no place."""
        nearest = np.full(size, np.nan)
        if len(self.rows):
            nearest[self.rows] = np.maximum.reduceat(self.points @ _on_ball(*point), self.first)
        return nearest


def miles(nearness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Miles as the crow flies."""
    return np.arccos(np.clip(nearness, -1, 1)) * EARTH


def _on_ball(latitude: float, longitude: float) -> NDArray[np.float64]:
    north, east = math.radians(latitude), math.radians(longitude)
    return np.array([math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)])


def _places_of(offers: Sequence[Offer], sectors: Mapping[str, Sector]) -> Places:
    located = {row: some for row, offer in enumerate(offers) if (some := spots(offer, sectors))}
    first = np.cumsum([0, *(len(some) for some in located.values())])[:-1]
    on_ball = [_on_ball(*spot.point) for some in located.values() for spot in some]
    return Places(np.array(list(located), np.int32), first, np.array(on_ball).reshape(-1, 3))


def _is_remote(offer: Offer) -> bool:
    """Whether it is a service that is only given by phone or online."""
    ways = set(offer.service.delivery) if offer.service else set()
    return bool(ways) and ways <= {Delivery.PHONE, Delivery.ONLINE}


class Columns:
    """All columns of a catalogue."""

    def __init__(self, catalogue: Catalogue, open_to: Mapping[str, frozenset[str]]) -> None:
        self.offers = tuple(catalogue.offers.values())
        self.size = len(self.offers)
        self.slugs = tuple(offer.slug for offer in self.offers)
        self.row_of = {offer.slug: row for row, offer in enumerate(self.offers)}
        self._facets = facets_of(_LASTING, (values(catalogue, offer, open_to) for offer in self.offers), self.size)
        self.places = _places_of(self.offers, catalogue.sectors)
        self.councils = catalogue.councils
        self.country = self._facets[AREA].having((*NATIONS, UNITED_KINGDOM))
        self.remote = pack(np.array([_is_remote(offer) for offer in self.offers], bool)) & self.country
        self.for_carers = np.array([offer.for_carers for offer in self.offers], bool)
        codes = self._facets[AREA].codes
        self.first_area = np.array([codes[offer.areas[0]] if offer.areas else -1 for offer in self.offers], np.int32)
        self._fresh: tuple[date, tuple[Freshness, ...], Facet] | None = None

    def facets(self, today: date) -> dict[str, Facet]:
        """The facets as they are on a day, in the order in which they are shown."""
        known = {**self._facets, FRESHNESS: self._on(today)[1]}
        return {name: known[name] for name in FACETS}

    def freshness(self, row: int, today: date) -> Freshness:
        """How fresh an offer is on a day."""
        return self._on(today)[0][row]

    def _on(self, today: date) -> tuple[tuple[Freshness, ...], Facet]:
        known = self._fresh  # replaced as a whole, so that no thread sees the half of a day
        if known is None or known[0] != today:
            fresh = tuple(freshness(offer, today) for offer in self.offers)
            facet = facets_of([FRESHNESS], ({FRESHNESS: (one.value,)} for one in fresh), self.size)[FRESHNESS]
            known = self._fresh = today, fresh, facet
        return known[1], known[2]

    def serving(self, areas: Iterable[str]) -> Bits:
        """The offers that are there, or may be there, for somebody who lives in one of these areas."""
        found = self._facets[AREA].having(areas)
        if any(area in self.councils or area == ENGLAND for area in areas):
            found = found | self._facets[AREA].having((ENGLAND,))
        if ENGLAND in areas:  # somewhere in England: any council's may be the one
            found = found | self._facets[AREA].having(self.councils)
        return found | self._facets[AREA].having((UNITED_KINGDOM,))

    def local(self, areas: Iterable[str]) -> Bits:
        """The offers that are there for these areas in particular, and not for the whole country."""
        return self._facets[AREA].having(area for area in areas if area not in NATIONS) & ~self.country
