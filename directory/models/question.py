"""A question of the checker, and the fact that its answer is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from directory.rules import Fact, Values

NONE = "none"  # of the codes of a question: none of the others
NOT_SURE = "not-sure"  # an answer that tells nothing
ONE_OF = "one_of"  # an answer that tells only that it is one of several


class Scope(StrEnum):
    """Whether a question is put once for the household, or for each child."""

    CARER = "carer"
    CHILD = "child"


class Kind(StrEnum):
    """What an answer looks like: one code, any number of codes, whole years, or a place."""

    CHOICE = "choice"
    CHOICES = "choices"
    AGE = "age"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Code:
    """One answer: its label on the form, and a whole sentence that is true of somebody who gave it, or did not."""

    label: str
    is_: str
    is_not: str = ""


@dataclass(frozen=True, slots=True)
class Also:
    """One more choice on the form, for somebody who knows only that it is one of several codes."""

    label: str
    is_: str
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in the words in which it is put, and what it needs to be put at all (`only_if`: fact to codes)."""

    key: str
    scope: Scope
    kind: Kind
    ask: str
    short: str
    why: str
    not_sure: str
    hint: str = ""
    codes: Mapping[str, Code] = field(default_factory=dict)
    also: tuple[Also, ...] = ()
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ages: tuple[int, int] = (0, 0)
    legal: bool = False
    fixed: bool = False

    @property
    def fact(self) -> Fact:
        """What rules can ask about the answer. A place is not a fact of rules: it is an index."""
        if self.kind is Kind.AGE:
            return Fact(self.key, tuple(str(age) for age in range(self.ages[0], self.ages[1] + 1)))
        codes = tuple(code for code in self.codes if self.kind is Kind.CHOICE or code != NONE)
        return Fact(self.key, codes, many=self.kind is Kind.CHOICES)

    def values(self, codes: tuple[str, ...]) -> Values:
        """The values that a rule line with these codes accepts: any of them, or "none of these"."""
        if self.kind is not Kind.CHOICES:
            return self.fact.having(codes)
        having = self.fact.having(code for code in codes if code != NONE)
        return having | self.fact.exactly(()) if NONE in codes else having
