"""The hand-out on paper: what is on it, in one language or two, with reasons only where there was a check."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.models import Catalogue, short_id
from tests.browser import GRANDMOTHER, Element, Page, Visitor
from tests.translated import OTHERS, SENTENCES, TRANSLATED, small_site


@pytest.fixture(scope="module")
def many_scripts(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return small_site(catalogue, tmp_path_factory.mktemp("scripts"))


def hand_out(client: FlaskClient, *slugs: str, **form: str) -> Page:
    """The page to print of a list of these offers."""
    visitor = Visitor(client)
    for slug in slugs:
        visitor.send("/pack/add", {"offer": slug})
    return visitor.send("/pack/note", {"typed": "yes", "then": "print", **form})


def sheets(page: Page) -> list[Element]:
    return page.tree.every("div", class_="sheet")


def test_a_service_has_its_phone_hours_cost_and_website(client: FlaskClient, catalogue: Catalogue) -> None:
    services = [one for one in catalogue.offers.values() if one.service and one.service.phones and one.service.locations]
    page = hand_out(client, services[0].slug)
    service, sheet = services[0].service, sheets(page)[0]
    assert service
    said = [service.phones[0].number, service.locations[0].address, services[0].title, services[0].text("en").next_step]
    assert not [words for words in said if words not in sheet.text]
    assert sheet.every("a", class_="tel")


def test_a_right_says_what_to_do_what_to_say_and_whom_to_ask(client: FlaskClient, catalogue: Catalogue) -> None:
    sheet = sheets(hand_out(client, "special-guardianship-financial-support"))[0]
    text = catalogue.offers["special-guardianship-financial-support"].text("en")
    assert text.summary in sheet.text
    assert text.next_step in sheet.text
    assert "under section 14F of the Children Act 1989" in sheet.text
    assert "www.gov.uk/find-local-council" in sheet.text
    assert text.unsure[0] in sheet.text


def test_reasons_are_on_it_only_after_a_check_and_can_be_left_out(client: FlaskClient) -> None:
    slug = "special-guardianship-financial-support"
    assert "Why:" not in hand_out(client, slug, why="yes").text
    Visitor(client).interview(GRANDMOTHER)
    page = hand_out(client, why="yes")
    assert "You have a special guardianship order." in page.text
    assert "Leeds City Council" in page.text
    assert "You have a special guardianship order." not in hand_out(client).text


def test_at_most_three_offers_are_on_a_side(client: FlaskClient) -> None:
    page = hand_out(client, TRANSLATED, *OTHERS)
    assert [len(side.every("div", class_="sheet")) for side in page.tree.every("div", class_="side")] == [3, 3, 2]


def test_large_print_is_large(client: FlaskClient) -> None:
    assert not hand_out(client, TRANSLATED).tree.every("div", class_="large")
    assert hand_out(client, large="yes").tree.every("div", class_="large")


def test_the_square_and_the_address_lead_to_the_list(client: FlaskClient) -> None:
    page = hand_out(client, TRANSLATED, "child-benefit")
    address = f"http://localhost/l/{short_id(TRANSLATED)}-{short_id('child-benefit')}"
    assert page.tree.one("p", class_="short").text == address
    assert page.tree.one("div", class_="qr").every("path")


def test_it_says_when_it_was_made_and_from_which_build(client: FlaskClient) -> None:
    page = hand_out(client, TRANSLATED)
    build = client.get("/health").get_json()["build"]
    assert build in page.text
    assert "Made on " in page.text


def test_an_empty_list_says_what_to_do(client: FlaskClient) -> None:
    assert "Your list is empty." in Visitor(client).open("/pack/print").text


def test_an_offer_that_is_gone_says_so_on_paper_too(client: FlaskClient) -> None:
    with client.session_transaction(base_url="https://localhost") as session:
        session["pack"] = {"o": [short_id("leeds-virtual-academy")]}
    sheet = sheets(Visitor(client).open("/pack/print"))[0]
    assert "This one is not on our website any more" in sheet.text
    assert "Leeds Virtual School" in sheet.text


@pytest.mark.parametrize("code", SENTENCES)
def test_two_languages_stand_side_by_side(many_scripts: Flask, code: str) -> None:
    page = hand_out(many_scripts.test_client(), TRANSLATED, language=code)
    english, other = sheets(page)[0].one("div", class_="langs-2").every("div", lang="en") + sheets(page)[0].every(
        "div", lang=code
    )
    assert other.attrs["dir"] == ("rtl" if code == "ur" else "ltr")
    assert "What to do" in english.text
    assert f"{code}: " not in english.text
    assert other.one("h2").text == SENTENCES[code]
    assert other.text.count(SENTENCES[code]) == 4
    assert f"{code}: What to do" in other.text
    assert "Children’s services" not in other.text


def test_an_offer_without_a_translation_says_that_its_words_are_only_there_in_english(many_scripts: Flask) -> None:
    other = sheets(hand_out(many_scripts.test_client(), "child-benefit", language="ur"))[0].one("div", lang="ur")
    assert other.one("h2").one("span").attrs == {"lang": "en", "dir": "ltr"}
    assert "ur: The words about this one are only there in English." in other.text


def test_a_language_that_is_not_served_is_not_taken(many_scripts: Flask) -> None:
    page = hand_out(many_scripts.test_client(), TRANSLATED, language="xx")
    assert not page.tree.every("div", class_="langs-2")


def test_the_address_of_the_list_opens_in_the_language_of_the_family(many_scripts: Flask) -> None:
    client = many_scripts.test_client()
    address = hand_out(client, TRANSLATED, language="ur").tree.one("p", class_="short").text
    assert address == f"http://localhost/ur/l/{short_id(TRANSLATED)}"
    page = Visitor(many_scripts.test_client()).open(address.removeprefix("http://localhost"))
    assert page.tree.one("html").attrs == {"lang": "ur", "dir": "rtl"}
    assert page.h1 == "ur: A list that was made for you"
    assert SENTENCES["ur"] in page.text


def test_whoever_reads_in_another_language_stays_in_it(many_scripts: Flask) -> None:
    visitor = Visitor(many_scripts.test_client())
    back = visitor.open(f"/pl/offers/{TRANSLATED}").tree.one("input", name="back").attrs["value"]
    page = visitor.send("/pl/pack/add", {"offer": TRANSLATED, "back": back})
    assert page.address == f"/pl/offers/{TRANSLATED}#add-{TRANSLATED}"
    page = visitor.send("/pl/pack/note", {"typed": "yes", "language": "pl", "then": "print"})
    assert page.path == "/pl/pack/print"
    assert [one.attrs["lang"] for one in sheets(page)[0].every("div", dir="ltr")] == ["en", "pl"]
    assert page.tree.one("p", class_="short").text == f"http://localhost/pl/l/{short_id(TRANSLATED)}"


def test_the_message_to_send_is_in_the_language_of_the_family(many_scripts: Flask) -> None:
    client = many_scripts.test_client()
    hand_out(client, TRANSLATED, language="pl")
    assert "text=pl%3A%20Here%20is%20the%20list" in Visitor(client).open("/pack").html
