"""Checks of the columns of the comparison that need the questions, the named conditions, or the columns above."""

from collections.abc import Iterator, Mapping

from directory.content.documents import SLUG, Unread
from directory.content.reference_schema import ColumnFile
from directory.models import Column, Kind, NamedCondition, Question
from directory.problems import did_you_mean
from directory.rules import Values

NOW = "now"  # the column of somebody whose arrangement is none of these
Fault = tuple[str, str, str]  # field, what, what to do


class ColumnReader:
    """Reads one column after the other, and says what is wrong with each."""

    def __init__(self, asked: Mapping[str, Question], named: Mapping[str, NamedCondition], unread: Unread) -> None:
        self.asked = asked
        self.named = named
        self.unread = unread
        self.found: dict[str, Column] = {}

    def faults(self, file: ColumnFile) -> Iterator[Fault]:
        """Everything that is wrong with a column. Without a fault it is among those found, if all it names could be read."""
        parts = {"is": file.is_, "follows": file.follows, "new": file.new}
        faults = [
            *self._name(file.column),
            *(fault for part, codes in parts.items() for key in codes for fault in self._answer(part, key, codes[key])),
            *(fault for key, on in file.hangs_on.items() for fault in self._hangs(key, on)),
        ]
        yield from faults
        keys = {key for codes in parts.values() for key in codes}
        if not faults and keys <= self.asked.keys():
            is_, follows, new = map(self._values, parts.values())
            column = Column(file.column, file.title, is_, follows, new, file.hangs_on)
            yield from self._twice(column)
            self.found[column.slug] = column

    def _values(self, codes: Mapping[str, str]) -> dict[str, Values]:
        return {key: self.asked[key].values((code,)) for key, code in codes.items()}

    def _name(self, slug: str) -> Iterator[Fault]:
        if not SLUG.fullmatch(slug):
            yield "column", f'"{slug}" is no slug.', "Use small letters, digits and single hyphens, like no-order."
        elif slug == NOW:
            yield "column", '"now" is the column of somebody who has another arrangement.', "Give this one another name."

    def _answer(self, part: str, key: str, code: str) -> Iterator[Fault]:
        yield from self._question(part, key)
        if question := self.asked.get(key):
            if question.kind is not Kind.CHOICE:
                yield f"{part}.{key}", f'"{key}" is not a question with one code as its answer.', "Take it out."
            elif code not in question.codes:
                do = did_you_mean(code, question.codes, f"Its codes: {', '.join(question.codes)}.")
                yield f"{part}.{key}", f'"{code}" is not a code of {key}.', do

    def _question(self, part: str, key: str) -> Iterator[Fault]:
        if key not in self.asked and not self.unread.has("questions.yaml", key):
            do = did_you_mean(key, self.asked, "See questions.yaml.")
            yield f"{part}.{key}", f'"{key}" is not in questions.yaml.', do

    def _hangs(self, key: str, on: str) -> Iterator[Fault]:
        yield from self._question("hangs_on", key)
        there = on in self.asked or on in self.named
        if not there and not any(self.unread.has(file, on) for file in ("questions.yaml", "conditions.yaml")):
            do = did_you_mean(on, [*self.asked, *self.named], "Use the key of a question, or the name of a condition.")
            yield f"hangs_on.{key}", f'"{on}" is neither in questions.yaml nor in conditions.yaml.', do

    def _twice(self, column: Column) -> Iterator[Fault]:
        for other in self.found.values():
            if other.is_ == column.is_:
                yield "is", f'The column "{other.slug}" is the same.', "Take one of them out, or say how they differ."
