"""The checker: what each offer says to a household, and why."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from directory.checker.coverage import Coverage
from directory.checker.household import Child, Household
from directory.models import Catalogue, Offer, Question, Scope, facts_of
from directory.rules import (
    Condition,
    Diagrams,
    Judgement,
    Known,
    Reason,
    Rule,
    Values,
    codes_that_matter,
    judge,
    nearest_change,
    smallest_reason,
    widened,
)
from directory.truth import Strength, Verdict, both

AREA = "area"
log = logging.getLogger(__name__)
Judge = Callable[[Rule], Judgement]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one offer says to the household (child None) or about one child. `failed`: a fault of ours, never a no.

    `missing` are the questions that could still change the verdict, in the order of asking.
    """

    offer: Offer
    child: str | None
    verdict: Verdict
    strength: Strength
    missing: tuple[str, ...]
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why: the answers that a verdict rests on, and for a no the answers that would have to be different.

    `outside`: the offer is not there for people who live where this household lives.
    """

    because: Reason
    different: Reason
    outside: bool = False


class Checker:
    """Checks households against a catalogue. Made once for a catalogue, it holds nothing about anybody."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.diagrams = Diagrams(facts_of(catalogue.questions))
        self.order = {key: n for n, key in enumerate(catalogue.questions)}
        self.coverage = Coverage(catalogue.offers.values(), catalogue.organizations, catalogue.councils)
        compiled: dict[Condition, Rule] = {}

        def rule(condition: Condition) -> Rule:
            if condition not in compiled:
                compiled[condition] = self.diagrams.compile(condition)
            return compiled[condition]

        offers = catalogue.offers.values()
        self.prices = {key: _price(question) for key, question in catalogue.questions.items()}
        self.rules = {offer.slug: rule(offer.eligibility) for offer in offers}
        self.stronger = {
            offer.slug: tuple((part.strength, rule(part.eligibility)) for part in offer.strength_if)
            for offer in offers
            if offer.strength_if
        }
        self.child_rules = frozenset(rule for rule in compiled.values() if self._asks_about_a_child(rule))

    def _asks_about_a_child(self, rule: Rule) -> bool:
        return any(self.catalogue.questions[key].scope is Scope.CHILD for key in self.diagrams.support(rule))

    def about_a_child(self, offer: Offer) -> bool:
        """Whether the offer is looked at for each child, and not once for the household."""
        stronger = self.stronger.get(offer.slug, ())
        return self.rules[offer.slug] in self.child_rules or any(rule in self.child_rules for _, rule in stronger)

    def check(self, household: Household, offers: Iterable[Offer] | None = None) -> list[Finding]:
        """What every offer for this area says, in the order of the catalogue; per child where its rule is about a child."""
        return list(self._findings(household, self.coverage.offers(household.areas) if offers is None else offers))

    def _findings(self, household: Household, offers: Iterable[Offer]) -> Iterator[Finding]:
        judges = [(child, judge(self.diagrams, household.known(child))) for child in household.persons()]
        for offer in offers:
            about_a_child = self.about_a_child(offer)
            for child, judged in judges if about_a_child else judges[:1]:
                name = child.id if child and about_a_child else None
                try:
                    yield self._finding(offer, name, household, judged)
                except Exception as error:
                    # Only its type is logged: its message could hold an answer. To the reader it is never a no.
                    log.error("could not check %s: %s", offer.slug, type(error).__name__)
                    yield Finding(offer, name, Verdict.MAYBE, offer.strength, (), failed=True)

    def _finding(self, offer: Offer, child: str | None, household: Household, judged: Judge) -> Finding:
        place = self.coverage.verdict(offer, household.areas)
        verdict, missing = self.settled(self.rules[offer.slug], place, judged)
        return Finding(offer, child, verdict, self.strength(offer, judged), missing)

    def settled(self, rule: Rule, place: Verdict, judged: Judge) -> tuple[Verdict, tuple[str, ...]]:
        """What a rule says together with whether the offer is there at all, and the questions that could change it."""
        found = judged(rule)
        verdict = found.verdict if place is Verdict.YES else both(found.verdict, place)
        missing: tuple[str, ...] = ()
        if verdict is Verdict.MAYBE:
            still_open = found.missing | ({AREA} if place is Verdict.MAYBE else frozenset())
            missing = tuple(sorted(still_open, key=self.order.__getitem__))
        return verdict, missing

    def strength(self, offer: Offer, judged: Judge) -> Strength:
        """A stronger one for those for whom it is certain, else the plain one."""
        for strength, rule in self.stronger.get(offer.slug, ()):
            if judged(rule).verdict is Verdict.YES:
                return strength
        return offer.strength

    def explain(self, finding: Finding, household: Household) -> Explanation:
        """Why a finding is as it is. A maybe has no reason but what is missing."""
        rule, known = self.rules[finding.offer.slug], household.known(household.child(finding.child))
        if finding.verdict is Verdict.MAYBE:
            return Explanation({}, {})
        if finding.verdict is Verdict.YES:
            return Explanation(self._reason_of_yes(finding, known), {})
        if self.coverage.verdict(finding.offer, household.areas) is Verdict.NO:
            return Explanation({}, {}, outside=True)
        because = smallest_reason(self.diagrams, rule, known)
        return Explanation(because, nearest_change(self.diagrams, rule, known, self.prices))

    def _reason_of_yes(self, finding: Finding, known: Known) -> Reason:
        """The reason of the yes, and of the strength that makes it worth more."""
        reason = smallest_reason(self.diagrams, self.rules[finding.offer.slug], known)
        for strength, rule in self.stronger.get(finding.offer.slug, ()):
            if strength is finding.strength and (more := smallest_reason(self.diagrams, rule, known)):
                together = {**reason, **more}
                return {key: together[key] for key in self.diagrams.facts if key in together}
        return reason

    def widened(self, offer: Offer, reason: Reason, fact: str) -> Values:
        """All values of a fact with which the rest of the reason would be enough for the same verdict."""
        return widened(self.diagrams, self.rules[offer.slug], reason, fact)

    def codes_that_matter(self, offer: Offer, fact: str) -> tuple[str, ...]:
        """Of a fact with many answers, the codes that this offer's rule looks at."""
        return codes_that_matter(self.diagrams, self.rules[offer.slug], fact)

    def judges(self, household: Household) -> Iterator[tuple[Child | None, Judge]]:
        """For each child, what a rule says of it."""
        for child in household.persons():
            yield child, judge(self.diagrams, household.known(child))


def _price(question: Question) -> int:
    """What naming a change of this answer costs: a change of legal status last, what nobody can change before it."""
    return 100 if question.legal else 10 if question.fixed else 1
