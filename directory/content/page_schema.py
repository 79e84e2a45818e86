"""What may stand in the files of arrangements and pages, and in translations."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator

from directory.content.fields import Day, File, Line, Plain, Summary, Title, at_most
from directory.content.offer_schema import Sources, names_the_doubt
from directory.models import Confidence

LongerTitle = Annotated[Plain, AfterValidator(at_most(120))]
LongerSummary = Annotated[Plain, AfterValidator(at_most(350))]


class DecidesFile(File):
    """Who decides what under an arrangement."""

    everyday: Line = Field(description="Say who decides.")
    planned_operation: Line = Field(description="Say who decides.")
    passport: Line = Field(description="Say who decides.")
    holiday_abroad: Line = Field(description="Say who decides.")
    surname: Line = Field(description="Say who decides.")
    social_worker_visits: Line = Field(description="Say who decides.")
    who_can_end_it: Line = Field(description="Say who decides.")


class ArrangementWords(File):
    """What is said of an arrangement in every language."""

    also_called: tuple[Line, ...] = Field(description="Add what people call it, or [].")
    parental_responsibility: Plain = Field(description="Say who has it.")
    looked_after: Plain = Field(description="Say whether the child is in care.")
    decides: DecidesFile = Field(description="Say who decides what.")
    unsure: tuple[Plain, ...] = ()


class ArrangementFile(ArrangementWords):
    """The top of a file of `offers_data/arrangements/`."""

    title: Line = Field(description="Add the name of the arrangement.")
    order: int = Field(description="Add its place in the list, like 3.")
    summary: Summary = Field(description="Add one or two sentences that say what it is.")
    answers: dict[str, Any] = Field(description="Add the answers that are known of everybody who has it.")
    legal_basis: tuple[Line, ...] = Field(description="Add the law that it rests on.")
    sources: Sources
    confidence: Confidence = Field(description="Say how sure you are: high, medium or low.")
    assured_date: Day = Field(description="Add the day when somebody last checked the facts.")
    review_by: Day = Field(description="Add the day by which somebody must check them again.")

    _unsure = field_validator("confidence")(names_the_doubt)


class PageFile(File):
    """The top of a file of `offers_data/pages/`."""

    title: Title = Field(description="Add a title of up to 80 characters.")
    summary: Summary = Field(description="Add one or two sentences that say what is on the page.")
    assured_date: Day = Field(description="Add the day when somebody last checked it.")


class TranslationFile(File):
    """What the top of every translation has."""

    english: Line = Field(description="Add `english: 0`; the check then says what to write there.")
    checked_by: Line = Field(description="Add who has checked it, or `checked_by: nobody`.")
    title: LongerTitle = Field(description="Add the title, in up to 120 characters.")
    summary: LongerSummary = Field(description="Add the summary.")


class OfferTranslationFile(TranslationFile):
    """The top of `<slug>.<language>.md` in `offers_data/offers/`."""

    who_decides: Plain | None = None
    next_step: Plain | None = None
    not_checked: tuple[Plain, ...] | None = None
    unsure: tuple[Plain, ...] | None = None


class ArrangementTranslationFile(TranslationFile, ArrangementWords):
    """The top of `<slug>.<language>.md` in `offers_data/arrangements/`."""


class PageTranslationFile(TranslationFile):
    """The top of `<slug>.<language>.md` in `offers_data/pages/`."""
