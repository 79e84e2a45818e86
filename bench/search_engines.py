# ruff: noqa: S608 - the statements are made of our own names only
"""The same page of search results from three engines, each used in its usual way: ours, SQLite FTS5, tantivy."""

import math
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from directory.models import ENGLISH, Catalogue, Location, Offer, freshness
from directory.search import FACETS, Knowledge, Query, SearchIndex
from directory.search.documents import BETWEEN, WEIGHTS, documents
from directory.search.values import values
from directory.truth import Verdict

Counts = dict[str, dict[str, int]]
_FAR = 10.0  # miles that halve a score
_MILES = 3958.8
_REORDERED = 100  # tantivy's own order knows no distance: so many of its best are put in order again

_PARTS = ("title", "summary", "rest", "typed")


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked; `closed`: the offers whose verdict is no."""

    query: Query
    knowledge: Knowledge

    @property
    def closed(self) -> list[str]:
        """The slugs of the offers that are not for this household."""
        return [slug for slug, verdict in (self.knowledge.verdicts or {}).items() if verdict is Verdict.NO]


@dataclass(frozen=True, slots=True)
class Answer:
    """How many were found, how many with each value, and slug and snippet of the best."""

    total: int
    counts: Counts
    best: list[tuple[str, str]]


class Engine(Protocol):
    """What is compared."""

    def page(self, case: Case) -> Answer:
        """The first page for a case."""


class Ours:
    """The engine of the site."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.index = SearchIndex(folder, catalogue, {})

    def page(self, case: Case) -> Answer:
        """The first page for a case."""
        page = self.index.find(case.query, case.knowledge)
        best = [(hit.offer.slug, "".join(text for text, _ in hit.snippet)) for hit in page.hits]
        return Answer(page.total, {facet: dict(found) for facet, found in page.facets.items()}, best)


class Fts5:
    """SQLite: words in an FTS5 table, values of facets in another, one statement for each step."""

    def __init__(self, catalogue: Catalogue, folder: Path, day: date) -> None:
        folder.mkdir()
        self.database = sqlite3.connect(folder / "offers.sqlite")
        self.database.executescript(
            "CREATE VIRTUAL TABLE texts USING fts5(title, summary, rest, typed, tokenize='porter unicode61');"
            "CREATE TABLE offers(id INTEGER PRIMARY KEY, slug TEXT, latitude REAL, longitude REAL);"
            "CREATE TABLE tags(id INTEGER, facet TEXT, value TEXT, PRIMARY KEY(id, facet, value)) WITHOUT ROWID;"
        )
        for number, (offer, parts, tags) in enumerate(_rows(catalogue, day)):
            self.database.execute(
                "INSERT INTO texts(rowid, title, summary, rest, typed) VALUES (?, ?, ?, ?, ?)", (number, *parts)
            )
            self.database.execute("INSERT INTO offers VALUES (?, ?, ?, ?)", (number, offer.slug, *_point(offer)))
            pairs = [(number, facet, value) for facet, some in tags.items() for value in some]
            self.database.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", pairs)
        self.database.executescript("INSERT INTO texts(texts) VALUES ('optimize'); ANALYZE;")
        self.database.commit()

    def page(self, case: Case) -> Answer:
        """The first page for a case."""
        asked = " OR ".join(f'"{word}"' for word in case.query.text.split())
        filters = case.query.filters
        having = ", ".join(
            f"EXISTS (SELECT 1 FROM tags WHERE id = o.id AND facet = '{facet}' AND value IN ({_marks(some)})) AS {facet}"
            for facet, some in filters.items()
        )
        self.database.execute("DROP TABLE IF EXISTS temp.found")
        self.database.execute(
            f"CREATE TEMP TABLE found AS SELECT o.*, bm25(texts, 4, 2, 1, 4) AS score, {having} "
            "FROM texts JOIN offers o ON o.id = texts.rowid "
            f"WHERE texts MATCH ? AND o.slug NOT IN ({_marks(case.closed)})",
            (*(value for some in filters.values() for value in some), asked, *case.closed),
        )
        every = " AND ".join(filters)
        (total,) = self.database.execute(f"SELECT count(*) FROM found WHERE {every}").fetchone()
        return Answer(total, self._counts(filters), self._best(case, every, asked))

    def _counts(self, filters: Mapping[str, frozenset[str]]) -> Counts:
        """How many with each value, under the filters of all other facets."""
        others = {facet: " AND ".join(other for other in filters if other != facet) or "1" for facet in filters}
        kept = " ".join(f"WHEN '{facet}' THEN {rest}" for facet, rest in others.items())
        statement = (
            "SELECT facet, value, count(*) FROM found JOIN tags USING (id) "
            f"WHERE CASE facet {kept} ELSE {' AND '.join(filters)} END GROUP BY facet, value"
        )
        counts: Counts = {facet: {} for facet in FACETS}
        for facet, value, number in self.database.execute(statement):
            counts[facet][value] = number
        return counts

    def _best(self, case: Case, every: str, asked: str) -> list[tuple[str, str]]:
        latitude, longitude = case.query.point or (0.0, 0.0)
        away = (
            f"{_MILES} * acos(min(1, sin(radians(latitude)) * sin(radians(?1)) + "
            "cos(radians(latitude)) * cos(radians(?1)) * cos(radians(longitude - ?2))))"
        )
        best = f"SELECT id FROM found WHERE {every} ORDER BY score / (1 + coalesce({away}, 0) / {_FAR}) LIMIT 10"
        rows = [number for (number,) in self.database.execute(best, (latitude, longitude))]
        shown = self.database.execute(
            "SELECT o.id, o.slug, snippet(texts, -1, '', '', '…', 30) FROM texts JOIN offers o ON o.id = texts.rowid "
            f"WHERE texts MATCH ? AND texts.rowid IN ({_marks(rows)})",
            (asked, *rows),
        )
        pieces = {number: (slug, piece) for number, slug, piece in shown}
        return [pieces[number] for number in rows]


