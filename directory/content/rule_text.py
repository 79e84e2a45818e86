"""Rules as authors write them, read into conditions. Every mistake in one is a problem with its line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from directory.content.documents import Document, Unread
from directory.content.rule_checks import RuleChecks
from directory.models import Kind, NamedCondition, Question
from directory.problems import Problem, did_you_mean
from directory.rules import EVERYONE, AllOf, AnyOf, Condition, Is, NoneOf, Values, leaves

_GROUPS: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
_UNLESS = "unless"
_UNREAD = Is("", 0)  # stands for a question or a condition that has a fault itself
_AGES = (
    (re.compile(r"under (\d{1,3})", re.ASCII), lambda n: (0, n - 1)),
    (re.compile(r"(\d{1,3}) or over", re.ASCII), lambda n: (n, 999)),
    (re.compile(r"(\d{1,3}) to (\d{1,3})", re.ASCII), lambda n, m: (n, m)),
    (re.compile(r"(\d{1,3})", re.ASCII), lambda n: (n, n)),
)


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads the rules of one document, with the questions and named conditions that they may use."""

    questions: Mapping[str, Question]
    conditions: Mapping[str, NamedCondition]
    document: Document
    problems: list[Problem]
    unread: Unread = field(default_factory=Unread)

    def checked(self, raw: Any, field: str, checks: RuleChecks) -> Condition | None:
        """The condition, once the rule as a whole has been looked at too; None, and every fault, where it is not one."""
        condition = self.read(raw, field)
        if condition is None:
            return None
        quiet = replace(self, problems=[])
        faults = list(checks.faults(raw, field, lambda some: quiet.read(some, field)))
        self.problems.extend(self.document.problem(place, what, do) for place, what, do in faults)
        return None if faults else condition

    def read(self, raw: Any, field: str) -> Condition | None:
        """The condition; None, and every fault as a problem, where it is not one."""
        before = len(self.problems)
        condition = EVERYONE if raw == "everyone" else self._part(raw, field)
        return condition if len(self.problems) == before and _UNREAD not in leaves(condition) else None

    def _part(self, raw: Any, field: str) -> Condition:
        if not raw:
            return self._wrong(field, "This condition is empty.", "Write a condition here, or take the line out.")
        if isinstance(raw, str):
            return self._named(raw, field)
        if isinstance(raw, list):
            do = "Write `all:`, `any:` or `none:` above the list."
            return self._wrong(field, "A list stands here with no word for the group.", do)
        if set(raw) & {*_GROUPS, _UNLESS}:
            return self._group(raw, field)
        if len(raw) > 1:
            do = 'Start each with "- " on its own line of a group.'
            return self._wrong(field, f"Several conditions stand in one line: {', '.join(raw)}.", do)
        key, value = next(iter(raw.items()))
        return self._line(key, value, field)

    def _named(self, name: str, field: str) -> Condition:
        if found := self.conditions.get(name):
            return found.eligibility
        if self.unread.has("conditions.yaml", name):
            return _UNREAD
        if name == "everyone":
            return self._wrong(field, "`everyone` stands inside a group.", "Write `eligibility: everyone`, with no group.")
        if name in self.questions:
            return self._wrong(field, f'"{name}" has no value.', f"Write `{name}: value`.")
        names = sorted(self.conditions)
        otherwise = f"conditions.yaml has: {', '.join(names) or 'nothing'}."
        return self._wrong(field, f'"{name}" is not in conditions.yaml.', did_you_mean(name, names, otherwise))

    def _group(self, raw: dict[str, Any], field: str) -> Condition:
        words = [word for word in raw if word in _GROUPS]
        rest = [key for key in raw if key not in {*_GROUPS, _UNLESS}]
        if rest:
            do = f'Put {rest[0]} into the list of the group, on a line of its own that starts with "- ".'
            return self._wrong(f"{field}.{rest[0]}", f'"{rest[0]}" stands beside a group.', do)
        if len(words) > 1:
            do = 'Put one of them into the list of the other, on a line that starts with "- ".'
            return self._wrong(f"{field}.{words[1]}", f"Two groups stand side by side: {' and '.join(words)}.", do)
        if not words:
            do = "Write `all:`, `any:` or `none:` with its conditions above it."
            return self._wrong(f"{field}.{_UNLESS}", "`unless` stands alone.", do)
        main = _GROUPS[words[0]](self._parts(raw[words[0]], f"{field}.{words[0]}"))
        if _UNLESS not in raw:
            return main
        return AllOf((main, NoneOf(self._parts(raw[_UNLESS], f"{field}.{_UNLESS}"))))

    def _parts(self, raw: Any, field: str) -> tuple[Condition, ...]:
        if not raw:
            self._wrong(field, "This group is empty.", "Add a condition to it, or take the group out.")
            return ()
        if not isinstance(raw, list):
            self._wrong(field, "A group needs a list.", 'Start each condition with "- " on its own line.')
            return ()
        return tuple(self._part(part, f"{field}[{n}]") for n, part in enumerate(raw))

    def _line(self, key: str, raw: Any, field: str) -> Condition:
        question = self.questions.get(key)
        if question is None:
            if self.unread.has("questions.yaml", key):
                return _UNREAD
            names = sorted({*self.questions, *_GROUPS, _UNLESS})
            do = did_you_mean(key, names, f"questions.yaml has: {', '.join(self.questions)}.")
            return self._wrong(field, f'"{key}" is not in questions.yaml.', do)
        if question.kind is Kind.AREA:
            return self._wrong(field, "A place never stands inside a rule.", "Put it into areas.")
        values = self._ages(question, raw, field) if question.kind is Kind.AGE else self._codes(question, raw, field)
        if values is None:
            return EVERYONE
        if values in (0, question.fact.everything):
            when = "always" if values else "never"
            return self._wrong(field, f"This line is {when} true.", "Take it out, or correct its values.")
        return Is(key, values)

    def _codes(self, question: Question, raw: Any, field: str) -> Values | None:
        negative = isinstance(raw, str) and raw.startswith("not ")
        words = [raw.removeprefix("not ")] if isinstance(raw, str) else raw
        codes = list(question.codes)
        its_codes = f"Its codes: {', '.join(codes)}."
        if not raw or not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            self._wrong(field, f"{question.key} needs a code or a list of codes.", its_codes)
            return None
        unknown = [word for word in words if word not in codes]
        for word in unknown:
            if word.startswith("not "):
                self._wrong(field, f'"{word}" stands in a list.', "Use a `none` group for codes that must not be.")
            else:
                self._wrong(field, f'"{word}" is not a code of {question.key}.', did_you_mean(word, codes, its_codes))
        if unknown:
            return None
        values = question.values(tuple(words))
        return question.fact.everything & ~values if negative else values

    def _ages(self, question: Question, raw: Any, field: str) -> Values | None:
        do = "Write `under 16`, `16 or over`, `4 to 16` or `9`."
        if not isinstance(raw, str):
            self._wrong(field, f"{question.key} needs one age, or one span of ages.", do)
            return None
        for form, bounds in _AGES:
            if match := form.fullmatch(raw):
                first, last = bounds(*map(int, match.groups()))
                return question.fact.having(code for code in question.fact.codes if first <= int(code) <= last)
        self._wrong(field, f'"{raw}" is not an age.', do)
        return None

    def _wrong(self, field: str, what: str, do: str) -> Condition:
        self.problems.append(self.document.problem(field, what, do))
        return EVERYONE
