"""What of an offer is searched, in each language."""

import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping

from directory.models import ENGLISH, Catalogue, Offer, Service, Text
from directory.search.analysis import LANGUAGES, join_phones

OPEN_TO = "open_to.json"  # of an index: its form, its offers, and to whom each is open
FORM = 5  # raise it when the analysis changes, so that every offer is indexed again
BETWEEN = "\x1e"  # between the parts of a document
WEIGHTS = (4.0, 2.0, 1.0, 4.0)  # of a word in the title, the summary, the rest, and among those that people type


def documents(catalogue: Catalogue, offer: Offer) -> dict[str, str]:
    """Language to what is searched in it: title, summary, rest, what people type."""
    written = [language for language in LANGUAGES if language in offer.texts]
    return {language: BETWEEN.join(_parts(catalogue, offer, offer.texts[language])) for language in written}


def fingerprint(document: Mapping[str, str]) -> str:
    """The same for two documents only if they are indexed alike."""
    return hashlib.sha256(json.dumps([FORM, document], sort_keys=True).encode()).hexdigest()


def plain(body: str) -> str:
    """The words of safe HTML.

    >>> plain("<p>Ask &amp; <em>tell</em></p>")
    'Ask & tell'
    """
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _parts(catalogue: Catalogue, offer: Offer, text: Text) -> tuple[str, str, str, str]:
    rest = [text.who_decides, text.next_step, *text.not_checked, *text.unsure, plain(text.body)]
    if text.locale == ENGLISH:
        rest += [catalogue.organizations[offer.organization].name, *offer.legal_basis]
        rest += [catalogue.categories[category].name for category in offer.categories]
        rest += _of_service(offer.service) if offer.service else []
    return text.title, text.summary, join_phones("\n".join(rest)), "\n".join(text.words)


def _of_service(service: Service) -> Iterator[str]:
    yield from (service.who_note, service.referral, service.languages, service.accessibility, service.email, service.url)
    for phone in service.phones:
        yield from (phone.number, phone.note)
    for location in service.locations:
        yield from (location.name, location.address, location.postcode)
