"""Collects every message that is to be translated: from the templates, from the code, and from the content."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from directory.content.messages import po_path
from directory.models import NATIONS, Catalogue, Language, Question

ROOT = Path(__file__).parents[2]
_METHODS = [("directory/web/**.py", "python"), ("templates/**.html", "jinja2")]
_GENERIC = frozenset({"your-council", "your-employer", "schools"})  # organizations that are no one in particular


def template(catalogue: Catalogue) -> Catalog:
    """All messages, in English, each with where it stands."""
    found = Catalog(project="kinship-offer", charset="utf-8")
    for name, line, message, comments, _ in extract_from_dir(
        str(ROOT), _METHODS, directory_filter=lambda path: "/." not in path and "/tests" not in path
    ):
        found.add(message, None, [(name, line)], auto_comments=comments)
    for where, text in content_messages(catalogue):
        found.add(text, None, [(where, 1)])
    return found


def update(folder: Path, language: Language, messages: Catalog) -> Catalog:
    """Bring the file of a language up to date: what is new is added without a translation, what is gone is taken out."""
    path = po_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = Catalog(locale=language.locale, charset="utf-8", fuzzy=False)
    if path.is_file():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language.locale)
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = f"# The messages of the site in {language.name}. docs/translating.md says how."
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=False, include_lineno=False, omit_header=False)
    return catalog


def content_messages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every sentence of the content that is translated as a message: the file, and the English."""
    yield from (("directory/models/place.py", nation) for nation in NATIONS.values())
    for question in catalogue.questions.values():
        yield from (("offers_data/questions.yaml", text) for text in _of_question(question) if text)
    for term in catalogue.categories.values():
        yield from (("offers_data/taxonomies/categories.yaml", text) for text in (term.name, term.description))
    for one in catalogue.recommendations.values():
        yield from (("offers_data/taxonomies/recommendations.yaml", text) for text in (one.name, one.improves))
    for part in catalogue.local_offer.values():
        yield "offers_data/taxonomies/local_offer.yaml", part.name
    for rate in catalogue.rates.values():
        texts = [rate.title, *(text for amount in rate.amounts for text in (amount.name, amount.note))]
        yield from ((f"offers_data/rates/{rate.slug}.yaml", text) for text in texts if text)
    yield from (("offers_data/compare.yaml", column.title) for column in catalogue.columns.values())
    yield from _of_organizations(catalogue)


def _of_question(question: Question) -> Iterator[str]:
    yield from (question.ask, question.short, question.hint, question.why, question.not_sure)
    for code in question.codes.values():
        yield from (code.label, code.is_, code.is_not)
    for also in question.also:
        yield from (also.label, also.is_)


def _of_organizations(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Names of organizations stay as they are, but for those that are no one in particular. Notes say what to do there."""
    asked = {offer.organization for offer in catalogue.offers.values() if offer.service is None}
    for slug in sorted(asked):
        one = catalogue.organizations[slug]
        texts = [one.name if slug in _GENERIC else "", one.note, one.hours]
        yield from ((f"offers_data/organizations/{slug}.yaml", text) for text in texts if text)
