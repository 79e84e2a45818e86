"""One interview for all columns: the questions whose answers can still change a cell."""

from collections.abc import Iterator

from directory.checker import AREA, Checker, may_be_put
from directory.compare.comparison import Comparison
from directory.models import Question


def questions_that_matter(checker: Checker, comparison: Comparison) -> Iterator[Question]:
    """Every question that can be put now and can change a cell, in the order of asking.

    A question that a column answers itself, or of which it has no use for today's answer, changes nothing there.
    """
    questions, wanted = checker.catalogue.questions, set[str]()
    for column in comparison.columns:
        missing = {key for row in comparison.rows for key in row.cells[column.slug].missing} - column.own
        known, asked = column.known, column.household.carer.asked | column.child.answers.asked
        wanted |= {key for key in missing - asked if key == AREA or may_be_put(questions[key], known, questions)}
    yield from (question for key, question in questions.items() if key in wanted)
