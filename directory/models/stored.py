"""A catalogue as lines of JSON, and back: first all but the offers, then one offer in each line.

Line by line, so that a large catalogue never stands in memory twice; and equal parts of offers become one again, because
a hundred thousand offers share a few hundred rules, areas and sources.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter

from directory.models.catalogue import Catalogue
from directory.models.offer import Offer, Text
from directory.models.service import Service

Record = TypeVar("Record", Offer, Text, Service)
_CATALOGUE, _OFFER = TypeAdapter(Catalogue), TypeAdapter(Offer)
_SHARED = (
    "eligibility",
    "strength_if",
    "areas",
    "categories",
    "recommendations",
    "recommendations_partial",
    "rates",
    "legal_basis",
    "sources",
    "aliases",
    "organization",
    "assured_date",
    "review_by",
)
_SHARED_OF_SERVICE = ("delivery", "who_note", "check_first", "referral", "cost", "languages", "accessibility", "hours")
_SHARED_WORDS = ("who_decides", "next_step", "not_checked", "unsure", "body", "translation", "words")


def lines_of(catalogue: Catalogue) -> Iterator[bytes]:
    """The lines of a catalogue, without line ends."""
    yield _CATALOGUE.dump_json(replace(catalogue, offers={}))
    for offer in catalogue.offers.values():
        yield _OFFER.dump_json(offer)


def catalogue_of(lines: Iterable[bytes]) -> Catalogue:
    """The catalogue of such lines. ValueError where they are damaged."""
    rest = iter(lines)
    catalogue = _CATALOGUE.validate_json(next(rest, b""))
    shared: dict[Any, Any] = {}
    offers = (_sharing(_OFFER.validate_json(line), shared) for line in rest)
    return replace(catalogue, offers={offer.slug: offer for offer in offers})


def _sharing(offer: Offer, shared: dict[Any, Any]) -> Offer:
    texts = {locale: _with_shared(text, _SHARED_WORDS, shared) for locale, text in offer.texts.items()}
    service = _service_sharing(offer.service, shared) if offer.service else None
    return replace(_with_shared(offer, _SHARED, shared), texts=texts, service=service)


def _service_sharing(service: Service, shared: dict[Any, Any]) -> Service:
    stated = shared.setdefault(tuple(service.stated.items()), service.stated)
    return replace(_with_shared(service, _SHARED_OF_SERVICE, shared), stated=stated)


def _with_shared(record: Record, names: tuple[str, ...], shared: dict[Any, Any]) -> Record:
    parts = {name: getattr(record, name) for name in names}
    return replace(record, **{name: shared.setdefault(part, part) for name, part in parts.items()})


def form() -> bytes:
    """The form of the records: a build made by older code is never taken for one made by newer code."""
    return json.dumps(_CATALOGUE.json_schema()).encode()
