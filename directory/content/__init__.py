"""Reads the content folder into a catalogue, and names everything that is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from directory.content import council_files, pages, references
from directory.content.documents import Document, Documents
from directory.content.messages import Messages, read_messages
from directory.content.offers import Referred, offers
from directory.content.page_checks import page_problems
from directory.content.translations import Spoken
from directory.content.vocabularies import vocabularies, write_vocabulary
from directory.models import NATIONS, Catalogue
from directory.problems import Problem, errors

__all__ = ["Document", "Reading", "read_content", "write_vocabulary"]

_PAGES = ("offers", "arrangements", "pages")
_ALWAYS = frozenset({"/", "/areas", "/arrangements", "/check", "/compare", "/pack", "/search", "/tonight", "/words"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of reading a folder: the catalogue where nothing is wrong, every problem, the documents that were read,
    the compiled messages of each language, and the folder."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]
    messages: Mapping[str, bytes]
    folder: Path


def read_content(
    folder: Path, today: date, known: Mapping[str, Document] | None = None, translations: Path | None = None
) -> Reading:
    """Read and check every file below `folder`, and the messages in the folder `translations`.

    Files whose content is among `known` are not parsed again.
    """
    documents = Documents(folder, known)
    catalogue = _catalogue(documents, today)
    messages = read_messages(translations, catalogue.languages.values()) if translations else Messages({}, ())
    problems = tuple(sorted({*documents.problems, *messages.problems}))
    return Reading(None if errors(problems) else catalogue, problems, documents.seen, messages.compiled, folder)


def _catalogue(documents: Documents, today: date) -> Catalogue:
    questions = references.questions(documents)
    councils = council_files.councils(documents)
    spoken = Spoken(references.languages(documents), references.glossary(documents))
    categories = references.categories(documents)
    addresses = _addresses(documents, [*NATIONS, *councils], categories)
    referred = Referred(
        questions=questions,
        conditions=references.conditions(documents, questions),
        categories=categories,
        recommendations=references.recommendations(documents),
        organizations=references.organizations(documents, councils),
        rates=references.rates(documents),
        councils=councils,
        addresses=addresses,
        spoken=spoken,
    )
    problems = partial(page_problems, addresses=addresses, today=today)
    return Catalogue(
        languages=spoken.languages,
        glossary=spoken.glossary,
        questions=questions,
        conditions=referred.conditions,
        organizations=referred.organizations,
        categories=categories,
        recommendations=referred.recommendations,
        local_offer=references.local_offer(documents),
        rates=referred.rates,
        arrangements=pages.arrangements(documents, questions, spoken, problems),
        columns=references.columns(documents, questions, referred.conditions),
        pages=pages.pages(documents, spoken, problems),
        terms=references.terms(documents),
        councils=councils,
        sectors=council_files.sectors(documents),
        districts=council_files.districts(documents),
        towns=council_files.towns(documents),
        vocabularies=vocabularies(documents, questions, councils),
        offers=offers(documents, referred, today),
    )


def _addresses(documents: Documents, areas: Iterable[str], categories: Iterable[str]) -> frozenset[str]:
    """The pages of this site that a text may link to: also those whose file has a fault."""
    files = {f"/{folder}/{name}" for folder in _PAGES for name in documents.names(folder, ".md")}
    lists = {f"/areas/{area}" for area in areas} | {f"/categories/{category}" for category in categories}
    return _ALWAYS | files | lists
