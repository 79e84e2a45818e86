"""The interview as a person meets it: one question a page, nothing chosen beforehand, and a way out of every dead end."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.models import Catalogue, Kind
from tests.browser import GRANDMOTHER, Visitor
from tests.test_every_page import QUESTIONS


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def grandmother(visitor: Visitor) -> Visitor:
    """A visitor who has answered everything."""
    visitor.interview(GRANDMOTHER)
    return visitor


def rows(visitor: Visitor) -> dict[str, str]:
    """The answers on the page "Check your answers"."""
    found = {}
    for row in visitor.page.tree.every("dl", class_="summary"):
        for pair in row.every("div"):
            found[pair.one("dt").text] = pair.every("dd")[0].text
    return found


@pytest.mark.parametrize("key", QUESTIONS)
def test_nothing_is_chosen_beforehand(visitor: Visitor, key: str) -> None:
    visitor.open(f"/check/{key}")
    for one in visitor.question_form.every("input"):
        assert "checked" not in one.attrs
        assert one.attrs["type"] != "text" or one.attrs["value"] == ""


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_question_can_be_answered_with_not_sure(visitor: Visitor, key: str) -> None:
    visitor.open(f"/check/{key}")
    assert "I am not sure" in visitor.question_form.text
    buttons = {one.attrs["name"]: one.attrs["value"] for one in visitor.question_form.every("button") if "name" in one.attrs}
    page = visitor.answer(button=buttons) if buttons else visitor.answer("not-sure")
    assert page.status == 200
    assert not page.title.startswith("Error:")
    assert visitor.cookie()


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_question_says_how_to_find_out_and_why_it_is_asked(visitor: Visitor, catalogue: Catalogue, key: str) -> None:
    page = visitor.open(f"/check/{key}")
    [helping] = [one for one in page.tree.every("details") if one.one("summary").text == "Help with this question"]
    assert catalogue.questions[key].why in helping.text
    assert len(helping.text) > 150


@pytest.mark.parametrize("key", QUESTIONS)
def test_no_answer_is_told_at_the_top_beside_the_field_and_in_the_title(visitor: Visitor, key: str) -> None:
    visitor.open(f"/check/{key}")
    page = visitor.answer()
    assert page.path == f"/check/{key}"
    assert page.title.startswith("Error: ")
    summary = page.tree.one("div", class_="errors", role="alert")
    link = summary.one("a")
    target = page.tree.one(id=link.attrs["href"].removeprefix("#"))
    assert target.tag == "input"
    assert page.tree.one(id="fault").text == f"Error: {link.text}"
    described = [one for one in page.tree.inside() if "fault" in one.attrs.get("aria-describedby", "").split()]
    assert len(described) == 1
    assert visitor.cookie() is None


def test_what_was_entered_is_kept_beside_the_error(visitor: Visitor) -> None:
    visitor.open("/check/child_age")
    assert visitor.answer("nearly 9").tree.one("input", id="answer").attrs["value"] == "nearly 9"
    visitor.open("/check/area")
    assert visitor.answer("Narnia & Co").tree.one("input", id="answer").attrs["value"] == "Narnia & Co"
    visitor.open("/check/benefits")
    ticked = visitor.answer("none", "universal-credit").tree.every("input", checked="")
    assert [one.attrs["value"] for one in ticked] == ["universal-credit", "none"]


def test_what_is_typed_cannot_become_part_of_the_page(visitor: Visitor) -> None:
    visitor.open("/check/area")
    page = visitor.answer('"><script>alert(1)</script>')
    assert "<script>alert" not in page.html
    assert page.tree.one("input", id="answer").attrs["value"] == '"><script>alert(1)</script>'


def test_back_leads_to_the_question_before(visitor: Visitor) -> None:
    visitor.open("/check")
    visitor.open(visitor.page.link("Start now"))
    assert visitor.open(visitor.page.link("Back")).path == "/check"
    put = ["area"]
    visitor.open("/check/next")
    visitor.answer("leeds")
    for answer in ("special-guardianship-order", "none", "immediately-before", "9"):
        assert visitor.page.link("Back") == f"/check/{put[-1]}"
        put.append(visitor.question)
        visitor.answer(answer)
    assert visitor.page.link("Back") == "/check/child_age"
    page = visitor.open("/check/child_age")
    assert page.tree.one("input", id="answer").attrs["value"] == "9"
    assert page.link("Back") == "/check/previously_looked_after"


@pytest.mark.parametrize("key", [key for key in GRANDMOTHER if key != "area"])
def test_an_answer_given_before_is_shown_again(grandmother: Visitor, catalogue: Catalogue, key: str) -> None:
    grandmother.open(f"/check/{key}")
    given = GRANDMOTHER[key]
    if catalogue.questions[key].kind is Kind.AGE:
        assert grandmother.question_form.one("input").attrs["value"] == given
    else:
        chosen = [one.attrs["value"] for one in grandmother.question_form.every("input", checked="")]
        assert chosen == ([given] if isinstance(given, str) else given)


def test_the_interview_of_a_real_family_ends_at_its_answers(visitor: Visitor) -> None:
    put = visitor.interview(GRANDMOTHER)
    assert visitor.page.path == "/check/answers"
    assert visitor.page.h1 == "Check your answers before you see what you can get"
    assert len(put) == len(set(put))
    assert put[:5] == ["area", "arrangement", "applying_for", "previously_looked_after", "child_age"]
    assert not {"lasts_28_days", "care_after_14", "earns_childcare_minimum", "married_to_parent"} & set(put)


def test_the_interview_ends_for_somebody_who_is_sure_of_nothing(visitor: Visitor) -> None:
    put = visitor.interview({"area": "leeds"})
    assert visitor.page.path == "/check/answers"
    assert len(put) == len(set(put))


def test_the_answers_are_shown_in_words(grandmother: Visitor) -> None:
    shown = rows(grandmother)
    assert shown["Where you live"] == "Leeds"
    assert shown["Age of the child"] == "9"
    assert shown["Your benefits"] == "Universal Credit"
    assert shown["12 months in care"] == "I am not sure"
    assert "special guardianship order" in shown["Legal arrangement"].lower()


def test_the_extra_choice_is_shown_as_it_was_chosen(visitor: Visitor) -> None:
    visitor.open("/check/arrangement")
    visitor.answer("also-0")
    visitor.open("/check/answers")
    assert rows(visitor)["Legal arrangement"] == "A social worker asked me to have the child, and I have no papers"
    chosen = visitor.open("/check/arrangement").tree.every("input", checked="")
    assert [one.attrs["value"] for one in chosen] == ["also-0"]


def test_change_returns_to_the_answers_and_keeps_the_rest(grandmother: Visitor) -> None:
    before = rows(grandmother)
    grandmother.open(grandmother.page.link("Change Age of the child"))
    assert grandmother.page.link("Back") == "/check/answers"
    assert grandmother.answer("").title.startswith("Error:")
    assert grandmother.page.link("Back") == "/check/answers"
    grandmother.answer("14")
    assert grandmother.page.path == "/check/answers"
    assert rows(grandmother) == before | {"Age of the child": "14"}


def test_every_answer_can_be_changed(grandmother: Visitor) -> None:
    changes = [one for one in grandmother.page.tree.every("a") if one.text.startswith("Change ")]
    assert len(changes) == len(rows(grandmother))
    for change in changes:
        assert Visitor(grandmother.client).open(change.attrs["href"]).status == 200


def test_a_second_child_is_asked_about_and_can_be_removed(grandmother: Visitor) -> None:
    alone = rows(grandmother)
    grandmother.send("/check/children")
    assert "Child 2" in grandmother.page.h1
    assert "(child 2)" in grandmother.page.title
    about_the_carer = [key for key in GRANDMOTHER if key in ("area", "benefits", "work")]
    put = grandmother.interview(GRANDMOTHER | {"child_age": "3", "school": "not-yet-at-school"})
    assert not set(about_the_carer) & set(put)
    assert grandmother.page.path == "/check/answers"
    assert [one.text for one in grandmother.page.tree.every("h2")][:3] == ["About you", "Child 1", "Child 2"]
    assert grandmother.send("/check/children/1/remove").path == "/check/answers"
    assert rows(grandmother)["Age of the child"] == "3"
    assert len(rows(grandmother)) >= len(alone) - 2


def test_a_child_that_stays_keeps_its_answers_when_another_goes(grandmother: Visitor) -> None:
    grandmother.send("/check/children")
    grandmother.open("/check/child_age?child=2")
    grandmother.answer("3")
    grandmother.send("/check/children/1/remove")
    page = grandmother.open("/check/child_age?child=2&from=answers")
    assert page.tree.one("input", id="answer").attrs["value"] == "3"
    assert grandmother.open("/check/results").status == 200


def test_there_is_a_last_child(grandmother: Visitor) -> None:
    for _ in range(20):
        grandmother.send("/check/children")
    page = grandmother.open("/check/answers")
    assert "Child 8" in page.text
    assert "Child 9" not in page.text
    assert "Add another child" not in page.text
    assert grandmother.open("/check/results").status == 200


def test_a_question_about_a_child_that_is_not_there_is_not_found(grandmother: Visitor) -> None:
    assert grandmother.open("/check/school?child=7").status == 404
    assert grandmother.client.post("/check/school?child=7", data={"answer": "state-school"}).status_code == 404


def test_no_answer_is_ever_in_an_address(app: Flask) -> None:
    visitor = Visitor(app.test_client())
    visitor.interview(GRANDMOTHER)
    for address in ("/check/results", "/offers/pupil-premium-plus", "/check/answers", "/check/school?from=results"):
        visitor.open(address)
        visitor.addresses += [one.attrs["href"] for one in visitor.page.tree.every("a") if "check" in one.attrs["href"]]
    given = {answer for some in GRANDMOTHER.values() for answer in ([some] if isinstance(some, str) else some)}
    for address in visitor.addresses:
        parts = set(address.replace("?", "/").replace("&", "/").replace("=", "/").split("/"))
        assert not parts & (given - {"9", "none"} | {"not-sure", "leeds", "LS1", "LS1 4AP"}), address


def test_the_results_can_be_read_after_any_question(visitor: Visitor) -> None:
    visitor.open("/check/next")
    for answer in ("leeds", "special-guardianship-order", "none", "immediately-before", "9", "grandparent"):
        visitor.answer(answer)
        next_question = visitor.page.address
        link = visitor.page.link("See what you can get so far")
        assert visitor.open(link).h1 == "What you can get"
        visitor.open(next_question)


def test_without_an_answer_the_results_lead_to_the_start(visitor: Visitor) -> None:
    assert visitor.open("/check/results").path == "/check"


@pytest.mark.parametrize("slug", ["pupil-premium-plus", "guardians-allowance", "special-guardianship-financial-support"])
def test_can_i_get_this_asks_only_what_that_offer_needs(visitor: Visitor, slug: str) -> None:
    page = visitor.open(f"/offers/{slug}")
    put = visitor.interview(GRANDMOTHER, start=page.link("Check if I can get this"))
    assert visitor.page.path == f"/offers/{slug}"
    assert visitor.addresses[-1].endswith("#you")
    assert 1 <= len(put) <= 9
    assert not {"home", "housing_problem", "social_worker", "work"} & set(put)
    assert len(visitor.interview(GRANDMOTHER)) > 3


def test_within_can_i_get_this_back_leads_to_the_offer(visitor: Visitor) -> None:
    visitor.open("/offers/pupil-premium-plus")
    visitor.open(visitor.page.link("Check if I can get this"))
    assert visitor.page.link("Back") == "/offers/pupil-premium-plus"


def test_a_postcode_on_a_border_offers_the_choice(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.open("/check/area")
    page = visitor.answer("NP25 3AA")
    options = [one.text for one in page.tree.one("fieldset").every("label")]
    assert options[:2] == ["Herefordshire", "Wales"]
    assert not page.tree.every("input", checked="")
    assert visitor.answer("").title.startswith("Error:")
    visitor.open("/check/area")
    visitor.answer("NP25 3AA")
    visitor.answer("", button={"area": "wales"})
    visitor.open("/check/answers")
    assert rows(visitor)["Where you live"] == "Wales"
    assert catalogue.councils["herefordshire"].name == options[0]


def test_a_name_that_is_only_like_a_council_is_asked_back(visitor: Visitor) -> None:
    visitor.open("/check/area")
    page = visitor.answer("Birmingam")
    assert [one.attrs["value"] for one in page.tree.every("input", type="radio")] == ["birmingham"]
    assert visitor.answer("BB11 1AA").path != "/check/area"
    visitor.open("/check/answers")
    assert rows(visitor)["Where you live"] == "Lancashire"


@pytest.mark.parametrize(
    ("typed", "shown"), [("CF10 1AA", "Wales"), ("EH1 1AA", "Scotland"), ("BT1 1AA", "Northern Ireland")]
)
def test_outside_england_the_results_say_so_and_point_to_help(visitor: Visitor, typed: str, shown: str) -> None:
    visitor.open("/check/area")
    visitor.answer(typed)
    visitor.open("/check/answers")
    assert rows(visitor)["Where you live"] == shown
    page = visitor.open("/check/results")
    assert page.status == 200
    assert "You do not live in England. The rules here are for England." in page.text
    assert "You should get this" not in page.text


def test_a_wrong_postcode_says_what_to_do(visitor: Visitor) -> None:
    visitor.open("/check/area")
    page = visitor.answer("ZZ1 1AA")
    assert page.tree.one("div", class_="errors").one("a").text == (
        "We do not know this postcode. Check it, or enter your town or your council."
    )


def test_somebody_who_does_not_know_the_council_can_say_england(visitor: Visitor) -> None:
    visitor.open("/check/area")
    visitor.answer("", button={"area": "england"})
    visitor.open("/check/answers")
    assert rows(visitor)["Where you live"] == "England"


def test_clearing_forgets_everything_and_says_so(grandmother: Visitor) -> None:
    page = grandmother.send("/check/clear")
    assert page.path == "/check"
    assert "Your answers are cleared." in page.text
    assert grandmother.open("/check/next").path == "/check/area"
    assert grandmother.open("/check/answers").tree.every("dd") == []
