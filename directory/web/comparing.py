"""The comparison for the reader's own answers, or for nobody's."""

from dataclasses import replace

from flask import g

from directory.checker import AREA, Household
from directory.compare import Alternative, Comparison, questions_that_matter
from directory.models import ENGLAND, Arrangement, Question
from directory.web import answers
from directory.web.site import the_site


def comparison(child: str | None) -> Comparison:
    """Every entitlement under every arrangement, for this child of the reader or else the first."""
    if "comparison" not in g:
        g.comparison = the_site().comparer.compare(_household(), child)
    found: Comparison = g.comparison
    return found


def _household() -> Household:
    """The reader's household. Where nobody was asked for the place it is taken to be in England, and the page says so."""
    household = answers.household()
    return household if household.areas or AREA in household.carer.asked else replace(household, areas=(ENGLAND,))


def next_for_comparison(child: str) -> Question | None:
    """The next question that can change a cell; None at the end."""
    return next(questions_that_matter(the_site().checker, comparison(child)), None)


def page_of(column: Alternative) -> Arrangement | None:
    """The page about the arrangement of a column: of those that are true of it, the one that says the most."""
    known = column.known
    true = [
        page
        for page in the_site().catalogue.arrangements.values()
        if all(key in known and known[key] & ~values == 0 for key, values in page.known.items())
    ]
    return max(true, key=lambda page: len(page.known), default=None)
