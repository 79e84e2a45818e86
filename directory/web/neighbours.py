"""What stands beside a service: others near it, and others about the same thing in the same area."""

from collections.abc import Iterator, Mapping

from directory.models import ENGLAND, UNITED_KINGDOM, Catalogue, Offer, Sector, miles_between, spots

_MOST_NEAR, _MOST_SIMILAR = 3, 5
_FARTHEST = 20.0  # miles
_EVERYWHERE = {ENGLAND, UNITED_KINGDOM}


def nearest(catalogue: Catalogue, found: Offer) -> list[tuple[Offer, float]]:
    """The three services about one of the same things whose places are nearest, with the miles between; none beyond 20."""
    near = ((other, _miles(found, other, catalogue.sectors)) for other in _others(catalogue, found))
    measured = [(other, miles) for other, miles in near if miles is not None and miles <= _FARTHEST]
    return sorted(measured, key=lambda one: one[1])[:_MOST_NEAR]


def similar(catalogue: Catalogue, found: Offer, shown: list[Offer]) -> list[Offer]:
    """Up to five others that are not `shown`: of the same area first, then what is about most of the same things."""
    areas, categories = set(found.areas), set(found.categories)
    others = [other for other in _others(catalogue, found) if other not in shown]
    others.sort(key=lambda other: (areas.isdisjoint(other.areas), -len(categories & set(other.categories))))
    return others[:_MOST_SIMILAR]


def _others(catalogue: Catalogue, found: Offer) -> Iterator[Offer]:
    """Other services about some of the same things, for some of the same areas or the whole country."""
    areas, categories = {*found.areas, *_EVERYWHERE}, set(found.categories)
    for other in catalogue.offers.values():
        like = not categories.isdisjoint(other.categories) and not areas.isdisjoint(other.areas)
        if like and other.service and other.for_carers and other.slug != found.slug:
            yield other


def _miles(one: Offer, other: Offer, sectors: Mapping[str, Sector]) -> float | None:
    points, others = ([spot.point for spot in spots(offer, sectors)] for offer in (one, other))
    return min((miles_between(point, place) for point in points for place in others), default=None)
