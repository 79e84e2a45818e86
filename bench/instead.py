"""What one would write instead: Kleene's logic on the tree, and trying every completion of what is unknown."""

from collections.abc import Mapping
from itertools import product
from math import prod

from directory.rules import AllOf, AnyOf, Condition, Fact, Is, Known, NoneOf, facts_in, holds, members
from directory.truth import Verdict

MOST_COMPLETIONS = 10_000
_ORDER = (Verdict.NO, Verdict.MAYBE, Verdict.YES)
_NUMBER = {verdict: number for number, verdict in enumerate(_ORDER)}


def kleene(condition: Condition, known: Known, facts: Mapping[str, Fact]) -> Verdict:
    """The verdict line by line, with maybe between no and yes. Not exact where a fact stands twice in a rule."""
    return _ORDER[_kleene(condition, known, facts)]


def _kleene(condition: Condition, known: Known, facts: Mapping[str, Fact]) -> int:
    match condition:
        case Is(fact, values):
            possible = known[fact] if fact in known else facts[fact].everything
            return 0 if possible & values == 0 else 2 if possible & ~values == 0 else 1
        case AllOf(parts):
            return min((_kleene(part, known, facts) for part in parts), default=2)
        case AnyOf(parts):
            return max((_kleene(part, known, facts) for part in parts), default=0)
        case NoneOf(parts):
            return 2 - max((_kleene(part, known, facts) for part in parts), default=0)


def brute_force(condition: Condition, known: Known, facts: Mapping[str, Fact]) -> Verdict | None:
    """The verdict by trying every completion of the rule's own facts; None, not tried, where there are too many."""
    keys = sorted(facts_in(condition))
    possible = [list(members(known.get(key, facts[key].everything))) for key in keys]
    if prod(map(len, possible)) > MOST_COMPLETIONS:
        return None
    outcomes: set[bool] = set()
    for numbers in product(*possible):
        outcomes.add(holds(condition, dict(zip(keys, numbers, strict=True))))
        if len(outcomes) == 2:
            return Verdict.MAYBE
    return Verdict.YES if outcomes.pop() else Verdict.NO
