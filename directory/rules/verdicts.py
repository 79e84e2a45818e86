"""Verdicts: what a rule says when only some things are known, and which of the unknown still matter."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from directory.rules.diagrams import NO, YES, Diagrams, Rule, restricted
from directory.rules.facts import Known
from directory.truth import Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says, and the facts that can still change it (none, once it is yes or no)."""

    verdict: Verdict
    missing: frozenset[str]


def judge(diagrams: Diagrams, known: Known) -> Callable[[Rule], Judgement]:
    """A function from a rule to its judgement. Made once for a person, it shares the work between rules.

    The verdict is no only if every completion of what is unknown is no, and yes only if every completion is yes.
    """
    restrict = restricted(diagrams, known)
    settled = {NO: Verdict.NO, YES: Verdict.YES}

    @cache
    def judged(rule: Rule) -> Judgement:
        left, missing = restrict(rule)
        return Judgement(settled.get(left, Verdict.MAYBE), missing)

    return judged


def settles(diagrams: Diagrams, rule: Rule, known: Known) -> bool:
    """Whether what is known is enough for a yes or a no."""
    ends: set[Rule] = set()
    seen: set[Rule] = set()
    waiting = [rule]
    while waiting:
        number = waiting.pop()
        if number in (NO, YES):
            ends.add(number)
            if len(ends) == 2:
                return False
        elif number not in seen:
            seen.add(number)
            possible = known.get(diagrams.fact_of[number], -1)
            waiting.extend(end for values, end in diagrams.edges_of[number] if values & possible)
    return True
