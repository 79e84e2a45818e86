"""A column of the comparison: one legal arrangement, and what it makes of the answers of somebody who has another one."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.rules import Values


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `is_` makes it what it is, `follows` is so for everybody who has it, `new` because it would be new.

    `hangs_on`: by fact, the question or the named condition that must be the same today and in this column, or else an
    answer that was given today says nothing about this column.
    """

    slug: str
    title: str
    is_: Mapping[str, Values]
    follows: Mapping[str, Values]
    new: Mapping[str, Values]
    hangs_on: Mapping[str, str]
