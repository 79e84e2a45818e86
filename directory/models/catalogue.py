"""The catalogue: all content, checked and complete."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.models.column import Column
from directory.models.concept import Concept
from directory.models.language import GlossaryTerm, Language
from directory.models.local_offer import LocalOfferPart
from directory.models.offer import Offer
from directory.models.page import Arrangement, Page
from directory.models.place import Council, District, Sector, Town
from directory.models.question import Kind, Question
from directory.models.reference import (
    NamedCondition,
    Organization,
    Rate,
    Recommendation,
    TaxonomyTerm,
)
from directory.models.vocabulary import Vocabulary
from directory.rules import Fact


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the site serves, by slug, in the order in which it is shown."""

    languages: Mapping[str, Language]
    glossary: Mapping[str, tuple[GlossaryTerm, ...]]
    questions: Mapping[str, Question]
    conditions: Mapping[str, NamedCondition]
    organizations: Mapping[str, Organization]
    categories: Mapping[str, TaxonomyTerm]
    recommendations: Mapping[str, Recommendation]
    local_offer: Mapping[str, LocalOfferPart]
    rates: Mapping[str, Rate]
    arrangements: Mapping[str, Arrangement]
    columns: Mapping[str, Column]
    pages: Mapping[str, Page]
    terms: Mapping[str, tuple[Concept, ...]]
    councils: Mapping[str, Council]
    sectors: Mapping[str, Sector]
    districts: tuple[District, ...]
    towns: tuple[Town, ...]
    vocabularies: Mapping[int, Vocabulary]
    offers: Mapping[str, Offer]


def facts_of(questions: Mapping[str, Question]) -> tuple[Fact, ...]:
    """The facts that rules can ask about, in the order of asking."""
    return tuple(question.fact for question in questions.values() if question.kind is not Kind.AREA)