class Tantivy:
    """tantivy through tantivy-py: facets are fast fields, counts are aggregations, a filter is a set of terms."""

    def __init__(self, catalogue: Catalogue, folder: Path, day: date) -> None:
        folder.mkdir()
        self.tantivy = import_module("tantivy")
        schema = self.tantivy.SchemaBuilder()
        for name in _PARTS:
            schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
        for name in ("slug", *FACETS):
            schema.add_text_field(name, stored=name == "slug", fast=True, tokenizer_name="raw", index_option="basic")
        for name in ("latitude", "longitude"):
            schema.add_float_field(name, fast=True)
        self.schema = schema.build()
        self.index = self.tantivy.Index(self.schema, str(folder))
        writer = self.index.writer(heap_size=200_000_000, num_threads=1)
        for offer, parts, tags in _rows(catalogue, day):
            latitude, longitude = _point(offer)
            placed = {"latitude": latitude, "longitude": longitude} if latitude is not None else {}
            texts = dict(zip(_PARTS, parts, strict=True))
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
        boosts = dict(zip(_PARTS, WEIGHTS, strict=True))
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
                (-score / (1 + _miles(place, point) / _FAR), number)
                for number, ((score, _), place) in enumerate(zip(hits, places, strict=True))
            )
        )
        snippets = self.tantivy.SnippetGenerator.create(self.searcher, words, self.schema, "rest")
        documents_ = [self.searcher.doc(addresses[number]) for _, number in near[:10]]
        return [(one["slug"][0], snippets.snippet_from_doc(one).fragment()) for one in documents_]


def _rows(catalogue: Catalogue, day: date) -> Iterator[tuple[Offer, list[str], dict[str, tuple[str, ...]]]]:
    """Each offer with title, summary, the rest and what people type, and its values in each facet."""
    for offer in catalogue.offers.values():
        tags = {**values(catalogue, offer, {}), "freshness": (freshness(offer, day).value,)}
        yield offer, documents(catalogue, offer)[ENGLISH].split(BETWEEN), tags


def _point(offer: Offer) -> tuple[float | None, float | None]:
    place = offer.service.locations[0] if offer.service else Location("")
    return place.latitude, place.longitude


def _marks(some: Any) -> str:
    return ", ".join("?" * len(some))


def _miles(one: tuple[float | None, float | None], other: tuple[float, float]) -> float:
    if one[0] is None or one[1] is None:
        return 0.0
    (north, east), (to_north, to_east) = (
        (math.radians(place[0]), math.radians(place[1])) for place in ((one[0], one[1]), other)
    )
    cosine = math.sin(north) * math.sin(to_north) + math.cos(north) * math.cos(to_north) * math.cos(east - to_east)
    return math.acos(min(1.0, cosine)) * _MILES
