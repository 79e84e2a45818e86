"""The records that everything else speaks of. All are frozen: a record is complete when it exists."""

from directory.models.catalogue import Catalogue, facts_of
from directory.models.column import Column
from directory.models.concept import Concept
from directory.models.dialling import PHONE_IN_TEXT, phone_address
from directory.models.freshness import Freshness, freshness
from directory.models.language import ENGLISH, GlossaryTerm, Language, Translation
from directory.models.local_offer import Force, LocalOfferPart
from directory.models.located import EARTH, Point, Spot, miles_between, spots, visited
from directory.models.offer import Confidence, Offer, OfferKind, StrengthIf, Text
from directory.models.page import Arrangement, ArrangementText, Page, PageText
from directory.models.place import ENGLAND, NATIONS, UNITED_KINGDOM, Council, District, Sector, Town
from directory.models.question import NONE, NOT_SURE, ONE_OF, Also, Code, Kind, Question, Scope
from directory.models.reference import (
    Amount,
    NamedCondition,
    Organization,
    Rate,
    Recommendation,
    TaxonomyTerm,
)
from directory.models.service import ARRANGEMENTS_STATED, Delivery, Location, Phone, Schedule, Service, Stated
from directory.models.short_id import kin, short_id, short_ids_in
from directory.models.source import Source
from directory.models.vocabulary import CodedQuestion, Vocabulary, vocabulary_of

__all__ = [
    "ARRANGEMENTS_STATED",
    "EARTH",
    "ENGLAND",
    "ENGLISH",
    "NATIONS",
    "NONE",
    "NOT_SURE",
    "ONE_OF",
    "PHONE_IN_TEXT",
    "UNITED_KINGDOM",
    "Also",
    "Amount",
    "Arrangement",
    "ArrangementText",
    "Catalogue",
    "Code",
    "CodedQuestion",
    "Column",
    "Concept",
    "Confidence",
    "Council",
    "Delivery",
    "District",
    "Force",
    "Freshness",
    "GlossaryTerm",
    "Kind",
    "Language",
    "LocalOfferPart",
    "Location",
    "NamedCondition",
    "Offer",
    "OfferKind",
    "Organization",
    "Page",
    "PageText",
    "Phone",
    "Point",
    "Question",
    "Rate",
    "Recommendation",
    "Schedule",
    "Scope",
    "Sector",
    "Service",
    "Source",
    "Spot",
    "Stated",
    "StrengthIf",
    "TaxonomyTerm",
    "Text",
    "Town",
    "Translation",
    "Vocabulary",
    "facts_of",
    "freshness",
    "kin",
    "miles_between",
    "phone_address",
    "short_id",
    "short_ids_in",
    "spots",
    "visited",
    "vocabulary_of",
]
