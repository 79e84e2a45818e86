"""The comparison: every entitlement in every column, each distinct rule judged once for a column at most."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from directory.checker import Checker, Child, Household
from directory.compare.alternatives import Alternative, Alternatives
from directory.compare.difference import may_differ
from directory.models import Offer, OfferKind
from directory.rules import Known, Rule, judge
from directory.truth import Strength, Verdict

log = logging.getLogger(__name__)
_NOBODY = Child("1")
_Said = tuple[Verdict, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What an entitlement says in one column, as the checker says it. `failed`: a fault of ours, never a no."""

    verdict: Verdict
    strength: Strength
    missing: tuple[str, ...]
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One entitlement, and its cell in each column by the name of the column. `differs`: not certainly the same in all."""

    offer: Offer
    cells: Mapping[str, Cell]
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All columns, and all rows in the order of the catalogue."""

    columns: tuple[Alternative, ...]
    rows: tuple[Row, ...]

    @property
    def current(self) -> Alternative | None:
        """The column of the arrangement that there is now, where that is known."""
        return next((column for column in self.columns if column.current), None)

    def column(self, slug: str) -> Alternative | None:
        """The column of this name."""
        return next((column for column in self.columns if column.slug == slug), None)


class Comparer:
    """Compares the arrangements for a household. Made once for a catalogue, it holds nothing about anybody."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.alternatives = Alternatives(checker)

    def compare(self, household: Household, child: str | None = None) -> Comparison:
        """What every entitlement for this area says in every column, for this child or else the first one."""
        columns = self.alternatives.of(household, household.child(child) or _NOBODY)
        cells = _Cells(self.checker, columns)
        offers = self.checker.coverage.offers(household.areas)
        rows = (cells.row(offer, household) for offer in offers if offer.kind is OfferKind.ENTITLEMENT)
        return Comparison(columns, tuple(rows))


class _Cells:
    """The cells of one household. Each distinct rule is judged once for a column, and not at all where nothing that matters
    to it is other than in the first column. Offers with the same rules in the same place share their cells."""

    def __init__(self, checker: Checker, columns: tuple[Alternative, ...]) -> None:
        self.checker = checker
        self.columns = columns
        self.judges = [judge(checker.diagrams, column.known) for column in columns]
        self.other_than_first = [_differing(columns[0].known, column.known) for column in columns]
        self.apart = frozenset().union(*(column.own for column in columns))
        self.settled: dict[tuple[Rule, str], list[_Said]] = {}
        self.found: dict[object, tuple[Mapping[str, Cell], bool]] = {}

    def row(self, offer: Offer, household: Household) -> Row:
        """The row of one offer."""
        rule, place = self.checker.rules[offer.slug], self.checker.coverage.verdict(offer, household.areas)
        same = (rule, place.value, offer.strength, self.checker.stronger.get(offer.slug))
        if same not in self.found:
            self.found[same] = self._cells(offer, rule, place)
        cells, differs = self.found[same]
        return Row(offer, cells, differs)

    def _cells(self, offer: Offer, rule: Rule, place: Verdict) -> tuple[Mapping[str, Cell], bool]:
        """The cell in each column, and whether they can differ."""
        try:
            some = self._some(offer, rule, place)
            differs = self._differ(rule, some)
        except Exception as error:
            # Only its type is logged: its message could hold an answer. To the reader it is never a no.
            log.error("could not compare %s: %s", offer.slug, type(error).__name__)
            some, differs = [Cell(Verdict.MAYBE, offer.strength, (), failed=True)] * len(self.columns), True
        return dict(zip((column.slug for column in self.columns), some, strict=True)), differs

    def _some(self, offer: Offer, rule: Rule, place: Verdict) -> list[Cell]:
        first: Cell | None = None
        cells, said = [], self._said(rule, place)
        for (verdict, missing), judged in zip(said, self.judges, strict=True):
            strength = self.checker.strength(offer, judged)
            if first is None or verdict is not first.verdict or strength is not first.strength or missing != first.missing:
                cells.append(Cell(verdict, strength, missing))
                first = first or cells[0]
            else:
                cells.append(first)
        return cells

    def _said(self, rule: Rule, place: Verdict) -> list[_Said]:
        """What a rule says in each column."""
        if (rule, place.value) not in self.settled:
            support, settled = self.checker.diagrams.support(rule), self.checker.settled
            first = settled(rule, place, self.judges[0])
            self.settled[rule, place.value] = [
                first if support.isdisjoint(facts) else settled(rule, place, judged)
                for judged, facts in zip(self.judges, self.other_than_first, strict=True)
            ]
        return self.settled[rule, place.value]

    def _differ(self, rule: Rule, some: list[Cell]) -> bool:
        first = some[0]
        if any(worth(cell) != worth(first) for cell in some if cell is not first):
            return True
        if first.verdict is not Verdict.MAYBE or self.apart.isdisjoint(self.checker.diagrams.support(rule)):
            return False
        return any(may_differ(self.checker.diagrams, rule, self.columns[0], other) for other in self.columns[1:])


def worth(cell: Cell) -> tuple[Verdict, Strength | None]:
    """The verdict, and for a yes what it is worth."""
    return cell.verdict, cell.strength if cell.verdict is Verdict.YES else None


def _differing(one: Known, other: Known) -> frozenset[str]:
    """The facts of which not the same is known."""
    return frozenset(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
