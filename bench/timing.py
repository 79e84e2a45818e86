"""Timing: several ways to do the same work, in turn on the same cases, so that a busy machine is unfair to none of them."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import thread_time
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took each time, in milliseconds, the shortest first."""

    all: tuple[float, ...]

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> "Times":
        """These times, in order."""
        return cls(tuple(sorted(milliseconds)))

    @property
    def least(self) -> float:
        """The shortest time."""
        return self.all[0]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.all)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 do not exceed."""
        return self.all[min(len(self.all) - 1, int(len(self.all) * 0.95))]


def race(ways: Mapping[str, Callable[[T], object]], cases: Sequence[T], rounds: int = 1) -> dict[str, Times]:
    """How long each way takes for each case. Whoever goes first changes from case to case."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for _ in range(rounds):
        gc.collect()
        for n, case in enumerate(cases):
            for name in names[n % len(names) :] + names[: n % len(names)]:
                taken[name].append(milliseconds(ways[name], case))
    return {name: Times.of(some) for name, some in taken.items()}


def milliseconds(way: Callable[[T], object], case: T) -> float:
    """How long it takes once: time of the processor, so that other programs do not count."""
    start = thread_time()
    way(case)
    return (thread_time() - start) * 1000
