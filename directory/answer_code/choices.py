"""Many choices in one number, and back. What is likely costs little: this is mixed radix with unequal digits.

Each choice is one of several, with a whole-number weight for each. A number x and a choice of weight w among weights that
sum up to t make a new number of about x * t / w. That is a one-to-one mapping (the "asymmetric numeral systems" of
J. Duda, 2009, without their rounding), so no two lists of choices give the same number. The first of several added to 0
leaves 0: if it stands for "not answered", everything that is not answered after the last answer costs nothing.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

Weights = Sequence[int]


class Coder(Protocol):
    """Writes or reads one choice after another, so that the form of a code is said only once."""

    def choose(self, weights: Weights, wanted: int) -> int:
        """The choice at this place: a writer keeps the one that is wanted, a reader says which it was."""


class Writer:
    """Takes the choices in the order in which they will be read."""

    def __init__(self) -> None:
        self._made: list[tuple[Weights, int]] = []

    def choose(self, weights: Weights, wanted: int) -> int:
        """Keep this choice."""
        assert weights[wanted], "a choice without weight cannot be written"
        self._made.append((weights, wanted))
        return wanted

    def number(self) -> int:
        """All choices as one number."""
        number = 0
        for weights, choice in reversed(self._made):
            above, within = divmod(number, weights[choice])
            number = above * sum(weights) + sum(weights[:choice]) + within
        return number


class Reader:
    """Gives the choices back. At their end, a number that a writer made is 0."""

    def __init__(self, number: int) -> None:
        self.number = number

    def choose(self, weights: Weights, wanted: int = 0) -> int:  # noqa: ARG002 - what is wanted is what stands there
        """The next choice."""
        above, within = divmod(self.number, sum(weights))
        ends = list(accumulate(weights))
        choice = next(n for n, end in enumerate(ends) if within < end)
        self.number = above * weights[choice] + within - (ends[choice] - weights[choice])
        return choice
