"""How well the search finds what people mean, by the files of queries in tests/relevance/."""

from collections.abc import Iterator
from datetime import UTC, datetime

from directory.models import Catalogue
from directory.search import Knowledge
from tests.relevance_run import QUERIES, language_of, mean_reciprocal_rank, read_queries, recall, run


def section(catalogue: Catalogue) -> str:
    """A table: for each file its language, how many queries, recall@5 and MRR."""
    return "\n".join(_lines(catalogue))


def _lines(catalogue: Catalogue) -> Iterator[str]:
    yield "## What the search finds\n"
    yield "Queries in carers' and workers' words, each with the offers that a good adviser would hand over; `make relevance`"
    yield "names each miss. The thesaurus was tuned on these files: on wording that nobody has tried, expect less.\n"
    yield "| File | Language | Queries | recall@5 | MRR |"
    yield "| --- | --- | --- | --- | --- |"
    knowledge = Knowledge(datetime.now(UTC).date())
    for path in QUERIES:
        language, queries = language_of(path), read_queries(path)
        results = tuple(run(catalogue, knowledge, queries, language))
        name = catalogue.languages[language].name
        yield f"| {path.name} | {name} | {len(results)} | {recall(results):.3f} | {mean_reciprocal_rank(results):.3f} |"
