"""The page of one offer: what it is, whether the reader can get it, and where the facts come from."""

import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from directory.content import Reading
from directory.models import Catalogue
from directory.web import offers as offer_pages
from directory.web.service_words import days_words
from directory.web.site import Site
from tests.browser import GRANDMOTHER, Page, Visitor
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


# A service


def neighbours(page: Page, heading: str) -> list[str]:
    """The titles in the list below a heading."""
    main = list(page.tree.one("main").inside())
    start = next((n for n, one in enumerate(main) if one.tag == "h2" and one.text == heading), None)
    if start is None:
        return []
    return [one.text for one in next(one for one in main[start:] if one.tag == "ul").every("a")]


def test_a_service_names_what_is_near_with_the_miles_and_what_is_similar_each_once(visitor: Visitor) -> None:
    page = visitor.open("/offers/leeds-compton-family-hub")
    near, similar = neighbours(page, "Near this place"), neighbours(page, "Similar help")
    assert near == [
        "Chapeltown Family Hub, Leeds",
        "Deacon House Family Hub, Seacroft, Leeds",
        "Dewsbury Road Family Hub, Leeds",
    ]
    assert "Chapeltown Family Hub, Leeds (About 1 mile away)" in page.text
    assert len(similar) == 5
    assert not set(near) & set(similar)


def test_a_helpline_has_no_place_and_so_nothing_near_it(visitor: Visitor) -> None:
    page = visitor.open("/offers/kinship-advice-line")
    assert neighbours(page, "Near this place") == []
    assert neighbours(page, "Similar help")


def test_what_is_not_for_kinship_carers_is_named_by_no_other_page(visitor: Visitor, catalogue: Catalogue) -> None:
    [closed] = [offer for offer in catalogue.offers.values() if not offer.for_carers]
    assert "It says that it is not for kinship carers." in visitor.open(f"/offers/{closed.slug}").text
    others = [f"/offers/{slug}" for slug, offer in catalogue.offers.items() if offer.service and offer is not closed]
    lists = [f"/categories/{slug}" for slug in catalogue.categories] + [
        "/areas/hertfordshire",
        "/search?q=carers+hertfordshire",
    ]
    for address in [*others, *lists, "/search?near=Hertfordshire", "/offers/hertfordshire-carers-in-hertfordshir"]:
        assert f"/offers/{closed.slug}" not in visitor.open(address).html, address


def test_numbers_in_conflict_are_on_no_page_of_their_service(visitor: Visitor, content: Reading) -> None:
    page = visitor.open("/offers/prisoners-families-helpline")
    assert "two different phone numbers" in page.text
    assert not re.search(r"0808|tel:", page.html)
    assert [problem.path for problem in content.problems if problem.field == "service.phones_in_conflict"] == [
        "offers_data/offers/national/prisoners-families-helpline.md"
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("monday", "tuesday", "wednesday", "thursday", "friday"), "Monday to Friday"),
        (("friday", "monday", "wednesday"), "Monday, Wednesday, Friday"),
        (("monday", "tuesday"), "Monday, Tuesday"),
        (("monday", "tuesday", "wednesday", "saturday"), "Monday to Wednesday, Saturday"),
    ],
)
def test_days_that_follow_each_other_are_put_together(client: FlaskClient, days: tuple[str, ...], words: str) -> None:
    with client.application.test_request_context():
        assert days_words(days) == words


# Something wrong on this page?


def written_to(page: Page) -> str:
    [link] = [one for one in page.tree.every("a") if one.text == "Write to us"]
    return link.attrs["href"]


def test_a_mistake_is_written_to_the_nearest_owner_with_the_title_of_the_page(
    client: FlaskClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = "leeds-armley-family-hub"
    visitor, offer = Visitor(client), catalogue.offers["leeds-armley-family-hub"]
    subject = "?subject=Armley%20Family%20Hub%2C%20Leeds"
    assert "Something wrong on this page?" not in visitor.open(f"/offers/{slug}").text
    monkeypatch.setitem(client.application.config, "SITE_EMAIL", "site@example.org")
    assert written_to(visitor.open(f"/offers/{slug}")) == f"mailto:site@example.org{subject}"
    with_organization = {"leeds": replace(catalogue.organizations["leeds"], owner_email="leeds@example.org")}
    of_leeds = replace(catalogue, organizations={**catalogue.organizations, **with_organization})
    use(monkeypatch, client, of_leeds)
    assert written_to(visitor.open(f"/offers/{slug}")) == f"mailto:leeds@example.org{subject}"
    own = replace(offer, owner_email="hub@example.org")
    use(monkeypatch, client, replace(of_leeds, offers={**catalogue.offers, slug: own}))
    assert written_to(visitor.open(f"/offers/{slug}")) == f"mailto:hub@example.org{subject}"


def use(monkeypatch: pytest.MonkeyPatch, client: FlaskClient, catalogue: Catalogue) -> None:
    """Serve this catalogue."""
    shelf = client.application.extensions["shelf"]
    monkeypatch.setattr(shelf, "_site", replace(shelf.site(), catalogue=catalogue))
