"""Checks of questions that need more than one field, or the questions above."""

from collections.abc import Iterator, Mapping

from directory.content.reference_schema import QuestionFile
from directory.models import NONE, Kind, Question
from directory.problems import did_you_mean

_MOST_TICKED = 10  # a question with many answers has 2 to the power of that many values
_MOST_AGES = 120
Fault = tuple[str, str, str]  # field, what, what to do


def question_faults(file: QuestionFile, above: Mapping[str, Question]) -> Iterator[Fault]:
    """Everything that is wrong with a question, given those above it."""
    yield from _codes(file)
    yield from _only_if(file, above)
    if file.type is Kind.AGE and not file.from_ <= file.to <= _MOST_AGES:
        yield "to", f"The ages go from {file.from_} to {file.to}.", f"Give the highest age, {_MOST_AGES} at most."


def _codes(file: QuestionFile) -> Iterator[Fault]:
    if file.type in (Kind.CHOICE, Kind.CHOICES) and len(file.codes) < 2:
        yield "codes", "This question has fewer than two answers.", "Add a code for each answer."
    if file.type is Kind.CHOICES:
        if len(file.codes) > _MOST_TICKED:
            what = f"This question has {len(file.codes)} answers to tick; {_MOST_TICKED} are the most."
            yield "codes", what, "Make two questions of it."
        for key, code in file.codes.items():
            if key != NONE and not code.is_not.strip():
                do = "Add a whole sentence that is true of somebody who did not tick this."
                yield f"codes.{key}.is_not", "This field is missing.", do
    for n, also in enumerate(file.also):
        yield from _unknown(also.one_of, tuple(file.codes), file.key, f"also[{n}].one_of")


def _only_if(file: QuestionFile, above: Mapping[str, Question]) -> Iterator[Fault]:
    for key, codes in file.only_if.items():
        if parent := above.get(key):
            yield from _unknown(codes, tuple(parent.codes), key, f"only_if.{key}")
        else:
            do = did_you_mean(key, above, "Use a question that stands above this one.")
            yield f"only_if.{key}", f'"{key}" is not a question above this one.', do


def _unknown(words: tuple[str, ...], codes: tuple[str, ...], key: str, field: str) -> Iterator[Fault]:
    for word in words:
        if word not in codes:
            do = did_you_mean(word, codes, f"Its codes: {', '.join(codes)}.")
            yield field, f'"{word}" is not a code of {key}.', do
