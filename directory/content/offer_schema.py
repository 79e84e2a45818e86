"""What may stand at the top of an offer. The descriptions are what an author is told when a field is missing."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from directory.content.fields import Address, Day, DayOrNotOpened, Email, File, Line, Plain, Summary, Title
from directory.content.service_schema import ServiceFile
from directory.models import Confidence, OfferKind, Source
from directory.truth import Strength


def names_the_doubt(confidence: Confidence, info: ValidationInfo) -> Confidence:
    """A check that whoever is not sure says of what."""
    if confidence is not Confidence.HIGH and info.data.get("unsure") == ():
        raise ValueError("The confidence is not high, but no doubt is named. | Add the doubt as a sentence under unsure.")
    return confidence


class SourceFile(File):
    """One entry of `sources`."""

    url: Address = ""
    knowledge: str = ""
    seen: DayOrNotOpened = None
    use: Literal["cite", "check"] = "cite"
    note: str = ""
    page_date: str = ""

    @model_validator(mode="after")
    def _is_one_of_two(self) -> "SourceFile":
        if bool(self.url) == bool(self.knowledge):
            raise ValueError("A source is either a url or knowledge. | Give one of the two.")
        if self.url and "seen" not in self.model_fields_set:
            raise ValueError("This page has no `seen`. | Add the date it was read, or `seen: not-opened`.")
        return self

    def source(self) -> Source:
        """The record of it."""
        return Source(self.url, self.knowledge, self.seen, self.use == "cite", self.note, self.page_date)


Sources = Annotated[list[SourceFile], Field(min_length=1, description="Add at least one page or law that this rests on.")]


class StrengthIfFile(File):
    """One entry of `strength_if`."""

    strength: Strength = Field(description="Say what a yes is worth: duty, benefit, assessment, discretion or open.")
    eligibility: Any = Field(description="Add the rule that says for whom.")


class OfferFile(File):
    """The top of a file of `offers_data/offers/`."""

    title: Title = Field(description="Add a title of up to 80 characters, in plain words.")
    kind: OfferKind = Field(description="Add `kind: entitlement` or `kind: service`.")
    organization: str = Field(description="Say who gives it: the name of a file in offers_data/organizations/.")
    summary: Summary = Field(description="Add one or two sentences: what it is, and who it is for.")
    strength: Strength = Field(description="Say what a yes is worth: duty, benefit, assessment, discretion or open.")
    strength_if: list[StrengthIfFile] = []
    eligibility: Any = Field(description="Add the rule, or `eligibility: everyone`.")
    not_checked: tuple[Plain, ...] = ()
    who_decides: Plain = ""
    next_step: Plain = Field(description="Add a sentence: what to do first.")
    areas: tuple[str, ...] = Field(min_length=1, description="Say where it is offered, for example `areas: [england]`.")
    categories: tuple[str, ...] = Field(min_length=1, description="Add at least one of taxonomies/categories.yaml.")
    words: tuple[Line, ...] = ()
    recommendations: tuple[str, ...] = ()
    recommendations_partial: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    legal_basis: tuple[Line, ...] = ()
    sources: Sources
    unsure: tuple[Plain, ...] = ()
    confidence: Confidence = Field(description="Say how sure you are: high, medium or low.")
    assured_date: Day = Field(description="Add the day when somebody last checked the facts.")
    review_by: Day = Field(description="Add the day by which somebody must check them again.")
    confirmed_until: Day | None = None
    aliases: tuple[str, ...] = ()
    owner_email: Email = ""
    service: ServiceFile | None = None

    _unsure = field_validator("confidence")(names_the_doubt)
