"""Checks of rules that only the whole rule can show: never true, always true, a line that never matters, an age gap."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from directory.models import Kind, Question, facts_of
from directory.rules import EVERYONE, NO, YES, Condition, Diagrams, Rule, facts_in, judge, members
from directory.truth import Verdict

MOST_FACTS = 12
MOST_NODES = 500
_UNLESS = "unless"
_GROUP_WORDS = {"all", "any", "none", _UNLESS}
_SPLIT = "Split the offer in two, or leave the rest to not_checked."
Fault = tuple[str, str, str]  # field, what, what to do


class RuleChecks:
    """Finds what is wrong with whole rules. Kept for all files of a catalogue, so that equal rules are compiled once."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.questions = questions
        self.diagrams = Diagrams(facts_of(questions))

    def faults(self, raw: Any, field: str, read: Callable[[Any], Condition | None]) -> Iterator[Fault]:
        """Everything that is wrong with a rule that stands at `field`. `read` makes a condition of a rule as written."""
        condition = read(raw)
        if condition is None or condition == EVERYONE:
            return
        if (facts := len(facts_in(condition))) > MOST_FACTS:
            yield field, f"This rule asks {facts} facts; {MOST_FACTS} are the most.", _SPLIT
            return
        rule = self.diagrams.compile(condition)
        if rule in (NO, YES):
            yield self._constant(rule, field)
            return
        yield from self._too_large(rule, field)
        yield from self._idle_lines(raw, rule, field, read)
        yield from self._age_gaps(rule, field)
        yield from self._never_asked(raw, rule, field, read)

    def _constant(self, rule: Rule, field: str) -> Fault:
        if rule == YES:
            return field, "This rule is always true.", "Write `eligibility: everyone`, or correct it."
        return field, "This rule can never be true.", "Two lines contradict each other: take one out, or use any."

    def _too_large(self, rule: Rule, field: str) -> Iterator[Fault]:
        if (nodes := len(self.diagrams.nodes(rule))) > MOST_NODES:
            yield field, f"This rule has {nodes} steps when it is worked out; {MOST_NODES} are the most.", _SPLIT

    def _idle_lines(self, raw: Any, rule: Rule, field: str, read: Callable[[Any], Condition | None]) -> Iterator[Fault]:
        for place, without in _each_left_out(raw, field):
            condition = read(without)
            if condition is not None and self.diagrams.compile(condition) == rule:
                yield place, "This condition can never matter: the rule means the same without it.", "Take it out."

    def _age_gaps(self, rule: Rule, field: str) -> Iterator[Fault]:
        for question in self.questions.values():
            if question.kind is Kind.AGE and question.key in self.diagrams.support(rule):
                ages = [int(question.fact.codes[value]) for value in self._possible(rule, question)]
                for younger, older in pairwise(ages):
                    if older > younger + 1:
                        gap = f"{younger + 1}" if older == younger + 2 else f"{younger + 1} to {older - 1}"
                        what = f"There is an age gap: nobody aged {gap} can get it, but younger and older can."
                        yield field, what, "Correct the ages so that they meet."

    def _possible(self, rule: Rule, question: Question) -> list[int]:
        values = members(question.fact.everything)
        return [n for n in values if judge(self.diagrams, {question.key: 1 << n})(rule).verdict is not Verdict.NO]

    def _never_asked(self, raw: Any, rule: Rule, field: str, read: Callable[[Any], Condition | None]) -> Iterator[Fault]:
        """A fact that matters where its question is never put would leave a maybe that nobody can settle."""
        for key in sorted(self.diagrams.support(rule)):
            for parent, codes in self.questions[key].only_if.items():
                fact = self.questions[parent].fact
                elsewhere = fact.everything & ~self.questions[parent].values(codes)
                if key in judge(self.diagrams, {parent: elsewhere})(rule).missing:
                    place = next((at for at, line in _lines(raw, field) if key in _facts(read(line))), field)
                    what = f'"{key}" is only asked where {parent} is {" or ".join(codes)}.'
                    yield place, what, f"Put it into an `all` group beside that {parent}."


def _facts(condition: Condition | None) -> frozenset[str]:
    return facts_in(condition) if condition else frozenset()


def _lines(raw: Any, field: str) -> Iterator[tuple[str, Any]]:
    """Each line of a rule as written that is no group, and its place."""
    if isinstance(raw, list):
        for n, part in enumerate(raw):
            yield from _lines(part, f"{field}[{n}]")
    elif isinstance(raw, dict) and set(raw) & _GROUP_WORDS:
        for word, part in raw.items():
            yield from _lines(part, f"{field}.{word}")
    else:
        yield field, raw


def _each_left_out(raw: Any, field: str) -> Iterator[tuple[str, Any]]:
    """The rule as written with each of its lines and groups left out in turn, and the place of what was left out."""
    if isinstance(raw, dict):
        if _UNLESS in raw:
            yield f"{field}.{_UNLESS}", {key: part for key, part in raw.items() if key != _UNLESS}
        for key, part in raw.items():
            for place, changed in _each_left_out(part, f"{field}.{key}"):
                yield place, {**raw, key: changed}
    elif isinstance(raw, list):
        for n, part in enumerate(raw):
            place = f"{field}[{n}]"
            if len(raw) > 1:
                yield place, raw[:n] + raw[n + 1 :]
            for inner, changed in _each_left_out(part, place):
                yield inner, [*raw[:n], changed, *raw[n + 1 :]]
