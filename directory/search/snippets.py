"""The piece of an offer's text to show below its title, with the words that were looked for marked."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from directory.models import Text
from directory.search.analysis import STEM, keys, words
from directory.search.documents import plain
from directory.search.folding import fold

Snippet = tuple[tuple[str, bool], ...]
_BEFORE, _AFTER = 50, 170  # characters of the body shown around the first word found
_LONGEST_BODY = 20_000
_ENDINGS_ONLY = frozenset({"en", "pl", "ur", "ro", "so", "pt"})  # not where marks, prefixes or mutations change a beginning
_FOLDED = {sign: folded for sign in (*range(0xC0, 0x250), *range(0x620, 0x6D4)) if len(folded := fold(chr(sign))) == 1}
_WORD = re.compile(r"(?<![^\W_])(?<![^\W_]['’])[^\W_]+(?:['’][^\W_]+)*")
_ENDING, _BEGIN = 2, 2  # letters in which a form of a word can differ from its stem; that all forms share
_plain = lru_cache(maxsize=1_000)(plain)


class Marker:
    """Marks the words of a text that are found by some keys of its language."""

    def __init__(self, language: str, marks: Iterable[str]) -> None:
        self.language = language
        self.marks = frozenset(marks)
        stems = (mark.removeprefix(STEM) for mark in self.marks if language in _ENDINGS_ONLY)
        self._begin = {stem[: max(_BEGIN, len(stem) - _ENDING)] for stem in stems}

    def snippet(self, text: Text) -> Snippet:
        """The summary where it has one of the words; else the place in the body where one stands; else the summary.

        The pieces, put together, are the text that is shown.
        """
        if not self.marks:
            return ((text.summary, False),)
        if spans := list(self._spans(text.summary)):
            return tuple(_pieces(text.summary, spans))
        body = _plain(text.body[:_LONGEST_BODY])
        first = next(self._spans(body), None)
        return tuple(self._around(body, *first)) if first else ((text.summary, False),)

    def _around(self, body: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
        begin = body.find(" ", start - _BEFORE, start) + 1 if start > _BEFORE else 0
        begin = begin or (start if start > _BEFORE else 0)
        stop = max(body.rfind(" ", end, end + _AFTER), end) if end + _AFTER < len(body) else len(body)
        shown = body[begin:stop]
        yield from [("… ", False)] if begin else []
        yield from _pieces(shown, self._spans(shown))
        yield from [(" …", False)] if stop < len(body) else []

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand."""
        for word, start, end in self._candidates(text):
            if not self.marks.isdisjoint(keys(word, self.language)):
                yield start, end

    def _candidates(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The words of a text; where forms differ in their endings only, those that begin like one that is looked for."""
        small = text.lower().translate(_FOLDED)
        if not self._begin or len(small) != len(text):
            yield from ((word.text, word.start, word.end) for word in words(text))
            return
        for at in sorted({at for begin in self._begin for at in _places(small, begin)}):
            if match := _WORD.match(text, at):
                yield match[0], *match.span()


def _places(text: str, begin: str) -> Iterator[int]:
    """Where these letters stand in a text, in words too."""
    at = text.find(begin)
    while at >= 0:
        yield at
        at = text.find(begin, at + 1)


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each marked or not. Pairs of Han signs can overlap."""
    done = 0
    for start, end in spans:
        if start > done:
            yield text[done:start], False
        if end > done:
            yield text[max(start, done) : end], True
        done = max(done, end)
    if done < len(text):
        yield text[done:], False
