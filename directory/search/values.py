"""Which values an offer has in each facet. Nothing is made up: where a source is silent there is no value."""

import re
from collections.abc import Iterable, Mapping

from directory.models import ARRANGEMENTS_STATED, Catalogue, Offer, Service, Stated
from directory.search import records as facet

FREE, OTHER, NOT_STATED = "free", "other", "not stated"
INTERPRETER = "interpreter"
_FREE = re.compile(r"free( to [\w ]+)?\.?", re.IGNORECASE)
_GOVERNMENT = "government"
_NO_CHARGE_SEEN = "no charge is mentioned"
_SPOKEN = {
    "english": "en",
    "polish": "pl",
    "urdu": "ur",
    "romanian": "ro",
    "punjabi": "pa",
    "panjabi": "pa",
    "bengali": "bn",
    "bangla": "bn",
    "sylheti": "syl",
    "gujarati": "gu",
    "arabic": "ar",
    "somali": "so",
    "portuguese": "pt",
    "chinese": "zh",
    "mandarin": "zh",
    "cantonese": "yue",
    "welsh": "cy",
    "french": "fr",
    "ukrainian": "uk",
    "turkish": "tr",
    "hindi": "hi",
    "spanish": "es",
    "bsl": "bfi",
    "british sign language": "bfi",
}
_SPOKEN_WORDS = re.compile(rf"\b({'|'.join(_SPOKEN)})\b", re.IGNORECASE)
_INTERPRETERS = re.compile(r"\binterpret|\btranslat|\bmultilingual|\brange of languages", re.IGNORECASE)


def values(catalogue: Catalogue, offer: Offer, open_to: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Facet to the values that an offer has, for all facets but freshness, which changes with the day."""
    service = offer.service
    sector = catalogue.organizations[offer.organization].sector or ("" if service else _GOVERNMENT)
    return {
        facet.ARRANGEMENT: tuple(_arrangements(offer, open_to)),
        facet.CATEGORY: offer.categories,
        facet.AREA: offer.areas,
        facet.KIND: (offer.kind.value,),
        facet.PROVIDER: (sector,) if sector else (),
        facet.DELIVERY: tuple(way.value for way in service.delivery) if service else (),
        facet.COST: (cost(service),) if service else (),
        facet.LANGUAGE: spoken(service.languages) if service else (),
        facet.RECOMMENDATION: offer.recommendations,
    }


def _arrangements(offer: Offer, open_to: Mapping[str, frozenset[str]]) -> Iterable[str]:
    """All but those that are left out: no limit means open to all."""
    if offer.service:
        stated = offer.service.stated
        return [code for code in ARRANGEMENTS_STATED if stated.get(code) is not Stated.EXCLUDED]
    return [code for code in ARRANGEMENTS_STATED if offer.slug not in open_to or code in open_to[offer.slug]]


def cost(service: Service) -> str:
    """Whether a service is free. That no charge was seen is not the same."""
    if _FREE.fullmatch(service.cost.strip()) and "where" not in service.cost:
        return FREE
    return OTHER if service.cost and not service.cost.lower().startswith(_NO_CHARGE_SEEN) else NOT_STATED


def spoken(sentence: str) -> tuple[str, ...]:
    """The codes of the languages (ISO 639) that a sentence names, and whether there are interpreters.

    >>> spoken("Website in English and Welsh; local offices can often use a telephone interpreter")
    ('en', 'cy', 'interpreter')
    """
    named = [_SPOKEN[name.lower()] for name in _SPOKEN_WORDS.findall(sentence)]
    return tuple(dict.fromkeys([*named, *([INTERPRETER] if _INTERPRETERS.search(sentence) else [])]))
