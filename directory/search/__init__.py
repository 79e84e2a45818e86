"""The search room: index a build, and find offers in it by words, filters and place."""

from directory.models import Concept
from directory.search.engine import SearchIndex
from directory.search.records import (
    COUNTRY,
    ELSEWHERE,
    FACETS,
    LESS,
    PLACE,
    REMOTE,
    Facets,
    Hit,
    Knowledge,
    Note,
    Page,
    Query,
    SearchFault,
    Suggestion,
)
from directory.search.writing import write_index

SEARCH = "search"  # the folder of the index in a build

__all__ = [
    "COUNTRY",
    "ELSEWHERE",
    "FACETS",
    "LESS",
    "PLACE",
    "REMOTE",
    "SEARCH",
    "Concept",
    "Facets",
    "Hit",
    "Knowledge",
    "Note",
    "Page",
    "Query",
    "SearchFault",
    "SearchIndex",
    "Suggestion",
    "write_index",
]
