"""What may stand in the `service` part of an offer."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from directory.content.fields import Address, Email, File, Line, Plain
from directory.models import ARRANGEMENTS_STATED, Delivery, Location, Phone, Schedule, Service, Stated

_NUMBER = re.compile(r"0[\d ]{7,13}|1[\d ]{2,6}|\d{5}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _like(form: re.Pattern[str], what: str, do: str) -> AfterValidator:
    def checked(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(f'"{text}" is not {what}. | {do}')
        return text

    return AfterValidator(checked)


Number = Annotated[Line, _like(_NUMBER, "a phone number", "Write it like 0300 123 7015.")]
Postcode = Annotated[Line, _like(_POSTCODE, "a postcode", "Write it like LS1 4AP.")]
Time = Annotated[Line, _like(_TIME, "a time", "Write it like 09:30, in quotes.")]


class PhoneFile(File):
    """One phone number."""

    number: Number = Field(description="Add the number, like 0300 123 7015.")
    hours: str = ""
    note: str = ""


class LocationFile(File):
    """One place where the service is given."""

    address: Line = Field(description="Add the address.")
    name: str = ""
    postcode: Postcode = ""
    latitude: float | None = Field(None, ge=49, le=61)
    longitude: float | None = Field(None, ge=-9, le=2)


class ScheduleFile(File):
    """One row of the weekly hours."""

    days: tuple[Day, ...] = Field(min_length=1, description="Add the days, like [monday, tuesday].")
    opens: Time = Field(description='Add the time, like "09:30".')
    closes: Time = Field(description='Add the time, like "17:00".')
    note: str = ""


class ServiceFile(File):
    """The `service` part of an offer of that kind."""

    delivery: tuple[Delivery, ...] = Field(description="Say how people get it: phone, online, in-person, home-visit.")
    stated: dict[str, Stated] = Field(description="Say for each arrangement: named, open, ask or excluded.")
    cost: str = ""
    who_note: str = ""
    phones: tuple[PhoneFile, ...] = ()
    email: Email = ""
    hours: str = ""
    schedules: tuple[ScheduleFile, ...] = ()
    url: Address = ""
    url_not_opened: bool = False
    referral: str = ""
    languages: str = ""
    accessibility: str = ""
    locations: tuple[LocationFile, ...] = ()
    check_first: tuple[Plain, ...] = ()
    ring_first: bool = False
    phones_in_conflict: tuple[Number, ...] = ()

    @model_validator(mode="after")
    def _states_every_arrangement(self) -> "ServiceFile":
        if set(self.stated) != set(ARRANGEMENTS_STATED):
            names = ", ".join(ARRANGEMENTS_STATED)
            raise ValueError(f"`stated` does not name each arrangement once. | Name these: {names}.")
        return self

    @model_validator(mode="after")
    def _can_be_rung(self) -> "ServiceFile":
        if self.ring_first and not self.phones:
            raise ValueError("`ring_first` is true, but there is no phone number. | Add it under phones, or take it out.")
        return self

    @field_validator("phones")
    @classmethod
    def _each_says_what_it_is_for(cls, phones: tuple[PhoneFile, ...]) -> tuple[PhoneFile, ...]:
        notes = [phone.note for phone in phones]
        if len(set(notes)) < len(notes):
            raise ValueError(
                "Nothing says which of these numbers is for what. | Say it under note. If the sources contradict "
                "each other, put the numbers under phones_in_conflict instead."
            )
        return phones

    @model_validator(mode="after")
    def _names_the_conflict(self) -> "ServiceFile":
        if len(self.phones_in_conflict) == 1:
            raise ValueError("One number is no conflict. | Put it under phones, or add the other one to phones_in_conflict.")
        if self.phones_in_conflict and not self.check_first:
            raise ValueError("Phone numbers are in conflict, but the reader is not told. | Say it under check_first.")
        return self

    def service(self) -> Service:
        """The record of it."""
        same = self.model_dump(exclude={"phones", "schedules", "locations", "phones_in_conflict"})
        return Service(
            phones=tuple(Phone(**phone.model_dump()) for phone in self.phones),
            schedules=tuple(Schedule(**row.model_dump()) for row in self.schedules),
            locations=tuple(Location(**place.model_dump()) for place in self.locations),
            **same,
        )
