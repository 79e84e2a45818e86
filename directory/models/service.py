"""What an offer has besides when an organization runs it: how it is delivered, where, when, and what the source says.

The names are Open Referral's where it has one: Phone, Location, Schedule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Delivery(StrEnum):
    """How somebody gets a service."""

    PHONE = "phone"
    ONLINE = "online"
    IN_PERSON = "in-person"
    HOME_VISIT = "home-visit"


class Stated(StrEnum):
    """What the source says of one arrangement: it is named, there is no limit, nothing is said, or it is left out."""

    NAMED = "named"
    OPEN = "open"
    ASK = "ask"
    EXCLUDED = "excluded"


ARRANGEMENTS_STATED = (
    "informal",
    "private-fostering",
    "kinship-foster",
    "special-guardianship-order",
    "child-arrangements-order",
    "previously-looked-after",
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people write it, with the hours in which it is answered."""

    number: str
    hours: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place where a service is given. Degrees are WGS84; None where the place is not known well enough for a map."""

    address: str
    name: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def whole(self) -> str:
        """The address with its postcode."""
        return f"{self.address}, {self.postcode}" if self.postcode else self.address


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly hours: English names of days in small letters, and times like 09:30."""

    days: tuple[str, ...]
    opens: str
    closes: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that only a service has. `check_first`: why to check before going there. `ring_first`: a general advice
    line, shown to those who found nothing else."""

    delivery: tuple[Delivery, ...]
    stated: Mapping[str, Stated]
    cost: str = ""
    who_note: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    hours: str = ""
    schedules: tuple[Schedule, ...] = ()
    url: str = ""
    url_not_opened: bool = False
    referral: str = ""
    languages: str = ""
    accessibility: str = ""
    locations: tuple[Location, ...] = ()
    check_first: tuple[str, ...] = field(default=())
    ring_first: bool = False

    @property
    def excludes_everybody(self) -> bool:
        """Whether the source says that it does not serve kinship carers."""
        return set(self.stated.values()) == {Stated.EXCLUDED}
