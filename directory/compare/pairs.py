"""Pairs: what becomes of each entitlement from one column to another, for certain or perhaps."""

from enum import StrEnum

from directory.checker import Checker
from directory.compare.alternatives import Alternative
from directory.compare.comparison import Comparison, Row, worth
from directory.compare.difference import may_differ
from directory.truth import Verdict


class Change(StrEnum):
    """What becomes of one entitlement. `worth`: it stays, and a yes is worth something else."""

    GAIN = "gain"
    LOSE = "lose"
    WORTH = "worth"
    UNSURE = "unsure"
    SAME = "same"


def changes(checker: Checker, comparison: Comparison, before: Alternative, after: Alternative) -> dict[Change, list[Row]]:
    """Every entitlement by what becomes of it from one column to another."""
    found: dict[Change, list[Row]] = {change: [] for change in Change}
    for row in comparison.rows:
        found[_change(checker, row, before, after)].append(row)
    return found


def _change(checker: Checker, row: Row, before: Alternative, after: Alternative) -> Change:
    one, other = row.cells[before.slug], row.cells[after.slug]
    if one.failed or other.failed:
        return Change.UNSURE
    if Verdict.MAYBE in (one.verdict, other.verdict):
        open_in_both = one.verdict is other.verdict
        rule = checker.rules[row.offer.slug]
        same = open_in_both and not may_differ(checker.diagrams, rule, before, after)
        return Change.SAME if same else Change.UNSURE
    if one.verdict is not other.verdict:
        return Change.GAIN if other.verdict is Verdict.YES else Change.LOSE
    return Change.SAME if worth(one) == worth(other) else Change.WORTH
