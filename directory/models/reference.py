"""The smaller records that offers refer to: organizations, categories, recommendations, conditions, rates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directory.rules import Condition


@dataclass(frozen=True, slots=True)
class Organization:
    """Who gives an offer. `area` is the slug of a council or nation, or united-kingdom. `owner_email`: who
    keeps the pages of its offers right."""

    slug: str
    name: str
    area: str
    url: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    note: str = ""
    sector: str = ""
    owner_email: str = ""


@dataclass(frozen=True, slots=True)
class TaxonomyTerm:
    """What an offer is about, and the part of the kinship local offer (Children Act 1989 s.22H) that this belongs to."""

    slug: str
    name: str
    description: str
    local_offer: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One of the six of the Kinship Care Practice Guide (Foundations, 2024), with the strength of its evidence."""

    code: str
    name: str
    evidence: str
    improves: str


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """A rule that many offers share."""

    name: str
    title: str
    eligibility: Condition
    legal_basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """One row of a table of rates: pounds per week, month, year, hour or once, from one day until another, both included."""

    name: str
    pounds: Decimal
    per: str
    from_: date
    until: date
    about: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A table of amounts with its source."""

    slug: str
    title: str
    source: str
    seen: date | None
    amounts: tuple[Amount, ...]

    def on(self, day: date) -> tuple[Amount, ...]:
        """The amounts that hold on a day: never those of another year."""
        return tuple(amount for amount in self.amounts if amount.from_ <= day <= amount.until)
