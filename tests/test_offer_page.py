"""The page of one offer: what it is, whether the reader can get it, and where the facts come from."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from directory.models import Catalogue
from directory.web import offers as offer_pages
from directory.web.site import Site
from tests.browser import GRANDMOTHER, Visitor
from tests.test_every_page import _stems

SLUGS = _stems("offers")


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_offer_says_what_it_is_what_to_do_and_where_this_comes_from(
    visitor: Visitor, catalogue: Catalogue, slug: str
) -> None:
    offer = catalogue.offers[slug]
    text = offer.text("en")
    page = visitor.open(f"/offers/{slug}")
    assert page.h1 == text.title
    for said in (text.summary, text.who_decides, text.next_step, *text.unsure, *offer.legal_basis):
        assert said in page.text
    assert "Checked on " in page.section("sources").text
    assert "To be checked again by " in page.section("sources").text


def test_somebody_new_is_told_nothing_about_themselves(visitor: Visitor) -> None:
    page = visitor.open("/offers/pupil-premium-plus")
    assert not page.tree.every("p", class_="verdict")
    assert page.link("Check if I can get this") == "/check/next?offer=pupil-premium-plus"


@pytest.mark.parametrize(
    ("slug", "verdict"),
    [
        ("pupil-premium-plus", "You should get this"),
        ("special-guardianship-financial-support", "You can ask for an assessment"),
        ("crisis-and-resilience-fund", "You can ask for this, and they decide"),
        ("fostering-allowance", "This is not for your situation now."),
    ],
)
def test_somebody_who_has_answered_reads_the_verdict_and_the_reason(visitor: Visitor, slug: str, verdict: str) -> None:
    visitor.interview(GRANDMOTHER)
    banner = visitor.open(f"/offers/{slug}").section("you")
    assert banner.one("p", class_="verdict").text.startswith(verdict)
    assert "Why:" in banner.text


def test_a_no_that_a_court_could_change_points_to_advice(visitor: Visitor) -> None:
    visitor.interview(GRANDMOTHER)
    banner = visitor.open("/offers/fostering-allowance").section("you")
    assert "It is for another legal arrangement than yours." in banner.text
    assert "It would be different" not in banner.text  # never as a tip
    assert "First get free independent legal advice." in banner.text
    assert banner.every("a", href="/pages/independent-advice")


def test_the_council_of_the_reader_is_the_one_to_ask(visitor: Visitor) -> None:
    visitor.interview(GRANDMOTHER)
    assert "Leeds City Council" in visitor.open("/offers/special-guardianship-financial-support").section("you").text


def test_amounts_stand_in_a_table_with_their_end_and_source(visitor: Visitor, catalogue: Catalogue) -> None:
    page = visitor.open("/offers/guardians-allowance")
    [table] = page.tree.every("table")
    assert "£" in table.text
    assert "Until" in table.text
    assert catalogue.rates["guardians-allowance"].title in table.one("caption").text


def test_without_an_amount_for_today_no_amount_is_shown(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer_pages, "today", lambda: date(2031, 1, 1))
    page = visitor.open("/offers/guardians-allowance")
    assert "We have no checked figure for today." in page.text
    assert "£" not in page.text


def test_an_old_address_leads_to_the_new_one(
    client: FlaskClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = replace(catalogue.offers["child-benefit"], aliases=("old-name",))
    site: Site = client.application.extensions["shelf"].site()
    renamed = replace(site, catalogue=replace(site.catalogue, offers={**site.catalogue.offers, offer.slug: offer}))
    monkeypatch.setattr(client.application.extensions["shelf"], "site", lambda: renamed)
    response = client.get("/offers/old-name")
    assert (response.status_code, response.headers["Location"]) == (301, "/offers/child-benefit")


def test_an_offer_that_is_gone_says_so_and_shows_the_nearest(visitor: Visitor, catalogue: Catalogue) -> None:
    page = visitor.open("/offers/guardian-allowance")
    assert page.status == 404
    assert page.h1 == "This page is not here any more"
    assert catalogue.offers["guardians-allowance"].title in page.tree.one("ul", class_="cards").text


@pytest.mark.parametrize("slug", ["x" * 4000, "%00", "..%2f..%2fetc%2fpasswd", "<script>", "%F0%9F%98%80"])
def test_a_strange_address_is_only_not_found(visitor: Visitor, slug: str) -> None:
    page = visitor.open(f"/offers/{slug}")
    assert page.status == 404
    assert "<script>" not in page.html.replace("<script src=", "")
