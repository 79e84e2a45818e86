"""Yes, maybe, no: the three answers that a rule can have, and what a "yes" is worth."""

from enum import Enum, StrEnum
from typing import NoReturn


class Verdict(Enum):
    """What a rule says of somebody. It refuses to be a boolean, so that a maybe is never taken for a no.

    >>> bool(Verdict.MAYBE)
    Traceback (most recent call last):
    ...
    TypeError: a Verdict is yes, maybe or no: compare it with "is", never with "if" or "not"
    """

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"

    def __bool__(self) -> NoReturn:
        raise TypeError('a Verdict is yes, maybe or no: compare it with "is", never with "if" or "not"')


_ORDER = (Verdict.NO, Verdict.MAYBE, Verdict.YES)


def both(one: Verdict, other: Verdict) -> Verdict:
    """The verdict of two conditions that must both hold.

    >>> both(Verdict.YES, Verdict.MAYBE)
    <Verdict.MAYBE: 'maybe'>
    """
    return min(one, other, key=_ORDER.index)


class Strength(StrEnum):
    """What a "yes" is worth: a right, a benefit, an assessment, somebody's choice, or a door open to all."""

    DUTY = "duty"
    BENEFIT = "benefit"
    ASSESSMENT = "assessment"
    DISCRETION = "discretion"
    OPEN = "open"
