"""The names of filters and of their values, as a reader sees them."""

from collections.abc import Mapping

from babel import Locale
from flask_babel import get_locale

from directory.models import Catalogue
from directory.search import Facets
from directory.web.alphabets import sort_key
from directory.web.filters import same_for_all
from directory.web.languages import gettext

Value = tuple[str, str, int, bool]  # the value, its words, how many offers, whether it is on
Facet = tuple[str, str, list[Value]]  # the filter, its words, its values


def facet_words(catalogue: Catalogue, facets: Facets, chosen: Mapping[str, frozenset[str]]) -> list[Facet]:
    """The filters with something in them: name, words, values."""
    titles, words = same_for_all("filters", caller=lambda: (_titles(), _in_order(_values(catalogue))))
    shown = []
    for facet, title in titles.items():
        names, counts, on = words[facet], facets.get(facet, {}), chosen.get(facet, frozenset())
        known = sorted((*names[value], value) for value in counts.keys() | on if value in names)
        if known:
            shown.append((facet, title, [(value, name, counts.get(value, 0), value in on) for _, name, value in known]))
    return shown


def _in_order(words: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, tuple[int, str]]]:
    """For each value of each filter its place in the order, and its words."""
    return {
        facet: {value: (place, name) for place, (value, name) in enumerate(names.items())} for facet, names in words.items()
    }


def _titles() -> dict[str, str]:
    return {
        "arrangement": gettext("Legal arrangement"),
        "category": gettext("Subject"),
        "kind": gettext("A right, or a service"),
        "delivery": gettext("How you get it"),
        "provider": gettext("Who gives it"),
        "cost": gettext("Cost"),
        "language": gettext("Language spoken"),
        "freshness": gettext("How fresh it is"),
        "recommendation": gettext("What the evidence recommends"),
    }


def _language_names(locale: Locale) -> dict[str, str]:
    """The names of all languages in one of them, by its alphabet."""
    return dict(sorted(locale.languages.items(), key=lambda one: sort_key(one[1], locale.language)))


def arrangement_names() -> dict[str, str]:
    """The legal arrangements that services speak of, by code."""
    return {
        "informal": gettext("No court order"),
        "private-fostering": gettext("Private fostering"),
        "kinship-foster": gettext("Kinship foster care"),
        "special-guardianship-order": gettext("Special guardianship order"),
        "child-arrangements-order": gettext("Child arrangements order"),
        "previously-looked-after": gettext("The child was in care before"),
    }


def delivery_names() -> dict[str, str]:
    """How people get a service, by code."""
    return {
        "phone": gettext("By phone"),
        "online": gettext("Online"),
        "in-person": gettext("In person"),
        "home-visit": gettext("At your home"),
    }


def kind_names() -> dict[str, str]:
    """What an offer is, by code."""
    return {"entitlement": gettext("Right or benefit"), "service": gettext("Service")}


def _values(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    return {
        "arrangement": arrangement_names(),
        "category": {slug: gettext(term.name) for slug, term in catalogue.categories.items()},
        "kind": kind_names(),
        "delivery": delivery_names(),
        "provider": {
            "council": gettext("Council"),
            "government": gettext("Government"),
            "health": gettext("Health service"),
            "voluntary": gettext("Charity or group"),
            "private": gettext("Private"),
        },
        "cost": {"free": gettext("Free"), "other": gettext("See the page"), "not stated": gettext("Not stated")},
        "language": {**_language_names(get_locale()), "interpreter": gettext("Interpreter")},
        "freshness": {
            "checked": gettext("Checked"),
            "due": gettext("Check before you go"),
            "old": gettext("Old: check first"),
        },
        "recommendation": {code: f"{code}: {gettext(one.name)}" for code, one in catalogue.recommendations.items()},
    }
