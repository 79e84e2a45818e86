"""A made-up catalogue of any size: real questions and councils, offers like the real ones, few distinct rules."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count, cycle, islice
from random import Random

from directory.models import ENGLISH, Catalogue, Kind, Offer, OfferKind, Organization, Question, facts_of
from directory.rules import NO, YES, AllOf, AnyOf, Condition, Diagrams, Is, NoneOf, leaves

SEED = 20261123
DISTINCT_RULES = 300
NATIONAL = 47  # with 100,000 offers and 153 councils, one council then sees 700 or 701
_MOST_FACTS, _MOST_NODES = 12, 500  # what authors are held to


def generated(real: Catalogue, size: int) -> Catalogue:
    """The real catalogue with `size` made-up offers in place of its own: the same ones whenever it is called."""
    random = Random(SEED)  # noqa: S311 - the same numbers every time is what we want
    rules = distinct_rules(real, random)
    organizations = {council: _organization(council, real) for council in real.councils}
    offers = islice(_offers(real, rules, random), size)
    return replace(
        real,
        organizations={**real.organizations, **{one.slug: one for one in organizations.values()}},
        offers={offer.slug: offer for offer in offers},
    )


def _organization(council: str, real: Catalogue) -> Organization:
    name = real.councils[council].official_name
    return Organization(f"{council}-family-help", f"{name} family help", council, f"https://www.example.org/{council}")


def _offers(real: Catalogue, rules: list[Condition], random: Random) -> Iterator[Offer]:
    """First the national offers, then one for each council in turn, for ever. The first 300 have a rule each."""
    patterns = [offer for offer in real.offers.values() if offer.kind is OfferKind.ENTITLEMENT]
    each_rule = chain(random.sample(rules, len(rules)), (random.choice(rules) for _ in count()))
    places: Iterator[str | None] = chain([None] * NATIONAL, cycle(real.councils))
    for number, (council, rule) in enumerate(zip(places, each_rule, strict=False)):
        yield _offer(random.choice(patterns), rule, council, number, real)


def _offer(pattern: Offer, rule: Condition, council: str | None, number: int, real: Catalogue) -> Offer:
    """An offer with the words of a real entitlement, so that lengths are as in life and the results page shows it."""
    text = pattern.texts[ENGLISH]
    place = real.councils[council].name if council else "England"
    page = f"https://www.example.org/{council or 'england'}/{number}"
    words = replace(
        text,
        title=f"{place}: {text.title}",
        summary=f"{text.summary} ({number})",  # each offer has its own: nothing is smaller here because it is shared
        next_step=f"{text.next_step} ({number})",
        body=f"<p>{text.summary} It is offer number {number}.</p>",
    )
    return replace(
        pattern,
        slug=f"{council or 'england'}-{number}",
        organization=f"{council}-family-help" if council else pattern.organization,
        eligibility=rule,
        areas=(council,) if council else ("england",),
        sources=(replace(pattern.sources[0], url=page), *pattern.sources[1:2]),
        aliases=(),
        texts={ENGLISH: words},
    )


def distinct_rules(real: Catalogue, random: Random) -> list[Condition]:
    """The real rules, and as many new ones made of their parts as are needed. No two mean the same, none is constant."""
    diagrams = Diagrams(facts_of(real.questions))
    own = [rule for offer in real.offers.values() for rule in _rules_of(offer)]
    found: dict[int, Condition] = {}
    for rule in chain(own, _recombined(own, real, random)):
        number = diagrams.compile(rule)
        if number not in (NO, YES) and _fits(diagrams, number):
            found.setdefault(number, rule)
        if len(found) == DISTINCT_RULES:
            break
    return list(found.values())


def _rules_of(offer: Offer) -> list[Condition]:
    return [offer.eligibility, *(part.eligibility for part in offer.strength_if)]


def _fits(diagrams: Diagrams, number: int) -> bool:
    return len(diagrams.support(number)) <= _MOST_FACTS and len(diagrams.nodes(number)) <= _MOST_NODES


def _recombined(own: list[Condition], real: Catalogue, random: Random) -> Iterator[Condition]:
    """New rules without end: two real ones joined, or a real one with a line more or fewer, some lines changed."""
    lines = [leaf for rule in own for leaf in leaves(rule)]
    while True:
        rule = random.choice(own)
        match random.randrange(4):
            case 0:
                rule = AllOf((rule, random.choice(lines)))
            case 1:
                rule = AllOf((rule, NoneOf((random.choice(lines),))))
            case 2:
                rule = AnyOf((rule, AllOf((random.choice(own), random.choice(lines)))))
        yield _mutated(rule, real, random)


def _mutated(condition: Condition, real: Catalogue, random: Random) -> Condition:
    """The same rule with about one line in three asking for other answers to the same question."""
    if isinstance(condition, Is):
        return _other_line(real.questions[condition.fact], random) if random.random() < 0.35 else condition
    return type(condition)(tuple(_mutated(part, real, random) for part in condition.parts))


def _other_line(question: Question, random: Random) -> Is:
    """A line that an author could write about this question."""
    codes = question.fact.codes
    if question.kind is Kind.AGE:
        low, high = sorted(random.sample(range(len(codes)), 2))
        some = random.choice([codes[:high], codes[low:], codes[low : high + 1]])
    else:
        some = tuple(random.sample(codes, random.randint(1, max(1, len(codes) // 2))))
    return Is(question.key, question.values(tuple(some)))
