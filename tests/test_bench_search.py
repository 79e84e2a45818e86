"""The engines that search is compared with do the same work as ours."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.load import Load, _load
from bench.search import DAY, cases_for
from bench.search_engines import Answer, Case, Fts5, Ours
from bench.tantivy import Tantivy
from bench.worded import worded
from directory.models import Catalogue
from directory.search.writing import write_index


@pytest.fixture(scope="module")
def made_up(catalogue: Catalogue) -> Catalogue:
    return worded(catalogue, 200)


@pytest.fixture(scope="module")
def ours(made_up: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Ours:
    folder = tmp_path_factory.mktemp("ours") / "index"
    write_index(made_up, folder)
    return Ours(made_up, folder)


def one_word(made_up: Catalogue, catalogue: Catalogue) -> list[Case]:
    cases = cases_for(made_up, catalogue, 5)
    return [Case(replace(case.query, text=word), case.knowledge) for case in cases for word in ("school", "money")]


def same(one: Answer, other: Answer) -> bool:
    return (one.total, one.counts) == (other.total, other.counts) and len(one.best) == len(other.best)


def test_sqlite_finds_and_counts_the_same_for_one_word(
    made_up: Catalogue, catalogue: Catalogue, ours: Ours, tmp_path: Path
) -> None:
    sqlite = Fts5(made_up, tmp_path / "sqlite", DAY)
    for case in one_word(made_up, catalogue):
        assert same(ours.page(case), sqlite.page(case))
        assert ours.page(case).total > 10


def test_tantivy_finds_and_counts_the_same_for_one_word(
    made_up: Catalogue, catalogue: Catalogue, ours: Ours, tmp_path: Path
) -> None:
    pytest.importorskip("tantivy")
    tantivy = Tantivy(made_up, tmp_path / "tantivy", DAY)
    assert all(same(ours.page(case), tantivy.page(case)) for case in one_word(made_up, catalogue))


def test_what_wrk_prints_is_read() -> None:
    said = """
      Latency    10.00ms    2.00ms  40.00ms   90.00%
     99%    1.30s
  3000 requests in 10.00s, 30.00MB read
  Socket errors: connect 0, read 1, write 0, timeout 2
  Non-2xx or 3xx responses: 4
Requests/sec:    299.90
"""
    assert _load(said, 6000.0) == Load(rate=299.9, failed=7, p99=1300.0, worked=2.0)
