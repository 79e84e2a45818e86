"""What looking up a place gives."""

from dataclasses import dataclass
from enum import StrEnum


class Miss(StrEnum):
    """Why no place was found."""

    EMPTY = "empty"
    POSTCODE = "postcode"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """The areas that a text can mean, most likely first, or why there is none. Not `sure`: ask, even if it is only one."""

    areas: tuple[str, ...] = ()
    miss: Miss | None = None
    sure: bool = True

    @property
    def area(self) -> str | None:
        """The one area that is meant without doubt."""
        return self.areas[0] if self.sure and len(self.areas) == 1 else None
