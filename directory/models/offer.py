"""An offer: one entitlement or one service, in every language that it has been written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.models.language import ENGLISH, Translation
from directory.models.place import NATIONS
from directory.models.service import Service
from directory.models.source import Source
from directory.rules import Condition
from directory.truth import Strength


class OfferKind(StrEnum):
    """A right, benefit, allowance or duty owed; or something that an organization runs."""

    ENTITLEMENT = "entitlement"
    SERVICE = "service"


class Confidence(StrEnum):
    """How sure the people who keep the content are of it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an offer in one language. `body` is HTML, made safe when the site was built. `words`: what people type
    who need it; they are searched, and never shown.

    A translation may lack a text: it is empty then, and the English one is shown.
    """

    locale: str
    title: str
    summary: str
    who_decides: str
    next_step: str
    not_checked: tuple[str, ...]
    unsure: tuple[str, ...]
    body: str
    translation: Translation | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StrengthIf:
    """What a "yes" is worth for those for whom this condition is certain."""

    strength: Strength
    eligibility: Condition


@dataclass(frozen=True, slots=True)
class Offer:
    """One file of `offers_data/offers/`. `confirmed_until`: the last day for which anybody has said that it goes on.
    `owner_email`: who keeps this page right."""

    slug: str
    kind: OfferKind
    organization: str
    strength: Strength
    strength_if: tuple[StrengthIf, ...]
    eligibility: Condition
    areas: tuple[str, ...]
    categories: tuple[str, ...]
    recommendations: tuple[str, ...]
    recommendations_partial: tuple[str, ...]
    rates: tuple[str, ...]
    legal_basis: tuple[str, ...]
    sources: tuple[Source, ...]
    confidence: Confidence
    assured_date: date
    review_by: date
    aliases: tuple[str, ...]
    texts: Mapping[str, Text]
    service: Service | None = None
    confirmed_until: date | None = None
    owner_email: str = ""

    def text(self, locale: str) -> Text:
        """The words in this language, or in English where there are none."""
        return self.texts.get(locale) or self.texts[ENGLISH]

    @property
    def for_carers(self) -> bool:
        """Whether to show it among others: not a service whose source says that it does not serve kinship carers."""
        return not (self.service and self.service.excludes_everybody)

    @property
    def is_national(self) -> bool:
        """Whether it is there for a whole nation, and not for some councils only."""
        return any(area in NATIONS for area in self.areas)

    @property
    def title(self) -> str:
        """The English title."""
        return self.texts[ENGLISH].title
