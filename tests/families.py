"""The families of `tests/scenarios/`: read from YAML, put to the checker, and compared with what they expect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from directory.checker import AREA, Answers, Checker, Child, Finding, Household, may_be_put, next_question
from directory.content.yaml_text import YamlFault, read_yaml
from directory.models import ENGLAND, NATIONS, NONE, Catalogue, Kind, Question, Scope
from directory.problems import did_you_mean
from directory.rules import Values
from directory.truth import Strength, Verdict

SCENARIOS = Path(__file__).parent / "scenarios"
NOT_SURE = "not-sure"
ONE_OF = "one_of"
_STORY_FIELDS = {"story", "area", "carer", "children", "expect", "must_not_ask", "source"}
_EXPECTED_FIELDS = {"verdict", "strength", "depends_on"}


@dataclass(frozen=True, slots=True)
class Story:
    """One entry of a scenario file, as written, and where it stands."""

    title: str
    where: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an offer must say: about one child, or (child None) wherever it says something."""

    offer: str
    child: str | None
    verdict: Verdict
    strength: Strength | None = None
    depends_on: tuple[str, ...] = ()

    def met_by(self, finding: Finding) -> bool:
        """Whether a finding is as expected."""
        return (
            finding.verdict is self.verdict
            and not finding.failed
            and self.strength in (None, finding.strength)
            and set(self.depends_on) <= set(finding.missing)
        )

    def __str__(self) -> str:
        facts = f" that depends on {', '.join(self.depends_on)}" if self.depends_on else ""
        return f"{self.verdict.value}{f' ({self.strength})' if self.strength else ''}{facts}"


@dataclass(frozen=True, slots=True)
class Family:
    """A household of which something is known, and what the checker must say to it."""

    story: Story
    household: Household
    expect: tuple[Expectation, ...]
    must_not_ask: tuple[str, ...]


class StoryError(Exception):
    """A scenario that cannot be used, with everything that is wrong with it."""


def stories(folder: Path = SCENARIOS) -> list[Story]:
    """Every scenario, in the order of the files."""
    return [story for path in sorted(folder.glob("*.yaml")) for story in _stories_in(path)]


def _stories_in(path: Path) -> Iterator[Story]:
    where = f"{path.parent.name}/{path.name}"
    try:
        data, lines, faults = read_yaml(path.read_text(encoding="utf-8"))
    except YamlFault as fault:
        faults, data, lines = [fault], [], {}
    if faults:
        raise StoryError("\n".join(f"{where}:{fault.line}: {fault.field}: {fault.what} {fault.do}" for fault in faults))
    for n, entry in enumerate(data):
        yield Story(entry.get("story", f"story {n + 1}"), f"{where}:{lines[f'[{n}]']}", entry)


def family(story: Story, catalogue: Catalogue) -> Family:
    """The family of a story. Every word that the catalogue does not know is named."""
    reader = _Reader(catalogue)
    found = reader.family(story)
    if reader.faults:
        raise StoryError("\n".join(f"{story.where}: {fault}" for fault in reader.faults))
    return found


