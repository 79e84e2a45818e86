"""The map of an area: right in its proportions, every point can be touched, and the list beside it says the same."""

import math
import re
from itertools import combinations

import pytest
from flask.testing import FlaskClient

from directory.models import Catalogue, Delivery, Location, Offer, Sector
from directory.web.area_map import RADIUS, WIDTH, AreaMap, area_map
from tests.browser import Visitor
from tests.test_search_engine import COUNCILS, make_offer, make_service

LEEDS = COUNCILS["leeds"]
SECTORS = {
    "LS1 1": Sector("LS1 1", 53.70, -1.70, ("leeds",)),
    "LS1 2": Sector("LS1 2", 53.90, -1.70, ("leeds", "bury")),
    "LS1 3": Sector("LS1 3", 53.90, -1.40, ("leeds",)),
    "LS1 4": Sector("LS1 4", 53.80, -1.50, ("leeds",)),
    "BL9 1": Sector("BL9 1", 53.60, -2.30, ("bury", "leeds")),
}


def at(slug: str, latitude: float, longitude: float, address: str = "1 Road") -> Offer:
    location = Location(address, latitude=latitude, longitude=longitude)
    return make_offer(
        slug, slug, areas=("leeds",), service=make_service(delivery=(Delivery.IN_PERSON,), locations=(location,))
    )


def drawn(*offers: Offer) -> AreaMap:
    found = area_map(LEEDS, offers, SECTORS)
    assert found
    return found


def numbers(found: AreaMap) -> dict[str, int]:
    return {offer.slug: place.number for place in found.places for offer in place.offers}


def test_a_mile_is_as_long_from_west_to_east_as_from_north_to_south() -> None:
    north = math.cos(math.radians(53.8))
    one, two, three = drawn(at("b", 53.8, -1.6), at("c", 53.8, -1.6 + 0.05 / north), at("a", 53.85, -1.6)).places
    assert (one.offers[0].slug, two.offers[0].slug, three.offers[0].slug) == ("a", "b", "c")
    assert one.x == two.x
    assert two.y - one.y == pytest.approx(three.x - two.x, rel=0.01)


def test_north_is_at_the_top_east_at_the_right_and_numbers_run_downwards() -> None:
    found = drawn(at("south", 53.72, -1.6), at("north", 53.88, -1.6), at("east", 53.8, -1.45), at("west", 53.8, -1.65))
    assert numbers(found) == {"north": 1, "west": 2, "east": 3, "south": 4}
    assert [place.y for place in found.places] == sorted(place.y for place in found.places)
    assert found.places[1].x < found.places[2].x


def test_the_postcode_sectors_of_the_council_are_its_shape() -> None:
    found = drawn(at("a", 53.8, -1.6), at("b", 53.75, -1.6))
    assert len(re.findall(r"M\d+ \d+h0", found.dots)) == 4  # not the one that lies in Bury for the most part


def test_services_behind_one_door_share_a_number() -> None:
    found = drawn(at("a", 53.8, -1.6), at("b", 53.8, -1.6), at("c", 53.75, -1.6))
    assert numbers(found) == {"a": 1, "b": 1, "c": 2}


def test_points_that_would_lie_over_each_other_are_moved_apart_and_stay_on_the_map() -> None:
    found = drawn(*(at(f"s{n}", 53.899 + n % 3 * 0.0004, -1.401 - n // 3 * 0.0015) for n in range(12)))
    places = found.places
    assert len(places) > 3
    for one, other in combinations(places, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > 2 * RADIUS - 2
    for place in places:
        assert RADIUS <= place.x <= WIDTH - RADIUS
        assert RADIUS <= place.y <= found.height - RADIUS


def test_a_place_without_a_point_stands_in_the_middle_of_its_postcode_sector_and_says_so() -> None:
    service = make_service(delivery=(Delivery.IN_PERSON,), locations=(Location("2 Road", postcode="LS1 4AP"),))
    found = drawn(make_offer("about", service=service), at("exact", 53.75, -1.6))
    assert {place.offers[0].slug: place.spot.about for place in found.places} == {"about": True, "exact": False}


def test_what_cannot_be_drawn_is_in_the_list_only() -> None:
    service = make_service(delivery=(Delivery.IN_PERSON,), locations=(Location("3 Road"),))
    unknown, far = make_offer("unknown", service=service), at("far", 51.5, -0.1, "4 Road")
    line = make_offer("line", service=make_service(locations=(Location("5 Road"),)))
    found = drawn(at("a", 53.8, -1.6), at("b", 53.75, -1.6), unknown, far, line)
    assert set(numbers(found)) == {"a", "b"}
    assert [(offer.slug, address) for offer, address in found.elsewhere] == [("unknown", "3 Road"), ("far", "4 Road")]


def test_with_fewer_than_two_places_there_is_no_map() -> None:
    assert area_map(LEEDS, [], SECTORS) is None
    assert area_map(LEEDS, [at("a", 53.8, -1.6)], SECTORS) is None
    assert area_map(LEEDS, [at("a", 53.8, -1.6), at("b", 53.8, -1.6)], SECTORS) is None
    assert area_map(LEEDS, [at("a", 53.8, -1.6), at("b", 53.7, -1.6)], {}) is None


# On the page


def test_each_point_is_a_link_whose_name_is_in_the_list_with_the_same_number(client: FlaskClient) -> None:
    page = Visitor(client).open("/areas/leeds")
    points = page.tree.one("svg").every("a")
    items = page.tree.one("ol", class_="places").every("li")
    assert len(points) == len(items) == 7
    for number, (point, item) in enumerate(zip(points, items, strict=True), 1):
        link = item.every("a")[0]
        assert point.text == str(number)
        assert point.attrs["aria-label"] == f"{number}: {link.text}"
        assert point.attrs["href"] == link.attrs["href"]
    assert not page.tree.one("svg").every("image", "use")


def test_an_area_with_few_places_has_no_map(client: FlaskClient, catalogue: Catalogue) -> None:
    maps = [slug for slug in catalogue.councils if Visitor(client).open(f"/areas/{slug}").tree.every("svg")]
    assert maps == ["birmingham", "leeds", "southwark"]
