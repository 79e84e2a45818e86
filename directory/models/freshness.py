"""How fresh an offer is: checked, due for a check, or old."""

import re
from datetime import date, timedelta
from enum import StrEnum

from directory.models.offer import Offer

_SOON = timedelta(days=60)
_OLD_PAGE = 3  # years: a page that nobody dated later than this is taken to be old


class Freshness(StrEnum):
    """Checked: nothing speaks against it. Due: check before you go. Old: the page or the check is out of date."""

    CHECKED = "checked"
    DUE = "due"
    OLD = "old"


def freshness(offer: Offer, today: date) -> Freshness:
    """How fresh an offer is on a day."""
    if offer.review_by < today or _pages_are_old(offer, today):
        return Freshness.OLD
    if offer.review_by - today <= _SOON or (offer.service and offer.service.check_first):
        return Freshness.DUE
    return Freshness.CHECKED


def _pages_are_old(offer: Offer, today: date) -> bool:
    """Whether every source says how old it is, and none is newer than three years."""
    years = [re.match(r"\d{4}", source.page_date) for source in offer.sources if source.url]
    return bool(years) and all(year and int(year[0]) <= today.year - _OLD_PAGE for year in years)
