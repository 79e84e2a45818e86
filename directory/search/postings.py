"""The words of an index as arrays: which offers have each, how much that is worth, and where they stand.

Worked out once, when a build is made, and kept in two files. Opening maps the larger one into memory: nothing of it is
read before it is asked for, and the processes of a server share one copy.
"""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]
Places = NDArray[np.uint32]
_WORDS, _NUMBERS = "words.json", "numbers.npy"
_ARRAYS = {
    "starts": np.uint32,
    "rows": np.int32,
    "parts": np.float32,
    "first_places": np.uint32,
    "places": np.uint32,
    "bases": np.uint32,
}  # all of 32 bits, so that they can be kept as one
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Postings:
    """The offers that have each term of one language. Those of term t stand from starts[t] to starts[t + 1].

    `lexicon`: all whole words, sorted: the first terms; stems come after them. `rows`: numbers of offers in the catalogue.
    `parts`: what the term adds to the score, without how rare it is: 0 to 2.2. `places`: where a whole word stands, all
    texts laid end to end; those of term t from first_places[t] to first_places[t + 1]. `bases`: where each offer begins.
    """

    size: int
    terms: Mapping[str, int]
    lexicon: tuple[str, ...]
    starts: Places
    rows: Rows
    parts: Floats
    first_places: Places
    places: Places
    bases: Places

    def of(self, key: str) -> tuple[Rows, Floats]:
        """The offers that have a key, each once, and its part of their score."""
        term = self.terms.get(key)
        if term is None:
            return self.rows[:0], self.parts[:0]
        span = slice(self.starts[term], self.starts[term + 1])
        return self.rows[span], self.parts[span]

    def score(self, weights: Mapping[str, float]) -> Floats:
        """For every offer the best of its keys, each times its weight; 0 where it has none."""
        best = np.zeros(self.size, np.float32)
        for number, (key, weight) in enumerate(weights.items()):
            rows, parts = self.of(key)
            score = parts * np.float32(weight)
            best[rows] = np.maximum(best[rows], score) if number else score
        return best

    def in_a_row(self, phrase: Sequence[str]) -> NDArray[np.bool_]:
        """The offers in which these words stand one after the other."""
        having = np.zeros(self.size, bool)
        rarest_first = sorted((len(places := self.places_of(word)), n, places) for n, word in enumerate(phrase))
        _, begins_at, found = rarest_first[0]
        for _, n, others in rarest_first[1:]:
            found = found[_among(found + np.uint32(n) - np.uint32(begins_at), others)]
        having[np.searchsorted(self.bases, found, side="right") - 1] = True
        return having

    def places_of(self, word: str) -> Places:
        """Where a whole word stands, all texts laid end to end."""
        term = self.terms.get(word)
        return self.places[:0] if term is None else self.places[self.first_places[term] : self.first_places[term + 1]]

    def frequency(self, key: str) -> int:
        """How many offers have a key."""
        term = self.terms.get(key)
        return 0 if term is None else int(self.starts[term + 1] - self.starts[term])

    def beginning(self, prefix: str) -> tuple[str, ...]:
        """The words that begin with a prefix, the most frequent first."""
        found = self.lexicon[bisect_left(self.lexicon, prefix) : bisect_left(self.lexicon, prefix + _END)]
        return tuple(sorted(found, key=lambda word: (-self.frequency(word), word)))

    def longest_within(self, word: str, least: int) -> str | None:
        """The longest word that this one begins with, of at least so many letters."""
        return next((word[:length] for length in range(len(word) - 1, least - 1, -1) if word[:length] in self.terms), None)


def _among(wanted: Places, places: Places) -> NDArray[np.bool_]:
    """Whether each of some places is one of others, which are sorted."""
    if not len(places):
        return np.zeros(len(wanted), bool)
    at = np.searchsorted(places, wanted)
    return np.asarray(places[np.minimum(at, len(places) - 1)] == wanted)


def save_postings(found: Mapping[str, Postings], folder: Path) -> None:
    """Write the postings of each language into a folder: the words, and all arrays as one, so that one file is open."""
    words = {
        language: {
            "words": own.lexicon,
            "stems": list(own.terms)[len(own.lexicon) :],
            "lengths": [len(getattr(own, name)) for name in _ARRAYS],
        }
        for language, own in found.items()
    }
    (folder / _WORDS).write_text(json.dumps(words), encoding="utf-8")
    numbers = [getattr(own, name).view(np.uint32) for own in found.values() for name in _ARRAYS]
    np.save(folder / _NUMBERS, np.concatenate(numbers))


def open_postings(folder: Path, size: int) -> dict[str, Postings]:
    """The postings in a folder, by language, for `size` offers. An exception of any kind where they are damaged."""
    words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    numbers = np.load(folder / _NUMBERS, mmap_mode="r").view(np.ndarray)
    ends = np.cumsum([length for own in words.values() for length in own["lengths"]])
    if ends[-1] != len(numbers):
        raise ValueError(f"{_WORDS} and {_NUMBERS} do not fit together")
    arrays = iter(np.split(numbers, ends[:-1]))
    return {language: _opened(own, list(islice(arrays, len(_ARRAYS))), size) for language, own in words.items()}


def _opened(words: Mapping[str, Any], arrays: list[NDArray[np.uint32]], size: int) -> Postings:
    terms = {term: number for number, term in enumerate((*words["words"], *words["stems"]))}
    by_name: dict[str, Any] = {name: array.view(kind) for (name, kind), array in zip(_ARRAYS.items(), arrays, strict=True)}
    if len(by_name["bases"]) != size or len(by_name["starts"]) != len(terms) + 1:
        raise ValueError(f"{_NUMBERS} is of another catalogue")
    return Postings(size, terms, tuple(words["words"]), **by_name)
