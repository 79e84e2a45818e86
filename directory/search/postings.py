"""The words of an index as numpy arrays, read once from Whoosh, and BM25 over them.

Whoosh scores one posting at a time in Python. Read into arrays, the postings of a word are two slices. The blocks in which
Whoosh keeps them are read by methods that are private to it: `_blocks` is the only place that knows them, and
`tests/test_whoosh_traps.py` compares what it reads with what Whoosh says in public.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import STEM

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]
_K, _B = 1.2, 0.6  # BM25: how soon more of a word stops to count, and how much long texts are held back
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Postings:
    """The offers that have each word of one language. Those of term t stand from starts[t] to starts[t + 1].

    `rows`: numbers of offers in the catalogue. `parts`: what the word adds to the score, without how rare it is: 0 to 2.2.
    `lexicon`: all whole words, sorted.
    """

    size: int
    terms: Mapping[str, int]
    lexicon: tuple[str, ...]
    starts: NDArray[np.int64]
    rows: Rows
    parts: Floats

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
        for key, weight in weights.items():
            rows, parts = self.of(key)
            best[rows] = np.maximum(best[rows], parts * np.float32(weight))
        return best

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


def read_postings(reader: Any, field: str, rows_of: NDArray[np.int32], size: int) -> Postings:
    """All postings of a field. `rows_of`: document number to row, -1 for what was deleted. `size`: how many rows."""
    terms: dict[str, int] = {}
    numbers, counts, documents, weights = array("i"), array("i"), array("i"), array("f")
    for leaf, offset in reader.leaf_readers():
        for key, info in leaf.iter_field(field):
            before = len(documents)
            for ids, block in _blocks(leaf, field, key):
                documents.extend(ids if not offset else (number + offset for number in ids))
                weights.extend(block)
            numbers.append(terms.setdefault(key.decode(), len(terms)))
            counts.append(len(documents) - before)
            assert counts[-1] == info.doc_frequency()
    term_of = (
        np.repeat(np.frombuffer(numbers, np.int32), np.frombuffer(counts, np.int32)) if numbers else np.zeros(0, np.int32)
    )
    rows = rows_of[np.frombuffer(documents, np.int32)] if documents else np.zeros(0, np.int32)
    return _arranged(size, terms, term_of, rows, np.array(weights, np.float32))


def _blocks(leaf: Any, field: str, key: bytes) -> Iterator[tuple[Iterable[int], Iterable[float]]]:
    """The documents that have a key, and its weight in them, a block at a time."""
    matcher = leaf._terms.matcher(field, key, leaf.schema[field].format)  # with what was deleted: `rows_of` knows it
    if not hasattr(matcher, "_next_block"):  # a word of one document stands beside the term, not in a block
        yield matcher._ids, matcher._weights
        return
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        yield matcher._ids, matcher._weights
        matcher._next_block()


def _arranged(size: int, terms: dict[str, int], term_of: Rows, rows: Rows, weights: Floats) -> Postings:
    kept = rows >= 0
    order = np.lexsort((rows[kept], term_of[kept]))
    term_of, rows, weights = term_of[kept][order], rows[kept][order], weights[kept][order]
    starts = np.searchsorted(term_of, np.arange(len(terms) + 1))
    whole = np.array([not term.startswith(STEM) for term in terms], bool)
    in_use = np.diff(starts) > 0
    lexicon = sorted(term for term, number in terms.items() if whole[number] and in_use[number])
    counted = whole[term_of] if len(terms) else np.zeros(0, bool)
    lengths = np.bincount(rows[counted], weights[counted], size).astype(np.float32)
    mean = float(lengths[lengths > 0].mean()) if lengths.any() else 1.0
    parts = weights * (_K + 1) / (weights + _K * (1 - _B + _B * lengths[rows] / np.float32(mean)))
    return Postings(size, terms, tuple(lexicon), starts, rows, parts.astype(np.float32))
