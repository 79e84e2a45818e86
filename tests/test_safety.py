"""Safety: leaving in a hurry, clearing, and what a page may load."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.web.safety import ELSEWHERE
from tests.browser import GRANDMOTHER, Visitor


def test_exit_leads_to_a_page_that_gives_nothing_away_and_clears_everything(client: FlaskClient) -> None:
    client.post("/check/arrangement", data={"answer": "no-order"})
    response = client.get("/exit")
    assert response.status_code == 303
    assert response.headers["Location"] == ELSEWHERE == "https://www.bbc.co.uk/weather"
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Set-Cookie"].startswith("session=;")
    assert client.get_cookie("session") is None


def test_exit_works_for_somebody_who_has_answered_nothing(client: FlaskClient) -> None:
    response = client.get("/exit")
    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'


def test_the_page_that_leads_out_does_not_say_what_this_site_is_about(client: FlaskClient) -> None:
    body = client.get("/exit").get_data(as_text=True).lower()
    assert "kinship" not in body
    assert "child" not in body


def test_exit_is_a_plain_link_that_needs_no_script(client: FlaskClient) -> None:
    link = Visitor(client).open("/check").tree.one("a", class_="exit")
    assert link.attrs["href"] == "/exit"
    assert {"nofollow", "noreferrer"} <= set(link.attrs["rel"].split())
    assert link.text.startswith("Exit this page")


def test_the_start_says_that_the_browser_still_lists_the_pages(client: FlaskClient) -> None:
    assert "Your browser still lists the pages you saw." in Visitor(client).open("/check").text


def test_clearing_leads_to_the_start(client: FlaskClient) -> None:
    client.post("/check/arrangement", data={"answer": "no-order"})
    assert client.post("/check/clear").headers["Location"] == "/check?cleared=yes"
    assert client.post("/check/clear", data={"quiet": "yes"}).headers["Location"] == "/"


def test_nobody_is_told_that_answers_are_cleared_while_there_are_some(client: FlaskClient) -> None:
    client.post("/check/arrangement", data={"answer": "no-order"})
    assert "Your answers are cleared." not in Visitor(client).open("/check?cleared=yes").text


def test_clearing_is_offered_on_every_page_to_those_who_have_answered_and_to_nobody_else(app: Flask) -> None:
    fresh, answered = Visitor(app.test_client()), Visitor(app.test_client())
    answered.interview(GRANDMOTHER)
    for address in ("/", "/categories", "/offers/child-benefit", "/check", "/check/school", "/pages/about", "/nothing"):
        assert answered.open(address).tree.every("form", action="/check/clear"), address
        assert not fresh.open(address).tree.every("form", action="/check/clear"), address


@pytest.mark.parametrize("address", ["/check/clear", "/check/children", "/check/children/1/remove"])
def test_a_link_alone_changes_nothing(client: FlaskClient, address: str) -> None:
    client.post("/check/arrangement", data={"answer": "no-order"})
    assert client.get(address).status_code in (404, 405)
    assert client.get_cookie("session")


def test_search_engines_are_kept_from_answers_and_from_the_way_out(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /check/" in robots
    assert "Disallow: /exit" in robots
