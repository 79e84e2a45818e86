"""Difference: whether a rule that is open in two columns can end otherwise in one than in the other."""

from functools import cache

from directory.compare.alternatives import Alternative
from directory.rules import NO, YES, Diagrams, Rule, Values


def may_differ(diagrams: Diagrams, rule: Rule, one: Alternative, other: Alternative) -> bool:
    """Whether some completion of what is unknown gives another outcome in one column than in the other.

    What holds in both columns is one unknown. What a column has for itself is an unknown of its own: whoever changes the
    arrangement may find it otherwise.
    """
    apart = one.own | other.own
    first, second, rank = one.known, other.known, {key: n for n, key in enumerate(diagrams.facts)}

    def ends(node: Rule, fact: str, known: Values) -> list[tuple[Values, Rule]]:
        if node in (NO, YES) or diagrams.fact_of[node] != fact:
            return [(known, node)]
        return [(some, end) for values, end in diagrams.edges_of[node] if (some := values & known)]

    @cache
    def differ(left: Rule, right: Rule) -> bool:
        open_ones = [diagrams.fact_of[node] for node in (left, right) if node not in (NO, YES)]
        if not open_ones:
            return left != right
        fact = min(open_ones, key=rank.__getitem__)
        everything = diagrams.facts[fact].everything
        lefts = ends(left, fact, first.get(fact, everything))
        rights = ends(right, fact, second.get(fact, everything))
        return any(
            differ(end, other_end)
            for values, end in lefts
            for others, other_end in rights
            if fact in apart or values & others
        )

    return differ(rule, rule)
