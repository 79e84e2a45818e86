"""My list: gathering, ordering and writing notes, without a script, in a cookie that is never too full."""

import logging
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from directory.build import Made
from directory.models import Catalogue, kin, short_id, short_ids_in
from directory.publish import publish
from directory.web import create_app
from directory.web.notes import LONGEST, clean_note
from directory.web.pack_list import MOST, Pack
from tests.browser import GRANDMOTHER, Page, Visitor

A, B, C = "section-17-help", "child-benefit", "leeds-virtual-school"
LARGEST_COOKIE = 4096


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def worker(visitor: Visitor) -> Visitor:
    """Somebody with three offers on the list."""
    for slug in (A, B, C):
        visitor.send("/pack/add", {"offer": slug})
    return visitor


def listed(page: Page) -> list[str]:
    """The short names on the page of the list, in order."""
    return [one.attrs["id"].removeprefix("item-") for one in page.tree.every("li") if "item-" in one.attrs.get("id", "")]


def note_of(page: Page, slug: str) -> str:
    return "".join(map(str, page.tree.one("textarea", id=f"note-{short_id(slug)}").parts)).removeprefix("\n")


def fault(page: Page) -> str:
    return page.tree.one("div", class_="errors").text


def typed(**notes: str) -> dict[str, str]:
    return {"typed": "yes", "why": "yes", **{f"note-{short_id(slug)}": note for slug, note in notes.items()}}


# Putting on and taking off


@pytest.mark.parametrize("address", [f"/offers/{A}", "/categories/money", "/areas/leeds", "/search?q=school&page=2"])
def test_whoever_adds_an_offer_stays_at_it_and_sees_that_it_is_on_the_list(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    form, button = page.tree.one("form", id="my-list"), page.tree.every("button", form="my-list")[0]
    slug, back = button.attrs["value"], form.one("input", name="back").attrs["value"]
    assert back == address
    page = visitor.send(form.attrs["action"], {"offer": slug, "back": back})
    assert page.address == f"{address}#add-{slug}"
    there = page.tree.one("p", id=f"add-{slug}")
    assert there.text.startswith("On your list")
    assert page.link("My list (1)") == "/pack"
    taken = visitor.send(there.one("button").attrs["formaction"], {"offer": slug, "back": back})
    assert taken.tree.one("p", id=f"add-{slug}").text.startswith("Add to my list")


def test_an_offer_of_the_results_is_added_for_the_family(visitor: Visitor) -> None:
    visitor.interview(GRANDMOTHER)
    page = visitor.open("/check/results")
    assert not page.section("no").every("button", form="my-list")
    assert page.section("should").every("button", form="my-list")


def test_everything_that_somebody_should_get_is_added_at_once(visitor: Visitor) -> None:
    visitor.interview(GRANDMOTHER)
    should = visitor.open("/check/results").section("should")
    titles = [one.one("h4").text for one in should.every("li", class_="result")]
    page = visitor.send("/pack/add-all")
    assert len(listed(page)) == min(MOST, len(titles)) > 5
    assert all(title in page.text for title in titles[:MOST])


def test_adding_twice_adds_once(worker: Visitor) -> None:
    assert listed(worker.send("/pack/add", {"offer": B})) == [short_id(A), short_id(B), short_id(C)]


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "", "\\"],
)
def test_nobody_is_led_to_another_site(client: FlaskClient, back: str) -> None:
    response = client.post("/pack/add", data={"offer": A, "back": back})
    assert response.headers["Location"] == "/pack"


def test_what_is_no_offer_is_not_added(visitor: Visitor) -> None:
    page = visitor.send("/pack/add", {"offer": ["no-such-offer", "../../etc/passwd", ""]})
    assert "Your list is empty." in page.text


def test_the_order_is_changed_and_an_end_is_an_end(worker: Visitor) -> None:
    a, b, c = short_id(A), short_id(B), short_id(C)
    assert listed(worker.send("/pack/move", {"up": c})) == [a, c, b]
    assert listed(worker.send("/pack/move", {"down": a})) == [c, a, b]
    assert listed(worker.send("/pack/move", {"up": c})) == [c, a, b]
    assert listed(worker.send("/pack/move", {"down": "zzzzzzz"})) == [c, a, b]
    assert listed(worker.send("/pack/remove", {"short": a})) == [c, b]


def test_a_link_alone_changes_nothing(worker: Visitor) -> None:
    for address in ("/pack/add", "/pack/add-all", "/pack/remove", "/pack/move", "/pack/note", "/pack/clear"):
        assert worker.client.get(address).status_code == 405
    assert len(listed(worker.open("/pack"))) == 3


def test_emptying_the_list_keeps_the_answers_and_clearing_takes_both(visitor: Visitor) -> None:
    visitor.interview(GRANDMOTHER)
    visitor.send("/pack/add", {"offer": A})
    assert "Clear my answers and my list" in visitor.page.text
    assert "Your list is empty." in visitor.send("/pack/clear").text
    assert "Special guardianship order" in visitor.open("/check/answers").text or visitor.cookie()
    visitor.send("/pack/add", {"offer": A})
    visitor.send("/check/clear")
    assert visitor.cookie() is None


