"""What somebody typed, taken apart: words and "phrases". Anything else is text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter

from directory.models import ENGLISH, Concept
from directory.search.analysis import join_phones, words
from directory.search.common_words import common, of_questions, own
from directory.search.folding import fold
from directory.search.records import Note
from directory.search.thesaurus import Thesaurus

LONGEST, MOST_WORDS = 200, 30
_ALSO_WORDS = frozenset({("bury",), ("reading",)})  # councils only with a capital letter
_LONGEST_NAME = 6
_QUOTES = '"“”„«»'
_QUOTED = re.compile(f"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that mean one thing: one word, a name of concepts, or a phrase (which an offer must have). `may_go_on`: the
    word is the last, so it may be the beginning of a longer one. `place`: the council whose name it is. `parts`: what the
    words of a longer name mean without it, so that "sgo support" is also support of what "sgo" stands for. `common`: a
    word of any sentence."""

    words: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()
    phrase: bool = False
    may_go_on: bool = False
    place: str = ""
    parts: tuple["Unit", ...] = ()
    common: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, cut where it is too long."""

    text: str
    units: tuple[Unit, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are looked for among the words: those of the thesauri, and of councils (folded words to slug)."""

    language: str = ENGLISH
    thesauri: tuple[Thesaurus, ...] = ()
    councils: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def unit(self, loose: list[str], at: int) -> Unit:
        """The unit that begins at this word: the longest name, else the word itself."""
        length, concepts = max(self._named(loose, at), key=itemgetter(0), default=(0, ()))
        if length:
            typed = loose[at : at + length]
            parts = tuple(self.unit([word], 0) for word in typed) if length > 1 else ()
            return Unit(tuple(typed), concepts, parts=parts if any(part.concepts for part in parts) else ())
        for end in range(min(len(loose), at + _LONGEST_NAME), at, -1):
            name = tuple(fold(word) for word in loose[at:end])
            if name in self.councils and (name not in _ALSO_WORDS or loose[at].istitle()):
                return Unit(tuple(loose[at:end]), place=self.councils[name])
        return Unit((loose[at],))

    def _named(self, loose: list[str], at: int) -> Iterator[tuple[int, tuple[Concept, ...]]]:
        """What each thesaurus knows by the words from here on."""
        for thesaurus in self.thesauri:
            length, concepts = thesaurus.at(loose, at)
            taken_for_english = length == 1 and thesaurus.language != self.language and loose[at] in own(self.language)
            yield (0, ()) if taken_for_english else (length, concepts)


def take_apart(typed: str, names: Names) -> Asked:
    """The units of a query, and what was cut off."""
    text, notes = _short(typed)
    phrases = [[word.text for word in words(phrase)] for phrase in _QUOTED.findall(text)]
    loose = [word.text for word in words(_QUOTED.sub(" ", text))]
    if sum(map(len, phrases)) + len(loose) > MOST_WORDS:
        notes = (*notes, Note.CUT_WORDS)
    quoted: list[Unit] = []
    left = MOST_WORDS
    for phrase in phrases:
        quoted += [Unit(tuple(phrase[:left]), phrase=True)] if phrase[:left] else []
        left -= len(phrase[:left])
    ends_in_word = bool(loose) and text.endswith(loose[-1])
    units = (*quoted, *_units(loose[:left], names, ends_in_word and len(loose) <= left))
    telling = tuple(unit for unit in units if unit.phrase or not _is_all(unit, of_questions(names.language)))
    return Asked(text, telling or units, notes)


def _is_all(unit: Unit, some: frozenset[str]) -> bool:
    return not unit.concepts and not unit.phrase and some.issuperset(word.lower().replace("’", "'") for word in unit.words)


def _is_common(unit: Unit, language: str) -> bool:
    """Ages and sums say little: "17" is in many texts for many reasons. Sections of Acts are names of the thesaurus."""
    return _is_all(unit, common(language)) or (not unit.concepts and not unit.phrase and all(map(str.isdigit, unit.words)))


def replaced(text: str, better: dict[str, str]) -> str:
    """A text with some of its words replaced.

    >>> replaced("kinshp care (kinshp)", {"kinshp": "kinship"})
    'kinship care (kinship)'
    """
    typed = [word for word in words(text) if word.text in better]
    for word in reversed(typed):
        text = text[: word.start] + better[word.text] + text[word.end :]
    return text


def _short(typed: str) -> tuple[str, tuple[Note, ...]]:
    text = " ".join(typed[: 5 * LONGEST].split())
    if len(text) <= LONGEST:
        return join_phones(text), ()
    whole_words = text[: LONGEST + 1].rpartition(" ")[0]
    return join_phones(whole_words or text[:LONGEST]), (Note.CUT_LONG,)


def _units(loose: list[str], names: Names, open_end: bool) -> Iterator[Unit]:
    at = 0
    while at < len(loose):
        unit = names.unit(loose, at)
        at += len(unit.words)
        last = open_end and at == len(loose) and not unit.concepts and not unit.place
        yield replace(unit, may_go_on=last, common=_is_common(unit, names.language))
