"""Facts: what a rule may ask about somebody, and the sets of values that are still possible.

A set of values is an `int` whose bit n stands for value n. Value n of a fact with one answer is `codes[n]`. Value n of a
fact with many answers is the set of those codes whose bits are 1 in n, so value 0 is "none of these".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Values = int
Known = Mapping[str, Values]  # the values still possible, by fact; a fact that is not in it is not known at all


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a rule may ask about: its key, its codes, and whether many of them can hold at once.

    >>> school = Fact("school", ("none-yet", "state", "private"))
    >>> school.having(["state", "private"]) == 0b110
    True
    >>> needs = Fact("needs", ("disabled", "plan"), many=True)
    >>> needs.having(["plan"]) == 0b1100   # the values {plan} and {disabled, plan}
    True
    """

    key: str
    codes: tuple[str, ...]
    many: bool = False

    @property
    def size(self) -> int:
        """How many values the fact can have."""
        return 1 << len(self.codes) if self.many else len(self.codes)

    @property
    def everything(self) -> Values:
        """All values: what is possible when nothing is known."""
        return (1 << self.size) - 1

    def having(self, codes: Iterable[str]) -> Values:
        """The values in which at least one of the codes holds. KeyError-free only for codes of this fact."""
        wanted = self._bits(codes)
        if not self.many:
            return wanted
        return sum(1 << value for value in range(self.size) if value & wanted)

    def exactly(self, codes: Iterable[str]) -> Values:
        """The one value in which just these codes hold; with no codes, "none of these"."""
        return 1 << self._bits(codes) if self.many else self._bits(codes)

    def holding(self, value: int) -> tuple[str, ...]:
        """The codes that hold in value number `value`."""
        if not self.many:
            return (self.codes[value],)
        return tuple(code for n, code in enumerate(self.codes) if value >> n & 1)

    def _bits(self, codes: Iterable[str]) -> int:
        return sum({1 << self.codes.index(code) for code in codes})


def members(values: Values) -> Iterator[int]:
    """The numbers of the values in a set.

    >>> list(members(0b1010))
    [1, 3]
    """
    while values:
        lowest = values & -values
        yield lowest.bit_length() - 1
        values ^= lowest
