"""What a result of a search says about an offer in a few words: who gives it, where, to whom, how, and how fresh it is."""

from collections.abc import Iterator

from directory.models import ARRANGEMENTS_STATED, NATIONS, UNITED_KINGDOM, Catalogue, Freshness, Service, Stated
from directory.search import Hit
from directory.web.filters import day
from directory.web.languages import gettext, ngettext
from directory.web.search_words import arrangement_names, delivery_names, kind_names
from directory.web.texts import english, name

_MOST_NAMED = 3
_WHOLE_UK = {"england", "wales", "scotland", "northern-ireland"}


def about(catalogue: Catalogue, hit: Hit) -> Iterator[str]:
    """The short facts about what was found, each complete in itself, in the order in which they are shown."""
    offer = hit.offer
    yield kind_names()[offer.kind.value]
    yield name(catalogue.organizations[offer.organization])
    yield from area_words(catalogue, offer.areas)
    if offer.service:
        yield from who_words(offer.service)
        yield from (delivery_names()[way.value] for way in offer.service.delivery)
    yield gettext("Checked on %(date)s", date=day(offer.assured_date))
    if hit.freshness is Freshness.DUE:
        yield gettext("Check before you go")
    elif hit.freshness is Freshness.OLD:
        yield gettext("Old: check first")


def area_words(catalogue: Catalogue, areas: tuple[str, ...]) -> list[str]:
    """Where an offer is there: nations or councils by name, or how many councils where that would be long."""
    if UNITED_KINGDOM in areas or set(areas) >= _WHOLE_UK:
        return [gettext("All of the United Kingdom")]
    nations = [gettext(NATIONS[area]) for area in areas if area in NATIONS]
    councils = [english(catalogue.councils[area].name) for area in areas if area in catalogue.councils]
    if len(councils) > _MOST_NAMED:
        return [*nations, ngettext("%(num)s council area", "%(num)s council areas", len(councils))]
    return [*nations, *councils]


def who_words(service: Service) -> Iterator[str]:
    """For which legal arrangements a service is, as its source says; where that is silent, to ask."""
    by = {said: [code for code in ARRANGEMENTS_STATED if service.stated.get(code) is said] for said in Stated}
    if len(by[Stated.NAMED]) + len(by[Stated.OPEN]) == len(ARRANGEMENTS_STATED):
        yield gettext("For every legal arrangement")
    elif 0 < len(by[Stated.NAMED]) <= _MOST_NAMED:
        yield gettext("For: %(list)s", list=_names(by[Stated.NAMED]))
    elif by[Stated.NAMED]:
        yield gettext("For most legal arrangements")
    else:
        yield gettext("Ask if it is for you")
    if by[Stated.EXCLUDED]:
        yield gettext("Not for: %(list)s", list=_names(by[Stated.EXCLUDED]))


def _names(codes: list[str]) -> str:
    return ", ".join(arrangement_names()[code] for code in codes)


def miles_words(miles: float) -> str:
    """How far, in whole miles: it is measured from the middle of a postcode's sector."""
    whole = round(miles)
    return (
        ngettext("About %(num)s mile away", "About %(num)s miles away", whole) if whole else gettext("Less than a mile away")
    )
