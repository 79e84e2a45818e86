"""A vocabulary: the answers that an answer code can hold. Once published it never changes, so that old codes still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.models.place import NATIONS
from directory.models.question import Kind, Question, Scope


@dataclass(frozen=True, slots=True)
class CodedQuestion:
    """Of a question what a code needs: which answers it can have, in their order. Its words may change at any time."""

    key: str
    scope: Scope
    kind: Kind
    codes: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    ages: tuple[int, int]
    only_if: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One version: the places and the questions, in the order in which a code holds them. Versions count from 1."""

    version: int
    areas: tuple[str, ...]
    questions: tuple[CodedQuestion, ...]


def vocabulary_of(version: int, questions: Iterable[Question], councils: Iterable[str]) -> Vocabulary:
    """The vocabulary of these questions and councils."""
    return Vocabulary(version, (*councils, *NATIONS), tuple(_coded(question) for question in questions))


def _coded(question: Question) -> CodedQuestion:
    return CodedQuestion(
        question.key,
        question.scope,
        question.kind,
        tuple(question.codes),
        tuple(also.one_of for also in question.also),
        question.ages,
        dict(question.only_if),
    )
