"""Where a fact was read, when, and by what name the law goes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A page, or something known without a page. `seen` is None where nobody has opened or re-read it yet.

    `cited` is false for a copy that was only used to check a fact: it is kept for the record, and never shown as a link.
    `page_date` is the date that the page gives itself, as it gives it: "2020-11", "2019 (by content)".
    """

    url: str = ""
    knowledge: str = ""
    seen: date | None = None
    cited: bool = True
    note: str = ""
    page_date: str = ""
