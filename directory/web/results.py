"""The results: every offer with its verdict, the reason, the source and the next step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.checker import Finding, Household, may_be_put, questions_left
from directory.models import Offer, OfferKind, Question, TaxonomyTerm
from directory.truth import Strength, Verdict
from directory.web import answers, wording
from directory.web.carrying import carried
from directory.web.site import Site, the_site, today

bp = Blueprint("results", __name__)
GROUPS = ("should", "assessment", "discretion", "open", "maybe", "failed", "no")
_MOST = 40  # results of one group on a page: a phone must be able to show it, and a person to read it
_GROUP_OF = {
    Strength.DUTY: "should",
    Strength.BENEFIT: "should",
    Strength.ASSESSMENT: "assessment",
    Strength.DISCRETION: "discretion",
    Strength.OPEN: "open",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that would settle a maybe, the child that it is about, and whether the reader was not sure of it."""

    question: Question
    child: str | None
    not_sure: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One offer as a reader sees it, for the children for whom it is the same."""

    offer: Offer
    group: str
    strength: Strength
    verdict: Verdict
    because: tuple[wording.Line, ...]
    different: tuple[wording.Line, ...]
    legal: bool
    outside: bool
    missing: tuple[Missing, ...]
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A group of results, by the first category of each offer. `total` counts also those that are not shown yet."""

    terms: tuple[tuple[TaxonomyTerm, list[Result]], ...]
    total: int
    shown: int


@bp.get("/check/results")
def results() -> str | Response:
    """What the reader can get, as far as the answers tell. Of a long group the first part, unless all of it is asked for."""
    household = answers.household()
    if not household.has_answered:
        return redirect(url_for("interview.start"), 303)
    site = the_site()
    following = next(questions_left(site.checker, household), None)
    return render_template(
        "results.html",
        groups=_sections(site, household, whole=request.args.get("all", "")),
        following=following,
        rows=answers.given_so_far(),
        numbers=answers.numbers(),
        household=household,
        today=today(),
        carried=carried(),
        left_out=request.args.get("opened", type=int),
    )


def _sections(site: Site, household: Household, whole: str) -> dict[str, Section]:
    """The results by group. Services have the directory. Reasons are worked out only for what is shown."""
    findings = [one for one in site.checker.check(household) if one.offer.kind is OfferKind.ENTITLEMENT]
    order = {slug: place for place, slug in enumerate(site.catalogue.categories)}
    findings.sort(key=lambda one: order[one.offer.categories[0]])
    groups = {group: [one for one in findings if group_of(one) == group] for group in GROUPS}
    return {
        group: _section(site, household, some, len(some) if whole == group else _MOST)
        for group, some in groups.items()
        if some
    }


def _section(site: Site, household: Household, findings: list[Finding], most: int) -> Section:
    shown = together(result(site, finding, household) for finding in findings[:most])
    categories = site.catalogue.categories.items()
    terms = [(term, [one for one in shown if one.offer.categories[0] == slug]) for slug, term in categories]
    offers = {finding.offer.slug for finding in findings}
    return Section(tuple((term, some) for term, some in terms if some), len(offers), min(most, len(findings)))


def result(site: Site, finding: Finding, household: Household) -> Result:
    """A finding with its reasons in words."""
    explanation = site.checker.explain(finding, household)
    return Result(
        offer=finding.offer,
        group=group_of(finding),
        strength=finding.strength,
        verdict=finding.verdict,
        because=wording.because(site.checker, finding, explanation, household),
        different=wording.different(site.checker, explanation),
        legal=wording.needs_a_court_or_council(site.catalogue, explanation),
        outside=explanation.outside,
        missing=tuple(_missing(site, finding, household)),
        children=(finding.child,) if finding.child else (),
    )


def _missing(site: Site, finding: Finding, household: Household) -> Iterator[Missing]:
    """What would settle a maybe, without the questions that are only put after another one is answered."""
    questions, child = site.catalogue.questions, household.child(finding.child)
    asked = household.carer.asked | (child.answers.asked if child else frozenset())
    for key in finding.missing:
        if may_be_put(questions[key], household.known(child), questions):
            yield Missing(questions[key], finding.child, key in asked)


def group_of(finding: Finding) -> str:
    """The group of results that a finding belongs to."""
    if finding.failed:
        return "failed"
    if finding.verdict is Verdict.YES:
        return _GROUP_OF[finding.strength]
    return str(finding.verdict.value)


def together(found: Iterable[Result]) -> list[Result]:
    """One result for all children for whom everything in it is the same."""
    merged: dict[object, Result] = {}
    for one in found:
        questions = tuple(missing.question.key for missing in one.missing)
        same = (one.offer.slug, one.group, one.strength, one.because, one.different, questions)
        if same in merged:
            first = merged[same]
            merged[same] = Result(**{name: getattr(first, name) for name in _SHARED}, children=first.children + one.children)
        else:
            merged[same] = one
    return list(merged.values())


_SHARED = ("offer", "group", "strength", "verdict", "because", "different", "legal", "outside", "missing")
