"""What a Whoosh index keeps of each word of an offer, written in a third less time than Whoosh takes by itself."""

from array import array
from collections.abc import Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.formats import Format

from directory.search.analysis import in_order, spelling
from directory.search.documents import BETWEEN, WEIGHTS

_GAP = 100  # words between two parts, so that no phrase reaches from one into the next
_USUAL_TITLE = 5  # words


class Standing(Format):  # type: ignore[misc]
    """What an index keeps of a word in one offer: how much it weighs there, and the places where it stands, of 32 bits each.

    Kept in the index, which is a pickle.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def word_values(self, value: str, _: object = None, **__: object) -> Iterator[tuple[str, int, float, bytes]]:
        """Each word of a document as it is spelt, how often it is there, its weight, and its places."""
        places: dict[str, list[int]] = {}
        weights: dict[str, float] = {}
        first = 0
        for number, part in enumerate(value.split(BETWEEN)):
            found, last = in_order(part), 0
            weight = _title_weight(len(found)) if number == 0 else WEIGHTS[number]
            for last, text in found:
                word = spelling(text, self.language)
                places.setdefault(word, []).append(first + last)
                weights[word] = weights.get(word, 0.0) + weight
            first += last + _GAP
        for word, some in places.items():
            yield word, len(some), weights[word], array("I", some).tobytes()

    def decode_positions(self, places: bytes) -> list[int]:
        """The places of a word, as Whoosh asks for them."""
        return list(memoryview(places).cast("I"))


class _WithoutLengths(W3PerDocReader):  # type: ignore[misc]
    def doc_field_length(self, *_: object) -> int:
        return 0


class Quick(W3Codec):  # type: ignore[misc]
    """How Whoosh writes, without a look, for each word of each offer, at how long that offer is: we reckon it ourselves."""

    def per_document_reader(self, storage: Any, segment: Any) -> W3PerDocReader:
        """What is asked for lengths."""
        return _WithoutLengths(storage, segment)


def _title_weight(length: int) -> float:
    """A word is more of a short title than of a long one: "Child Benefit" is about child benefit before all else."""
    return min(max(WEIGHTS[0] * _USUAL_TITLE / max(length, 1), WEIGHTS[1]), 2 * WEIGHTS[0])
