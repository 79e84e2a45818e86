"""What the search room is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from directory.models import ENGLISH, Freshness, Offer
from directory.truth import Verdict

ARRANGEMENT, CATEGORY, AREA, KIND, PROVIDER = "arrangement", "category", "area", "kind", "provider"
DELIVERY, COST, LANGUAGE, FRESHNESS, RECOMMENDATION = "delivery", "cost", "language", "freshness", "recommendation"
FACETS = (ARRANGEMENT, CATEGORY, AREA, KIND, PROVIDER, DELIVERY, COST, LANGUAGE, FRESHNESS, RECOMMENDATION)

PLACE, COUNTRY, REMOTE, LESS, ELSEWHERE = "place", "country", "remote", "less", "elsewhere"

Facets = Mapping[str, Mapping[str, int]]
"""How many offers there would be with each value: facet to value to number."""


class SearchFault(Exception):
    """A search index cannot be opened, or belongs to another build: make the build again."""


class Note(Enum):
    """What of a query was left out: it was too long, had too many words, or its last word begins too many others."""

    CUT_LONG = "cut-long"
    CUT_WORDS = "cut-words"
    CUT_PREFIX = "cut-prefix"


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. `areas`: slugs that they can live in; `point`: latitude and longitude in degrees (WGS84);
    `filters`: facet to values, of which an offer has at least one. `exact`: never look for other words than these."""

    text: str = ""
    language: str = ENGLISH
    areas: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 1
    per_page: int = 20
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known besides. With `verdicts` (by slug) an offer whose verdict is no is left out; one without stays."""

    today: date
    verdicts: Mapping[str, Verdict] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer that was found. `group`: it serves the place (place), the whole country, the whole country by phone or online
    (remote, only where a place was chosen), or somewhere else; or its words fit far less well (less). `miles`: to the
    nearest of its places. `snippet`: pieces of its text, each with whether it is one of the words looked for."""

    offer: Offer
    miles: float | None
    group: str
    snippet: tuple[tuple[str, bool], ...]
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what was found: place first, then country and remote, then elsewhere. `corrected_to`: the words that were
    tried instead, where nothing has the ones that were typed. `pages` is 1 where there is nothing."""

    total: int
    hits: tuple[Hit, ...]
    facets: Facets
    page: int
    pages: int
    corrected_to: str | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to look for. `kind`: offer or category, with its slug; or concept, whose `slug` is empty."""

    label: str
    kind: str
    slug: str = ""
