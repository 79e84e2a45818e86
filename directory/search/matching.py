"""Which offers have the words of a query, and how well: BM25 over units, each as good as the best thing that it can mean."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from directory.search import welsh
from directory.search.analysis import WITHOUT_STEMMER, asked, keys, words
from directory.search.asking import Asked, Unit
from directory.search.columns import Flags
from directory.search.postings import Floats, Postings
from directory.search.records import Note

EXPANSIONS, SHORTEST_PREFIX = 4, 3
_SHORTEST_CORRECTED, _LONG = 4, 8  # letters: one error is forgiven from the first, two from the second
_ENOUGH = 0.4  # of the weight of all words that an offer must have: so "help with uniform" does not find all that "help"
_MOST = 0.8  # of what the best offer has, which is enough too: of a long question no offer may have so much
_OTHER_FORM, _BEGINNING, _OTHER_WORDS = 0.9, 0.6, 0.7  # what these are worth beside the word itself
_COMMON = 0.4  # of its rarity, for a word that is in every sentence
_LEAST_MEANT = 2.0  # for the name of an offer, however often texts mention it: else a rare word beside it would outweigh it
_MEANT = np.float32(2.5)  # for the offer that a concept stands for: more than any text gets


@dataclass(slots=True)
class Match:
    """For every offer whether it was found, and its score; and the keys to mark in texts of each language."""

    found: Flags
    score: Floats
    marks: dict[str, set[str]]
    notes: set[Note] = field(default_factory=set)


class Matcher:
    """Matches queries in one language, and in English beside it, because not every offer is translated."""

    def __init__(self, postings: Mapping[str, Postings], row_of: Mapping[str, int]) -> None:
        """`postings`: those of the page's language, and of English."""
        self.postings = postings
        self.row_of = row_of
        self.size = next(iter(postings.values())).size

    def match(self, query: Asked) -> Match:
        """What a query finds."""
        match = Match(
            np.ones(self.size, bool), np.zeros(self.size, np.float32), {language: set() for language in self.postings}
        )
        had, weight_of_all, meant = np.zeros(self.size, np.float32), 0.0, np.zeros(self.size, bool)
        only_places = all(unit.place for unit in query.units)
        for unit in query.units:
            score = self._unit(unit, match)
            having = score > 0
            number = int(np.count_nonzero(having))
            if unit.phrase:
                match.found &= having
            if number:
                rarity = self._rarity(unit, number)
                if unit.parts:
                    in_parts = self._parts(unit, match)
                    having |= in_parts > 0
                    score = np.maximum(score, in_parts)
                match.score += np.float32(rarity) * score
            if number and (only_places or not unit.place):  # "advice Leeds" asks for advice, best in Leeds
                had += np.float32(rarity) * having
                weight_of_all += rarity
            meant[self._meant(unit)] = True
        enough = had >= min(_ENOUGH * weight_of_all, _MOST * float(had.max(initial=0)))
        match.found &= (had > 0) & (enough | meant)
        return match

    def _rarity(self, unit: Unit, number: int) -> float:
        """What a unit that so many offers have is worth: 0 to 6."""
        rarity = math.log(1 + (self.size - number + 0.5) / (number + 0.5))
        if unit.common:
            return _COMMON * rarity
        return max(rarity, _LEAST_MEANT) if self._meant(unit) else rarity

    def nothing(self) -> Match:
        """What is found by a text without a word in it."""
        return Match(np.zeros(self.size, bool), np.zeros(self.size, np.float32), {})

    def unknown(self, query: Asked) -> list[str]:
        """The words of a query that nothing has, in any form."""
        loose = [unit for unit in query.units if not unit.concepts]
        return [word for unit in loose for word in unit.words if not self._known(word, unit.may_go_on)]

    def nearest(self, word: str, also: Iterable[str]) -> str | None:
        """The known word that somebody meant who typed this one: one letter wrong, or two in a long word."""
        wanted = (keys(word, "en") or ("",))[0]
        if len(wanted) < _SHORTEST_CORRECTED or not wanted.isalpha():
            return None
        errors = 1 if len(wanted) < _LONG else 2
        near = [
            (distance, other[0] != wanted[0], -own.frequency(other), other)
            for own, lexicon in [(own, own.lexicon) for own in self.postings.values()] + [(self._english, tuple(also))]
            for other, distance, _ in extract(
                wanted, lexicon, scorer=DamerauLevenshtein.distance, score_cutoff=errors, limit=20
            )
            if len(other) >= SHORTEST_PREFIX
        ]
        return min(near)[3] if near else None

    @property
    def _english(self) -> Postings:
        return list(self.postings.values())[-1]

    def _known(self, word: str, may_go_on: bool) -> bool:
        found = (self._weights(word, language, may_go_on, set()) for language in self.postings)
        return any(own.frequency(key) for own, weights in zip(self.postings.values(), found, strict=True) for key in weights)

    def _unit(self, unit: Unit, match: Match) -> Floats:
        best = np.zeros(self.size, np.float32)
        for language in self.postings:
            score = self._all(unit.words, language, match, unit.may_go_on)
            if unit.phrase and len(unit.words) > 1:
                exact = [(keys(word, language) or (word,))[0] for word in unit.words]
                score *= self.postings[language].in_a_row(exact)
            np.maximum(best, score, out=best)
            for item in {item for concept in unit.concepts for item in concept.words if item not in self.row_of}:
                meant = [word.text for word in words(item)]
                np.maximum(best, self._all(meant, language, match) * np.float32(_OTHER_WORDS), out=best)
        rows = self._meant(unit)
        best[rows] = _MEANT + best[rows] * np.float32(0.2)
        return best

    def _parts(self, unit: Unit, match: Match) -> Floats:
        """The score of what has all parts of a longer name, each in any of its meanings."""
        scores = [self._unit(part, match) for part in unit.parts]
        every = np.logical_and.reduce([score > 0 for score in scores])
        return np.where(every, np.mean(scores, axis=0) * np.float32(_OTHER_WORDS), 0).astype(np.float32)

    def _meant(self, unit: Unit) -> list[int]:
        """The offers that the concepts of a unit stand for."""
        return [self.row_of[item] for concept in unit.concepts for item in concept.words if item in self.row_of]

    def _all(self, some: Iterable[str], language: str, match: Match, may_go_on: bool = False) -> Floats:
        """The mean score of some words, where an offer has all of them."""
        scores = []
        for word in some:
            weights = self._weights(word, language, may_go_on, match.notes)
            match.marks[language].update(weights)
            scores.append(self.postings[language].score(weights))
        if len(scores) < 2:
            return scores[0] if scores else np.zeros(self.size, np.float32)
        every = np.logical_and.reduce([score > 0 for score in scores])
        return np.where(every, np.mean(scores, axis=0), 0).astype(np.float32)

    def _weights(self, word: str, language: str, may_go_on: bool, notes: set[Note]) -> dict[str, float]:
        """The keys that a word is looked up by, and what each is worth."""
        own = self.postings[language]
        exact = dict.fromkeys(asked(word, language), 1.0)
        folded = next(iter(exact), "")
        others: dict[str, float] = {}
        if language == "cy":
            others |= dict.fromkeys((form for form in welsh.forms(folded) if own.frequency(form)), _OTHER_FORM)
        if len(folded) < SHORTEST_PREFIX:
            return others | exact
        if language in WITHOUT_STEMMER:
            others |= dict.fromkeys(own.beginning(folded)[:EXPANSIONS], _BEGINNING)
            shorter = own.longest_within(folded, max(SHORTEST_PREFIX, len(folded) - 3))
            others |= {shorter: _BEGINNING} if shorter else {}
        elif may_go_on and not any(postings.frequency(key) for postings in self.postings.values() for key in exact):
            longer = own.beginning(folded)
            others |= dict.fromkeys(longer[:EXPANSIONS], _BEGINNING)
            notes |= {Note.CUT_PREFIX} if len(longer) > EXPANSIONS else set()
        return others | exact
