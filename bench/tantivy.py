"""The page of search results from tantivy, where it is installed: see `search_engines`."""

import math
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.search_engines import FAR, MILES, PARTS, Answer, Case, Counts, point_of, rows
from directory.models import Catalogue
from directory.search import FACETS
from directory.search.documents import WEIGHTS

_REORDERED = 100  # tantivy's own order knows no distance: so many of its best are put in order again


class Tantivy:
    """tantivy through tantivy-py: facets are fast fields, counts are aggregations, a filter is a set of terms."""

    def __init__(self, catalogue: Catalogue, folder: Path, day: date) -> None:
        folder.mkdir()
        self.tantivy = import_module("tantivy")
        schema = self.tantivy.SchemaBuilder()
        for name in PARTS:
            schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
        for name in ("slug", *FACETS):
            schema.add_text_field(name, stored=name == "slug", fast=True, tokenizer_name="raw", index_option="basic")
        for name in ("latitude", "longitude"):
            schema.add_float_field(name, fast=True)
        self.schema = schema.build()
        self.index = self.tantivy.Index(self.schema, str(folder))
        writer = self.index.writer(heap_size=200_000_000, num_threads=1)
        for offer, parts, tags in rows(catalogue, day):
            latitude, longitude = point_of(offer)
            placed = {"latitude": latitude, "longitude": longitude} if latitude is not None else {}
            texts = dict(zip(PARTS, parts, strict=True))
            writer.add_document(
                self.tantivy.Document(
                    **{name: list(some) for name, some in tags.items()}, **texts, **placed, slug=offer.slug
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def page(self, case: Case) -> Answer:
        """The first page for a case."""
        make, occur = self.tantivy.Query, self.tantivy.Occur
        boosts = dict(zip(PARTS, WEIGHTS, strict=True))
        words = self.index.parse_query(case.query.text, list(boosts), field_boosts=boosts)
        closed = make.term_set_query(self.schema, "slug", case.closed)
        wanted = {
            facet: make.const_score_query(make.term_set_query(self.schema, facet, list(some)), 0.0)
            for facet, some in case.query.filters.items()
        }

        def without(facet: str) -> Any:
            filters = [(occur.Must, one) for name, one in wanted.items() if name != facet]
            return make.boolean_query([(occur.Must, words), (occur.MustNot, closed), *filters])

        counts = self._counts(without(""), [facet for facet in FACETS if facet not in wanted])
        for facet in wanted:
            counts |= self._counts(without(facet), [facet])
        found = self.searcher.search(without(""), limit=_REORDERED, count=True)
        return Answer(found.count, counts, self._best(found.hits, case, words))

    def _counts(self, query: Any, facets: list[str]) -> Counts:
        asked = {facet: {"terms": {"field": facet, "size": 1000}} for facet in facets}
        found = self.searcher.aggregate(query, asked)
        return {facet: {one["key"]: one["doc_count"] for one in found[facet]["buckets"]} for facet in facets}

    def _best(self, hits: list[tuple[float, Any]], case: Case, words: Any) -> list[tuple[str, str]]:
        addresses = [address for _, address in hits]
        places = zip(*(self.searcher.fast_field_values(name, addresses) for name in ("latitude", "longitude")), strict=True)
        point = case.query.point or (0.0, 0.0)
        near = sorted(
            (
                (-score / (1 + _miles(place, point) / FAR), number)
                for number, ((score, _), place) in enumerate(zip(hits, places, strict=True))
            )
        )
        snippets = self.tantivy.SnippetGenerator.create(self.searcher, words, self.schema, "rest")
        documents_ = [self.searcher.doc(addresses[number]) for _, number in near[:10]]
        return [(one["slug"][0], snippets.snippet_from_doc(one).fragment()) for one in documents_]


def _miles(one: tuple[float | None, float | None], other: tuple[float, float]) -> float:
    if one[0] is None or one[1] is None:
        return 0.0
    (north, east), (to_north, to_east) = (
        (math.radians(place[0]), math.radians(place[1])) for place in ((one[0], one[1]), other)
    )
    cosine = math.sin(north) * math.sin(to_north) + math.cos(north) * math.cos(to_north) * math.cos(east - to_east)
    return math.acos(min(1.0, cosine)) * MILES
