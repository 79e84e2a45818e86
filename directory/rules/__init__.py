"""What a rule is, and what it says of somebody of whom not everything is known."""

from directory.rules.conditions import EVERYONE, AllOf, AnyOf, Condition, Is, NoneOf, facts_in, holds, leaves
from directory.rules.diagrams import NO, YES, Diagrams, Rule
from directory.rules.facts import Fact, Known, Values, members
from directory.rules.reasons import Reason, codes_that_matter, nearest_change, smallest_reason, widened
from directory.rules.verdicts import Judgement, judge

__all__ = [
    "EVERYONE",
    "NO",
    "YES",
    "AllOf",
    "AnyOf",
    "Condition",
    "Diagrams",
    "Fact",
    "Is",
    "Judgement",
    "Known",
    "NoneOf",
    "Reason",
    "Rule",
    "Values",
    "codes_that_matter",
    "facts_in",
    "holds",
    "judge",
    "leaves",
    "members",
    "nearest_change",
    "smallest_reason",
    "widened",
]
