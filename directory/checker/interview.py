"""The interview: which questions can still change an answer, and which comes next."""

from collections.abc import Iterable, Iterator

from directory.checker.findings import AREA, Checker
from directory.checker.household import Answers, Child, Household, may_be_put
from directory.models import Offer, Question, Scope
from directory.truth import Verdict

Asked = tuple[Question, Child | None]


def next_question(checker: Checker, household: Household, offers: Iterable[Offer] | None = None) -> Asked | None:
    """The first question that can change a verdict which is still open, with the child that it is about; None at the end."""
    return next(questions_left(checker, household, offers), None)


def questions_left(checker: Checker, household: Household, offers: Iterable[Offer] | None = None) -> Iterator[Asked]:
    """Every question that can be put now and still matters, in the order of asking."""
    questions = checker.catalogue.questions
    matters = _what_matters(checker, household, offers)
    for question in questions.values():
        for child in household.persons():
            about = child if question.scope is Scope.CHILD else None
            answers = household.carer if question.scope is Scope.CARER else child.answers if child else Answers()
            wanted = question.key in matters[about.id if about else None] and question.key not in answers.asked
            if wanted and may_be_put(question, household.known(child), questions):
                yield question, about
            if question.scope is Scope.CARER:
                break


def _what_matters(checker: Checker, household: Household, offers: Iterable[Offer] | None) -> dict[str | None, set[str]]:
    """The facts that can change an open verdict: of each child by its id, and under None of the household."""
    looked_at = list(checker.coverage.offers(household.areas) if offers is None else offers)
    matters: dict[str | None, set[str]] = {None: set()}
    for child, judged in checker.judges(household):
        facts: set[str] = set()
        for offer in looked_at:
            place = checker.coverage.verdict(offer, household.areas)
            rule = judged(checker.rules[offer.slug])
            if place is not Verdict.NO and rule.verdict is not Verdict.NO:
                facts |= rule.missing
                if place is Verdict.MAYBE:
                    facts.add(AREA)
        matters[None] |= facts
        matters[child.id if child else None] = matters[None] if child is None else facts
    return matters
