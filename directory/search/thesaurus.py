"""The thesaurus: what people call a thing, and what the offers call it."""

from collections.abc import Iterable, Iterator, Sequence
from sys import intern

from directory.models import Concept
from directory.search.analysis import in_order, root

Roots = tuple[str, ...]
_LONG_PART = 3  # letters of each part of a word that is written in one


class Thesaurus:
    """The concepts of one language, by the roots of the words of their names."""

    def __init__(self, language: str, concepts: Iterable[Concept]) -> None:
        self.language = language
        self.concepts = tuple(concepts)
        self._by_name: dict[Roots, tuple[Concept, ...]] = {}
        vocabulary: set[str] = set()
        for concept in self.concepts:
            alone = (concept,)
            names = [[word for _, word in in_order(name)] for name in concept.names]
            vocabulary.update(word.lower() for name in names for word in name)
            for name in dict.fromkeys((*map(self._roots, names), *self._in_one_word(names))):
                self._by_name[name] = self._by_name[name] + alone if name in self._by_name else alone
        self._longest = max(map(len, self._by_name), default=0)
        self.vocabulary = tuple(sorted(vocabulary))

    def _roots(self, name: Sequence[str]) -> Roots:
        """A name as it is compared: capitals, accents and endings do not matter."""
        return tuple(intern(root(word, self.language)) for word in name)

    def at(self, typed: Sequence[str], place: int) -> tuple[int, tuple[Concept, ...]]:
        """The longest name that begins at this word: how many words it has, and the concepts that have it."""
        longest = tuple(root(word, self.language) for word in typed[place : place + self._longest])
        for length in range(len(longest), 0, -1):
            found = self._by_name.get(longest[:length])
            if not found and length == 2:
                found = self._by_name.get((root("".join(typed[place : place + 2]), self.language),))
            if found:
                return length, found
        return 0, ()

    def _in_one_word(self, names: Iterable[Sequence[str]]) -> Iterator[Roots]:
        """The names of two words as people write them in one: "bunkbed", "bedroomtax"."""
        for name in names:
            if len(name) == 2 and all(len(part) >= _LONG_PART and part.isalpha() for part in name):
                yield self._roots(["".join(name)])