# Notes


def test_a_note_that_is_typed_is_never_lost_whatever_is_pressed(worker: Visitor) -> None:
    a, b = short_id(A), short_id(B)
    worker.send("/pack/move", {**typed(**{A: "first"}), "down": a})
    assert note_of(worker.page, A) == "first"
    worker.send("/pack/remove", {**typed(**{A: "second"}), "short": b})
    assert note_of(worker.page, A) == "second"
    worker.send("/pack/note", {**typed(**{A: "third"}), "then": "print"})
    assert worker.page.path == "/pack/print"
    assert "third" in worker.page.text
    assert note_of(worker.send("/pack/add", {"offer": B}), A) == "third"


@pytest.mark.parametrize("address", ["/pack", "/pack/print"])
def test_a_note_is_text_and_nothing_else(worker: Visitor, address: str) -> None:
    hostile = '</textarea><script>alert(1)</script><img src=x onerror="alert(2)">&lt;{{ 7*7 }}%(x)s'
    worker.send("/pack/note", typed(**{A: hostile}))
    page = worker.open(address)
    assert not page.tree.one("main").every("script", "img")
    assert hostile in page.text or note_of(page, A) == hostile


def test_what_turns_the_order_of_letters_around_is_taken_out(worker: Visitor) -> None:
    worker.send("/pack/note", typed(**{A: "pay \u202eyad\u202c\u2066 no\u2069w\x00\x1b[31m\ufeff"}))
    assert note_of(worker.page, A) == "pay yad now[31m"


def test_a_note_that_is_too_long_is_told_beside_it_and_stays_in_the_box(worker: Visitor) -> None:
    long = "x" * 10_000
    page = worker.send("/pack/note", typed(**{A: long, B: "short"}))
    assert page.title.startswith("Error:")
    assert f"This note has 10000 characters, and it can have {LONGEST}." in fault(page)
    assert (note_of(page, A), note_of(page, B)) == (long, "short")
    assert page.headers["Cache-Control"] == "no-store"
    assert note_of(worker.open("/pack"), A) == ""


def test_far_too_much_at_once_is_refused_in_a_sentence(worker: Visitor) -> None:
    page = worker.send("/pack/note", typed(**{A: "x" * 100_000}))
    assert (page.status, page.h1) == (413, "That was too much to send")
    assert len(listed(worker.open("/pack"))) == 3


@given(st.text(max_size=400))
def test_a_clean_note_is_clean_and_keeps_every_letter(text: str) -> None:
    once = clean_note(text)
    assert clean_note(once) == once
    assert [one for one in once if one.isalnum()] == [one for one in text if one.isalnum()]


