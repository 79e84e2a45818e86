"""Dates in the content on which something changes for all: amounts that end, and what is confirmed until then only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from directory.checker import Finding
from directory.models import Offer, OfferKind, Rate
from directory.truth import Verdict


class What(StrEnum):
    """What a date means."""

    AMOUNTS = "amounts"  # other amounts hold from this day on
    CONFIRMED = "confirmed"  # nobody has said what holds from this day on


@dataclass(frozen=True, slots=True)
class Dated:
    """A day on which something changes, what it is, and the entitlements that it is about."""

    day: date
    what: What
    offers: tuple[Offer, ...]


def dated(findings: Iterable[Finding], rates: Mapping[str, Rate], today: date) -> list[Dated]:
    """The dates that matter to somebody for whom this was found, the nearest first. A date of a "no" does not matter."""
    found: dict[tuple[date, What], dict[str, Offer]] = {}
    for finding in findings:
        if finding.verdict is not Verdict.NO and finding.offer.kind is OfferKind.ENTITLEMENT:
            for key in _dates(finding.offer, rates, today):
                found.setdefault(key, {})[finding.offer.slug] = finding.offer
    return [
        Dated(day, what, tuple(offers.values())) for (day, what), offers in sorted(found.items(), key=lambda one: one[0])
    ]


def _dates(offer: Offer, rates: Mapping[str, Rate], today: date) -> Iterator[tuple[date, What]]:
    for name in offer.rates:
        for amount in rates[name].on(today) if name in rates else ():
            yield amount.until + timedelta(days=1), What.AMOUNTS
    if offer.confirmed_until and offer.confirmed_until >= today:
        yield offer.confirmed_until + timedelta(days=1), What.CONFIRMED
