"""The same answers with the `dd` package, where somebody has installed it: it is no dependency of ours."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from importlib import import_module
from typing import Any

from directory.rules import AllOf, AnyOf, Condition, Fact, Is, Judgement, Known, NoneOf, Values, facts_in, members
from directory.truth import Verdict

Way = Callable[[Known], list[Judgement | Verdict | None]]


def ways(conditions: list[Condition], facts: Mapping[str, Fact]) -> dict[str, Way]:
    """Every kind of diagram that the installed `dd` has; none where it is not installed."""
    found: dict[str, Way] = {}
    for name, module in (("dd.autoref, Python", "dd.autoref"), ("dd.cudd, C", "dd.cudd")):
        try:
            found[f"`dd` BDD ({name})"] = Binary(import_module(module).BDD(), conditions, facts).judge
        except ImportError:
            continue
    try:
        make = import_module("dd.mdd").MDD
        found["`dd` MDD (dd.mdd, Python), verdict only"] = Multi(make, conditions, facts).judge
        found["the same, forgetting each request"] = Multi(make, conditions, facts).judge_and_forget
    except ImportError:
        pass
    return found


class Binary:
    """Binary diagrams: a fact with many answers has a variable for each code, any other has its value in binary."""

    def __init__(self, bdd: Any, conditions: Iterable[Condition], facts: Mapping[str, Fact]) -> None:
        self.bdd, self.facts = bdd, facts
        self.bits = {key: [f"{key}_{n}" for n in range((fact.size - 1).bit_length())] for key, fact in facts.items()}
        bdd.declare(*(bit for bits in self.bits.values() for bit in bits))
        self.rules = [(self._rule(condition), sorted(facts_in(condition))) for condition in conditions]

    def _rule(self, condition: Condition) -> Any:
        match condition:
            case Is(fact, values):
                return self._among(fact, values)
            case AllOf(parts):
                return reduce(lambda one, other: one & other, map(self._rule, parts), self.bdd.true)
            case AnyOf(parts):
                return reduce(lambda one, other: one | other, map(self._rule, parts), self.bdd.false)
            case NoneOf(parts):
                return ~self._rule(AnyOf(parts))

    def _among(self, fact: str, values: Values) -> Any:
        """That the fact has one of these values."""
        found = self.bdd.false
        for value in members(values):
            found |= self.bdd.cube({bit: bool(value >> n & 1) for n, bit in enumerate(self.bits[fact])})
        return found

    def judge(self, known: Known) -> list[Judgement | Verdict | None]:
        """What each rule says, and the facts that still matter to it."""
        among = {key: self._among(key, known.get(key, fact.everything)) for key, fact in self.facts.items()}
        return [self._judged(rule, keys, among) for rule, keys in self.rules]

    def _judged(self, rule: Any, keys: list[str], among: Mapping[str, Any]) -> Judgement:
        possible = reduce(lambda one, other: one & other, (among[key] for key in keys), self.bdd.true)
        yes, no = rule & possible, ~rule & possible
        if self.bdd.false in (yes, no):
            return Judgement(Verdict.NO if yes == self.bdd.false else Verdict.YES, frozenset())
        return Judgement(Verdict.MAYBE, frozenset(key for key in keys if self._matters(key, yes, no)))

    def _matters(self, key: str, yes: Any, no: Any) -> bool:
        """Whether there is somebody for whom another value of this fact alone turns a no into a yes."""
        either = self.bdd.exist(self.bits[key], yes) & self.bdd.exist(self.bits[key], no)
        return bool(either != self.bdd.false)


class Multi:
    """Diagrams with an edge for each value. They have no way to restrict or to list what matters: verdicts only."""

    def __init__(self, make: Any, conditions: Iterable[Condition], facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.mdd = make({key: {"level": n, "len": fact.size} for n, (key, fact) in enumerate(facts.items())})
        self.level = {key: n for n, key in enumerate(facts)}
        self.rules = [(self._rule(condition), sorted(facts_in(condition))) for condition in conditions]

        for rule, _ in self.rules:
            self.mdd.incref(rule)

    def _rule(self, condition: Condition) -> int:
        match condition:
            case Is(fact, values):
                return self._among(fact, values)
            case AllOf(parts):
                return reduce(self._both, map(self._rule, parts), 1)
            case AnyOf(parts):
                return -reduce(self._both, (-self._rule(part) for part in parts), 1)
            case NoneOf(parts):
                return reduce(self._both, (-self._rule(part) for part in parts), 1)

    def _both(self, one: int, other: int) -> int:
        return int(self.mdd.ite(one, other, -1))

    def _among(self, fact: str, values: Values) -> int:
        ends = (1 if values >> value & 1 else -1 for value in range(self.facts[fact].size))
        return int(self.mdd.find_or_add(self.level[fact], *ends))

    def judge(self, known: Known) -> list[Judgement | Verdict | None]:
        """What each rule says."""
        among = {key: self._among(key, known.get(key, fact.everything)) for key, fact in self.facts.items()}
        return [self._judged(rule, reduce(self._both, (among[key] for key in keys), 1)) for rule, keys in self.rules]

    def judge_and_forget(self, known: Known) -> list[Judgement | Verdict | None]:
        """The same, with nothing of it left in the tables afterwards."""
        found = self.judge(known)
        self.mdd.collect_garbage()
        return found

    def _judged(self, rule: int, possible: int) -> Verdict:
        if self._both(rule, possible) == -1:
            return Verdict.NO
        return Verdict.YES if self._both(-rule, possible) == -1 else Verdict.MAYBE
