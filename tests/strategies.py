"""What the property tests draw from: small facts, rules about them, what is known of somebody, and brute force."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from directory.checker import AREA
from directory.models import (
    ENGLAND,
    NONE,
    Catalogue,
    Code,
    Confidence,
    Council,
    Kind,
    Offer,
    OfferKind,
    Organization,
    Question,
    Scope,
)
from directory.rules import (
    AllOf,
    AnyOf,
    Condition,
    Diagrams,
    Fact,
    Is,
    Known,
    NoneOf,
    Values,
    facts_in,
    holds,
    members,
)
from directory.truth import Strength, Verdict

# A busy machine fails no test.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

FACTS = (
    Fact("arrangement", ("no-order", "foster", "guardian")),
    Fact("age", ("0", "1", "2", "3")),
    Fact("needs", ("disabled", "plan"), many=True),
    Fact("work", ("yes", "no")),
)
BY_KEY = {fact.key: fact for fact in FACTS}
Person = dict[str, int]


def values_of(fact: Fact) -> st.SearchStrategy[Values]:
    """Any set of values of the fact, the empty set and the full one too."""
    return st.integers(0, fact.everything)


def leaf(fact: Fact) -> st.SearchStrategy[Condition]:
    """A line about this fact."""
    return values_of(fact).map(lambda values: Is(fact.key, values))


def _group(parts: st.SearchStrategy[tuple[Condition, ...]]) -> st.SearchStrategy[Condition]:
    return st.one_of(parts.map(AllOf), parts.map(AnyOf), parts.map(NoneOf))


LEAVES: st.SearchStrategy[Condition] = st.sampled_from(FACTS).flatmap(leaf)


@st.composite
def _decision_trees(draw: st.DrawFn) -> Condition:
    """A rule that asks one fact after the other: few different branches, so that many ways meet again."""
    branches: list[Condition] = [AllOf(()), AnyOf(())]
    for fact in draw(st.permutations(FACTS)):
        chosen = st.lists(st.sampled_from(branches), min_size=fact.size, max_size=fact.size)
        branches = [
            AnyOf(tuple(AllOf((Is(fact.key, 1 << value), branch)) for value, branch in enumerate(draw(chosen))))
            for _ in range(3)
        ]
    return branches[0]


as_written: st.SearchStrategy[Condition] = st.recursive(
    LEAVES, lambda inner: _group(st.lists(inner, max_size=4).map(tuple)), max_leaves=10
)
conditions: st.SearchStrategy[Condition] = st.one_of(as_written, _decision_trees())
"""Rules of any form; a fact may stand in one several times."""


@st.composite
def each_fact_once(draw: st.DrawFn) -> Condition:
    """A rule of any form in which no fact stands twice."""
    parts = [draw(leaf(fact)) for fact in draw(st.permutations(FACTS))[: draw(st.integers(1, len(FACTS)))]]
    while len(parts) > 1:
        joined = draw(st.integers(2, len(parts)))
        group = draw(st.sampled_from((AllOf, AnyOf, NoneOf)))
        parts = [*parts[joined:], group(tuple(parts[:joined]))]
    return parts[0]


@st.composite
def knowledge(draw: st.DrawFn) -> Known:
    """What is known of somebody: of some facts nothing, of the others one or more values that are still possible."""
    known = {}
    for fact in FACTS:
        if draw(st.booleans()):
            known[fact.key] = draw(st.integers(1, fact.everything))
    return known


@st.composite
def full_knowledge(draw: st.DrawFn) -> Known:
    """Somebody of whom everything is known."""
    return {fact.key: 1 << draw(st.integers(0, fact.size - 1)) for fact in FACTS}


@st.composite
def told_more(draw: st.DrawFn, known: Known) -> Known:
    """The same with some more known: a question answered, or an answer narrowed."""
    more = dict(known)
    for fact in draw(st.lists(st.sampled_from(FACTS), min_size=1, unique=True)):
        possible = list(members(known.get(fact.key, fact.everything)))
        more[fact.key] = sum(1 << value for value in draw(st.sets(st.sampled_from(possible), min_size=1)))
    return more


@st.composite
def shuffled(draw: st.DrawFn, condition: Condition) -> Condition:
    """The same rule by another author: the parts in another order, some denied twice, some written twice."""
    if isinstance(condition, Is):
        same: Condition = condition
    else:
        parts: list[Condition] = [draw(shuffled(part)) for part in draw(st.permutations(condition.parts))]
        if draw(st.booleans()) and parts:
            parts.append(parts[0])
        same = type(condition)(tuple(parts))
    return NoneOf((NoneOf((same,)),)) if draw(st.booleans()) else same


@st.composite
def settled(draw: st.DrawFn) -> tuple[Condition, Known]:
    """A rule, and enough known of somebody for a yes or a no."""
    condition, known = draw(conditions), dict(draw(knowledge()))
    for fact in draw(st.permutations(FACTS)):
        if brute_force(condition, known) is Verdict.MAYBE:
            known[fact.key] = 1 << draw(st.sampled_from(list(members(known.get(fact.key, fact.everything)))))
    return condition, known


@st.composite
def refused(draw: st.DrawFn) -> tuple[Condition, Known]:
    """A rule, and enough known of somebody for a no."""
    condition, known = draw(settled())
    return (NoneOf((condition,)) if brute_force(condition, known) is Verdict.YES else condition), known


def people(known: Known, facts: Iterable[str] = BY_KEY) -> Iterator[Person]:
    """Everybody of whom what is known may be true."""
    keys = tuple(facts)
    possible = [tuple(members(known.get(key, BY_KEY[key].everything))) for key in keys]
    for values in product(*possible):
        yield dict(zip(keys, values, strict=True))


def brute_force(condition: Condition, known: Known) -> Verdict:
    """The verdict, by looking at every completion of what is known."""
    facts = facts_in(condition)
    outcomes = {holds(condition, person) for person in people(known, facts)}
    if len(outcomes) == 2:
        return Verdict.MAYBE
    return Verdict.YES if True in outcomes else Verdict.NO


def facts_that_matter(condition: Condition, known: Known) -> frozenset[str]:
    """The facts of which another answer, all else being the same, makes another outcome for somebody."""
    facts = facts_in(condition)
    return frozenset(
        fact
        for fact in facts
        for person in people(known, facts)
        if len({holds(condition, {**person, **other}) for other in people(known, [fact])}) == 2
    )


def fewest_changes(condition: Condition, known: Known) -> int | None:
    """How few answers must be forgotten for a no to be no longer certain; None where no number of them is enough."""
    for size in range(len(known) + 1):
        for forgotten in combinations(known, size):
            rest = {fact: values for fact, values in known.items() if fact not in forgotten}
            if brute_force(condition, rest) is not Verdict.NO:
                return size
    return None


def kleene(condition: Condition, known: Known) -> Verdict:
    """The verdict by the rules of Kleene: each line by itself, then the groups, with maybe between no and yes."""
    order = (Verdict.NO, Verdict.MAYBE, Verdict.YES)
    match condition:
        case Is(fact, values):
            possible = known.get(fact, BY_KEY[fact].everything)
            if possible & values == 0:
                return Verdict.NO
            return Verdict.YES if possible & ~values == 0 else Verdict.MAYBE
        case AllOf(parts):
            return min((kleene(part, known) for part in parts), key=order.index, default=Verdict.YES)
        case AnyOf(parts):
            return max((kleene(part, known) for part in parts), key=order.index, default=Verdict.NO)
        case NoneOf(parts):
            return order[2 - order.index(kleene(AnyOf(parts), known))]


def written_out(condition: Condition) -> Condition:
    """The same rule as a table: any of all those for whom it holds."""
    rows = (person for person in people({}) if holds(condition, person))
    return AnyOf(tuple(AllOf(tuple(Is(fact, 1 << value) for fact, value in row.items())) for row in rows))


def compiled(condition: Condition) -> tuple[Diagrams, int]:
    """New diagrams of these facts, and the number of the rule in them."""
    diagrams = Diagrams(FACTS)
    return diagrams, diagrams.compile(condition)


def as_person(known: Mapping[str, Values]) -> Person:
    """Somebody of whom everything is known, as the number of each value."""
    return {fact: values.bit_length() - 1 for fact, values in known.items()}


def question_of(fact: Fact, scope: Scope = Scope.CHILD, **more: Any) -> Question:
    """A question whose answer is this fact."""
    kind = Kind.AGE if fact.key == "age" else Kind.CHOICES if fact.many else Kind.CHOICE
    codes = {code: Code(code, code) for code in (*fact.codes, NONE)[: len(fact.codes) + fact.many]}
    ages = (0, fact.size - 1)
    return Question(fact.key, scope, kind, "?", "?", "?", "?", codes=codes, ages=ages, **more)


FOLLOW_UP = Fact("follow_up", ("yes", "no"))
"""A fact that is asked for only where the arrangement is `guardian`."""

QUESTIONS = {
    AREA: Question(AREA, Scope.CARER, Kind.AREA, "?", "?", "?", "?"),
    **{fact.key: question_of(fact, Scope.CARER if fact.key == "work" else Scope.CHILD) for fact in FACTS},
    "follow_up": question_of(FOLLOW_UP, only_if={"arrangement": ("guardian",)}),
}
LEEDS = Council("leeds", "Leeds", "Leeds City Council", "metropolitan", "Yorkshire", "E08000035", 53.8, -1.5)


def make_offer(slug: str, eligibility: Condition, areas: tuple[str, ...] = (ENGLAND,)) -> Offer:
    """An offer of which only the rule and the area matter."""
    return Offer(
        slug=slug,
        kind=OfferKind.ENTITLEMENT,
        organization="council",
        strength=Strength.DUTY,
        strength_if=(),
        eligibility=eligibility,
        areas=areas,
        categories=(),
        recommendations=(),
        recommendations_partial=(),
        rates=(),
        legal_basis=(),
        sources=(),
        confidence=Confidence.HIGH,
        assured_date=date(2026, 11, 23),
        review_by=date(2027, 11, 23),
        aliases=(),
        texts={},
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """A catalogue of a few offers with rules of any form, some with a follow-up question, some for one council only."""
    offers = {}
    for n in range(draw(st.integers(1, 4))):
        rule = draw(conditions)
        if draw(st.booleans()):
            guarded = AllOf((Is("arrangement", BY_KEY["arrangement"].having(["guardian"])), Is("follow_up", 0b01)))
            rule = draw(st.sampled_from((AllOf, AnyOf, NoneOf)))((rule, guarded))
        offers[f"offer-{n}"] = make_offer(f"offer-{n}", rule, draw(st.sampled_from(((ENGLAND,), ("leeds",)))))
    nothing: Any = {}
    return Catalogue(
        questions=QUESTIONS,
        organizations={"council": Organization("council", "Your council", ENGLAND)},
        councils={"leeds": LEEDS},
        offers=offers,
        **dict.fromkeys(
            (
                "languages",
                "glossary",
                "conditions",
                "categories",
                "recommendations",
                "local_offer",
                "rates",
                "arrangements",
                "columns",
                "pages",
                "sectors",
                "districts",
                "towns",
                "terms",
                "vocabularies",
            ),
            nothing,
        ),
    )
