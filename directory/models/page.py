"""Pages about a legal arrangement, and the site's own pages, in every language that they have been written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from directory.models.language import ENGLISH, Translation
from directory.models.source import Source
from directory.rules import Values


@dataclass(frozen=True, slots=True)
class ArrangementText:
    """The words about an arrangement in one language. `decides`: a matter to who decides it; `body` is safe HTML."""

    locale: str
    title: str
    summary: str
    also_called: tuple[str, ...]
    parental_responsibility: str
    looked_after: str
    decides: Mapping[str, str]
    unsure: tuple[str, ...]
    body: str
    translation: Translation | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One legal arrangement, and what is known of everybody who has it."""

    slug: str
    order: int
    known: Mapping[str, Values]
    legal_basis: tuple[str, ...]
    sources: tuple[Source, ...]
    assured_date: date
    review_by: date
    texts: Mapping[str, ArrangementText]

    def text(self, locale: str) -> ArrangementText:
        """The words in this language, or in English where there are none."""
        return self.texts.get(locale) or self.texts[ENGLISH]


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page in one language. `body` is safe HTML."""

    locale: str
    title: str
    summary: str
    body: str
    translation: Translation | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site's own: privacy, advice, evidence."""

    slug: str
    assured_date: date
    texts: Mapping[str, PageText]

    def text(self, locale: str) -> PageText:
        """The words in this language, or in English where there are none."""
        return self.texts.get(locale) or self.texts[ENGLISH]
