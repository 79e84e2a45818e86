"""Alternatives: the same household with another legal arrangement for one child, and which answers still hold there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.checker import Answers, Checker, Child, Household
from directory.models import Column, Question, Scope
from directory.rules import Known, Rule, Values, judge
from directory.truth import Verdict

NOW = "now"
_ARRANGEMENT = "arrangement"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One column for one household. `sets`: what the column makes certain. `own`: the facts of which today's answers say
    nothing here, so that to ask for them cannot settle anything. `current`: the child has this arrangement now, and every
    answer holds as it was given. `slug` is "now", and `title` empty, where none of the content's columns is what there is.
    """

    slug: str
    title: str
    household: Household
    child: Child
    sets: Mapping[str, Values]
    own: frozenset[str]
    current: bool

    @property
    def known(self) -> Known:
        """What is known of the carer and the child in this column."""
        return self.household.known(self.child)


class Alternatives:
    """Makes the columns for a household. Made once for a catalogue, it holds nothing about anybody."""

    def __init__(self, checker: Checker) -> None:
        catalogue = checker.catalogue
        self.diagrams = checker.diagrams
        self.questions = catalogue.questions
        self.columns = tuple(catalogue.columns.values())
        named = {on for column in self.columns for on in column.hangs_on.values()} - self.questions.keys()
        self.features = {name: self.diagrams.compile(catalogue.conditions[name].eligibility) for name in sorted(named)}

    def of(self, household: Household, child: Child) -> tuple[Alternative, ...]:
        """Every column, in the order of the content, after what there is now where that is none of them."""
        one_child = Household(household.areas, household.carer, (child,))
        known = one_child.known(child)
        columns = tuple(
            Alternative(column.slug, column.title, one_child, child, column.is_, frozenset(), True)
            if _has(known, column.is_)
            else self._other(column, one_child, child)
            for column in self.columns
        )
        if _ARRANGEMENT not in known or any(column.current for column in columns):
            return columns
        return (Alternative(NOW, "", one_child, child, {}, frozenset(), True), *columns)

    def _other(self, column: Column, household: Household, child: Child) -> Alternative:
        """The household with the arrangement of a column that it does not have."""
        before = household.known(child)
        is_new = not _has(before, {key: value for key, value in column.is_.items() if key == _ARRANGEMENT})
        sets = {**column.is_, **column.follows, **(column.new if is_new else {})}
        after = {**before, **sets}
        own = {*sets, *self._says_nothing(column, before, after)}
        for question in self.questions.values():
            key = question.key
            if key in own - sets.keys() or (key not in sets and _is_not_put(question, after, self.questions)):
                own.add(key)
                after.pop(key, None)  # now: a question that is only put after this one is looked at later
        changed = _with(household, child, after, self.questions)
        return Alternative(column.slug, column.title, changed, changed.children[0], sets, frozenset(own), False)

    def _says_nothing(self, column: Column, before: Known, after: Known) -> Iterator[str]:
        """The facts that hang on something which is not the same in the column, or may not be."""
        for fact, on in column.hangs_on.items():
            if on in self.features:
                rule = self.features[on]
                verdicts = {self._verdict(rule, before), self._verdict(rule, after)}
                alike = len(verdicts) == 1 and Verdict.MAYBE not in verdicts
            else:
                alike = on in before and before[on] == after.get(on)
            if not alike:
                yield fact

    def _verdict(self, rule: Rule, known: Known) -> Verdict:
        return judge(self.diagrams, known)(rule).verdict


def _has(known: Known, wanted: Mapping[str, Values]) -> bool:
    """Whether all of this is certain."""
    return all(key in known and known[key] & ~values == 0 for key, values in wanted.items())


def _is_not_put(question: Question, known: Known, questions: Mapping[str, Question]) -> bool:
    """Whether it is certain that this question would not be put (its `only_if`)."""
    return any(
        parent in known and known[parent] & questions[parent].values(codes) == 0
        for parent, codes in question.only_if.items()
    )


def _with(household: Household, child: Child, known: Known, questions: Mapping[str, Question]) -> Household:
    """The household of which this is known instead. What was asked stays asked."""
    carer, about = (
        Answers({key: some for key, some in known.items() if questions[key].scope is scope}, answers.asked)
        for scope, answers in ((Scope.CARER, household.carer), (Scope.CHILD, child.answers))
    )
    return Household(household.areas, carer, (Child(child.id, about),))
