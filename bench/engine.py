"""The checker without the website: speed for one household, and how exact and how fast other ways are."""

from collections.abc import Callable
from dataclasses import dataclass

from bench import dd_package
from bench.households import households
from bench.instead import brute_force, kleene
from bench.timing import Times, race
from directory.checker import Checker, Household, next_question
from directory.models import Catalogue
from directory.rules import Condition, Judgement, Known, judge
from directory.truth import Verdict

Answer = Judgement | Verdict | None
CHOSEN = "our diagrams: verdict and what matters"
ONCE, ONE_BY_ONE = "each distinct rule once", "each offer by itself"


def rules_of(catalogue: Catalogue, checker: Checker) -> dict[int, Condition]:
    """Every distinct rule, with one way in which it is written."""
    found = {checker.rules[offer.slug]: offer.eligibility for offer in catalogue.offers.values()}
    for offer in catalogue.offers.values():
        written = (part.eligibility for part in offer.strength_if)
        found |= {rule: one for (_, rule), one in zip(checker.stronger.get(offer.slug, ()), written, strict=True)}
    return found


def one_request(checker: Checker, how_many: int, seed: int) -> dict[str, Times]:
    """What a request takes: every distinct rule judged, the findings of an area, the next question."""
    rules = list(rules_of(checker.catalogue, checker))

    def every_rule(household: Household) -> None:
        for _, judged in checker.judges(household):
            for rule in rules:
                judged(rule)

    ways: dict[str, Callable[[Household], object]] = {
        "rules": every_rule,
        "findings": checker.check,
        "next": lambda household: next_question(checker, household),
    }
    return race(ways, households(checker.catalogue, how_many, seed))


def sharing(checker: Checker, how_many: int, seed: int) -> dict[str, Times]:
    """The findings of an area as they are made, and with nothing shared between two offers."""

    def one_by_one(household: Household) -> object:
        return [checker.check(household, [offer]) for offer in checker.coverage.offers(household.areas)]

    return race({ONCE: checker.check, ONE_BY_ONE: one_by_one}, households(checker.catalogue, how_many, seed))


@dataclass(frozen=True, slots=True)
class Exactness:
    """How long each way took for all rules, how many verdicts it left open or got otherwise than ours, and of how many."""

    times: dict[str, Times]
    settled_missed: dict[str, int]
    wrong: dict[str, int]
    settled: int
    verdicts: int


def exactness(checker: Checker, how_many: int, seed: int) -> Exactness:
    """Ours against every other way, on the same rules and the same people: some compared first, then others timed."""
    rules, facts = rules_of(checker.catalogue, checker), checker.diagrams.facts
    conditions = list(rules.values())
    some = households(checker.catalogue, how_many * 3, seed)
    everybody = [household.known(household.child(None)) for household in some]
    people, others = everybody[:how_many], everybody[how_many:]

    def ours(known: Known) -> list[Answer]:
        judged = judge(checker.diagrams, known)
        return [judged(rule) for rule in rules]

    ways: dict[str, Callable[[Known], list[Answer]]] = {
        CHOSEN: ours,
        "Kleene on the tree, verdict only": lambda known: [kleene(one, known, facts) for one in conditions],
        "every completion tried, verdict only": lambda known: [brute_force(one, known, facts) for one in conditions],
    }
    ways |= dd_package.ways(conditions, facts)
    expected = [answer for known in people for answer in ours(known)]
    answers = {name: [answer for known in people for answer in way(known)] for name, way in ways.items()}
    return Exactness(
        times=race(ways, others),
        settled_missed={name: sum(map(_missed, expected, some)) for name, some in answers.items()},
        wrong={name: sum(map(_wrong, expected, some)) for name, some in answers.items()},
        settled=sum(_verdict(answer) is not Verdict.MAYBE for answer in expected),
        verdicts=len(expected),
    )


def _verdict(answer: Answer) -> Verdict | None:
    return answer.verdict if isinstance(answer, Judgement) else answer


def _missed(expected: Answer, answer: Answer) -> bool:
    """Whether the other way gave no verdict, or a maybe where the truth is yes or no."""
    return answer is None or (_verdict(answer) is Verdict.MAYBE and _verdict(expected) is not Verdict.MAYBE)


def _wrong(expected: Answer, answer: Answer) -> bool:
    """Whether it said something else that is not a mere maybe, or named other facts as those that matter."""
    if _missed(expected, answer):
        return False
    return expected != answer if isinstance(answer, Judgement) else _verdict(expected) is not answer
