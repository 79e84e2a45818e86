"""Which verdicts change at each step of time: the checker run just before it and just after it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from directory.checker import Answers, Checker, Child, Finding, Household
from directory.coming.courses import AGE, MOVING, THREE_YEARS, Span, courses, other_council_had_care, worn
from directory.models import Offer, OfferKind
from directory.rules import Known, Values, members
from directory.truth import Strength, Verdict


class Direction(StrEnum):
    """Which way a verdict goes."""

    STARTS = "starts"
    MAY_START = "may-start"
    DIFFERS = "differs"  # a yes that is worth more or less than before
    MAY_END = "may-end"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Change:
    """An entitlement whose verdict changes, which way, and what a yes is worth from then on."""

    offer: Offer
    direction: Direction
    strength: Strength


@dataclass(frozen=True, slots=True)
class Event:
    """A step of time for one child: the fact, the value that it reaches, when, and what changes.

    `other_council`: from then on another council may be the one to ask.
    """

    child: str
    fact: str
    reached: str
    span: Span
    changes: tuple[Change, ...]
    other_council: bool = False


def coming(checker: Checker, household: Household) -> list[Event]:
    """Every step of time that changes a verdict, the nearest first, if nothing else changes.

    Exact: each change is the difference between the checker's findings just before and just after. What else may have
    happened by then, or not, is a set of values still possible, as everywhere.
    """
    offers = [offer for offer in checker.coverage.offers(household.areas) if offer.kind is OfferKind.ENTITLEMENT]
    moving = [offer for offer in offers if _runs_with_time(checker, offer)]
    found = [event for child in household.children for event in _events(checker, household, child, moving)]
    place = {child.id: n for n, child in enumerate(household.children)}
    return sorted(found, key=lambda event: (event.span, place[event.child], checker.order[event.fact]))


def _runs_with_time(checker: Checker, offer: Offer) -> bool:
    """Whether time alone can change what is said about an offer."""
    rules = (checker.rules[offer.slug], *(rule for _, rule in checker.stronger.get(offer.slug, ())))
    return any(not MOVING.isdisjoint(checker.diagrams.support(rule)) for rule in rules)


def _events(checker: Checker, household: Household, child: Child, offers: list[Offer]) -> Iterator[Event]:
    running = courses(checker, household, child)

    @cache
    def findings(known: tuple[tuple[str, Values], ...]) -> list[Finding]:
        return checker.check(_later(checker, household, child, dict(known)), offers)

    for course in running:
        before = course.today
        for step in course.steps:
            others = [other for other in running if other is not course]
            known = {**child.answers.known, **{other.fact: other.during(step.span) for other in others}}
            states = ({**known, course.fact: values} for values in (before, step.values))
            changes = tuple(_changes(*(findings(tuple(state.items())) for state in states)))
            reached = checker.catalogue.questions[course.fact].fact.codes[next(members(step.values))]
            elsewhere = reached == THREE_YEARS and other_council_had_care(checker, household.known(child))
            if changes or elsewhere:
                yield Event(child.id, course.fact, reached, step.span, changes, elsewhere)
            before = step.values


def _later(checker: Checker, household: Household, child: Child, known: Known) -> Household:
    """The household with this child alone, of whom this is known."""
    now, then = _oldest(household.known(child).get(AGE, 0)), _oldest(known.get(AGE, 0))
    later = worn(checker, known, now, then) if AGE in known else known
    return replace(household, children=(replace(child, answers=Answers(later, child.answers.asked)),))


def _oldest(ages: Values) -> int:
    """The greatest of the ages: with it, most may have changed."""
    return ages.bit_length() - 1


def _changes(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[Change]:
    for earlier, later in zip(before, after, strict=True):
        direction = None if earlier.failed or later.failed else _direction(earlier, later)
        if direction:
            yield Change(later.offer, direction, later.strength)


def _direction(before: Finding, after: Finding) -> Direction | None:
    if before.verdict is after.verdict:
        differs = after.verdict is Verdict.YES and before.strength is not after.strength
        return Direction.DIFFERS if differs else None
    if after.verdict is Verdict.YES:
        return Direction.STARTS
    if after.verdict is Verdict.NO:
        return Direction.ENDS
    return Direction.MAY_START if before.verdict is Verdict.NO else Direction.MAY_END
