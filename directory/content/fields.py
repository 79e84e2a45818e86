"""The kinds of text that content files hold: a line, a plain sentence, a day, an address. Each says what is wrong."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

_ONE_LINE = " ".join
OFF_PUTTING = re.compile(r"\b(ineligible|eligible|entitled)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EMAIL = re.compile(r"[\w.%+'-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")


def _plain_words(text: str) -> str:
    if word := OFF_PUTTING.search(text):
        raise ValueError(f'"{word.group().lower()}" is a word that puts people off. | Say what people can do or get.')
    return text


def _no_pounds(text: str) -> str:
    if "£" in text:
        raise ValueError("A £ figure stands in a text. | Put it into offers_data/rates/ and name it under rates.")
    return text


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f'"{text}" is not the address of a page. | Write it like https://www.gov.uk/child-benefit.')
    return text


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError(f'"{text}" is not an email address. | Write it like kinship@leeds.gov.uk.')
    return text


def at_most(most: int) -> Callable[[str], str]:
    """A check that a text has no more characters than this."""

    def checked(text: str) -> str:
        if len(text) > most:
            raise ValueError(f"This has {len(text)} characters. | Use {most} at most.")
        return text

    return checked


def day(value: Any) -> date | None:
    """The day that a text names, or nothing.

    >>> day("2026-11-22"), day("22 November"), day("20261122")
    (datetime.date(2026, 11, 22), None, None)
    """
    try:
        return date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except (TypeError, ValueError):
        return None


def _day(value: Any) -> date:
    found = day(value)
    if not found:
        shown = f'"{value}"' if isinstance(value, str) else "This"
        raise ValueError(f"{shown} is not a date. | Write it like 2026-11-22.")
    return found


def _day_or_not_opened(value: Any) -> date | None:
    return None if value == "not-opened" else _day(value)


Day = Annotated[date, BeforeValidator(_day)]
DayOrNotOpened = Annotated[date | None, BeforeValidator(_day_or_not_opened)]
Address = Annotated[str, AfterValidator(_address)]
Email = Annotated[str, AfterValidator(_email)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(lambda s: _ONE_LINE(s.split()))]
Plain = Annotated[Line, AfterValidator(_plain_words), AfterValidator(_no_pounds)]
Title = Annotated[Plain, AfterValidator(at_most(80))]
Summary = Annotated[Plain, AfterValidator(at_most(250))]


class File(BaseModel):
    """A content file or a part of one: a field that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)
