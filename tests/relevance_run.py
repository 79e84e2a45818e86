"""How well the search finds what people mean: queries in their own words, and what a good adviser would hand over.

python -m tests.relevance_run      prints every query that misses and what came instead, then the two figures of each set
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from directory.content import read_content
from directory.content.yaml_text import read_yaml
from directory.models import ENGLISH, Catalogue
from directory.search import Knowledge, Query, SearchIndex
from directory.search.writing import write_index
from tests.conftest import OFFERS_DATA

QUERIES = tuple(sorted((Path(__file__).parent / "relevance").glob("*.yaml")))
TOP = 5
DEEPEST = 100  # places that are looked at


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody types, the council that is chosen where one is, and the offers that should come up."""

    query: str
    area: str
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the search made of a query: the slugs that it found, the best first."""

    judged: Judged
    found: tuple[str, ...]

    @property
    def missed(self) -> tuple[str, ...]:
        """What should be among the first, and is not."""
        return tuple(slug for slug in self.judged.expect[:TOP] if slug not in self.found[:TOP])

    @property
    def recall(self) -> float:
        """The share of what should be among the first that is."""
        return 1 - len(self.missed) / len(self.judged.expect[:TOP])

    @property
    def reciprocal_rank(self) -> float:
        """1 / place of the first offer that is expected."""
        return next((1 / place for place, slug in enumerate(self.found, 1) if slug in self.judged.expect), 0.0)


def read_queries(path: Path) -> tuple[Judged, ...]:
    """The queries of a file. Reads every scalar as text."""
    entries, _, faults = read_yaml(path.read_text(encoding="utf-8"))
    assert isinstance(entries, list) and not faults, faults
    return tuple(Judged(entry["query"], entry.get("area", ""), tuple(entry["expect"])) for entry in entries)


def language_of(path: Path) -> str:
    """The language of a file of queries: en_2.yaml is English."""
    return path.stem.partition("_")[0]


def run(catalogue: Catalogue, knowledge: Knowledge, queries: Sequence[Judged], language: str = ENGLISH) -> Iterator[Result]:
    """Index a catalogue in a folder of its own, and ask it every query, on pages of a language."""
    with tempfile.TemporaryDirectory() as folder:
        write_index(catalogue, Path(folder) / "index")
        index = SearchIndex(Path(folder) / "index", catalogue, catalogue.terms)
        for judged in queries:
            areas = (judged.area,) if judged.area else ()
            page = index.find(Query(judged.query, language, areas, per_page=DEEPEST), knowledge)
            yield Result(judged, tuple(hit.offer.slug for hit in page.hits))


def recall(results: Sequence[Result]) -> float:
    """The mean over all queries of the share that is found among the first."""
    return sum(result.recall for result in results) / len(results)


def mean_reciprocal_rank(results: Sequence[Result]) -> float:
    """The mean over all queries of 1 / place of the first offer that is expected."""
    return sum(result.reciprocal_rank for result in results) / len(results)


def report(results: Sequence[Result]) -> Iterator[str]:
    """A line for each query that misses something, and for each whose first offer is not an expected one; the figures."""
    for result in results:
        if result.recall < 1 or result.reciprocal_rank < 1:
            where = f" [{result.judged.area}]" if result.judged.area else ""
            missed = f"missed {', '.join(result.missed)}; " if result.missed else "late: "
            yield f"{result.judged.query}{where}: {missed}came {', '.join(result.found[:TOP]) or 'nothing'}"
    yield f"{len(results)} queries: recall@{TOP} {recall(results):.3f}, MRR {mean_reciprocal_rank(results):.3f}"


def main() -> int:
    """Run all queries over the real content."""
    today = datetime.now(UTC).date()
    catalogue = read_content(OFFERS_DATA, today).catalogue
    assert catalogue, "offers_data has faults: run kinship-offer check"
    for path in QUERIES:
        sys.stdout.write(f"{path.name}\n")
        for line in report(tuple(run(catalogue, Knowledge(today), read_queries(path), language_of(path)))):
            sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
