# ruff: noqa: S608 - the statements are made of our own names only
"""The same page of search results from two engines, each used in its usual way: ours, and SQLite FTS5."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from directory.models import ENGLISH, Catalogue, Location, Offer, freshness
from directory.search import FACETS, Knowledge, Query, SearchIndex
from directory.search.documents import BETWEEN, documents
from directory.search.values import values
from directory.truth import Verdict

Counts = dict[str, dict[str, int]]
FAR = 10.0  # miles that halve a score
MILES = 3958.8

PARTS = ("title", "summary", "rest", "typed")


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
        for number, (offer, parts, tags) in enumerate(rows(catalogue, day)):
            self.database.execute(
                "INSERT INTO texts(rowid, title, summary, rest, typed) VALUES (?, ?, ?, ?, ?)", (number, *parts)
            )
            self.database.execute("INSERT INTO offers VALUES (?, ?, ?, ?)", (number, offer.slug, *point_of(offer)))
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
            f"{MILES} * acos(min(1, sin(radians(latitude)) * sin(radians(?1)) + "
            "cos(radians(latitude)) * cos(radians(?1)) * cos(radians(longitude - ?2))))"
        )
        best = f"SELECT id FROM found WHERE {every} ORDER BY score / (1 + coalesce({away}, 0) / {FAR}) LIMIT 10"
        rows = [number for (number,) in self.database.execute(best, (latitude, longitude))]
        shown = self.database.execute(
            "SELECT o.id, o.slug, snippet(texts, -1, '', '', '…', 30) FROM texts JOIN offers o ON o.id = texts.rowid "
            f"WHERE texts MATCH ? AND texts.rowid IN ({_marks(rows)})",
            (asked, *rows),
        )
        pieces = {number: (slug, piece) for number, slug, piece in shown}
        return [pieces[number] for number in rows]


def rows(catalogue: Catalogue, day: date) -> Iterator[tuple[Offer, list[str], dict[str, tuple[str, ...]]]]:
    """Each offer with title, summary, the rest and what people type, and its values in each facet."""
    for offer in catalogue.offers.values():
        tags = {**values(catalogue, offer, {}), "freshness": (freshness(offer, day).value,)}
        yield offer, documents(catalogue, offer)[ENGLISH].split(BETWEEN), tags


def point_of(offer: Offer) -> tuple[float | None, float | None]:
    place = offer.service.locations[0] if offer.service else Location("")
    return place.latitude, place.longitude


def _marks(some: Any) -> str:
    return ", ".join("?" * len(some))
