"""Where people go for a service: each of its places as a point, the door itself or the middle of its postcode's sector."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from directory.models.offer import Offer
from directory.models.place import Sector
from directory.models.service import Delivery, Location

EARTH = 3958.8  # miles from the middle to the surface
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a service. `point`: latitude and longitude in degrees (WGS84). `about`: it is the middle of the postcode's
    sector, some hundred metres to a few miles from the door."""

    location: Location
    point: Point
    about: bool = False


def visited(offer: Offer) -> tuple[Location, ...]:
    """The places that people go to. Where a helpline sits is of no use to them."""
    service = offer.service
    if not service or (service.delivery and Delivery.IN_PERSON not in service.delivery):
        return ()
    return service.locations


def spots(offer: Offer, sectors: Mapping[str, Sector]) -> tuple[Spot, ...]:
    """The places that people go to, as far as it is known where they are."""
    return tuple(spot for location in visited(offer) if (spot := _spot(location, sectors)))


def _spot(location: Location, sectors: Mapping[str, Sector]) -> Spot | None:
    if location.latitude is not None and location.longitude is not None:
        return Spot(location, (location.latitude, location.longitude))
    sector = sectors.get(location.postcode[:-2])  # the sector of LS1 4AP is LS1 4
    return Spot(location, (sector.latitude, sector.longitude), about=True) if sector else None


def miles_between(one: Point, other: Point) -> float:
    """Miles as the crow flies, by the haversine formula.

    >>> round(miles_between((51.5074, -0.1278), (53.8008, -1.5491)))  # London to Leeds
    169
    """
    (north, east), (north2, east2) = ((math.radians(degrees) for degrees in point) for point in (one, other))
    across = math.sin((north2 - north) / 2) ** 2
    along = math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(across + along, 1)))
