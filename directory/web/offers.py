"""The page of one offer, with "Can I get this?"."""

from difflib import get_close_matches

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from directory.checker import next_question
from directory.models import Offer
from directory.rules import EVERYONE
from directory.web import answers, wording
from directory.web.results import result, together
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
        similar=_similar(found) if found.service else (),
        **_for_the_reader(found),
    )


def _for_the_reader(found: Offer) -> dict[str, object]:
    """What the answers given so far say about this offer, and whether a question would tell more."""
    site, household = the_site(), answers.household()
    answered = bool(household.areas or household.carer.asked or household.children)
    findings = site.checker.check(household, [found]) if answered else []
    return {
        "results": together(result(site, finding, household) for finding in findings),
        "following": next_question(site.checker, household, [found]),
        "numbers": answers.numbers(),
        "household": household,
    }


def _similar(found: Offer) -> list[Offer]:
    """Up to five other services about the same thing in the same place."""
    offers = the_site().catalogue.offers.values()
    like = [one for one in offers if one.service and one.slug != found.slug and set(one.areas) & set(found.areas)]
    shared = {one.slug: len(set(one.categories) & set(found.categories)) for one in like}
    return sorted((one for one in like if shared[one.slug]), key=lambda one: -shared[one.slug])[:5]


def _gone(slug: str) -> tuple[str, int]:
    offers = the_site().catalogue.offers
    near = [offers[name] for name in get_close_matches(slug[:100], list(offers), n=3, cutoff=0.3)]
    return render_template("gone.html", near=near), 404
