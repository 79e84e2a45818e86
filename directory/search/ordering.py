"""The order in which offers are shown: what serves the place, then the whole country, then the rest; the best first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.columns import Flags, miles
from directory.search.records import COUNTRY, ELSEWHERE, LESS, PLACE, REMOTE

_Rows = NDArray[np.int64]
_FAR = 10.0  # miles that halve a score
_FITS = 0.4  # of the best score: what has less does not come first because it is near


@dataclass(frozen=True, slots=True)
class Order:
    """What offers are ordered by. `score` is None when nobody typed words; `nearness` is None without a point.

    `first_area`: the first area of each offer, by number. `mixed`: let the areas take turns, so that none crowds the list.
    """

    score: NDArray[np.float32] | None
    nearness: NDArray[np.float64] | None
    first_area: NDArray[np.int32]
    mixed: bool

    def slice(self, groups: Mapping[str, Flags], start: int, end: int) -> Iterator[tuple[str, int]]:
        """The group and the row of each offer from one place in the list to another. Only what is needed is sorted."""
        for shown, group, flags in self._in_order(groups):
            rows = np.flatnonzero(flags)
            if start < len(rows) and end > 0:
                for row in self._sorted(rows, group, end)[max(start, 0) : end]:
                    yield shown, int(row)
            start, end = start - len(rows), end - len(rows)

    def _in_order(self, groups: Mapping[str, Flags]) -> Iterator[tuple[str, str, Flags]]:
        """The place first; but what fits the words far less well than the best stands behind, in a group of its own."""
        nearest_first = (PLACE, *self._national(groups))
        if self.score is None:
            yield from ((group, group, groups[group]) for group in (*nearest_first, ELSEWHERE))
            return
        near = groups[PLACE] | groups[COUNTRY] | groups[REMOTE]
        fits = self.score >= _FITS * self.score[near].max(initial=0)
        yield from ((group, group, groups[group] & fits) for group in nearest_first)
        yield from ((LESS, group, groups[group] & ~fits) for group in nearest_first)
        yield ELSEWHERE, ELSEWHERE, groups[ELSEWHERE]

    def _national(self, groups: Mapping[str, Flags]) -> tuple[str, str]:
        """First what fits the words best. Without words, services: rights are not looked for by place."""
        if self.score is None:
            return REMOTE, COUNTRY
        best = {group: self.score[groups[group]].max(initial=0) for group in (COUNTRY, REMOTE)}
        return (COUNTRY, REMOTE) if best[COUNTRY] >= best[REMOTE] else (REMOTE, COUNTRY)

    def _sorted(self, rows: _Rows, group: str, end: int) -> _Rows:
        cost = self._cost(rows, group)
        if group == ELSEWHERE and self.mixed:
            rows = rows[np.argsort(cost, kind="stable")]
            return rows[np.argsort(_turns(self.first_area[rows]), kind="stable")]
        if end < len(rows) // 2:  # a page of many: sort only what can be on it, and all that is as good
            near = np.flatnonzero(cost <= np.partition(cost, end)[end])
            rows, cost = rows[near], cost[near]
        return rows[np.argsort(cost, kind="stable")]

    def _cost(self, rows: _Rows, group: str) -> NDArray[np.float64]:
        """Small is good. Distance only sorts what has a place, and words weigh more than a few miles."""
        score = np.zeros(len(rows)) if self.score is None else self.score[rows].astype(float)
        if self.nearness is None or group in (COUNTRY, REMOTE):
            return -score
        away = miles(self.nearness[rows])
        if self.score is None:
            return np.where(np.isnan(away), np.inf, away)
        return -score / (1 + np.nan_to_num(away) / _FAR)


def _turns(areas: NDArray[np.int32]) -> NDArray[np.int64]:
    """For each offer, how many of its area stand before it.

    >>> _turns(np.array([7, 7, 5, 7, 5])).tolist()
    [0, 1, 0, 2, 1]
    """
    order = np.argsort(areas, kind="stable")
    ordered = areas[order]
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(areas) else np.zeros(0, np.int64)
    turns = np.arange(len(areas)) - np.repeat(begins, np.diff(np.r_[begins, len(areas)]))
    back = np.empty(len(areas), np.int64)
    back[order] = turns
    return back
