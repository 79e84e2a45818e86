"""Reasons in words: whole sentences that are true of the answers they speak of."""

from collections.abc import Iterator

import pytest
from flask import Flask

from directory.checker import Answers, Checker, Child, Household
from directory.models import NATIONS, NONE, Catalogue, Kind, Question
from directory.rules import EVERYONE
from directory.truth import Verdict
from directory.web import wording
from directory.web.wording import Line, Tree


@pytest.fixture(scope="module", autouse=True)
def in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def a_household(catalogue: Catalogue, area: str = "leeds", **codes: str) -> Household:
    """A household with one child, of whom these codes are known."""
    known = {key: catalogue.questions[key].fact.having([code]) for key, code in codes.items()}
    answers = Answers(known, frozenset(known))
    return Household((area,), children=(Child("1", answers),))


def lines_of(part: Line | Tree) -> Iterator[Line]:
    if isinstance(part, Line):
        yield part
    else:
        for inner in part.parts:
            yield from lines_of(inner)


def is_a_sentence(text: str) -> bool:
    return text == text.strip() and text[:1].isupper() and text.endswith(".") and "%(" not in text


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        (0, 15, "The child is under 16."),
        (16, 25, "The child is 16 or over."),
        (4, 16, "The child is 4 to 16."),
        (9, 9, "The child is 9 years old."),
        (1, 1, "The child is 1 year old."),
        (0, 0, "The child is under 1."),
        (25, 25, "The child is 25 or over."),
    ],
)
def test_ages_are_said_as_people_say_them(catalogue: Catalogue, low: int, high: int, sentence: str) -> None:
    question = catalogue.questions["child_age"]
    ages = question.fact.having(str(age) for age in range(low, high + 1))
    assert wording.age_sentence(question, ages) == sentence


def test_every_value_of_every_question_has_whole_sentences(catalogue: Catalogue) -> None:
    for question in catalogue.questions.values():
        if question.kind is Kind.AREA:
            continue
        for value in values_of(question):
            sentences = wording.values_sentences(question, value)
            assert sentences, question.key
            assert all(map(is_a_sentence, sentences)), sentences


def values_of(question: Question) -> Iterator[int]:
    if question.kind is Kind.CHOICES:
        yield question.fact.exactly(())
        yield from (question.fact.exactly([code]) for code in question.codes if code != NONE)
    else:
        yield from (question.fact.having([code]) for code in question.fact.codes)


def test_every_rule_can_be_read_as_whole_sentences(catalogue: Catalogue) -> None:
    for offer in catalogue.offers.values():
        if offer.eligibility == EVERYONE:
            continue
        tree = wording.rule_tree(catalogue, offer.eligibility)
        for line in lines_of(tree):
            assert line.sentences, offer.slug
            assert all(map(is_a_sentence, line.sentences)), (offer.slug, line)


def test_a_change_of_legal_status_a_death_or_a_lost_benefit_is_never_a_tip(catalogue: Catalogue, checker: Checker) -> None:
    person = {"arrangement": "no-order", "child_age": "9", "parents": "both-alive", "benefits": "universal-credit"}
    household = a_household(catalogue, **person)
    for finding in checker.check(household):
        lines = wording.different(checker, checker.explain(finding, household))
        facts = {line.fact for line in lines}
        assert not any(catalogue.questions[key].legal or key == "parents" for key in facts), finding.offer.slug
        assert not any("do not get" in text for line in lines for text in line.sentences), finding.offer.slug


def test_a_no_says_why_and_what_would_be_different(catalogue: Catalogue, checker: Checker) -> None:
    household = a_household(catalogue, arrangement="no-order", child_age="9")
    seen = 0
    for finding in checker.check(household):
        if finding.verdict is Verdict.NO:
            explanation = checker.explain(finding, household)
            because = wording.because(checker, finding, explanation, household)
            different = wording.different(checker, explanation)
            assert because, finding.offer.slug
            assert explanation.outside or explanation.different, finding.offer.slug
            assert all(is_a_sentence(text) for line in (*because, *different) for text in line.sentences)
            seen += 1
    assert seen > 5


def test_a_reason_speaks_of_the_answer_that_was_given(catalogue: Catalogue, checker: Checker) -> None:
    household = a_household(catalogue, arrangement="no-order", applying_for="none")
    [finding] = checker.check(household, [catalogue.offers["special-guardianship-financial-support"]])
    lines = wording.because(checker, finding, checker.explain(finding, household), household)
    assert finding.verdict is Verdict.NO
    assert Line("arrangement", (catalogue.questions["arrangement"].codes["no-order"].is_,)) in lines


def test_a_change_of_legal_status_is_known_as_one(catalogue: Catalogue, checker: Checker) -> None:
    household = a_household(catalogue, arrangement="no-order", applying_for="none")
    [finding] = checker.check(household, [catalogue.offers["special-guardianship-financial-support"]])
    assert wording.needs_a_court_or_council(catalogue, checker.explain(finding, household))


@pytest.mark.parametrize("nation", [nation for nation in NATIONS if nation != "england"])
def test_outside_england_the_place_is_the_reason(catalogue: Catalogue, checker: Checker, nation: str) -> None:
    household = a_household(catalogue, area=nation, arrangement="special-guardianship-order")
    [finding] = checker.check(household, [catalogue.offers["pupil-premium-plus"]])
    lines = wording.because(checker, finding, checker.explain(finding, household), household)
    assert finding.verdict is Verdict.NO
    assert lines == (Line("area", ("You do not live in England. The rules here are for England.",)),)


def test_outside_a_pilot_its_places_are_named(catalogue: Catalogue, checker: Checker) -> None:
    pilot = catalogue.offers["kinship-allowance-pilot"]
    elsewhere = next(slug for slug in catalogue.councils if slug not in pilot.areas)
    household = a_household(catalogue, area=elsewhere)
    [finding] = checker.check(household, [pilot])
    [line] = wording.because(checker, finding, checker.explain(finding, household), household)
    assert finding.verdict is Verdict.NO
    assert all(catalogue.councils[area].name in line.sentences[0] for area in pilot.areas)


@pytest.mark.parametrize(("area", "name"), [("leeds", "Leeds"), ("wales", "Wales"), ("elsewhere", "Somewhere else")])
def test_a_place_has_a_name(catalogue: Catalogue, area: str, name: str) -> None:
    assert wording.area_name(catalogue, area) == name
