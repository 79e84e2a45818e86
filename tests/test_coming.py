"""What is coming: every change is the difference between what the checker says before and after."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from directory.checker import Answers, Checker, Child, Household
from directory.coming import Direction, Event, Span, What, coming, dated
from directory.coming.courses import courses
from directory.models import ENGLAND, OfferKind
from directory.rules import Known
from directory.truth import Verdict
from tests.families import family, stories

IN_CARE = ("kinship-foster-temporary", "kinship-foster-approved")
TODAY = date(2026, 11, 23)


def household(checker: Checker, area: str = ENGLAND, carer: Any = None, **child: str | list[str]) -> Household:
    """A household with one child: each answer a code, or a list of codes of which one or all hold."""

    def answers(given: dict[str, Any]) -> Answers:
        questions = checker.catalogue.questions
        known = {
            key: questions[key].fact.exactly(() if value == ["none"] else value)
            if questions[key].kind == "choices"
            else questions[key].fact.having([value] if isinstance(value, str) else value)
            for key, value in given.items()
        }
        return Answers(known, frozenset(known))

    return Household((area,), answers(carer or {}), (Child("1", answers(child)),))


def told(events: list[Event]) -> dict[tuple[str, str], dict[str, Direction]]:
    return {
        (event.fact, event.reached): {change.offer.slug: change.direction for change in event.changes} for event in events
    }


# What the law gives


def test_dla_ends_at_16_and_a_guardian_of_a_child_who_was_in_care_is_told_of_advice(checker: Checker) -> None:
    found = told(
        coming(
            checker,
            household(
                checker,
                arrangement="special-guardianship-order",
                previously_looked_after="immediately-before",
                child_age="14",
                child_needs=["disabled"],
                school="state-school",
            ),
        )
    )
    assert found["child_age", "16"] == {
        "advice-and-assistance-16-21": Direction.STARTS,
        "bursary-16-19-vulnerable": Direction.MAY_START,
        "care-leaver-support": Direction.MAY_START,
        "designated-teacher": Direction.MAY_END,
        "disability-living-allowance-child": Direction.ENDS,
        "pupil-premium-plus": Direction.MAY_END,
        "student-finance-independent": Direction.STARTS,
        "uc-work-search-break-12-months": Direction.ENDS,
    }
    assert found["child_age", "17"]["pupil-premium-plus"] is Direction.ENDS
    assert found["child_age", "18"]["medical-consent"] is Direction.ENDS


def test_the_break_from_looking_for_work_ends_after_12_months_of_care(checker: Checker) -> None:
    found = coming(
        checker,
        household(
            checker,
            carer={"benefits": ["universal-credit"]},
            arrangement="no-order",
            relationship="grandparent",
            parent_could_care="no",
            child_age="9",
            time_with_you="up-to-12-months",
        ),
    )
    [event] = [event for event in found if event.fact == "time_with_you"]
    assert event.span == Span(0, 12)
    assert told([event])["time_with_you", "over-12-months"] == {"uc-work-search-break-12-months": Direction.ENDS}


def test_a_child_who_stays_in_care_gets_the_savings_account_and_the_help_for_care_leavers(checker: Checker) -> None:
    child = {
        "arrangement": "kinship-foster-approved",
        "in_care_12_months": "no",
        "child_age": "13",
        "care_after_14": "none-since-14",
    }
    found = told(coming(checker, household(checker, **child)))
    assert found["in_care_12_months", "yes"] == {"junior-isa-looked-after": Direction.STARTS}
    assert found["child_age", "16"]["care-leaver-support"] is Direction.STARTS
    assert "care-leaver-support" not in found.get(("child_age", "18"), {})
    assert found["child_age", "18"]["fostering-allowance"] is Direction.ENDS
    assert found["child_age", "21"]["staying-put"] is Direction.ENDS


def test_an_order_of_up_to_6_months_is_3_years_old_in_two_and_a_half_to_three_years(checker: Checker) -> None:
    child = household(checker, arrangement="special-guardianship-order", order_age="up-to-6-months").children[0]
    [course] = courses(checker, Household((ENGLAND,)), child)
    assert [step.span for step in course.steps] == [Span(0, 6), Span(30, 36)]
    fact = checker.catalogue.questions["order_age"].fact
    assert course.during(Span(0, 12)) == fact.having(["up-to-6-months", "6-months-to-3-years"])
    assert course.during(Span(6, 30)) == fact.having(["6-months-to-3-years"])
    assert course.during(Span(24, 36)) == fact.having(["6-months-to-3-years", "over-3-years"])
    assert course.during(Span(36, 48)) == fact.having(["over-3-years"])


def test_help_at_school_may_start_when_a_child_can_start_school(checker: Checker) -> None:
    child = {"arrangement": "adoption", "previously_looked_after": "immediately-before", "school": "not-yet-at-school"}
    found = told(coming(checker, household(checker, **child, child_age="2")))
    may_start = {slug for slug, way in found["child_age", "4"].items() if way is Direction.MAY_START}
    assert may_start == {"pupil-premium-plus", "designated-teacher", "free-school-meals"}


def test_nothing_is_coming_for_a_child_whose_age_nobody_knows(checker: Checker) -> None:
    assert coming(checker, household(checker, arrangement="adoption")) == []
    assert coming(checker, Household((ENGLAND,))) == []


def test_the_nearest_change_comes_first(checker: Checker) -> None:
    child = {"arrangement": "no-order", "child_age": "3", "time_with_you": "up-to-12-months", "school": "not-yet-at-school"}
    spans = [event.span for event in coming(checker, household(checker, carer={"benefits": ["universal-credit"]}, **child))]
    assert spans == sorted(spans)
    assert spans[0].low == 0


def test_an_order_that_ended_care_after_16_is_not_three_years_old_before_19(checker: Checker) -> None:
    answers = {"order_age": "6-months-to-3-years", "care_after_14": "13-weeks-some-after-16"}
    child = {"arrangement": "special-guardianship-order", "previously_looked_after": "immediately-before"}
    found = coming(checker, household(checker, **child, **answers, child_age="16"))
    [event] = [event for event in found if event.fact == "order_age"]
    assert (event.span, event.changes, event.other_council) == (Span(24, 30), (), True)
    assert told(found)["child_age", "18"]["care-leaver-support"] is Direction.STARTS


# Exact


@dataclass(frozen=True)
class World:
    """One way in which a family's time can really run: months from today until things happen, drawn by lot."""

    birthday: float
    twelve_months: float
    six_months: float  # until an order of up to 6 months is 6 months old
    three_years: float  # until an order of 6 months to 3 years is 3 years old

    def at(self, checker: Checker, child: Child, months: float) -> Answers:
        """The answers that this child has after so many months, if nothing but time changes them."""
        today = child.answers.known
        codes = {"child_age": str(min(self.age(checker, today, months), 25))}
        if code(checker, today, "time_with_you") == "up-to-12-months" and months >= self.twelve_months:
            codes["time_with_you"] = "over-12-months"
        arrangement = checker.catalogue.questions["arrangement"].fact
        if not today.get("arrangement", arrangement.everything) & ~arrangement.having(IN_CARE):
            if code(checker, today, "in_care_12_months") == "no" and months >= self.twelve_months:
                codes["in_care_12_months"] = "yes"
            if since_14 := self.since_14(checker, today, months):
                codes["care_after_14"] = since_14
        if code(checker, today, "order_age") == "up-to-6-months" and months >= self.six_months:
            codes["order_age"] = "over-3-years" if months >= self.six_months + 30 else "6-months-to-3-years"
        if code(checker, today, "order_age") == "6-months-to-3-years" and months >= self.three_years:
            codes["order_age"] = "over-3-years"
        questions = checker.catalogue.questions
        return replace(
            child.answers, known={**today, **{key: questions[key].fact.having([one]) for key, one in codes.items()}}
        )

    def age(self, checker: Checker, today: Known, months: float) -> int:
        return int(code(checker, today, "child_age")) + (
            int((months - self.birthday) // 12) + 1 if months >= self.birthday else 0
        )

    def since_14(self, checker: Checker, today: Known, months: float) -> str:
        """The time in care since 14 of a child who stays in care until 18."""
        so_far = {"none-since-14": 0.0, "under-13-weeks": 1.5, "13-weeks-none-after-16": 6.0, "13-weeks-some-after-16": 6.0}
        age = int(code(checker, today, "child_age"))
        answer = code(checker, today, "care_after_14") or ("none-since-14" if age < 14 else "under-13-weeks")
        until_14, until_18 = (self.birthday + 12 * (birthday - age - 1) if age < birthday else 0 for birthday in (14, 18))
        more = min(months, until_18) - until_14
        if age >= 18 or more <= 0:
            return answer
        if so_far[answer] + more < 3:
            return "under-13-weeks"
        after_16 = self.age(checker, today, months) >= 16 or answer == "13-weeks-some-after-16"
        return "13-weeks-some-after-16" if after_16 else "13-weeks-none-after-16"

    def moments(self, checker: Checker, child: Child) -> Iterator[tuple[str, str, float]]:
        """Each moment at which time changes an answer: the fact, its new code, and when."""
        yearly = {self.birthday + 12 * n for n in range(25)}
        for months in sorted(yearly | {self.twelve_months, self.six_months, self.six_months + 30, self.three_years}):
            before, after = (self.at(checker, child, when).known for when in (months - EVEN_BEFORE, months))
            for key in ("child_age", "time_with_you", "in_care_12_months", "order_age"):
                if before.get(key) != after.get(key):
                    yield key, code(checker, after, key), months


EVEN_BEFORE = 0.001


def code(checker: Checker, known: Known, key: str) -> str:
    """The one answer that is known; nothing where there is none."""
    values = known.get(key, 0)
    return checker.catalogue.questions[key].fact.codes[values.bit_length() - 1] if values.bit_count() == 1 else ""


def verdicts(checker: Checker, some: Household, child: Child, answers: Answers) -> dict[str, Verdict]:
    """What the checker says about a child of whom this is known."""
    alone = replace(some, children=(replace(child, answers=answers),))
    offers = [offer for offer in checker.coverage.offers(some.areas) if offer.kind is OfferKind.ENTITLEMENT]
    return {one.offer.slug: one.verdict for one in checker.check(alone, offers) if one.child}


def youngest_order(checker: Checker, child: Child) -> float:
    """The months at least until an order is three years old: one that ended care after 16 was made after 16."""
    after_16 = code(checker, child.answers.known, "care_after_14") == "13-weeks-some-after-16"
    return 12.0 * (19 - int(code(checker, child.answers.known, "child_age"))) if after_16 else 0.1


def without_nursery(checker: Checker, child: Child) -> Child:
    """The child, as if nobody had said that it is not at school yet: no birthday is the day when that ends."""
    if code(checker, child.answers.known, "school") != "not-yet-at-school":
        return child
    return replace(child, answers=child.answers.without("school"))


def wrongs(checker: Checker, some: Household, child: Child, world: World) -> Iterator[str]:
    """What is told otherwise than it comes in one world. The last line counts the changes that were compared.

    A maybe that time settles may stay a maybe where the school that an older child goes to is not known either.
    """
    events = {(event.fact, event.reached): event for event in coming(checker, replace(some, children=(child,)))}
    compared = 0
    for fact, reached, months in world.moments(checker, child):
        before, after = (
            verdicts(checker, some, child, world.at(checker, child, when)) for when in (months - EVEN_BEFORE, months)
        )
        event = events.get((fact, reached))
        if event and not event.span.low < months <= event.span.high:
            yield f"{fact} {reached}: comes after {months} months, not in {event.span}"
        said = {change.offer.slug: change.direction for change in event.changes} if event else {}
        for slug, verdict in after.items():
            if said.get(slug) is Direction.STARTS and verdict is not Verdict.YES:
                yield f"{fact} {reached}: {slug} does not start"
            if said.get(slug) is Direction.ENDS and verdict is not Verdict.NO:
                yield f"{fact} {reached}: {slug} does not end"
            if before[slug] is not verdict:
                compared += 1
                if slug not in said and before[slug] is not Verdict.MAYBE:
                    yield f"{fact} {reached}: {slug} goes from {before[slug].value} to {verdict.value} and is not told"
    yield str(compared)


def test_every_change_that_time_brings_is_told_and_what_is_told_as_certain_comes(checker: Checker) -> None:
    random = Random(4)  # noqa: S311
    compared, found = 0, []
    for story in stories():
        some = family(story, checker.catalogue).household
        children = [without_nursery(checker, child) for child in some.children]
        for child in [one for one in children if code(checker, one.answers.known, "child_age")]:
            birthday, twelve_months, six_months = (random.uniform(0.1, most) for most in (11.9, 11.9, 5.9))
            world = World(birthday, twelve_months, six_months, random.uniform(youngest_order(checker, child), 30))
            *wrong, changes = wrongs(checker, some, child, world)
            found += [f"{story.title}: {one}" for one in wrong]
            compared += int(changes)
    assert not found, "\n".join(found)
    assert compared > 1000


# Dates


def test_new_amounts_come_on_the_day_after_the_last_one_holds(checker: Checker) -> None:
    some = household(checker, arrangement="no-order", child_age="9")
    found = dated(checker.check(some), checker.catalogue.rates, TODAY)
    [april] = [one for one in found if one.day == date(2027, 4, 6)]
    assert april.what is What.AMOUNTS
    assert "child-benefit" in {offer.slug for offer in april.offers}
    assert "carers-allowance" in {offer.slug for offer in april.offers}
    assert "fostering-allowance" not in {offer.slug for one in found for offer in one.offers}, "a no has no dates"


def test_what_is_confirmed_until_a_day_is_told_to_those_whom_it_concerns(checker: Checker) -> None:
    child = {"arrangement": "special-guardianship-order", "previously_looked_after": "immediately-before", "child_age": "9"}
    found = dated(checker.check(household(checker, **child)), checker.catalogue.rates, TODAY)
    [until] = [one for one in found if one.what is What.CONFIRMED]
    assert until.day == date(2028, 4, 1)
    assert [offer.slug for offer in until.offers] == ["adoption-special-guardianship-support-fund"]
    assert dated(checker.check(household(checker, arrangement="no-order")), {}, TODAY) == []
    assert dated(checker.check(household(checker, **child)), {}, date(2028, 4, 1)) == []
