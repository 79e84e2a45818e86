"""The comparison of legal arrangements, without the website: how long eight columns take."""

from dataclasses import replace

from bench.households import households
from bench.timing import Times, race
from directory.checker import Checker, Household
from directory.compare import Comparer
from directory.models import Catalogue, Column

COLUMNS = 8
SHARED, EACH = "each distinct rule once", "the checker, for each column"


def eight_columns(catalogue: Catalogue) -> Catalogue:
    """The catalogue with as many columns as the target asks for: two more arrangements beside those of the content."""
    pattern, arrangement = catalogue.columns["no-order"], catalogue.questions["arrangement"]
    more = {
        code: Column(code, code, {"arrangement": arrangement.fact.having([code])}, {}, {}, pattern.hangs_on)
        for code in ("adoption", "testamentary-guardian")
    }
    columns = dict(list({**catalogue.columns, **more}.items())[:COLUMNS])
    assert len(columns) == COLUMNS
    return replace(catalogue, columns=columns)


def comparisons(checker: Checker, how_many: int, seed: int) -> dict[str, Times]:
    """What it takes to compare for one child: as it is done, and with the checker run on the household of each column."""
    comparer = Comparer(checker)

    def for_each_column(household: Household) -> object:
        columns = comparer.alternatives.of(household, household.children[0])
        return [checker.check(column.household) for column in columns]

    some = [one for one in households(checker.catalogue, how_many, seed) if one.children]
    return race({SHARED: comparer.compare, EACH: for_each_column}, some)
