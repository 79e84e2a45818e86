"""Offers, questions and findings as the API gives them."""

from collections.abc import Iterable
from typing import Any

from directory.checker import Finding, Household
from directory.compare import Alternative, Row
from directory.models import ENGLISH, Kind, Offer, Question, Source
from directory.rules import members
from directory.search import Hit
from directory.web import wording
from directory.web.answer_faults import codes_of
from directory.web.comparing import page_of
from directory.web.site import Site, the_site

Json = dict[str, Any]
_NOT_CHECKED = "We could not check this one, because of a fault on our side. Try again later, or ask who decides."


def result(site: Site, finding: Finding, household: Household) -> Json:
    """What one offer says, with the reason and the sources."""
    not_checked = finding.offer.text(ENGLISH).not_checked
    return {
        "offer": finding.offer.slug,
        "title": finding.offer.title,
        "child": finding.child,
        "verdict": finding.verdict.value,
        "strength": finding.strength.value,
        "because": [] if finding.failed else _because(site, finding, household),
        "missing": list(finding.missing),
        "not_checked": [_NOT_CHECKED, *not_checked] if finding.failed else list(not_checked),
        "sources": _sources(finding.offer.sources),
    }


def _because(site: Site, finding: Finding, household: Household) -> list[Json]:
    lines = wording.because(site.checker, finding, site.checker.explain(finding, household), household)
    return [{"fact": line.fact, "sentence": _sentence(site, line)} for line in lines]


def _sentence(site: Site, line: wording.Line) -> str:
    """Of a question with one answer, several sentences are answers of which one is true; else they are all true."""
    asked = site.catalogue.questions[line.fact]
    either = asked.kind is Kind.CHOICE and len(line.sentences) > 1
    return " ".join(("One of these is true:", *line.sentences) if either else line.sentences)


def _sources(sources: Iterable[Source]) -> list[Json]:
    return [
        {"url": source.url, "seen": source.seen.isoformat() if source.seen else None}
        if source.url
        else {"knowledge": source.knowledge}
        for source in sources
        if source.cited
    ]


def summary(offer: Offer) -> Json:
    """An offer in short."""
    return {
        "slug": offer.slug,
        "title": offer.title,
        "kind": offer.kind.value,
        "summary": offer.text(ENGLISH).summary,
        "strength": offer.strength.value,
        "organization": offer.organization,
        "areas": list(offer.areas),
        "categories": list(offer.categories),
        "assured_date": offer.assured_date.isoformat(),
        "review_by": offer.review_by.isoformat(),
    }


def in_full(offer: Offer) -> Json:
    """An offer in full."""
    text = offer.text(ENGLISH)
    return summary(offer) | {
        "body": text.body,
        "who_decides": text.who_decides,
        "next_step": text.next_step,
        "not_checked": list(text.not_checked),
        "unsure": list(text.unsure),
        "legal_basis": list(offer.legal_basis),
        "sources": _sources(offer.sources),
        "recommendations": list(offer.recommendations),
        "recommendations_partial": list(offer.recommendations_partial),
        "confidence": offer.confidence.value,
        "aliases": list(offer.aliases),
    }


def asked(question: Question) -> Json:
    """A question with the codes that answer it."""
    codes = codes_of(the_site().catalogue, question)
    low, high = question.ages
    return {
        "key": question.key,
        "scope": question.scope.value,
        "type": question.kind.value,
        "ask": question.ask,
        "hint": question.hint,
        "why": question.why,
        "not_sure": question.not_sure,
        "only_if": {fact: list(some) for fact, some in question.only_if.items()},
        "codes": [{"code": code, "label": label} for code, label in codes.items()],
        "ages": {"from": low, "to": high} if question.kind is Kind.AGE else None,
    }


def hit_record(hit: Hit, language: str) -> Json:
    """An offer that a search found, in the language that was asked for where it is there."""
    text = hit.offer.text(language)
    return {
        "offer": hit.offer.slug,
        "title": text.title,
        "lang": text.locale,
        "kind": hit.offer.kind.value,
        "summary": text.summary,
        "area": list(hit.offer.areas),
        "miles": None if hit.miles is None else round(hit.miles, 1),
        "freshness": hit.freshness.value,
        "assured_date": hit.offer.assured_date.isoformat(),
    }


def column_record(column: Alternative) -> Json:
    """A column of the comparison, with the answers that it sets."""
    page = page_of(column)
    questions = the_site().catalogue.questions
    return {
        "id": column.slug,
        "title": column.title or (page.text(ENGLISH).title if page else "What you have now"),
        "sets": {key: questions[key].fact.codes[next(members(values))] for key, values in column.sets.items()},
    }


def row_record(row: Row) -> Json:
    """An entitlement in every column. `strength` is what a yes is worth at the least: some columns may give more."""
    return {
        "offer": row.offer.slug,
        "title": row.offer.title,
        "category": row.offer.categories[0],
        "verdicts": {name: cell.verdict.value for name, cell in row.cells.items()},
        "strength": row.offer.strength.value,
        "depends_on": {name: list(cell.missing) for name, cell in row.cells.items()},
    }
