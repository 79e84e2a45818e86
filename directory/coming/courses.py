"""How facts run with time when nothing else changes: what a child's answers become, and between which two moments.

Only the age in years is known, never a birthday, and of an order or of the time with the carer only a span. So a change
happens between two moments, and of two changes whose spans overlap nobody knows which is first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from directory.checker import Checker, Child, Household
from directory.models import Question
from directory.rules import Known, Values

AGE, ORDER, TIME, IN_CARE = "child_age", "order_age", "time_with_you", "in_care_12_months"
_ARRANGEMENT, _AFTER_14 = "arrangement", "care_after_14"
MOVING = frozenset({AGE, ORDER, TIME, IN_CARE, _AFTER_14, "school", "child_needs"})  # what `courses` and `worn` change
THREE_YEARS = "over-3-years"
_IN_CARE_NOW = ("kinship-foster-temporary", "kinship-foster-approved")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Months from today between which a change happens: after `low`, and at `high` at the latest."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a fact: when, and what it is from then on."""

    span: Span
    values: Values


@dataclass(frozen=True, slots=True)
class Course:
    """A fact that runs with time: what it is today, and what becomes of it, in order."""

    fact: str
    today: Values
    steps: tuple[Step, ...]

    def during(self, span: Span) -> Values:
        """Every value that the fact may have while something else happens."""
        values = (self.today, *(step.values for step in self.steps))
        begins = (-1, *(step.span.low for step in self.steps))
        ends = [*(step.span.high for step in self.steps), span.high + 1]
        possible = 0
        for value, begin, end in zip(values, begins, ends, strict=True):
            possible |= value if begin < span.high and end > span.low else 0
        return possible


def courses(checker: Checker, household: Household, child: Child) -> list[Course]:
    """Every fact of this child that runs with time, as far as it is known today."""
    known = household.known(child)
    found = [course(checker, known) for course in (_age, _order, _time, _in_care)]
    return [one for one in found if one and one.steps]


def _code(checker: Checker, known: Known, key: str) -> tuple[Question, str] | None:
    """The question, and its answer where exactly one is possible."""
    question = checker.catalogue.questions.get(key)
    values = known.get(key, 0)
    if question is None or values.bit_count() != 1:
        return None
    return question, question.fact.codes[values.bit_length() - 1]


def _age(checker: Checker, known: Known) -> Course | None:
    """A year older every twelve months."""
    found = _code(checker, known, AGE)
    if found is None:
        return None
    question, age = found
    later = range(int(age) + 1, question.ages[1] + 1)
    steps = (Step(Span(12 * n, 12 * n + 12), question.fact.having([str(years)])) for n, years in enumerate(later))
    return Course(AGE, known[AGE], tuple(steps))


def _spans(key: str, table: dict[str, tuple[tuple[int, int, str], ...]]) -> Callable[[Checker, Known], Course | None]:
    """The course of a fact whose answers are spans of time. `table`: for each answer from when to when it becomes which."""

    def course(checker: Checker, known: Known) -> Course | None:
        found = _code(checker, known, key)
        if found is None:
            return None
        question, code = found
        steps = (Step(Span(low, high), question.fact.having([after])) for low, high, after in table.get(code, ()))
        return Course(key, known[key], tuple(steps))

    return course


_any_order = _spans(
    ORDER,
    {
        "up-to-6-months": ((0, 6, "6-months-to-3-years"), (30, 36, THREE_YEARS)),
        "6-months-to-3-years": ((0, 30, THREE_YEARS),),
    },
)
_time = _spans(TIME, {"up-to-12-months": ((0, 12, "over-12-months"),)})
_twelve_months = _spans(IN_CARE, {"no": ((0, 12, "yes"),)})


