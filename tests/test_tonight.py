"""The page for somebody to whom a child has just come: it asks nothing, its numbers are right, and it fits on two sides."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from directory.models import Catalogue
from tests.browser import Page, Visitor, chromium

NUMBERS = {
    "0808 801 0366": "family-rights-group-advice-line",
    "0300 123 7015": "kinship-advice-line",
    "0808 208 2138": "trussell-help-through-hardship",
    "116 123": "samaritans",
    "0800 1111": "childline",
}


@pytest.fixture
def tonight(client: FlaskClient) -> Page:
    return Visitor(client).open("/tonight")


def test_it_is_linked_from_the_home_page_and_from_every_footer(client: FlaskClient) -> None:
    visitor = Visitor(client)
    main = visitor.open("/").tree.one("main")
    assert [one.text for one in main.every("a", href="/tonight")] == ["A child arrived tonight"]
    assert visitor.open("/offers/child-benefit").tree.one("footer").every("a", href="/tonight")


def test_its_file_has_one_address(client: FlaskClient) -> None:
    response = client.get("/pages/tonight")
    assert (response.status_code, response.headers["Location"]) == (301, "/tonight")
    assert client.get("/tonight").headers["Cache-Control"] == "public, max-age=60"


def test_it_asks_nothing(tonight: Page) -> None:
    main = tonight.tree.one("main")
    assert not [one for tag in ("form", "input", "select") for one in main.every(tag)]


def test_it_goes_from_the_first_hour_to_the_first_month(tonight: Page) -> None:
    headings = [one.text for one in tonight.tree.one("main").every("h2")]
    expected = [
        "The first hour",
        "Who can sign what",
        "The first week",
        "The first month",
        "Somebody to talk to, day and night",
    ]
    assert headings == expected
    assert "Is this child looked after under section 20 of the Children Act 1989?" in tonight.text


def test_each_number_is_the_one_that_its_own_page_has_with_the_same_hours(tonight: Page, catalogue: Catalogue) -> None:
    shown = {one.text for one in tonight.tree.one("main").every("a") if one.attrs["href"].startswith("tel:")}
    assert shown == {*NUMBERS, "999"}
    for number, slug in NUMBERS.items():
        service = catalogue.offers[slug].service
        assert service
        [hours] = [phone.hours for phone in service.phones if phone.number == number]
        said = "at any time" if hours.startswith("24 hours") else hours
        assert re.search(rf"{number}, {re.escape(said)}", tonight.text), (number, hours)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.browser
@pytest.mark.slow
def test_it_fits_on_two_sides_of_a4(browser: Browser, live_server: str, tmp_path: Path) -> None:
    page = browser.new_page(base_url=live_server)
    page.goto("/tonight")
    edges = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
    pdf = page.pdf(path=tmp_path / "tonight.pdf", format="A4", margin=edges)  # type: ignore[arg-type]
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
