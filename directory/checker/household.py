"""What is known of a household: where it lives, the carer, and each child. Absent means not said, never "no"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.models import Question
from directory.rules import Known, Values


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of one person, and which questions were answered ("not sure" is an answer that tells nothing)."""

    known: Known = field(default_factory=dict)
    asked: frozenset[str] = frozenset()

    def tell(self, key: str, values: Values | None) -> "Answers":
        """The same with one more answer; None for "not sure"."""
        known = {fact: some for fact, some in self.known.items() if fact != key}
        return Answers(known if values is None else known | {key: values}, self.asked | {key})

    def without(self, key: str) -> "Answers":
        """The same as if this question had not been put."""
        return Answers({fact: some for fact, some in self.known.items() if fact != key}, self.asked - {key})


@dataclass(frozen=True, slots=True)
class Child:
    """One child of the household, by the name or number it was given."""

    id: str
    answers: Answers = Answers()


@dataclass(frozen=True, slots=True)
class Household:
    """Everything that is known. `areas`: the councils or nations that it may live in, none where that is not known."""

    areas: tuple[str, ...] = ()
    carer: Answers = Answers()
    children: tuple[Child, ...] = ()

    @property
    def has_answered(self) -> bool:
        """Whether anything was said, if only "not sure"."""
        return bool(self.areas or self.carer.asked or self.children)

    def persons(self) -> tuple[Child | None, ...]:
        """Whom a rule about a child is put to: every child, or None, of whom nothing is known."""
        return self.children or (None,)

    def child(self, name: str | None) -> Child | None:
        """The child of this name; for a result about the household, the first one."""
        return next((child for child in self.children if name in (child.id, None)), None)

    def known(self, child: Child | None) -> Known:
        """What is known of the carer and of this child together."""
        return {**self.carer.known, **(child.answers.known if child else {})}


def may_be_put(question: Question, known: Known, questions: Mapping[str, Question]) -> bool:
    """Whether everything that a question needs before it is put (its `only_if`) is known to be so."""
    return all(
        known.get(parent, questions[parent].fact.everything) & ~questions[parent].values(codes) == 0
        for parent, codes in question.only_if.items()
    )
