"""Areas: every council of England, what is found there, and what its kinship local offer must contain."""

from functools import partial

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.models import ENGLISH, Council, Offer, OfferKind
from directory.web.alphabets import sort_key
from directory.web.area_map import area_map
from directory.web.forms import place_fault
from directory.web.site import Site, the_site

bp = Blueprint("areas", __name__, url_prefix="/areas")
FIELD = "near"


@bp.get("")
def areas() -> Response:
    """All councils by name; with a postcode or name, the council that it means."""
    site = the_site()
    found = site.places.find(request.args[FIELD]) if FIELD in request.args else None
    if found and found.area in site.catalogue.councils:
        return redirect(url_for("areas.area", slug=found.area), 303)
    councils = sorted(site.catalogue.councils.values(), key=lambda council: sort_key(council.name, ENGLISH))
    page = render_template(
        "areas.html",
        councils=councils,
        typed=request.args.get(FIELD, "")[:100],
        fault=place_fault(found.miss) if found and found.miss else "",
        choices=found.areas if found else (),
    )
    response = make_response(page)
    if found:
        response.headers["Cache-Control"] = "no-store"  # it shows where somebody lives
    return response


@bp.get("/<slug>")
def area(slug: str) -> str:
    """One council: its services by category, and the parts of its local offer that are found among them."""
    site = the_site()
    council = site.catalogue.councils.get(slug) or abort(404)
    offers = _local(site, council)
    return render_template(
        "area.html",
        council=council,
        map_of=partial(area_map, council, offers, site.catalogue.sectors),
        organization=site.catalogue.organizations.get(slug),
        sections=_by_category(site, offers),
        parts=[(part, part.found_in(offers)) for part in site.catalogue.local_offer.values()],
    )


def _local(site: Site, council: Council) -> list[Offer]:
    """The services of this area alone, without those that say that they do not serve kinship carers."""
    local = (offer for offer in site.checker.coverage.offers((council.slug,)) if council.slug in offer.areas)
    return [offer for offer in local if offer.for_carers]


def _by_category(site: Site, offers: list[Offer]) -> list[tuple[str, list[Offer]]]:
    services = [offer for offer in offers if offer.kind is OfferKind.SERVICE]
    sections = [
        (term.name, [offer for offer in services if offer.categories[0] == term.slug])
        for term in site.catalogue.categories.values()
    ]
    return [(name, some) for name, some in sections if some]
