"""The form of a code: which choices stand in it for the answers, in which order, and how likely each is.

The weights and the order are part of the form. Never change them: codes that people have written down are read with them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from directory.answer_code.choices import Coder, Weights
from directory.models import NONE, NOT_SURE, ONE_OF, CodedQuestion, Kind, Scope, Vocabulary

Raw = dict[str, Any]
_MOST_CHILDREN = 8
_CHILDREN = (4, 32, 14, 6, 3, 2, 1, 1, 1)  # how many: most carers ask about one child
_UNANSWERED, _UNSURE, _SAME, _ANSWERED = range(4)
# How likely each of these four is. "Same": as the child before. A question that is not put is hardly ever answered, and
# after one that was left out the next one most often is left out too.
_NOT_PUT = (250, 1, 1, 4)
_AFTER_AN_ANSWER = (8, 8, 0, 48)
_AFTER_NONE = (56, 2, 0, 6)
_SIBLING_ANSWERED = (6, 6, 36, 16)
_SIBLING_UNSURE = (6, 48, 0, 10)
_SIBLING_UNANSWERED = (56, 2, 0, 6)
_NONE_OR_SOME = (3, 2)
_TICKED = (3, 1)


def only_known(raw: Raw, vocabulary: Vocabulary) -> Raw:
    """The answers that the vocabulary has."""
    keys = {question.key: question for question in vocabulary.questions}

    def known(answers: Raw) -> Raw:
        return {key: value for key, value in answers.items() if key in keys and _is_known(keys[key], value, vocabulary)}

    area = {key: raw[key] for key, one in keys.items() if one.kind is Kind.AREA and key in raw}
    children = [known(child) for child in raw.get("children", [])[:_MOST_CHILDREN]]
    return {"answers": known(raw.get("answers", {})) | known(area), "children": children}


def _is_known(question: CodedQuestion, value: Any, vocabulary: Vocabulary) -> bool:
    if value == NOT_SURE:
        return True
    if question.kind is Kind.CHOICES:
        several = isinstance(value, list) and bool(value) and set(value) <= set(question.codes)
        return several and (value == [NONE] or NONE not in value)
    return value in _options(question, vocabulary)


def _options(question: CodedQuestion, vocabulary: Vocabulary) -> Sequence[Any]:
    """The answers of which one is given."""
    if question.kind is Kind.AREA:
        return vocabulary.areas
    if question.kind is Kind.AGE:
        return range(question.ages[0], question.ages[1] + 1)
    return [*question.codes, *({ONE_OF: list(codes)} for codes in question.also)]


def told(coder: Coder, vocabulary: Vocabulary, known: Raw) -> Raw:
    """Put answers through a coder, one question after the other: what a writer was given, or what a reader finds."""
    return _Telling(coder, vocabulary, known).everything()


class _Person:
    """The carer or a child: what is to be written, what was told so far, and whether the last question was answered."""

    def __init__(self, given: Raw) -> None:
        self.given = given
        self.told: Raw = {}
        self.answered = True


class _Telling:
    """The answers on their way through a coder."""

    def __init__(self, coder: Coder, vocabulary: Vocabulary, known: Raw) -> None:
        self.coder = coder
        self.vocabulary = vocabulary
        self.carer = _Person(known.get("answers", {}))
        given = known.get("children", [])
        number = coder.choose(_CHILDREN, len(given))
        self.children = [_Person(given[n] if n < len(given) else {}) for n in range(number)]

    def everything(self) -> Raw:
        """All that was told, in the form in which it is given."""
        for question in self.vocabulary.questions:
            before: _Person | None = None
            for person in [self.carer] if question.scope is Scope.CARER else self.children:
                self._tell(question, person, before)
                before = person
        places = [question.key for question in self.vocabulary.questions if question.kind is Kind.AREA]
        area = {key: self.carer.told.pop(key) for key in places if key in self.carer.told}
        children = [{"id": str(n), **child.told} for n, child in enumerate(self.children, start=1)]
        return {**area, "answers": self.carer.told, "children": children}

    def _tell(self, question: CodedQuestion, person: _Person, before: _Person | None) -> None:
        value = person.given.get(question.key)
        earlier = before.told.get(question.key) if before else None
        put = _is_put(question, {**self.carer.told, **person.told})
        weights = _weights(put, person.answered, earlier, before is not None)
        state = self.coder.choose(weights, _state(value, earlier))
        if state == _UNSURE:
            person.told[question.key] = NOT_SURE
        elif state == _SAME:
            person.told[question.key] = earlier
        elif state == _ANSWERED:
            person.told[question.key] = self._value(question, value)
        if put:
            person.answered = state != _UNANSWERED

    def _value(self, question: CodedQuestion, wanted: Any) -> Any:
        if question.kind is Kind.CHOICES:
            return list(self._ticked(question, wanted or []))
        options = _options(question, self.vocabulary)
        return options[self.coder.choose([1] * len(options), options.index(wanted) if wanted in options else 0)]

    def _ticked(self, question: CodedQuestion, wanted: list[str]) -> Iterator[str]:
        """The codes that are ticked, in the order of the form."""
        if NONE in question.codes and self.coder.choose(_NONE_OR_SOME, int(NONE not in wanted)) == 0:
            yield NONE
            return
        for code in question.codes:
            if code != NONE and self.coder.choose(_TICKED, int(code in wanted)):
                yield code


def _state(value: Any, earlier: Any) -> int:
    if value is None:
        return _UNANSWERED
    if value == NOT_SURE:
        return _UNSURE
    same = sorted(value) == sorted(earlier) if isinstance(value, list) and isinstance(earlier, list) else value == earlier
    return _SAME if same else _ANSWERED


def _weights(put: bool, after_an_answer: bool, earlier: Any, sibling: bool) -> Weights:
    if not put:
        return _NOT_PUT
    if not sibling:
        return _AFTER_AN_ANSWER if after_an_answer else _AFTER_NONE
    return _SIBLING_UNANSWERED if earlier is None else _SIBLING_UNSURE if earlier == NOT_SURE else _SIBLING_ANSWERED


def _is_put(question: CodedQuestion, told_so_far: Raw) -> bool:
    """Whether what the question needs before it is put was answered so. The rules are not known here, only this."""
    return all(_holds(told_so_far.get(key), codes) for key, codes in question.only_if.items())


def _holds(value: Any, codes: tuple[str, ...]) -> bool:
    if isinstance(value, list):
        return any(code in codes for code in value)
    if isinstance(value, dict):
        return all(code in codes for code in value[ONE_OF])
    return value in codes
