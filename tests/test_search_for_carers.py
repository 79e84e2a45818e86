"""What the search does besides words: helplines in a group of their own, no correction where none is wanted, places known
by their postcode, and nothing that says that it is not for kinship carers."""

from dataclasses import replace
from pathlib import Path

import pytest

from directory.models import (
    ARRANGEMENTS_STATED,
    Catalogue,
    Delivery,
    Location,
    Sector,
    Stated,
    miles_between,
    spots,
)
from directory.search import COUNTRY, PLACE, REMOTE, Concept, Knowledge, Query, SearchIndex
from directory.search.writing import write_index
from tests.test_search_engine import KNOWN, LEEDS, TODAY, at, make_catalogue, make_offer, make_service, opened, slugs

HELPLINE = make_service(delivery=(Delivery.PHONE, Delivery.ONLINE))
NOT_FOR_CARERS = make_service(stated=dict.fromkeys(ARRANGEMENTS_STATED, Stated.EXCLUDED))
SECTORS = {"LS1 4": Sector("LS1 4", *LEEDS, ("leeds",))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


# Helplines


def test_with_a_place_helplines_of_the_country_stay_in_a_group_of_their_own(folder: Path) -> None:
    index = opened(
        folder,
        make_offer("right", "Kettle"),
        make_offer("helpline", "Kettle", service=HELPLINE),
        make_offer("group", "Kettle", service=at(1)),
        make_offer("own-line", "Kettle", areas=("leeds",), service=HELPLINE),
    )
    groups = {hit.offer.slug: hit.group for hit in index.find(Query("kettle", areas=("leeds",)), KNOWN).hits}
    assert groups == {"own-line": PLACE, "right": COUNTRY, "group": COUNTRY, "helpline": REMOTE}
    assert {hit.group for hit in index.find(Query("kettle"), KNOWN).hits} == {"country", "elsewhere"}


def test_of_rights_and_helplines_those_come_first_that_fit_the_words_best(folder: Path) -> None:
    index = opened(
        folder,
        make_offer("right", "Bread money", "For bread, and for grief."),
        make_offer("line", "Grief line", "For grief, and for bread.", service=HELPLINE),
    )
    assert slugs(index.find(Query("grief", areas=("leeds",)), KNOWN)) == ["line", "right"]
    assert slugs(index.find(Query("bread", areas=("leeds",)), KNOWN)) == ["right", "line"]
    assert slugs(index.find(Query(areas=("leeds",)), KNOWN)) == ["line", "right"]


# Typing errors


def test_a_search_for_exactly_these_words_is_never_put_right(folder: Path) -> None:
    index = opened(folder, make_offer("one", "Kettle"), make_offer("two", "Tea"))
    assert index.find(Query("ketle tea"), KNOWN).corrected_to == "kettle tea"
    exact = index.find(Query("ketle tea", exact=True), KNOWN)
    assert (exact.corrected_to, slugs(exact)) == (None, ["two"])


def test_a_misspelling_that_is_part_of_a_name_is_put_right_when_it_stands_alone(folder: Path) -> None:
    catalogue = make_catalogue(make_offer("one", "Guardianship"))
    write_index(catalogue, folder)
    index = SearchIndex(folder, catalogue, {"en": (Concept(("Order", "special gaurdianship"), ("guardianship",)),)})
    assert index.find(Query("gaurdianship"), KNOWN).corrected_to == "guardianship"
    assert index.find(Query("special gaurdianship"), KNOWN).corrected_to is None


# Places


def test_a_place_without_a_point_is_about_where_its_postcode_is() -> None:
    offer = make_offer(
        "one", service=make_service(delivery=(Delivery.IN_PERSON,), locations=(Location("1 Road", postcode="LS1 4AP"),))
    )
    [spot] = spots(offer, SECTORS)
    assert (spot.point, spot.about) == (LEEDS, True)
    assert spots(offer, {}) == ()
    assert spots(make_offer("two", service=replace(at(), locations=(Location("1 Road"),))), SECTORS) == ()
    [exact] = spots(make_offer("three", service=at(1)), SECTORS)
    assert not exact.about


def test_where_a_helpline_sits_is_no_place_to_go_to() -> None:
    assert spots(make_offer("line", service=replace(at(1), delivery=(Delivery.PHONE,))), SECTORS) == ()
    assert spots(make_offer("right"), SECTORS) == ()


def test_the_search_knows_how_far_a_place_is_of_which_only_the_postcode_is_known(folder: Path) -> None:
    location = Location("1 Road", postcode="LS1 4AP")
    offer = make_offer("one", areas=("leeds",), service=make_service(delivery=(Delivery.IN_PERSON,), locations=(location,)))
    catalogue = replace(make_catalogue(offer), sectors=SECTORS)
    write_index(catalogue, folder)
    north = (LEEDS[0] + 3 / 69.09, LEEDS[1])
    [hit] = SearchIndex(folder, catalogue, {}).find(Query(areas=("leeds",), point=north), KNOWN).hits
    assert hit.miles == pytest.approx(3, abs=0.01)
    assert miles_between(LEEDS, north) == pytest.approx(hit.miles, abs=0.001)


# Not for kinship carers


def test_what_says_that_it_is_not_for_kinship_carers_is_neither_found_nor_counted_nor_suggested(folder: Path) -> None:
    index = opened(
        folder,
        make_offer("no", "Kettle club", areas=("leeds",), service=NOT_FOR_CARERS),
        make_offer("yes", "Kettle group", areas=("leeds",), service=make_service()),
    )
    for query in (Query("kettle"), Query(), Query('"kettle club"'), Query(areas=("leeds",), point=LEEDS)):
        page = index.find(query, Knowledge(TODAY))
        assert "no" not in slugs(page)
        assert page.total == page.facets["kind"].get("service", 0) <= 1
    assert [found.slug for found in index.suggest("kettle")] == ["yes"]


def test_one_service_of_the_content_says_so(catalogue: Catalogue) -> None:
    [slug] = [slug for slug, offer in catalogue.offers.items() if not offer.for_carers]
    assert slug == "hertfordshire-carers-in-hertfordshire"
