"""The checker: what each offer says to a household, why, and which question comes next."""

from directory.checker.findings import AREA, Checker, Explanation, Finding
from directory.checker.household import Answers, Child, Household, may_be_put
from directory.checker.interview import Asked, next_question, questions_left
from directory.checker.openness import open_to

__all__ = [
    "AREA",
    "Answers",
    "Asked",
    "Checker",
    "Child",
    "Explanation",
    "Finding",
    "Household",
    "may_be_put",
    "next_question",
    "open_to",
    "questions_left",
]
