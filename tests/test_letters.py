"""The letter that a carer signs: what is asked, under which law, and the answers that bear on it, and no others."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.models import Catalogue, Kind, Offer
from directory.rules import Condition, Is
from directory.web.letter_words import letter_sentences, sentence
from directory.web.letters import has_letter
from tests.browser import GRANDMOTHER, Visitor
from tests.translated import SENTENCES, TRANSLATED, small_site

SLUG = "special-guardianship-financial-support"


@pytest.fixture
def carer(client: FlaskClient) -> Visitor:
    """A grandmother who has answered everything."""
    visitor = Visitor(client)
    visitor.interview(GRANDMOTHER)
    return visitor


def letter(client: FlaskClient, slug: str = SLUG) -> str:
    response = client.get(f"/pack/letter/{slug}.txt")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def with_letters(catalogue: Catalogue) -> list[Offer]:
    return [offer for offer in catalogue.offers.values() if has_letter(offer)]


def facts_in(condition: Condition) -> set[str]:
    return {condition.fact} if isinstance(condition, Is) else set().union(*map(facts_in, condition.parts))


def test_everything_that_the_council_assesses_or_decides_has_a_letter(catalogue: Catalogue) -> None:
    slugs = {offer.slug for offer in with_letters(catalogue)}
    assert {"section-17-help", SLUG, "ehc-needs-assessment", "virtual-school-advice"} <= slugs
    assert not slugs & {"child-benefit", "pupil-premium-plus", "kinship-care-leave", "leeds-virtual-school"}


def test_every_letter_asks_names_the_law_and_leaves_the_rest_to_the_carer(app: Flask, catalogue: Catalogue) -> None:
    for offer in with_letters(catalogue):
        text = letter(app.test_client(), offer.slug)
        assert f"I am writing to ask you for this: {offer.title}." in text
        assert all(law in text for law in offer.legal_basis)
        assert "Please send me your answer in writing, with your reasons." in text
        blanks = ("My name", "My address", "Date", "Name of the child", "Date of birth of the child", "Signed")
        assert not [blank for blank in blanks if not re.search(rf"^{blank}: _+", text, re.MULTILINE)]
        assert not re.search(
            r"<|&\w+;|%\(|\{\{|must|shall|fail to|legal action|court proceedings against|—", _ours(text, offer)
        )


def _ours(text: str, offer: Offer) -> str:
    """The letter without what authors wrote."""
    said = "\n".join((*offer.legal_basis, offer.title, offer.texts["en"].body))
    return "\n".join(line for line in text.splitlines() if line.removeprefix("- ")[:40] not in said)


def test_it_holds_the_answers_that_bear_on_it_and_no_others(carer: Visitor) -> None:
    text = letter(carer.client)
    assert "- I have a special guardianship order for the child." in text
    assert "- The child was looked after by a council just before the order." in text
    assert "To: Leeds City Council" in text
    assert not re.search("grandparent|Universal Credit|years old|school", text)


def test_without_answers_nothing_is_said_of_the_family(client: FlaskClient) -> None:
    text = letter(client)
    assert "About my family" not in text
    assert "To: the council where I live" in text


def test_what_the_answers_rule_out_is_said_before_it_is_sent(carer: Visitor) -> None:
    carer.send("/check/arrangement", {"answer": "no-order"})
    page = carer.open(f"/pack/letter/{SLUG}")
    assert "Your answers say that this is not for your situation now." in page.text
    assert "About my family" not in page.text


def test_each_child_for_whom_it_is_asked_is_told_apart(carer: Visitor) -> None:
    carer.send("/check/children")
    for key, answer in (("arrangement", "special-guardianship-order"), ("previously_looked_after", "never")):
        carer.send(f"/check/{key}?child=2", {"answer": answer})
    text = letter(carer.client)
    assert re.search("About child 1, whose name is _+:\r\n- I have a special guardianship order", text)
    assert re.search("About child 2, whose name is _+:\r\n- I have a special guardianship order", text)


def test_every_answer_that_a_letter_can_hold_is_in_the_first_person(app: Flask, catalogue: Catalogue) -> None:
    facts = set().union(
        *(facts_in(rule) for offer in with_letters(catalogue) for rule in (offer.eligibility, *_stronger(offer)))
    )
    assert len(facts) > 10
    with app.test_request_context():
        for question in (catalogue.questions[fact] for fact in facts):
            for code in question.codes if question.kind is not Kind.AGE else ():
                said = sentence(question, code)
                assert not re.search(r"\b(you|your|yours)\b", said, re.IGNORECASE), said
        age = catalogue.questions["child_age"]
        nine = age.fact.having(["9"])
        assert letter_sentences(age, nine, ()) == ("The child is 9 years old.",)
        assert letter_sentences(age, nine | age.fact.having(["3"]), ()) == ()


def _stronger(offer: Offer) -> list[Condition]:
    return [part.eligibility for part in offer.strength_if]


def test_the_letter_is_a_file_of_plain_text_that_is_kept_nowhere(carer: Visitor) -> None:
    response = carer.client.get(f"/pack/letter/{SLUG}.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert response.headers["Cache-Control"] == "no-store"
    assert "\n" not in response.get_data(as_text=True).replace("\r\n", "")


def test_it_is_reached_from_the_offer_and_from_the_list(client: FlaskClient) -> None:
    visitor = Visitor(client)
    link = visitor.open(f"/offers/{SLUG}").link("A letter to the council that asks for this, for you to sign")
    assert visitor.open(link).h1.startswith("A letter to ask for this")
    page = visitor.send("/pack/add", {"offer": [SLUG, "child-benefit"]})
    assert len([one for one in page.tree.every("a") if "/letter/" in one.attrs["href"]]) == 1


@pytest.mark.parametrize("slug", ["child-benefit", "nothing", "leeds-virtual-school"])
def test_what_has_no_letter_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/pack/letter/{slug}").status_code == 404
    assert client.get(f"/pack/letter/{slug}.txt").status_code == 404


def test_the_reader_s_language_stands_beside_the_english(
    catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = small_site(catalogue, tmp_path_factory.mktemp("scripts"))
    page = Visitor(app.test_client()).open(f"/ur/pack/letter/{TRANSLATED}")
    english, urdu = page.tree.every("div", class_="letter")
    assert (english.attrs["lang"], urdu.attrs["lang"], urdu.attrs["dir"]) == ("en", "ur", "rtl")
    assert "I am writing to ask you for this: Help for a child in need (section 17)." in english.text
    assert f"ur: I am writing to ask you for this: {SENTENCES['ur']}." in urdu.text
    assert "ur: " not in letter(app.test_client(), TRANSLATED)
