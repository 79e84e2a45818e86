"""The search brings up what people mean: tests/relevance/ holds what they type, and what should come."""

from datetime import date

import pytest

from directory.models import Catalogue
from directory.search import Knowledge
from tests.relevance_run import QUERIES as FILES
from tests.relevance_run import Judged, Result, language_of, mean_reciprocal_rank, read_queries, recall, report, run

SETS = {path.stem: read_queries(path) for path in FILES}
LANGUAGE = {path.stem: language_of(path) for path in FILES}
LEAST = {"en": 0.9}  # recall of the others: 0.8
QUERIES = tuple(judged for queries in SETS.values() for judged in queries)


@pytest.fixture(scope="module", params=SETS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def results(name: str, catalogue: Catalogue) -> tuple[Result, ...]:
    return tuple(run(catalogue, Knowledge(date(2026, 11, 23)), SETS[name], LANGUAGE[name]))


def test_there_are_many_queries_and_none_twice() -> None:
    assert len(QUERIES) >= 600
    assert len({(judged.query.lower(), judged.area) for judged in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("judged", QUERIES, ids=lambda judged: judged.query)
def test_what_a_query_should_bring_up_exists(judged: Judged, catalogue: Catalogue) -> None:
    assert 1 <= len(set(judged.expect)) == len(judged.expect) <= 5
    assert set(judged.expect) <= set(catalogue.offers)
    assert not judged.area or judged.area in catalogue.councils


def test_what_people_mean_is_among_the_first_five(name: str, results: tuple[Result, ...]) -> None:
    assert recall(results) >= LEAST.get(LANGUAGE[name], 0.8), "\n".join(report(results))


def test_something_right_comes_first(results: tuple[Result, ...]) -> None:
    assert mean_reciprocal_rank(results) >= 0.75, "\n".join(report(results))


def test_the_figures_are_what_they_say() -> None:
    judged = Judged("bed", "", ("a", "b"))
    none, half, late = Result(judged, ()), Result(judged, ("x", "a")), Result(judged, ("1", "2", "3", "4", "5", "b", "a"))
    assert [result.recall for result in (none, half, late)] == [0, 0.5, 0]
    assert [result.reciprocal_rank for result in (none, half, late)] == [0, 1 / 2, 1 / 6]
    assert recall((none, half)) == 0.25
    assert mean_reciprocal_rank((none, half)) == 0.25
    assert list(report((half,))) == [
        "bed: missed b; came x, a",
        "1 queries: recall@5 0.500, MRR 0.500",
    ]
