"""The comparison: what each entitlement would say if the legal arrangement were another one. It never ranks."""

from directory.compare.alternatives import NOW, Alternative
from directory.compare.comparison import Cell, Comparer, Comparison, Row
from directory.compare.difference import may_differ
from directory.compare.pairs import Change, changes
from directory.compare.questions import questions_that_matter

__all__ = [
    "NOW",
    "Alternative",
    "Cell",
    "Change",
    "Comparer",
    "Comparison",
    "Row",
    "changes",
    "may_differ",
    "questions_that_matter",
]
