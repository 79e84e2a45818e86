"""What is true of every interview: of small catalogues of any form, and of the real one."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.checker import AREA, Answers, Checker, Child, Household, may_be_put, next_question, questions_left
from directory.models import ENGLAND, Catalogue, Question, Scope
from directory.rules import Values, holds, judge, members
from directory.truth import Verdict
from tests.families import tell
from tests.strategies import QUESTIONS, catalogues

Answer = Callable[[Question], Values | None]
A_CHILD = Child("Amy")
SIBLINGS = (A_CHILD, Child("Ben"))


@dataclass(frozen=True, slots=True)
class Step:
    """One question that was put, and what was known before."""

    before: Household
    question: Question
    child: Child | None


def interview(checker: Checker, household: Household, answer: Answer) -> tuple[list[Step], Household]:
    """Every question put from here on, and what is known at the end."""
    steps = []
    while asked := next_question(checker, household):
        question, child = asked
        steps.append(Step(household, question, child))
        household = tell(household, question.key, child, answer(question))
        if question.key == AREA:
            household = Household(("leeds",), household.carer, household.children)
        assert len(steps) <= len(checker.catalogue.questions) * 2, "the interview does not end"
    return steps, household


@st.composite
def definite(draw: st.DrawFn, question: Question) -> Values | None:
    """An answer that leaves nothing open."""
    return None if question.key == AREA else 1 << draw(st.integers(0, question.fact.size - 1))


def answers(data: st.DataObject) -> Answer:
    """Somebody who knows everything."""
    return lambda question: data.draw(definite(question), question.key)


def answers_or_not_sure(data: st.DataObject) -> Answer:
    """Somebody who is not sure of some things, and of others knows only that they are one of several."""

    def answer(question: Question) -> Values | None:
        if question.key == AREA or data.draw(st.booleans(), f"{question.key}: not sure"):
            return None
        return data.draw(st.integers(1, question.fact.everything), question.key)

    return answer


households = st.builds(
    Household,
    areas=st.sampled_from(((), (ENGLAND,), ("leeds",))),
    children=st.sampled_from(((A_CHILD,), SIBLINGS)),
)


def missing(checker: Checker, household: Household) -> set[tuple[str, str | None]]:
    """Each fact that can change a verdict which is still open, with the child whose fact it is."""
    found = set()
    for finding in checker.check(household):
        for key in finding.missing:
            about_a_child = checker.catalogue.questions[key].scope is Scope.CHILD
            found.add((key, finding.child if about_a_child else None))
    return found


@given(catalogues(), households, st.data())
def test_the_interview_never_asks_what_cannot_matter(catalogue: Catalogue, start: Household, data: st.DataObject) -> None:
    checker = Checker(catalogue)
    steps, _ = interview(checker, start, answers_or_not_sure(data))
    for step in steps:
        about = step.child.id if step.child else None
        assert (step.question.key, about) in missing(checker, step.before)


@given(catalogues(), households, st.data())
def test_the_interview_never_repeats_a_question(catalogue: Catalogue, start: Household, data: st.DataObject) -> None:
    steps, _ = interview(Checker(catalogue), start, answers_or_not_sure(data))
    put = [(step.question.key, step.child.id if step.child else None) for step in steps]
    assert len(put) == len(set(put))


@given(catalogues(), households, st.data())
def test_the_interview_ends_with_every_verdict_settled_where_all_is_known(
    catalogue: Catalogue, start: Household, data: st.DataObject
) -> None:
    checker = Checker(catalogue)
    _, end = interview(checker, start, answers(data))
    assert all(finding.verdict is not Verdict.MAYBE for finding in checker.check(end))


@given(catalogues(), households, st.data())
def test_a_maybe_at_the_end_rests_only_on_what_was_asked_or_may_not_be_put(
    catalogue: Catalogue, start: Household, data: st.DataObject
) -> None:
    checker = Checker(catalogue)
    _, end = interview(checker, start, answers_or_not_sure(data))
    for key, name in missing(checker, end):
        child = end.child(name)
        asked = end.carer.asked | (child.answers.asked if child else frozenset())
        assert key in asked or not may_be_put(QUESTIONS[key], end.known(child), QUESTIONS)


@given(catalogues(), households, st.data())
def test_a_question_is_put_only_where_what_it_needs_is_known(
    catalogue: Catalogue, start: Household, data: st.DataObject
) -> None:
    steps, _ = interview(Checker(catalogue), start, answers_or_not_sure(data))
    for step in steps:
        if step.question.key == "follow_up":
            assert step.before.known(step.child)["arrangement"] == QUESTIONS["arrangement"].values(("guardian",))


@given(catalogues(), households, st.data())
def test_questions_come_in_the_order_of_the_list_each_once_or_once_for_each_child(
    catalogue: Catalogue, start: Household, data: st.DataObject
) -> None:
    checker = Checker(catalogue)
    steps, _ = interview(checker, start, answers_or_not_sure(data))
    order = list(QUESTIONS)
    for step in steps:
        places = [order.index(question.key) for question, _ in questions_left(checker, step.before)]
        assert places == sorted(places)


@given(catalogues(), households, st.data())
def test_no_answer_in_an_interview_changes_a_verdict_that_is_settled(
    catalogue: Catalogue, start: Household, data: st.DataObject
) -> None:
    checker = Checker(catalogue)
    steps, end = interview(checker, start, answers_or_not_sure(data))
    last = {(finding.offer.slug, finding.child): finding.verdict for finding in checker.check(end)}
    for step in steps:
        for finding in checker.check(step.before):
            assert finding.verdict in (Verdict.MAYBE, last[finding.offer.slug, finding.child])


@given(catalogues())
def test_somebody_who_is_not_sure_of_anything_is_told_no_only_where_it_is_no_for_everybody(
    catalogue: Catalogue,
) -> None:
    checker = Checker(catalogue)
    for finding in checker.check(Household()):
        nobody = judge(checker.diagrams, {})(checker.rules[finding.offer.slug]).verdict is Verdict.NO
        assert (finding.verdict is Verdict.NO) == nobody


def test_somebody_in_england_who_is_not_sure_of_anything_is_told_no_by_no_offer(checker: Checker) -> None:
    for area in ((ENGLAND,), ()):
        said = checker.check(Household(area, children=(A_CHILD,)))
        assert [finding.offer.slug for finding in said if finding.verdict is Verdict.NO] == []


@pytest.mark.parametrize("children", [(A_CHILD,), SIBLINGS], ids=["one child", "two children"])
@settings(max_examples=40)
@given(data=st.data())
def test_the_real_interview_ends_with_every_verdict_settled_where_all_is_known(
    checker: Checker, children: tuple[Child, ...], data: st.DataObject
) -> None:
    area = data.draw(st.sampled_from(("leeds", "bexley", "wales", "elsewhere")), "area")
    carer = Answers(asked=frozenset({AREA}))
    steps, end = interview(checker, Household((area,), carer, children), answers(data))
    still_open = {finding.offer.slug: finding.missing for finding in checker.check(end)}
    assert {slug: facts for slug, facts in still_open.items() if facts} == {}
    put = [(step.question.key, step.child) for step in steps]
    assert len(put) == len({(key, child.id if child else None) for key, child in put})


@settings(max_examples=40)
@given(data=st.data())
def test_every_real_rule_gives_what_its_conditions_say_where_all_is_known(checker: Checker, data: st.DataObject) -> None:
    facts = checker.diagrams.facts.values()
    person = {fact.key: data.draw(st.integers(0, fact.size - 1), fact.key) for fact in facts}
    judged = judge(checker.diagrams, {key: 1 << value for key, value in person.items()})
    for offer in checker.catalogue.offers.values():
        expected = Verdict.YES if holds(offer.eligibility, person) else Verdict.NO
        assert judged(checker.rules[offer.slug]).verdict is expected, offer.slug


@settings(max_examples=40)
@given(data=st.data())
def test_a_settled_verdict_of_a_real_rule_holds_for_everybody_it_may_be(checker: Checker, data: st.DataObject) -> None:
    facts = checker.diagrams.facts.values()
    known = {
        fact.key: sum(1 << value for value in data.draw(st.sets(st.integers(0, fact.size - 1), min_size=1), fact.key))
        for fact in data.draw(st.lists(st.sampled_from(list(facts)), unique=True), "known")
    }
    possible = {fact.key: list(members(known.get(fact.key, fact.everything))) for fact in facts}
    judged = judge(checker.diagrams, known)
    for _ in range(5):
        person = {key: data.draw(st.sampled_from(values)) for key, values in possible.items()}
        for offer in checker.catalogue.offers.values():
            outcome = Verdict.YES if holds(offer.eligibility, person) else Verdict.NO
            assert judged(checker.rules[offer.slug]).verdict in (Verdict.MAYBE, outcome), offer.slug
