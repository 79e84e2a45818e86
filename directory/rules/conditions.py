"""Conditions: the small tree that an author writes, and that a reader is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from directory.rules.facts import Values


@dataclass(frozen=True, slots=True)
class Is:
    """True when the fact has one of these values."""

    fact: str
    values: Values


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; with no part, always."""

    parts: tuple["Condition", ...]
    word: Literal["all"] = "all"  # as authors write it; it also tells the groups apart in a stored build


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Condition", ...]
    word: Literal["any"] = "any"


@dataclass(frozen=True, slots=True)
class NoneOf:
    """True when no part is."""

    parts: tuple["Condition", ...]
    word: Literal["none"] = "none"


def _word(stored: Any) -> str:
    return str(stored.get("word", "is") if isinstance(stored, dict) else getattr(stored, "word", "is"))


# Which of the four a stored condition is stands in it: a build is opened ten times faster than by trying each of them.
Condition = Annotated[
    Annotated[Is, Tag("is")] | Annotated[AllOf, Tag("all")] | Annotated[AnyOf, Tag("any")] | Annotated[NoneOf, Tag("none")],
    Discriminator(_word),
]
EVERYONE = AllOf(())


def holds(condition: Condition, person: Mapping[str, int]) -> bool:
    """Whether the condition is true of somebody of whom every fact is known (fact: the number of its value).

    >>> holds(NoneOf((Is("age", 0b001),)), {"age": 2})
    True
    """
    match condition:
        case Is(fact, values):
            return bool(values >> person[fact] & 1)
        case AllOf(parts):
            return all(holds(part, person) for part in parts)
        case AnyOf(parts):
            return any(holds(part, person) for part in parts)
        case NoneOf(parts):
            return not any(holds(part, person) for part in parts)


def leaves(condition: Condition) -> Iterator[Is]:
    """Every line of the condition that asks about a fact."""
    if isinstance(condition, Is):
        yield condition
        return
    for part in condition.parts:
        yield from leaves(part)


def facts_in(condition: Condition) -> frozenset[str]:
    """The facts that the condition asks about.

    >>> sorted(facts_in(AnyOf((Is("age", 1), Is("work", 1)))))
    ['age', 'work']
    """
    return frozenset(leaf.fact for leaf in leaves(condition))
