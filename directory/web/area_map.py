"""The map of one area, drawn from what we have: no tiles, no script, nothing from elsewhere.

The middles of its postcode sectors are faint dots, which show its shape; the places of its services are numbered points.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from directory.models import Council, Offer, Point, Sector, Spot, spots, visited

WIDTH, TALLEST = 360.0, 480.0  # as wide as a phone, so that a point is as large there as it is here
RADIUS = 13.0  # of a numbered point: large enough to touch
_MARGIN = RADIUS + 3
_FEWEST = 2  # places that make a map worth looking at
_SAME = 0.001  # degrees, about a hundred metres: one door
_BEYOND = 0.1  # of the size of the area: a place farther out is not on the map
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered point, and the services that are given there. `x`, `y`: in the units of the map."""

    number: int
    x: float
    y: float
    spot: Spot
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A map. `dots`: the data of an SVG path of lines without length, which round ends make dots. `elsewhere`: places of
    services that cannot be drawn."""

    width: float
    height: float
    dots: str
    places: tuple[Place, ...]
    elsewhere: tuple[tuple[Offer, str], ...]


def area_map(council: Council, offers: Iterable[Offer], sectors: Mapping[str, Sector]) -> AreaMap | None:
    """The map of a council's area with the places of these services; None where fewer than two can be drawn."""
    shape = [(sector.latitude, sector.longitude) for sector in sectors.values() if sector.councils[:1] == (council.slug,)]
    offers = list(offers)
    located = [(offer, spot) for offer in offers for spot in spots(offer, sectors) if shape and _is_near(spot.point, shape)]
    doors = _doors(located)
    if len(doors) < _FEWEST:
        return None
    scale = _Scale.of([*shape, *(spot.point for spot, _ in doors)])
    drawn = _apart([scale.place(spot.point) for spot, _ in doors], scale.height)
    places = tuple(
        Place(number, x, y, spot, some) for number, ((x, y), (spot, some)) in enumerate(zip(drawn, doors, strict=True), 1)
    )
    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in map(scale.place, shape))
    return AreaMap(WIDTH, scale.height, dots, places, tuple(_not_drawn(offers, located)))


def _is_near(point: Point, shape: list[Point]) -> bool:
    """Whether a place is in the box around an area, or not far outside."""
    for own, degrees in zip(point, zip(*shape, strict=True), strict=True):
        beyond = _BEYOND * (max(degrees) - min(degrees))
        if not min(degrees) - beyond <= own <= max(degrees) + beyond:
            return False
    return True


def _doors(located: Iterable[tuple[Offer, Spot]]) -> list[tuple[Spot, tuple[Offer, ...]]]:
    """The services by where they are given, from north to south, as the eye goes over the map."""
    doors: list[tuple[Spot, list[Offer]]] = []
    for offer, spot in sorted(located, key=lambda one: (-one[1].point[0], one[1].point[1], one[0].slug)):
        same = next((some for other, some in doors if _same_door(other, spot)), None)
        if same is None:
            doors.append((spot, [offer]))
        elif offer not in same:
            same.append(offer)
    return [(spot, tuple(some)) for spot, some in doors]


def _same_door(one: Spot, other: Spot) -> bool:
    return one.about == other.about and math.dist(one.point, other.point) < _SAME


def _not_drawn(offers: Iterable[Offer], located: list[tuple[Offer, Spot]]) -> Iterator[tuple[Offer, str]]:
    """The addresses of services that people go to and that have no point on the map."""
    drawn = {(offer.slug, spot.location.address) for offer, spot in located}
    for offer in offers:
        for location in visited(offer):
            if (offer.slug, location.address) not in drawn:
                yield offer, location.address


@dataclass(frozen=True, slots=True)
class _Scale:
    """From degrees to the units of the map. A degree of longitude is shorter than one of latitude, by the cosine."""

    west: float
    north: float
    squeeze: float
    units: float
    height: float
    left: float

    @classmethod
    def of(cls, points: list[Point]) -> "_Scale":
        norths, easts = zip(*points, strict=True)
        squeeze = math.cos(math.radians((min(norths) + max(norths)) / 2))
        tall, wide = max(norths) - min(norths), (max(easts) - min(easts)) * squeeze
        room = WIDTH - 2 * _MARGIN, TALLEST - 2 * _MARGIN
        units = min(size / length for size, length in zip(room, (wide, tall), strict=True) if length)
        left = (WIDTH - wide * units) / 2
        return cls(min(easts), max(norths), squeeze, units, tall * units + 2 * _MARGIN, left)

    def place(self, point: Point) -> tuple[float, float]:
        north, east = point
        return self.left + (east - self.west) * self.squeeze * self.units, _MARGIN + (self.north - north) * self.units


def _apart(points: list[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """The points, those that lie over each other moved apart until each can be touched, and none out of the map."""
    moved = [list(point) for point in points]
    for _ in range(_ROUNDS):
        for n, one in enumerate(moved):
            for other in moved[:n]:
                x, y = one[0] - other[0], one[1] - other[1]
                distance = math.hypot(x, y)
                if distance < 2 * RADIUS:
                    push = (2 * RADIUS - distance) / 2 / (distance or 1)
                    x, y = (x, y) if distance else (1.0, 0.0)
                    one[0], one[1] = _inside(one[0] + x * push, one[1] + y * push, height)
                    other[0], other[1] = _inside(other[0] - x * push, other[1] - y * push, height)
    return [(x, y) for x, y in moved]


def _inside(x: float, y: float, height: float) -> tuple[float, float]:
    return min(max(x, _MARGIN), WIDTH - _MARGIN), min(max(y, _MARGIN), height - _MARGIN)
