"""From a Whoosh index to arrays: its postings, read once for each build.

Whoosh finds one posting at a time in Python; in arrays the postings of a word are two slices. The blocks in which it keeps
them are read by methods that are private to it: `_blocks` is the only place that knows them, and
`tests/test_whoosh_traps.py` compares what it reads with what Whoosh says in public.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import STEM, indexed
from directory.search.asking import MOST_WORDS
from directory.search.postings import Postings, Rows

_K, _B = 1.2, 0.6  # BM25: how soon more of a word stops to count, and how much long texts are held back
_NUMBER = 32  # bits of a place or a row


@dataclass(frozen=True, slots=True)
class _Found:
    """What Whoosh has of one field: for each posting its word, row, weight, and how many of `places` are its own."""

    words: list[str]
    word: Rows
    row: Rows
    weight: NDArray[np.float32]
    often: Rows
    places: NDArray[np.uint32]


def read_postings(reader: Any, field: str, language: str, rows_of: Rows, size: int) -> Postings:
    """All postings of a field. `rows_of`: document number to row, -1 for what was deleted. `size`: how many rows."""
    return _arranged(_kept(_found(reader, field, rows_of)), language, size)


def _found(reader: Any, field: str, rows_of: Rows) -> _Found:
    words: dict[str, int] = {}
    number, documents, weights = array("i"), array("i"), array("f")
    standing: list[bytes] = []
    for leaf, offset in reader.leaf_readers():
        for key, info in leaf.iter_field(field):
            before = len(documents)
            for ids, block, values in _blocks(leaf, field, key):
                documents.extend(ids if not offset else (document + offset for document in ids))
                weights.extend(block)
                standing.extend(values)
            number.extend([words.setdefault(key.decode(), len(words))] * (len(documents) - before))
            assert len(documents) - before == info.doc_frequency()
    row = rows_of[np.array(documents, np.int32)]
    often = np.fromiter(map(len, standing), np.int32, len(standing)) // np.int32(_NUMBER // 8)
    places = np.frombuffer(b"".join(standing), np.uint32)
    return _Found(list(words), np.array(number, np.int32), row, np.array(weights), often, places)


def _blocks(leaf: Any, field: str, key: bytes) -> Iterator[tuple[Iterable[int], Iterable[float], Iterable[bytes]]]:
    """The documents that have a word, its weight in them and the places where it stands, a block at a time."""
    matcher = leaf._terms.matcher(field, key, leaf.schema[field].format)  # with what was deleted: `rows_of` knows it
    if not hasattr(matcher, "_next_block"):  # a word of one document stands beside the word, not in a block
        yield matcher._ids, matcher._weights, matcher._values
        return
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        matcher._read_values()
        yield matcher._ids, matcher._weights, matcher._values
        matcher._next_block()


def _kept(found: _Found) -> _Found:
    """Without what was deleted."""
    kept = found.row >= 0
    if kept.all():
        return found
    places = found.places[np.repeat(kept, found.often)]
    return _Found(found.words, found.word[kept], found.row[kept], found.weight[kept], found.often[kept], places)


def _arranged(found: _Found, language: str, size: int) -> Postings:
    """The postings by key: several spellings have one folded word, and many words one stem."""
    terms, keys_of = _keys(found, language)
    count, whole = len(terms), sum(not term.startswith(STEM) for term in terms)
    key, row, weight = _summed(keys_of[:, found.word], found.row, found.weight)
    counted = key < whole
    lengths = np.bincount(row[counted], weight[counted], size).astype(np.float32)
    mean = lengths[lengths > 0].mean() if lengths.any() else np.float32(1)
    parts = weight * (_K + 1) / (weight + _K * (1 - _B + _B * lengths[row] / mean))
    bases, place = _end_to_end(found, size)
    word = keys_of[:, np.repeat(found.word, found.often)]
    stands = [_joined(some[some_whole], place[some_whole]) for some in word if (some_whole := _within(some, whole)).any()]
    places = np.sort(np.concatenate(stands)) if stands else np.zeros(0, np.uint64)
    return Postings(
        size=size,
        terms={term: number for number, term in enumerate(terms)},
        lexicon=tuple(terms[:whole]),
        starts=np.searchsorted(key, np.arange(count + 1)).astype(np.uint32),
        rows=row,
        parts=parts.astype(np.float32),
        first_places=np.searchsorted(places >> _NUMBER, np.arange(count + 1, dtype=np.uint64)).astype(np.uint32),
        places=places.astype(np.uint32),
        bases=bases.astype(np.uint32),
    )


def _keys(found: _Found, language: str) -> tuple[list[str], Rows]:
    """All keys, whole words first; and the numbers of the one or two keys of each word, -1 where there is none."""
    in_use = np.bincount(found.word, minlength=len(found.words)) > 0
    keys = [indexed(word, language) if used else () for word, used in zip(found.words, in_use, strict=True)]
    terms = sorted({key for some in keys for key in some}, key=lambda key: (key.startswith(STEM), key))
    number = {term: n for n, term in enumerate(terms)}
    pairs = [[number[key] for key in some] + [-1] * (2 - len(some)) for some in keys]
    return terms, np.array(pairs, np.int32).reshape(-1, 2).T


def _summed(keys: Rows, row: Rows, weight: NDArray[np.float32]) -> tuple[Rows, Rows, NDArray[Any]]:
    """Key, row and weight of each posting, in order, each key once for a row."""
    some = keys >= 0
    joined = np.concatenate([_joined(one[kept], row[kept]) for one, kept in zip(keys, some, strict=True)])
    weights = np.concatenate([weight[kept] for kept in some]).astype(np.float64)
    joined, back = np.unique(joined, return_inverse=True)
    return (joined >> _NUMBER).astype(np.int32), joined.astype(np.uint32).astype(np.int32), np.bincount(back, weights)


def _joined(high: Rows, low: NDArray[Any]) -> NDArray[np.uint64]:
    """Two numbers as one, to be sorted by."""
    return high.astype(np.uint64) << np.uint64(_NUMBER) | low.astype(np.uint64)


def _within(keys: Rows, whole: int) -> NDArray[np.bool_]:
    """Which keys are of whole words: stems stand nowhere by themselves."""
    return (keys >= 0) & (keys < whole)


def _end_to_end(found: _Found, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each text begins when all are laid end to end, too far apart for a phrase; and every place, so counted."""
    row = np.repeat(found.row, found.often)
    last = np.zeros(size, np.int64)
    np.maximum.at(last, row, found.places)
    bases = np.cumsum(np.r_[0, last[:-1] + 1 + MOST_WORDS]) if size else np.zeros(0, np.int64)
    return bases, bases[row] + found.places
