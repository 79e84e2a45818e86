"""Reasons: the answers that a verdict rests on, and what would have to be different for a no."""

from collections.abc import Iterator, Mapping
from functools import cache, reduce
from itertools import combinations
from operator import or_

from directory.rules.diagrams import NO, YES, Diagrams, Rule
from directory.rules.facts import Known, Values
from directory.rules.verdicts import settles

Reason = Mapping[str, Values]


def smallest_reason(diagrams: Diagrams, rule: Rule, known: Known) -> Reason:
    """The fewest known facts that are enough for the verdict, and what is known of them. Empty while it is a maybe.

    Of two reasons of the same size, the one whose facts are asked first.
    """
    support = diagrams.support(rule)
    usable = [
        key for key, fact in diagrams.facts.items() if key in support and key in known if known[key] != fact.everything
    ]
    if not settles(diagrams, rule, {key: known[key] for key in usable}):
        return {}
    for size in range(len(usable)):
        for some in combinations(usable, size):
            reason = {key: known[key] for key in some}
            if settles(diagrams, rule, reason):
                return reason
    return {key: known[key] for key in usable}


def widened(diagrams: Diagrams, rule: Rule, reason: Reason, fact: str) -> Values:
    """All values of one fact of a reason with which the rest of the reason would still be enough for the same verdict.

    From "the child is 9" it makes "the child is under 16", if that is all that counts.
    """
    verdict, everything = _end(diagrams, rule, reason), diagrams.facts[fact].everything

    @cache
    def otherwise(number: Rule) -> Values:
        """The values with which another end can still be reached from here."""
        if number in (NO, YES):
            return 0 if number == verdict else everything
        asked, edges = diagrams.fact_of[number], diagrams.edges_of[number]
        if asked == fact:
            return reduce(or_, (values & otherwise(end) for values, end in edges))
        possible = reason.get(asked, -1)
        return reduce(or_, (otherwise(end) for values, end in edges if values & possible))

    return everything & ~otherwise(rule)


def _end(diagrams: Diagrams, rule: Rule, known: Known) -> Rule:
    """Where one completion of what is known ends: the end, if what is known settles the rule."""
    while rule not in (NO, YES):
        possible = known.get(diagrams.fact_of[rule], -1)
        rule = next(end for values, end in diagrams.edges_of[rule] if values & possible)
    return rule


def nearest_change(diagrams: Diagrams, rule: Rule, known: Known, prices: Mapping[str, int] | None = None) -> Reason:
    """The fewest answers that would have to be different for a no to be no longer certain, and what they would be.

    Empty where the verdict is not no, and where no answer at all gives anything but no. A fact costs 1, or its price: a
    higher one for what should be named only where nothing else helps.
    """
    priced = prices or {}

    @cache
    def way(number: Rule) -> tuple[float, tuple[tuple[str, Values], ...]]:
        if number in (NO, YES):
            return (0 if number == YES else float("inf")), ()
        return min(ways(number), key=lambda found: found[0])

    def ways(number: Rule) -> Iterator[tuple[float, tuple[tuple[str, Values], ...]]]:
        fact = diagrams.fact_of[number]
        possible = known.get(fact, -1)
        for values, end in diagrams.edges_of[number]:
            price, changes = way(end)
            yield (price, changes) if values & possible else (price + priced.get(fact, 1), ((fact, values), *changes))

    return dict(way(rule)[1])


def codes_that_matter(diagrams: Diagrams, rule: Rule, fact: str) -> tuple[str, ...]:
    """Of a fact with many answers, the codes that can change the outcome of the rule."""
    asked = diagrams.facts[fact]
    edges = [diagrams.edges_of[number] for number in diagrams.nodes(rule) if diagrams.fact_of[number] == fact]
    outcomes = [values for some in edges for values, _ in some]
    flips = [(code, 1 << n, asked.everything // ((1 << (1 << n)) + 1)) for n, code in enumerate(asked.codes)]
    return tuple(code for code, bit, without in flips if any(_parts(values, bit, without) for values in outcomes))


def _parts(values: Values, bit: int, without: Values) -> bool:
    """Whether ticking or unticking one code can lead out of a set of values. `without`: all values without it.

    >>> _parts(0b0101, 1, 0b0101), _parts(0b1111, 1, 0b0101)
    (True, False)
    """
    return (values & without) << bit | (values & ~without) >> bit != values
