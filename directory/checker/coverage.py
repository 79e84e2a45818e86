"""Coverage: whether an offer is there for somebody who lives in a place. Place is an index, and never inside a rule."""

from collections.abc import Iterable, Mapping

from directory.models import ENGLAND, Council, Offer, OfferKind, Organization
from directory.truth import Verdict


class Coverage:
    """Which offers are looked at in which area. What is a council's own, or a local service, is looked at there only."""

    def __init__(
        self, offers: Iterable[Offer], organizations: Mapping[str, Organization], councils: Mapping[str, Council]
    ) -> None:
        self.councils = councils
        self.ordered = tuple(offers)
        self.everywhere: list[int] = []
        self.local: dict[str, list[int]] = {}
        for number, offer in enumerate(self.ordered):
            if _is_local(offer, organizations, councils):
                for area in offer.areas:
                    self.local.setdefault(area, []).append(number)
            else:
                self.everywhere.append(number)

    def offers(self, areas: tuple[str, ...]) -> list[Offer]:
        """The offers to look at for somebody who lives in one of these areas, in the order of the catalogue."""
        local = {number for area in areas for number in self.local.get(area, [])}
        return [self.ordered[number] for number in sorted(local.union(self.everywhere))]

    def verdict(self, offer: Offer, areas: tuple[str, ...]) -> Verdict:
        """Yes where the offer covers every area that is still possible, no where it covers none."""
        if len(areas) == 1:
            return self._one(offer, areas[0])
        found = {self._one(offer, area) for area in areas}
        return found.pop() if len(found) == 1 else Verdict.MAYBE

    def _one(self, offer: Offer, area: str) -> Verdict:
        if area in offer.areas or (ENGLAND in offer.areas and area in self.councils):
            return Verdict.YES
        part_of_england = area == ENGLAND and any(part in self.councils for part in offer.areas)
        return Verdict.MAYBE if part_of_england else Verdict.NO


def _is_local(offer: Offer, organizations: Mapping[str, Organization], councils: Mapping[str, Council]) -> bool:
    """Whether somebody elsewhere need not hear of it. A national right that is tried out in some places is not local."""
    local_service = offer.kind is OfferKind.SERVICE and not offer.is_national
    return local_service or organizations[offer.organization].area in councils