def test_notes_are_in_no_log_and_in_no_address(worker: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    worker.send("/pack/note", {**typed(**{A: "SECRET"}), "then": "print"})
    worker.open("/pack")
    assert "SECRET" not in caplog.text
    assert not [address for address in worker.addresses if "SECRET" in address]


# Full


def test_a_full_list_says_so_and_loses_nothing(visitor: Visitor, catalogue: Catalogue) -> None:
    slugs = list(catalogue.offers)[: MOST + 1]
    for slug in slugs[:MOST]:
        visitor.send("/pack/add", {"offer": slug})
    page = visitor.send("/pack/add", {"offer": slugs[MOST]})
    assert f"Your list is full: it can hold {MOST} things." in fault(page)
    assert listed(visitor.open("/pack")) == [short_id(slug) for slug in slugs[:MOST]]


def test_a_full_cookie_says_so_and_keeps_what_was_typed_in_the_boxes(visitor: Visitor, catalogue: Catalogue) -> None:
    slugs, pick = list(catalogue.offers)[:MOST], random.Random(3)  # noqa: S311
    for slug in slugs:
        visitor.send("/pack/add", {"offer": slug})
    before = visitor.cookie()
    notes = {slug: "".join(pick.choices("আপনিকাউন্সিলেরABCDEFGHIJKLMNOPQ", k=LONGEST)) for slug in slugs}
    page = visitor.send("/pack/note", typed(**notes))
    assert "There is no room for this. Nothing was lost." in fault(page)
    assert note_of(page, slugs[-1]) == clean_note(notes[slugs[-1]])
    assert visitor.cookie() == before


def test_a_list_leaves_room_for_the_answers_of_a_large_family(app: Flask, catalogue: Catalogue) -> None:
    visitor, pick = Visitor(app.test_client()), random.Random(5)  # noqa: S311
    for slug in list(catalogue.offers)[:MOST]:
        visitor.send("/pack/add", {"offer": slug})
    for n, slug in enumerate(list(catalogue.offers)[:MOST]):
        visitor.send("/pack/note", {"typed": "yes", f"note-{short_id(slug)}": f"{pick.getrandbits(300):x} {n}"})
    for _ in range(7):
        visitor.client.post("/check/children")
    asked = visitor.interview({**GRANDMOTHER, "area": "richmond upon thames"}, most=400)
    assert len(set(asked)) < len(asked)
    cookie = visitor.cookie()
    assert cookie
    assert len(cookie) < LARGEST_COOKIE


@pytest.mark.parametrize(
    "raw", [None, [], {"o": 7}, {"o": ["x", 3, None]}, {"o": ["r9xtxjc"], "n": [], "l": [], "b": {}}, {"n": {"r9xtxjc": 3}}]
)
def test_a_list_of_an_older_or_stranger_form_never_breaks_a_page(client: FlaskClient, raw: object) -> None:
    with client.session_transaction(base_url="https://localhost") as session:
        session["pack"] = raw
    for address in ("/", "/pack", "/pack/print", "/pack/hand-out.pdf"):
        assert client.get(address).status_code in (200, 303, 501)
    assert client.post("/pack/add", data={"offer": A}).status_code == 303


# Opened from its address


def test_a_list_is_opened_by_somebody_else_without_notes_or_answers(app: Flask, worker: Visitor) -> None:
    worker.interview(GRANDMOTHER)
    worker.send("/pack/note", typed(**{A: "for Ann"}))
    address = worker.page.tree.one("bdi").text
    assert re.fullmatch(r"http://localhost/l/[a-z0-9-]+", address)
    page = Visitor(app.test_client()).open(address.removeprefix("http://localhost"))
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert [one.text for one in page.tree.one("main").every("h2")][:3] == [
        "Help for a child in need (section 17)",
        "Child Benefit",
        "Leeds Virtual School",
    ]
    assert "for Ann" not in page.text


def test_an_address_that_is_read_out_and_typed_finds_the_list(visitor: Visitor) -> None:
    typed_by_hand = f"/l/{short_id(A).upper()} {short_id(B)}"
    assert [one.text for one in visitor.open(typed_by_hand).tree.one("main").every("h2")][1] == "Child Benefit"


def test_an_offer_that_is_gone_says_so_and_offers_what_is_nearest(visitor: Visitor) -> None:
    page = visitor.open(f"/l/{short_id(A)}-{short_id('leeds-virtual-academy')}-{short_id('xylophones-for-all')}")
    assert page.text.count("Something that is not here any more") == 2
    assert page.link("Leeds Virtual School") == f"/offers/{C}"
    assert page.tree.one("main").every("a", href="/categories")


def test_a_renamed_offer_is_found_by_its_old_short_name(catalogue: Catalogue, tmp_path: Path) -> None:
    renamed = replace(catalogue.offers[B], aliases=("family-allowance",))
    publish(Made(replace(catalogue, offers={B: renamed}), {}, {}), tmp_path, datetime.now(UTC))
    page = Visitor(create_app(tmp_path).test_client()).open(f"/l/{short_id('family-allowance')}")
    assert page.link(renamed.title) == f"/offers/{B}"


@pytest.mark.parametrize("ids", ["x", "aeiou", "zzzzzzz", "%00", "é", "-" * 50])
def test_an_address_without_a_list_is_not_found(visitor: Visitor, ids: str) -> None:
    assert visitor.open(f"/l/{ids}").status == 404


def test_the_messages_do_not_say_what_the_list_is_about(worker: Visitor) -> None:
    worker.send("/pack/note", typed(**{A: "for Ann"}))
    links = [
        one.attrs["href"] for one in worker.page.tree.every("a") if re.match("mailto|sms|https://wa", one.attrs["href"])
    ]
    assert len(links) == 3
    for link in links:
        assert "Here%20is%20the%20list%20we%20talked%20about" in link
        assert not re.search("kinship|child|care|help|Ann", link.replace("localhost", ""))


# Short names


def test_a_short_name_never_changes() -> None:
    assert short_id("section-17-help") == "r9xtxjc"
    assert short_id("leeds-virtual-school") == "xfcgdpm"


def test_no_two_offers_share_a_short_name(catalogue: Catalogue) -> None:
    names = {name for offer in catalogue.offers.values() for name in (offer.slug, *offer.aliases)}
    assert len({short_id(name) for name in names}) == len(names)


@given(st.lists(st.from_regex(r"[a-z]{1,9}(-[a-z]{1,9}){0,3}", fullmatch=True), max_size=20, unique=True))
def test_short_names_are_read_back_from_an_address(slugs: list[str]) -> None:
    names = list(dict.fromkeys(map(short_id, slugs)))
    assert short_ids_in("-".join(names)) == short_ids_in("".join(names).upper()) == names
    assert all(name.startswith(kin(name)) for name in names)


def test_a_list_that_is_empty_is_the_same_as_none() -> None:
    assert Pack().with_offer("a").without("a") == Pack()
