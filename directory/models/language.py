"""Languages that the site is in, what legal terms are called in them, and how far a translation can be trusted."""

from dataclasses import dataclass

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site. `code` stands in addresses, `tag` in the attribute `lang`, `locale` chooses how Babel writes
    dates and numbers; `name` is its own name for itself, `direction` is ltr or rtl."""

    code: str
    name: str
    locale: str
    tag: str
    direction: str


@dataclass(frozen=True, slots=True)
class Translation:
    """How far a text can be trusted that was made from English. `checked_by` is empty until a person has checked it."""

    checked_by: str
    stale: bool

    @property
    def doubt(self) -> str:
        """Why its page must say that it may be wrong: "stale", "unchecked", or nothing."""
        return "stale" if self.stale else "" if self.checked_by else "unchecked"


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """What a term of English papers is called in one language. `uses`: beginnings of words, one of which a translation of
    a text with the term must hold."""

    term: str
    also: tuple[str, ...]
    called: str
    uses: tuple[str, ...]
    means: str
