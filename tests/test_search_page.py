"""The search page without a script: what a result says, typing errors, places, and what to do when nothing is found."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from directory.models import ARRANGEMENTS_STATED, Catalogue, Service, Stated
from directory.web import create_app
from directory.web.result_words import area_words, who_words
from directory.web.search import advice_lines
from tests.browser import Element, Page, Visitor

LEEDS = "LS9 7"


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def facts(page: Page, title: str) -> list[str]:
    """What the result with this title says in short."""
    [item] = [one for one in page.tree.every("li") if any(a.text == title for a in one.every("a"))]
    return [one.text for one in item.one("ul", class_="facts").every("li")]


def groups(page: Page) -> list[str]:
    return [one.text for one in page.tree.every("h3", class_="group")]


# Results


def test_a_service_says_what_it_is_who_gives_it_where_to_whom_how_and_when_it_was_checked(visitor: Visitor) -> None:
    page = visitor.open(f"/search?q=Compton+family+hub&near={LEEDS}")
    [title] = [one.text for one in page.tree.every("a") if one.text.startswith("Compton Family Hub")]
    assert facts(page, title) == [
        *("About 1 mile away", "Service", "Leeds City Council", "Leeds", "For every legal arrangement"),
        *("In person", "By phone", "Checked on 22 November 2026", "Check before you go"),
    ]


def test_a_right_says_what_it_is_who_gives_it_where_and_when_it_was_checked(visitor: Visitor) -> None:
    shown = facts(visitor.open("/search?q=guardian%27s+allowance"), "Guardian’s Allowance")
    assert shown[:3] == ["Right or benefit", "HM Revenue and Customs (HMRC)", "All of the United Kingdom"]
    assert shown[-1].startswith("Checked on ")


def test_many_councils_are_counted_and_few_are_named(catalogue: Catalogue, client: FlaskClient) -> None:
    with client.application.test_request_context():
        assert area_words(catalogue, ("england", "wales")) == ["England", "Wales"]
        assert area_words(catalogue, ("leeds", "norfolk")) == ["Leeds", "Norfolk"]
        assert area_words(catalogue, tuple(catalogue.councils)) == [f"{len(catalogue.councils)} council areas"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ["Ask if it is for you"]),
        (dict.fromkeys(ARRANGEMENTS_STATED, Stated.OPEN), ["For every legal arrangement"]),
        ({"informal": Stated.NAMED}, ["For: No court order"]),
        (dict.fromkeys(ARRANGEMENTS_STATED[:4], Stated.NAMED), ["For most legal arrangements"]),
        ({"private-fostering": Stated.EXCLUDED}, ["Ask if it is for you", "Not for: Private fostering"]),
    ],
)
def test_whom_a_service_is_for_is_never_more_than_its_source_says(
    client: FlaskClient, said: dict[str, Stated], words: list[str]
) -> None:
    with client.application.test_request_context():
        assert list(who_words(Service((), dict.fromkeys(ARRANGEMENTS_STATED, Stated.ASK) | said))) == words


def test_helplines_stay_under_a_heading_of_their_own_where_a_place_is_chosen(visitor: Visitor) -> None:
    assert groups(visitor.open("/search?q=bereavement&near=Leeds")) == [
        *("By phone or online", "In the whole country", "Less close to your words")
    ]
    assert groups(visitor.open("/search?near=Leeds")) == ["In your area"]
    assert groups(visitor.open("/search?q=bereavement")) == []


# Typing errors


def test_what_was_put_right_is_said_and_can_be_undone(visitor: Visitor) -> None:
    page = visitor.open("/search?q=gaurdianship&kind=entitlement")
    assert "Showing results for “guardianship”." in page.text
    link = page.link("Search instead for “gaurdianship”")
    assert parse_qs(urlsplit(link).query) == {
        "q": ["gaurdianship"],
        "kind": ["entitlement"],
        "exact": ["yes"],
    }
    exact = visitor.open(link)
    assert "Showing results for" not in exact.text
    assert "Nothing was found." in exact.text


# Nothing found


def test_when_nothing_is_found_the_page_says_what_to_try_and_whom_to_ring(visitor: Visitor, catalogue: Catalogue) -> None:
    page = visitor.open("/search?q=zzzz&cost=free&near=Leeds")
    rest = {
        link: parse_qs(urlsplit(page.link(link)).query) for link in ("Take all filters off", "Search in the whole country")
    }
    assert rest == {
        "Take all filters off": {"q": ["zzzz"], "near": ["Leeds"]},
        "Search in the whole country": {"q": ["zzzz"], "cost": ["free"]},
    }
    lines = advice_lines(catalogue)
    assert [line.title for line in lines] == ["Kinship advice line", "Family Rights Group: advice line and webchat"]
    numbers = [line.service.phones[0].number for line in lines if line.service]
    assert [one.text for one in rung(page)] == numbers
    assert rung(page)[0].attrs["href"] == "tel:+443001237015"


def rung(page: Page) -> list[Element]:
    return page.tree.one("main").every("a", class_="tel")


# Places


def test_of_a_full_postcode_only_the_sector_stays_in_the_address_and_is_the_same_place(visitor: Visitor) -> None:
    page = visitor.open("/search?q=family+hub&near=ls9+7bg")
    assert parse_qs(urlsplit(page.address).query)["near"] == [LEEDS]
    assert "(Leeds)" in page.text
    assert re.search(r"About \d+ miles? away|Less than a mile away", page.text)


def test_a_place_that_is_not_known_is_said_beside_the_box(visitor: Visitor) -> None:
    page = visitor.open("/search?near=xyzzy")
    assert page.tree.one("input", id="near").attrs["aria-describedby"] == "fault"
    assert "We do not know this place." in page.tree.one("p", id="fault").text


def test_without_an_index_the_rest_of_the_site_goes_on(builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.web.site._search", lambda _: None)
    client = create_app(builds).test_client()
    assert client.get("/search?q=nan").status_code == 503
    assert client.get("/").status_code == 200
