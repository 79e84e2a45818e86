"""What may stand in the files that offers refer to. The descriptions are what an author is told when a field is missing."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator, Field, model_validator

from directory.content.fields import Address, Day, DayOrNotOpened, Email, File, Line, Title
from directory.models import Force, Kind, Scope


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: [codes] if isinstance(codes, str) else codes for key, codes in value.items()}


class CodeFile(File):
    """One answer of a question."""

    label: Line = Field(description="Add the words on the form.")
    is_: Line = Field(alias="is", description="Add a whole sentence that is true of somebody who chose this.")
    is_not: str = ""


class AlsoFile(File):
    """One more choice on a form, which stands for one of several codes."""

    label: Line = Field(description="Add the words on the form.")
    is_: Line = Field(alias="is")
    one_of: tuple[str, ...] = Field(description="Add the codes that it can be.")


class QuestionFile(File):
    """One entry of `offers_data/questions.yaml`."""

    key: str = Field(description="Add the name that rules use, like child_age.")
    scope: Scope = Field(description="Add `scope: carer` or `scope: child`.")
    type: Kind = Field(description="Add `type: choice`, choices, age or area.")
    ask: Line = Field(description="Add the question.")
    short: Line = Field(description="Add a label of a few words.")
    why: Line = Field(description="Add a sentence that says why we ask.")
    not_sure: str = Field(description="Add how to find out.")
    hint: str = ""
    only_if: Annotated[dict[str, tuple[str, ...]], BeforeValidator(_listed)] = {}
    codes: dict[str, CodeFile] = {}
    also: list[AlsoFile] = []
    from_: int = Field(0, alias="from", ge=0)
    to: int = 0
    legal: bool = False
    fixed: bool = False


class ConditionFile(File):
    """One named condition of `offers_data/conditions.yaml`."""

    title: Line = Field(description="Add a sentence that says what it is.")
    eligibility: Any = Field(description="Add the rule.")
    legal_basis: tuple[Line, ...] = Field(min_length=1, description="Add the law that it rests on.")
    note: str = ""


class OrganizationFile(File):
    """A file of `offers_data/organizations/`."""

    name: Line = Field(description="Add the name of the organization.")
    area: str = Field(description="Add a council, `england` or `united-kingdom`.")
    url: Address = ""
    phone: str = ""
    hours: str = ""
    email: Email = ""
    note: str = ""
    owner_email: Email = ""
    sector: Literal["", "council", "government", "health", "voluntary", "private"] = ""


class TaxonomyTermFile(File):
    """One entry of `offers_data/taxonomies/categories.yaml`."""

    slug: str = Field(description="Add a short name in small letters.")
    name: Line = Field(description="Add the name that people see.")
    description: Line = Field(description="Add a sentence that says what is in it.")
    local_offer: Line = Field(description="Add the part of the kinship local offer that it belongs to.")


class ConceptFile(File):
    """One entry of `offers_data/terms/<language>.yaml`."""

    concept: Line = Field(description="Add a short name, which is shown as a suggestion.")
    words: tuple[Line, ...] = Field(min_length=1, description="Add what people type.")
    find: tuple[Line, ...] = Field(min_length=1, description="Add what is looked for instead: slugs of offers, or words.")


class LanguageFile(File):
    """One entry of `offers_data/languages.yaml`."""

    code: str = Field(description="Add its code of two or three small letters, like pl.")
    name: Line = Field(description="Add what the language calls itself.")
    locale: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> "LanguageFile":
        if not re.fullmatch("[a-z]{2,3}", self.code):
            raise ValueError(f'"{self.code}" is no code. | Write two or three small letters, like pl.')
        if not self.babel_locale():
            what = f'Babel does not know the locale "{self.locale or self.code}".'
            raise ValueError(f"{what} | Write one like en_GB under locale, or correct the code.")
        return self

    def babel_locale(self) -> Locale | None:
        """What Babel knows of the language."""
        try:
            return Locale.parse(self.locale or self.code)
        except (UnknownLocaleError, ValueError):
            return None


class GlossaryTermFile(File):
    """One entry of `offers_data/glossary/<language>.yaml`."""

    term: Line = Field(description="Add the English term.")
    also: tuple[Line, ...] = ()
    called: Line = Field(description="Add what the translations call it.")
    uses: tuple[Line, ...] = Field(min_length=1, description="Add how its words begin, so that they can be found.")
    means: Line = Field(description="Add a sentence that says what it is.")


class LocalOfferPartFile(File):
    """One entry of `offers_data/taxonomies/local_offer.yaml`."""

    slug: str = Field(description="Add a short name with hyphens.")
    name: Line = Field(description="Add what this part is, in plain words.")
    force: Force = Field(description="Say what asks for it: act, guidance or good-practice.")
    source: Line = Field(description="Add the section or chapter.")
    categories: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()


class RecommendationFile(File):
    """One entry of `offers_data/taxonomies/recommendations.yaml`."""

    code: str = Field(description="Add the code, like R1.")
    name: Line = Field(description="Add what it recommends.")
    evidence: Literal["good", "promising"] = Field(description="Add `evidence: good` or `evidence: promising`.")
    improves: Line = Field(description="Add what gets better.")


class AmountFile(File):
    """One row of a table of rates."""

    name: Line = Field(description="Say whom or what the amount is for.")
    pounds: Decimal = Field(ge=0, max_digits=9, decimal_places=2, description='Add the amount, like "26.05".')
    per: Literal["hour", "week", "month", "year", "one-off"] = Field(description="Add hour, week, month, year or one-off.")
    from_: Day = Field(alias="from", description="Add the first day on which it holds.")
    until: Day = Field(description="Add the last day on which it holds.")
    about: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "AmountFile":
        if self.until < self.from_:
            raise ValueError("It ends before it starts. | Correct from or until.")
        return self


class RateFile(File):
    """A file of `offers_data/rates/`."""

    title: Line = Field(description="Add the name of the benefit or allowance.")
    source: Line = Field(description="Add the address of the page with the figures, or say where they are from.")
    seen: DayOrNotOpened = Field(description="Add the date it was read, or `seen: not-opened`.")
    note: str = ""
    amounts: list[AmountFile] = Field(min_length=1, description="Add at least one row with a name and pounds.")


class ColumnFile(File):
    """One entry of `offers_data/compare.yaml`."""

    column: str = Field(description="Add a short name with hyphens.")
    title: Title = Field(description="Add a title of up to 80 characters, in plain words.")
    is_: dict[str, str] = Field(alias="is", min_length=1, description="Say which answers make it this column.")
    follows: dict[str, str] = {}
    new: dict[str, str] = {}
    hangs_on: dict[str, str] = {}
