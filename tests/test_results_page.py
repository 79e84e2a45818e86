"""The results: every offer with its verdict, the reason, the source and the next step."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import format_date

from directory.checker import Checker
from directory.models import Catalogue, Offer, OfferKind
from tests.browser import GRANDMOTHER, Element, Page, Visitor

CERTAIN = ("should", "assessment", "discretion", "open")


@pytest.fixture(scope="module")
def grandmother(app: Flask) -> Visitor:
    """A visitor who has answered everything. Tests that answer more use `visitor`."""
    visitor = Visitor(app.test_client())
    visitor.interview(GRANDMOTHER)
    return visitor


@pytest.fixture
def page(grandmother: Visitor) -> Page:
    return grandmother.open("/check/results")


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def groups(page: Page) -> dict[str, Element]:
    """The sections of the page by the group that they hold."""
    return {one.attrs["aria-labelledby"]: one for one in page.tree.every("section")}


def test_every_entitlement_is_on_the_page_once(page: Page, catalogue: Catalogue) -> None:
    shown = [one.text for one in page.tree.every("h4")]
    expected = [offer.title for offer in catalogue.offers.values() if offer.kind is OfferKind.ENTITLEMENT]
    local = [offer.title for offer in catalogue.offers.values() if offer.areas not in (("england",), ("united-kingdom",))]
    assert len(shown) == len(set(shown))
    assert set(expected) - set(local) <= set(shown) <= set(expected)


def test_a_family_finds_each_group(page: Page) -> None:
    assert {"should", "assessment", "discretion", "maybe", "no", "answered"} <= set(groups(page))


@pytest.mark.parametrize(
    ("slug", "group"),
    [
        ("pupil-premium-plus", "should"),
        ("child-benefit", "should"),
        ("special-guardianship-support-assessment", "should"),
        ("special-guardianship-financial-support", "assessment"),
        ("crisis-and-resilience-fund", "discretion"),
        ("fostering-allowance", "no"),
        ("child-arrangements-order-allowance", "no"),
    ],
)
def test_a_special_guardian_finds_what_the_law_gives(page: Page, catalogue: Catalogue, slug: str, group: str) -> None:
    assert catalogue.offers[slug].title in page.cards(groups(page)[group])


def test_the_list_at_the_top_counts_what_is_below(page: Page) -> None:
    for group, section in groups(page).items():
        if group not in ("answered", "carry"):
            [link] = [one for one in page.tree.every("a") if one.attrs["href"] == f"#{group}"]
            assert link.parent
            assert link.parent.text == f"{section.every('h2')[0].text} ({len(page.cards(section))})"


def test_every_certain_result_has_its_verdict_reason_step_and_source(page: Page) -> None:
    for group in CERTAIN:
        for title, card in page.cards(groups(page)[group] if group in groups(page) else Element("", {})).items():
            for said in ("What to do:", "Whom to ask:", "Who decides:", "Source:", "Checked on "):
                assert said in card.text, (title, said)
            assert card.one("p", class_=f"verdict-{group}").text
            assert card.every("h4")[0].one("a").attrs["href"].startswith("/offers/")


def test_a_reason_is_one_of_the_answers(page: Page, catalogue: Catalogue) -> None:
    card = page.cards()[catalogue.offers["pupil-premium-plus"].title]
    assert "Why:" in card.text
    assert "The child was looked after by a council just before the order." in card.text


def test_what_only_a_person_can_judge_is_a_list_of_ifs(page: Page, catalogue: Catalogue) -> None:
    seen = 0
    for offer in catalogue.offers.values():
        for group in CERTAIN:
            card = page.cards(groups(page)[group]).get(offer.title) if group in groups(page) else None
            conditions = offer.text("en").not_checked
            if card and conditions:
                assert "if all of these are true:" in card.one("p", class_="verdict").text
                listed = [one.text for one in card.every("li")]
                assert set(conditions) <= set(listed)
                seen += 1
            elif card:
                assert "all of these" not in card.one("p", class_="verdict").text
    assert seen > 5


def test_a_choice_of_the_council_is_never_worded_as_a_right(page: Page) -> None:
    for card in page.cards(groups(page)["discretion"]).values():
        verdict = card.one("p", class_="verdict").text
        assert verdict.startswith("You can ask for this, and they decide")
    for group in ("assessment", "discretion", "maybe"):
        assert "You should get" not in " ".join(
            card.one("p", class_="verdict").text for card in page.cards(groups(page)[group]).values()
        )


def test_a_maybe_names_the_question_that_decides_and_links_to_it(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.open("/check/next")
    visitor.answer("leeds")
    visitor.answer("special-guardianship-order")
    page = visitor.open("/check/results")
    card = page.cards(groups(page)["maybe"])[catalogue.offers["pupil-premium-plus"].title]
    question = catalogue.questions["previously_looked_after"]
    [link] = [one for one in card.every("a") if one.text == question.ask]
    assert "It depends on:" in card.text
    assert visitor.open(link.attrs["href"]).h1 == question.ask
    assert visitor.page.link("Back") == "/check/results"
    visitor.answer("immediately-before")
    assert visitor.page.path == "/check/results"
    assert visitor.open("/check/results").status == 200


def test_every_maybe_names_at_least_one_question(visitor: Visitor) -> None:
    visitor.interview({"area": "leeds"})
    page = visitor.open("/check/results")
    for title, card in page.cards(groups(page)["maybe"]).items():
        assert [one for one in card.every("a") if "/check/" in one.attrs["href"]], title
        assert "you were not sure." in card.text


def test_what_is_not_for_the_family_is_folded_and_each_says_why(page: Page) -> None:
    section = groups(page)["no"]
    folded = section.one("details")
    assert "open" not in folded.attrs
    assert page.cards(folded).keys() == page.cards(section).keys()
    for title, card in page.cards(folded).items():
        assert "This is not for your situation now." in card.text, title
        assert "Why:" in card.text, title
        says = ("It would be different if", "another legal arrangement", "No other answer", "only for people who live in:")
        assert any(words in card.text for words in says), title


def test_a_change_of_arrangement_is_never_given_as_advice(page: Page) -> None:
    section = groups(page)["no"]
    assert "Before you ask for a change, get free independent legal advice." in section.text
    assert section.every("a", href="/pages/independent-advice")


def test_two_children_with_different_arrangements_are_told_apart(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.interview(GRANDMOTHER)
    visitor.send("/check/children")
    visitor.interview(GRANDMOTHER | {"arrangement": "no-order", "child_age": "3", "school": "not-yet-at-school"})
    page = visitor.open("/check/results")
    found = {group: page.cards(section) for group, section in groups(page).items()}
    title = catalogue.offers["pupil-premium-plus"].title
    assert "For child 1" in found["should"][title].text
    assert "For child 2" in found["no"][title].text
    assert "For children 1, 2" in page.text
    assert [one.text for one in groups(page)["answered"].every("h3")] == ["Child 1", "Child 2"]
    offer = visitor.open("/offers/pupil-premium-plus")
    assert "For child 1" in offer.section("you").text
    assert "For child 2" in offer.section("you").text


def test_one_child_needs_no_number(page: Page) -> None:
    assert "For child 1" not in page.text


def test_a_fault_while_checking_is_told_and_is_never_a_no(
    grandmother: Visitor, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = Checker._finding, catalogue.offers["pupil-premium-plus"]

    def faulty(self: Checker, offer: Offer, *rest: object) -> object:
        if offer.slug == broken.slug:
            raise RuntimeError("a fault of ours")
        return real(self, offer, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Checker, "_finding", faulty)
    page = grandmother.open("/check/results")
    assert page.status == 200
    card = page.cards(groups(page)["failed"])[broken.title]
    assert "We could not check this. It may still be for you. Read the page." in card.text
    assert "What to do:" in card.text
    assert broken.title not in page.cards(groups(page)["no"])
    assert len(page.cards()) > 20
    assert "We could not check this." in grandmother.open(f"/offers/{broken.slug}").section("you").text


def test_on_paper_stand_the_date_and_the_answers(app: Flask, page: Page) -> None:
    with app.test_request_context():
        today = format_date(datetime.now(ZoneInfo("Europe/London")).date(), "long")
    assert today in page.tree.one("p", class_="printed").text
    section = groups(page)["answered"]
    assert section.has(class_="printed")
    assert "Leeds" in section.text
    assert "Grandparent" in section.text
    assert not section.every("a")


def test_the_council_of_the_person_is_named_as_the_one_to_ask(page: Page, catalogue: Catalogue) -> None:
    local = [offer for offer in catalogue.offers.values() if offer.organization == "your-council"]
    cards = page.cards(groups(page)["discretion"]) | page.cards(groups(page)["assessment"])
    shown = [cards[offer.title] for offer in local if offer.title in cards]
    assert shown
    for card in shown:
        assert "Leeds City Council" in card.text
        assert card.every("a", rel="noreferrer")


def test_without_a_place_the_council_is_not_guessed(visitor: Visitor) -> None:
    visitor.open("/check/area")
    visitor.answer("", button={"area": "england"})
    page = visitor.open("/check/results")
    assert "Leeds" not in page.text
    assert "Find the website of your council" in page.text


def test_the_next_question_is_offered_while_one_is_left(visitor: Visitor) -> None:
    visitor.open("/check/next")
    visitor.answer("leeds")
    page = visitor.open("/check/results")
    assert "You can make this clearer." in page.text
    visitor.interview(GRANDMOTHER)
    assert "You can make this clearer." not in visitor.open("/check/results").text
