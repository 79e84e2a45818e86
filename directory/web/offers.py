"""The page of one offer, with "Can I get this?"."""

from difflib import get_close_matches

from flask import Blueprint, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from directory.checker import next_question
from directory.models import Catalogue, Offer
from directory.rules import EVERYONE
from directory.web import answers, wording
from directory.web.neighbours import nearest, similar
from directory.web.result_words import area_words, miles_words
from directory.web.results import result, together
from directory.web.search_words import arrangement_names
from directory.web.service_words import days_words, same_for_every_arrangement
from directory.web.site import the_site, today

bp = Blueprint("offers", __name__, url_prefix="/offers")


@bp.get("/<slug>")
def offer(slug: str) -> str | Response | tuple[str, int]:
    """Everything about one offer. An old slug leads to the new one; one that is gone, to what is nearest."""
    catalogue = the_site().catalogue
    found = catalogue.offers.get(slug)
    if found is None:
        renamed = next((one for one in catalogue.offers.values() if slug in one.aliases), None)
        return redirect(url_for("offers.offer", slug=renamed.slug), 301) if renamed else _gone(slug)
    return render_template(
        "offer.html",
        offer=found,
        rule=None if found.eligibility == EVERYONE else wording.rule_tree(catalogue, found.eligibility),
        rates=[(rate, rate.on(today())) for rate in (catalogue.rates[name] for name in found.rates)],
        owner_email=_owner_email(catalogue, found),
        **_neighbours(catalogue, found),
        **_for_the_reader(found),
    )


def _owner_email(catalogue: Catalogue, found: Offer) -> str:
    """Who mends the page: the nearest address that a file names, else the site's own."""
    own = found.owner_email or catalogue.organizations[found.organization].owner_email
    return own or str(current_app.config["SITE_EMAIL"])


def _for_the_reader(found: Offer) -> dict[str, object]:
    """What the answers given so far say about this offer, and whether a question would tell more."""
    site, household = the_site(), answers.household()
    findings = site.checker.check(household, [found]) if household.has_answered else []
    return {
        "results": together(result(site, finding, household) for finding in findings),
        "following": next_question(site.checker, household, [found]),
        "numbers": answers.numbers(),
        "household": household,
    }


def _neighbours(catalogue: Catalogue, found: Offer) -> dict[str, object]:
    """For a service: where it is there, and what stands beside it."""
    if not found.service:
        return {}
    near = nearest(catalogue, found)
    return {
        "near": [(other, miles_words(miles)) for other, miles in near],
        "similar": similar(catalogue, found, [other for other, _ in near]),
        "areas": area_words(catalogue, found.areas),
        "council": catalogue.councils.get(found.areas[0]),
        "arrangement_names": arrangement_names,
        "days_words": days_words,
        "same_for_every_arrangement": same_for_every_arrangement(found.service),
    }


def _gone(slug: str) -> tuple[str, int]:
    offers = {name: one for name, one in the_site().catalogue.offers.items() if one.for_carers}
    near = [offers[name] for name in get_close_matches(slug[:100], list(offers), n=3, cutoff=0.3)]
    return render_template("gone.html", near=near), 404
