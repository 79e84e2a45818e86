"""What a kinship local offer must contain, and which parts of it are found among the services of one area."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from directory.models.offer import Offer


class Force(StrEnum):
    """What asks for a part: the Act, the statutory guidance, or good practice."""

    ACT = "act"
    GUIDANCE = "guidance"
    GOOD_PRACTICE = "good-practice"


@dataclass(frozen=True, slots=True)
class LocalOfferPart:
    """One part of a kinship local offer. With neither categories nor recommendations, services cannot show it."""

    slug: str
    name: str
    force: Force
    source: str
    categories: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()

    @property
    def can_be_seen(self) -> bool:
        """Whether services can show that this part is there."""
        return bool(self.categories or self.recommendations)

    def found_in(self, offers: Iterable[Offer]) -> tuple[Offer, ...]:
        """The offers that are this part."""
        return tuple(offer for offer in offers if self._holds(offer))

    def _holds(self, offer: Offer) -> bool:
        met = {*offer.recommendations, *offer.recommendations_partial}
        return bool(set(self.categories) & set(offer.categories) or set(self.recommendations) & met)
