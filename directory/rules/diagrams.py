"""Decision diagrams: rules in the one form in which what is unknown can be reckoned with exactly.

A diagram asks one fact after the other, in a fixed order, and ends at NO or YES. Equal rules are one number. It is reduced:
a fact is in it only if it can change the outcome. So, once what is known has been put in, the verdict and the facts that
still matter can be read off, with no case forgotten. See docs/decisions/0001-exact-rules.md for the alternatives measured.
"""

from collections.abc import Callable, Iterable
from functools import reduce

from directory.rules.conditions import AllOf, AnyOf, Condition, Is, NoneOf
from directory.rules.facts import Fact, Known, Values

Rule = int  # the number of a node
NO, YES = 0, 1
Edges = tuple[tuple[Values, Rule], ...]


class Diagrams:
    """A table of nodes, shared by all rules of a catalogue, so that equal parts exist once."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = {fact.key: fact for fact in facts}
        self._rank = {key: n for n, key in enumerate(self.facts)} | {"": len(self.facts)}
        self.fact_of: list[str] = ["", ""]
        self.edges_of: list[Edges] = [(), ()]
        self._number: dict[tuple[str, Edges], Rule] = {}
        self._combined: dict[tuple[bool, Rule, Rule], Rule] = {}
        self._support: dict[Rule, frozenset[str]] = {}

    def node(self, fact: str, ends: dict[Rule, Values]) -> Rule:
        """The node that asks `fact` and goes to each of `ends` for its values."""
        if len(ends) == 1:
            return next(iter(ends))
        edges = tuple(sorted((values, end) for end, values in ends.items()))
        number = self._number.setdefault((fact, edges), len(self.edges_of))
        if number == len(self.edges_of):
            self.fact_of.append(fact)
            self.edges_of.append(edges)
        return number

    def compile(self, condition: Condition) -> Rule:
        """The rule that a condition is."""
        match condition:
            case Is(fact, values):
                ends = {YES: values, NO: self.facts[fact].everything & ~values}
                return self.node(fact, {end: some for end, some in ends.items() if some})
            case AllOf(parts):
                return reduce(lambda one, other: self._combine(True, one, other), map(self.compile, parts), YES)
            case AnyOf(parts):
                return reduce(lambda one, other: self._combine(False, one, other), map(self.compile, parts), NO)
            case NoneOf(parts):
                return self._opposite(self.compile(AnyOf(parts)))

    def _combine(self, both: bool, one: Rule, other: Rule) -> Rule:
        """`one` and `other` where `both`, else `one` or `other`."""
        neutral, final = (YES, NO) if both else (NO, YES)
        if final in (one, other):
            return final
        if one in (neutral, other):
            return other
        if other == neutral:
            return one
        key = (both, min(one, other), max(one, other))
        if key not in self._combined:
            self._combined[key] = self._combine_nodes(both, one, other)
        return self._combined[key]

    def _combine_nodes(self, both: bool, one: Rule, other: Rule) -> Rule:
        fact = min(self.fact_of[one], self.fact_of[other], key=self._rank.__getitem__)
        ends: dict[Rule, Values] = {}
        for values, end in self._edges_at(one, fact):
            for others, other_end in self._edges_at(other, fact):
                if shared := values & others:
                    combined = self._combine(both, end, other_end)
                    ends[combined] = ends.get(combined, 0) | shared
        return self.node(fact, ends)

    def _edges_at(self, rule: Rule, fact: str) -> Edges:
        return self.edges_of[rule] if self.fact_of[rule] == fact else ((self.facts[fact].everything, rule),)

    def _opposite(self, rule: Rule) -> Rule:
        if rule in (NO, YES):
            return YES - rule
        return self.node(self.fact_of[rule], {self._opposite(end): values for values, end in self.edges_of[rule]})

    def nodes(self, rule: Rule) -> set[Rule]:
        """Every node below and including `rule`, without NO and YES."""
        found: set[Rule] = set()
        waiting = [rule]
        while waiting:
            number = waiting.pop()
            if number > YES and number not in found:
                found.add(number)
                waiting.extend(end for _, end in self.edges_of[number])
        return found

    def support(self, rule: Rule) -> frozenset[str]:
        """The facts that can change the outcome of the rule."""
        if rule not in self._support:
            self._support[rule] = frozenset(self.fact_of[number] for number in self.nodes(rule))
        return self._support[rule]


def restricted(diagrams: Diagrams, known: Known) -> Callable[[Rule], tuple[Rule, frozenset[str]]]:
    """A function from a rule to what is left of it, and the facts that still matter to it, once `known` is put in.

    What is left is NO, YES, or a number that has a meaning only within this function: nothing is added to the diagrams,
    which live as long as the site does.
    """
    left: dict[Rule, tuple[Rule, frozenset[str]]] = {NO: (NO, frozenset()), YES: (YES, frozenset())}
    numbers: dict[tuple[str, Edges], Rule] = {}
    support_of: dict[Rule, frozenset[str]] = {NO: frozenset(), YES: frozenset()}

    def restrict(rule: Rule) -> tuple[Rule, frozenset[str]]:
        if rule in left:
            return left[rule]
        fact = diagrams.fact_of[rule]
        possible = known.get(fact, -1)
        ends: dict[Rule, Values] = {}
        for values, end in diagrams.edges_of[rule]:
            if some := values & possible:
                rest = restrict(end)[0]
                ends[rest] = ends.get(rest, 0) | some
        left[rule] = result = _reduced(fact, ends)
        return result

    def _reduced(fact: str, ends: dict[Rule, Values]) -> tuple[Rule, frozenset[str]]:
        if len(ends) == 1:
            end = next(iter(ends))
            return end, support_of[end]
        key = (fact, tuple(sorted((values, end) for end, values in ends.items())))
        number = numbers.setdefault(key, len(numbers) + 2)
        support_of[number] = frozenset((fact,)).union(*(support_of[end] for end in ends))
        return number, support_of[number]

    return restrict
