"""The search room: find offers in a build by words, filters and place.

`search.writing` makes the index: a door of its own, so that Whoosh is loaded where builds are made, not by every worker.
"""

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
]
