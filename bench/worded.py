"""Made-up offers for search: words as frequent as in life, with places, and the values of real offers in every facet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random

import numpy as np

from directory.models import ENGLAND, ENGLISH, Catalogue, Council, Delivery, Location, Offer, Text
from directory.search import Query
from directory.search.analysis import words
from directory.search.documents import BETWEEN, documents

SEED = 20261123
FILTERS = {"category": frozenset({"money", "education", "advice"}), "arrangement": frozenset({"informal"})}
_TITLE, _SUMMARY, _BODY = 8, 72, 300  # words
_VOCABULARY = 20_000
_ASKED = slice(20, 400)  # the ranks of the words that queries are made of: neither "the" nor what hardly any offer has
_NATIONAL = 47  # then one for each council in turn: of 100,000 offers, one council sees about 700
_NEAR = 0.2  # degrees from the middle of the council


def worded(real: Catalogue, size: int) -> Catalogue:
    """The real catalogue with `size` made-up offers in place of its own: the same ones whenever it is called."""
    random, councils, patterns = Random(SEED), list(real.councils.values()), list(real.offers.values())  # noqa: S311
    offers = (
        _offer(patterns[number % len(patterns)], councils[number % len(councils)], number, text, random)
        for number, text in enumerate(_texts(real, size))
    )
    return replace(real, offers={offer.slug: offer for offer in offers})


def queries(real: Catalogue, how_many: int, seed: int) -> list[Query]:
    """What people ask of them: three words, two filters, and where they live."""
    random, councils = Random(seed), list(real.councils.values())  # noqa: S311
    asked = vocabulary(real)[_ASKED]
    return [
        Query(" ".join(random.sample(asked, 3)), point=_near(random.choice(councils), random), filters=FILTERS, per_page=10)
        for _ in range(how_many)
    ]


@lru_cache(maxsize=1)
def _counted(texts: tuple[str, ...]) -> list[str]:
    counts = Counter(word.text.lower() for text in texts for word in words(text) if word.text.isalpha())
    return [word for word, _ in counts.most_common()]


def vocabulary(real: Catalogue) -> list[str]:
    """The words of the real offers, the most frequent first, then made-up ones that are rare, as names are."""
    texts = tuple(documents(real, offer)[ENGLISH].replace(BETWEEN, " ") for offer in real.offers.values())
    known = _counted(texts)
    return known + [f"name{number}" for number in range(_VOCABULARY - len(known))]


def _texts(real: Catalogue, size: int) -> Iterator[list[str]]:
    """The words of each offer: the word of rank n is about n times as rare as the first."""
    known = np.array(vocabulary(real))
    weights = np.arange(1, len(known) + 1) ** -0.9
    limits = np.cumsum(weights / weights.sum())
    random = np.random.default_rng(SEED)
    for _ in range(size):
        yield known[np.searchsorted(limits, random.random(_TITLE + _SUMMARY + _BODY) * limits[-1])].tolist()


def _offer(pattern: Offer, council: Council, number: int, text: list[str], random: Random) -> Offer:
    slug = f"offer-{number}"
    service = pattern.service
    if service:
        places = (Location("", latitude=(point := _near(council, random))[0], longitude=point[1]),)
        service = replace(service, delivery=(*service.delivery, Delivery.IN_PERSON), locations=places)
    return replace(
        pattern,
        slug=slug,
        service=service,
        areas=(ENGLAND,) if number < _NATIONAL else (council.slug,),
        texts={ENGLISH: _text(text)},
    )


def _text(some: list[str]) -> Text:
    title, summary, body = some[:_TITLE], some[_TITLE : _TITLE + _SUMMARY], some[_TITLE + _SUMMARY :]
    return Text(ENGLISH, " ".join(title), " ".join(summary), "", "", (), (), f"<p>{' '.join(body)}</p>")


def _near(council: Council, random: Random) -> tuple[float, float]:
    return council.latitude + random.uniform(-_NEAR, _NEAR), council.longitude + random.uniform(-_NEAR, _NEAR)
