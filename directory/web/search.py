"""The search page: one box, filters with counts, and a place. Everything is in the address, so that it can be shared."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, current_app, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory import searches
from directory.models import ENGLISH, Catalogue, Offer
from directory.web.answers import household
from directory.web.forms import place_fault
from directory.web.languages import the_language
from directory.web.result_words import about, miles_words
from directory.web.search_words import Facet, facet_words
from directory.web.searching import FILTERS, asked_for, filters_of, found
from directory.web.site import the_site

bp = Blueprint("search", __name__)


@bp.get("/search")
def search() -> Response:
    """What is found. Of a postcode only the sector stays in the address: it is shared by thousands of homes."""
    site, asked, place = asked_for()
    if place.sector and place.typed != place.sector.name:
        kept = [(name, value) for name, value in asked.items(multi=True) if name != "near"]
        return redirect(url_for("search.search", **_together([*kept, ("near", place.sector.name)])), 303)
    page = found(site, asked, place)
    chosen = filters_of(asked)
    if not page.total and not chosen and not place.typed and not place.areas:
        _count(asked.get("q", ""))
    facets = facet_words(site.catalogue, page.facets, chosen)
    response = make_response(
        render_template(
            "search.html",
            page=page,
            q=asked.get("q", "").strip()[:200],
            place=place,
            place_fault=place_fault(place.found.miss) if place.found and place.found.miss else "",
            facets=facets,
            tags=_tags(chosen, facets),
            fits=bool(asked.get("fits")),
            can_fit=bool(household().children),
            about=partial(about, site.catalogue),
            miles_words=miles_words,
            advice_lines=partial(advice_lines, site.catalogue),
            untagged=dict.fromkeys(FILTERS),
            address_with=_address_with,
        )
    )
    if place.typed or asked.get("fits"):
        response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/suggest")
def suggest() -> Response:
    """What somebody may mean who has typed this much."""
    index = the_site().search or abort(503)
    found = index.suggest(request.args.get("q", "")[:100], the_language().code)
    response = jsonify([{"label": one.label, "kind": one.kind, "slug": one.slug} for one in found])
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def advice_lines(catalogue: Catalogue) -> list[Offer]:
    """Whom to ring when nothing was found: the general advice lines, the one with the fewest conditions first."""
    lines = [offer for offer in catalogue.offers.values() if offer.service and offer.service.ring_first]
    return sorted(lines, key=lambda offer: len(offer.texts[ENGLISH].not_checked))[:2]


def _count(words: str) -> None:
    """Count words that found nothing by themselves, where the site is set to. A full disk is no reason to show no page."""
    if current_app.config["COUNT_SEARCHES"]:
        try:
            searches.count(current_app.extensions["shelf"].folder, words)
        except OSError as fault:
            current_app.logger.warning("a search could not be counted: %s", fault.strerror)


def _together(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _address_with(**changes: str | None) -> str:
    """This address with some parameters changed; None takes one out, and any change but of the page goes to page 1."""
    kept = _together([(name, value) for name, value in request.args.items(multi=True) if name != "page" and value])
    for name, value in changes.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = [value]
    return url_for("search.search", **kept)


def _tags(chosen: dict[str, frozenset[str]], facets: list[Facet]) -> list[tuple[str, str]]:
    """Each filter that is on: its words, and the address without it."""
    labels = {(facet, value): label for facet, _, values in facets for value, label, _, _ in values}
    tags = []
    for facet in FILTERS:
        for value in sorted(chosen.get(facet, ())):
            rest = [(n, v) for n, v in request.args.items(multi=True) if (n, v) != (facet, value) and n != "page" and v]
            tags.append((labels.get((facet, value), value), url_for("search.search", **_together(rest))))
    return tags
