"""A search as it stands in an address, for the page and for the API: what was asked, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request
from werkzeug.datastructures import MultiDict

from directory.models import Sector
from directory.places import Found
from directory.search import FACETS, Knowledge, Page, Query
from directory.truth import Verdict
from directory.web import answers
from directory.web.languages import the_language
from directory.web.site import Site, the_site, today

FILTERS = tuple(facet for facet in FACETS if facet != "area")
MOST_PER_PAGE = 100
Asked = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: what was typed, the areas that it can be, and the postcode sector if it was a postcode."""

    typed: str
    found: Found | None
    areas: tuple[str, ...]
    sector: Sector | None


def place_of(site: Site, asked: Asked) -> Place:
    """The place in an address: `area` for a council that was chosen, `near` for what was typed."""
    typed = asked.get("near", "").strip()[:100]
    found = site.places.find(typed) if typed else None
    chosen = tuple(slug for slug in asked.getlist("area") if slug in site.catalogue.councils)
    known = (found.area,) if found and found.area and found.area in site.catalogue.councils else ()
    return Place(typed, found, chosen or known, site.places.sector(typed))


def filters_of(asked: Asked) -> dict[str, frozenset[str]]:
    """The filters that are on: facet to values."""
    chosen = {facet: frozenset(value[:60] for value in asked.getlist(facet)[:20] if value) for facet in FILTERS}
    return {facet: values for facet, values in chosen.items() if values}


def found(site: Site, asked: Asked, place: Place, per_page: int = 20) -> Page:
    """What is found for an address. With `fits`, without what the answers in the session rule out."""
    index = site.search or abort(503)
    query = Query(
        text=asked.get("q", "")[:1000],
        language=asked.get("lang", the_language().code),
        areas=place.areas,
        point=(place.sector.latitude, place.sector.longitude) if place.sector else None,
        filters=filters_of(asked),
        page=_number(asked.get("page", ""), 1, 10_000),
        per_page=per_page,
        exact=asked.get("exact") == "yes",
    )
    by_answers = asked.get("fits") and not request.path.startswith("/api/")  # the API reads no cookie
    return index.find(query, Knowledge(today(), _verdicts(site) if by_answers else None))


def per_page(asked: Asked) -> int:
    """How many results a page has, as asked for: 1 to 100."""
    return _number(asked.get("per_page", ""), 20, MOST_PER_PAGE)


def _number(text: str, otherwise: int, most: int) -> int:
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 9 else otherwise


def _verdicts(site: Site) -> Mapping[str, Verdict]:
    """What the answers given so far say of each offer: for several children, the best of them."""
    order = (Verdict.NO, Verdict.MAYBE, Verdict.YES)
    best: dict[str, Verdict] = {}
    for finding in site.checker.check(answers.household()):
        slug = finding.offer.slug
        best[slug] = max(best.get(slug, Verdict.NO), finding.verdict, key=order.index)
    return best


def asked_for() -> tuple[Site, Asked, Place]:
    """The site, the parameters of this request, and the place in them."""
    site = the_site()
    return site, request.args, place_of(site, request.args)
