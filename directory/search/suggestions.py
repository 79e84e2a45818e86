"""What to suggest while somebody types: titles of offers, categories, and concepts, by the beginnings of their words."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from directory.models import Catalogue
from directory.search.analysis import keys, words
from directory.search.records import Suggestion
from directory.search.thesaurus import Thesaurus

_SHORTEST = 2
_MOST_COMPARED = 2_000
_END = "\U0010ffff"


class Suggestions:
    """All that can be suggested in one language, by sorted words."""

    def __init__(self, catalogue: Catalogue, language: str, thesauri: Iterable[Thesaurus]) -> None:
        self.language = language
        concepts = [concept for thesaurus in thesauri for concept in thesaurus.concepts]
        shown = {slug: offer for slug, offer in catalogue.offers.items() if offer.for_carers}
        offers = {slug: Suggestion(offer.text(language).title, "offer", slug) for slug, offer in shown.items()}
        self.entries = [
            *(Suggestion(concept.names[0], "concept") for concept in concepts),
            *(Suggestion(category.name, "category", category.slug) for category in catalogue.categories.values()),
            *offers.values(),
        ]
        folded = [self._words(entry.label) for entry in self.entries]
        self._folded = [f" {' '.join(some)}" for some in folded]
        number_of = {entry.slug: number for number, entry in enumerate(self.entries) if entry.kind == "offer"}
        having: dict[str, array[int]] = {}
        for number, some in enumerate(folded):
            for word in some:
                having.setdefault(word, array("i")).append(number)
        for number, concept in enumerate(concepts):  # a name leads to the concept, and to the offers that it stands for
            meant = [number, *(number_of[item] for item in concept.words if item in number_of)]
            for word in (word for name in concept.names for word in self._words(name)):
                having.setdefault(word, array("i")).extend(meant)
        self._lexicon = sorted(having)
        self._first = [0, *accumulate(len(having[word]) for word in self._lexicon)]
        self._numbers = array("i", (number for word in self._lexicon for number in having[word]))

    def find(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """What has words that begin with all the words of a text; those whose title begins with it first."""
        typed = list(dict.fromkeys(self._words(text)))[:10]
        if not typed or max(map(len, typed)) < _SHORTEST:
            return ()
        found = self._beginning(typed[0])
        for word in typed[1:]:
            found &= self._beginning(word)
        best = sorted(sorted(found)[:_MOST_COMPARED], key=lambda number: self._rank(number, typed))
        return tuple({self._folded[number]: self.entries[number] for number in reversed(best)}.values())[::-1][:limit]

    def _rank(self, number: int, typed: list[str]) -> tuple[bool, int, int]:
        label = self._folded[number]
        missing = sum(f" {begun}" not in label for begun in typed)
        return not label.startswith(f" {' '.join(typed)}"), missing, number

    def _beginning(self, word: str) -> set[int]:
        low, high = bisect_left(self._lexicon, word), bisect_left(self._lexicon, word + _END)
        return set(self._numbers[self._first[low] : self._first[high]])

    def _words(self, text: str) -> list[str]:
        return [found[0] for word in words(text) if (found := keys(word.text, self.language))]