def _order(checker: Checker, known: Known) -> Course | None:
    """An order that ended care after 16 was made after 16, so it is not three years old before the child is 19."""
    found, age = _any_order(checker, known), _code(checker, known, AGE)
    if not found or not age or not _is(checker, known, _AFTER_14, "13-weeks-some-after-16"):
        return found
    earliest = 12 * (18 - int(age[1]))  # the nineteenth birthday can be that near
    late = tuple(replace(step, span=Span(max(step.span.low, earliest), step.span.high)) for step in found.steps[-1:])
    return replace(found, steps=(*found.steps[:-1], *(step for step in late if step.span.low < step.span.high)))


def other_council_had_care(checker: Checker, known: Known) -> bool:
    """Whether the child was looked after just before the order, and not for certain by the council of today.

    For three years after the order that council is the one to ask for support (Special Guardianship Regulations 2005
    reg 5, Adoption Support Services Regulations 2005), and for the Adoption and Special Guardianship Support Fund.
    """
    before = _is(checker, known, "previously_looked_after", "immediately-before")
    return before and not _is(checker, known, "looked_after_by", "this-council")


def _in_care(checker: Checker, known: Known) -> Course | None:
    """A child who stays in care has been there for twelve months without a break in twelve months at the latest."""
    return _twelve_months(checker, known) if in_care_now(checker, known) else None


def in_care_now(checker: Checker, known: Known) -> bool:
    """Whether it is certain that the child is looked after today."""
    question = checker.catalogue.questions.get(_ARRANGEMENT)
    everything = question.fact.everything if question else 0
    return question is not None and not known.get(_ARRANGEMENT, everything) & ~question.values(_IN_CARE_NOW)


def worn(checker: Checker, known: Known, years: int, later: int) -> Known:
    """What is still known at a later age of that which an older child most likely has changed. `years`: the age today.

    School begins at 4 or 5 and can change at 16 and 19; Disability Living Allowance becomes another benefit at 16; a child
    who is in care from 14 on comes nearer to the help for care leavers (13 weeks since 14, some of it after 16).
    """
    found = dict(known)
    if _passes(years, later, (4, 5, 16, 19) if _is(checker, known, "school", "not-yet-at-school") else (16, 19)):
        found.pop("school", None)
    if _passes(years, later, (16,)) and "child_needs" in known:
        found["child_needs"] = _either(checker.catalogue.questions["child_needs"], known["child_needs"])
    if in_care_now(checker, known) and years < min(later, 18) and later >= 14 and _AFTER_14 in checker.catalogue.questions:
        found[_AFTER_14] = _since_14(checker.catalogue.questions[_AFTER_14], known, years, min(later, 18))
    return found


def _passes(years: int, later: int, ages: Iterable[int]) -> bool:
    return any(years < age <= later for age in ages)


def _is(checker: Checker, known: Known, key: str, code: str) -> bool:
    found = _code(checker, known, key)
    return found is not None and found[1] == code


def _either(question: Question, values: Values) -> Values:
    """The same needs, but where one of the two disability benefits is paid, any of the two or none may be paid then."""
    fact = question.fact
    benefits = {"dla-care-middle-or-highest", "dla-or-pip-other"} & set(fact.codes)
    possible = 0
    for value in range(fact.size):
        if values >> value & 1:
            held = set(fact.holding(value))
            others = held - benefits
            choices = [set(), *({one} for one in benefits)] if held & benefits else [set()]
            possible |= sum({fact.exactly(others | choice) for choice in choices})
    return possible


def _since_14(question: Question, known: Known, years: int, later: int) -> Values:
    """The weeks in care since 14 of a child who stays in care, at the birthday on which it turns `later`."""
    order = ("none-since-14", "under-13-weeks", "13-weeks-none-after-16", "13-weeks-some-after-16")
    enough = order[3] if later >= 16 else order[2]
    if later - max(years + 1, 14) >= 1:  # a whole year in care since 14
        return question.fact.having([enough])
    today = known.get(_AFTER_14, question.fact.everything)
    first = min(n for n, code in enumerate(order) if today & question.fact.having([code]))
    return question.fact.having({code for code in order[:3] if order.index(code) >= first} | {enough})