class _Reader:
    """Reads one story, and collects what is wrong with it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.questions = catalogue.questions
        self.faults: list[str] = []

    def family(self, story: Story) -> Family:
        data = story.data
        for field in data.keys() - _STORY_FIELDS:
            self._unknown(field, _STORY_FIELDS, "a field of a story")
        carer = self._answers(data.get("carer") or {}, Scope.CARER)
        areas = self._areas(data.get("area"))
        if "area" in data:
            carer = Answers(carer.known, carer.asked | {AREA})
        children = tuple(self._child(n, raw) for n, raw in enumerate(data.get("children") or [{}], start=1))
        household = Household(areas, carer, children)
        self._never_put(household)
        expect = tuple(self._expected(data.get("expect") or {}, children))
        must_not_ask = tuple(data.get("must_not_ask") or ())
        for key in must_not_ask:
            self._check(key, self.questions, "a question")
        return Family(story, household, expect, must_not_ask)

    def _areas(self, area: str | None) -> tuple[str, ...]:
        if area in (None, NOT_SURE):
            return (ENGLAND,) if area is None else ()
        self._check(str(area), {**NATIONS, **self.catalogue.councils}, "a council or nation")
        return (str(area),)

    def _child(self, n: int, raw: Mapping[str, Any]) -> Child:
        facts = {key: value for key, value in raw.items() if key != "id"}
        return Child(raw.get("id", f"child {n}"), self._answers(facts, Scope.CHILD))

    def _answers(self, raw: Mapping[str, Any], scope: Scope) -> Answers:
        answers = Answers()
        for key, value in raw.items():
            keys = [key for key, question in self.questions.items() if question.scope is scope]
            if self._check(key, keys, f"a question about the {scope}"):
                answers = answers.tell(key, self._values(self.questions[key], value))
        return answers

    def _values(self, question: Question, raw: Any) -> Values | None:
        """What is known after an answer; None where that is nothing."""
        if raw == NOT_SURE:
            return None
        codes = raw[ONE_OF] if isinstance(raw, dict) else [raw] if isinstance(raw, str) else raw
        right = list(question.codes or question.fact.codes)
        known = [self._check(code, right, f"a code of {question.key}") for code in codes]
        if not all(known):
            return None
        if question.kind is Kind.CHOICES and not isinstance(raw, dict):
            return question.fact.exactly(code for code in codes if code != NONE)
        return question.values(tuple(codes))

    def _never_put(self, household: Household) -> None:
        """A story answers only questions that would be put."""
        for child in household.children:
            known = household.known(child)
            for key in known:
                if not may_be_put(self.questions[key], known, self.questions):
                    self.faults.append(f'"{key}" is never put here: see its only_if in questions.yaml.')

    def _expected(self, raw: Mapping[str, Any], children: tuple[Child, ...]) -> Iterator[Expectation]:
        names = [child.id for child in children]
        for offer, value in raw.items():
            if not self._check(offer, self.catalogue.offers, "an offer"):
                continue
            if isinstance(value, str) or value.keys() & _EXPECTED_FIELDS:
                yield from self._one(offer, None, value)
            else:
                for name, one in value.items():
                    if self._check(name, names, "a child of this story"):
                        yield from self._one(offer, name, one)

    def _one(self, offer: str, child: str | None, raw: Any) -> Iterator[Expectation]:
        fields = {"verdict": raw} if isinstance(raw, str) else raw
        strength = fields.get("strength")
        sound = [
            self._check(fields.get("verdict", ""), [verdict.value for verdict in Verdict], f"a verdict of {offer}"),
            strength is None or self._check(strength, list(Strength), f"a strength of {offer}"),
            *(self._check(field, _EXPECTED_FIELDS, f"a field of {offer}") for field in fields),
            *(self._check(key, self.questions, "a question") for key in fields.get("depends_on", ())),
        ]
        if all(sound):
            yield Expectation(
                offer,
                child,
                Verdict(fields["verdict"]),
                Strength(strength) if strength else None,
                tuple(fields.get("depends_on", ())),
            )

    def _check(self, word: str, right: Any, what: str) -> bool:
        if word not in right:
            self._unknown(word, right, what)
        return word in right

    def _unknown(self, word: str, right: Any, what: str) -> None:
        self.faults.append(f'"{word}" is not {what}. {did_you_mean(word, right, "")}'.strip())


Mismatch = tuple[Expectation, Finding]


def mismatches(checker: Checker, some: Family, only: str | None = None) -> list[Mismatch]:
    """Every finding that is not as the family expects; of one offer, where `only` is given."""
    found = []
    for expectation in some.expect:
        if only in (None, expectation.offer):
            offer = checker.catalogue.offers[expectation.offer]
            for finding in checker.check(some.household, [offer]):
                about = expectation.child is None or finding.child in (None, expectation.child)
                if about and not expectation.met_by(finding):
                    found.append((expectation, finding))
    return found


def questions_put(checker: Checker, household: Household) -> Iterator[tuple[str, str | None]]:
    """Every question, with its child, that the interview puts from here on, if each is answered "not sure"."""
    while asked := next_question(checker, household):
        question, child = asked
        yield question.key, child.id if child else None
        household = tell(household, question.key, child, None)


def tell(household: Household, key: str, child: Child | None, values: Values | None) -> Household:
    """The household with one more answer."""
    if child is None:
        return replace(household, carer=household.carer.tell(key, values))
    children = tuple(
        replace(one, answers=one.answers.tell(key, values)) if one.id == child.id else one for one in household.children
    )
    return replace(household, children=children)


def wrongs(checker: Checker, some: Family) -> list[str]:
    """Everything that the checker does to this family otherwise than expected, one line each."""
    lines = []
    for expectation, finding in mismatches(checker, some):
        about = f" ({finding.child})" if finding.child and len(some.household.children) > 1 else ""
        missing = f", which depends on {', '.join(finding.missing)}" if finding.missing else ""
        said = f"{finding.verdict.value} ({finding.strength}){missing}"
        lines.append(f"{expectation.offer}{about}: expected {expectation}, got {said}")
    put = sorted({key for key, _ in questions_put(checker, some.household)} & set(some.must_not_ask))
    return lines + [f'the interview puts "{key}", which it must not' for key in put]


def report(some: Family, lines: list[str]) -> str:
    """All that is wrong with the answer to a family, with the answers that it gave."""
    data = some.story.data
    answers = [f"area: {data.get('area', 'england (left out)')}", f"carer: {data.get('carer', {})}"]
    answers += [f"child: {child}" for child in data.get("children", [])]
    return "\n  ".join([f"{some.story.title}\n({some.story.where})", *lines, "Answers:", *answers])
