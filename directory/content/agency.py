"""Takes the pages out for a translation agency as one PO file, and what comes back into the files beside the English.

PO, because every translation tool opens it; the agency never sees YAML or the fields that are not words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from directory.content.documents import Document
from directory.content.page_schema import (
    ArrangementTranslationFile,
    OfferTranslationFile,
    PageTranslationFile,
    TranslationFile,
)
from directory.content.translations import mark
from directory.models import OfferKind

_SCHEMAS: dict[str, type[TranslationFile]] = {
    "offers": OfferTranslationFile,
    "arrangements": ArrangementTranslationFile,
    "pages": PageTranslationFile,
}
_OF_SERVICE = ("title", "summary", "next_step")
_NOT_WORDS = frozenset({"english", "checked_by"})
_BODY = "body"
Place = tuple[str | int, ...]  # where a text stands in a page: ("not_checked", 0), ("decides", "passport"), ("body", 3)


@dataclass(frozen=True, slots=True)
class Back:
    """What became of a page that came back: the file to write, or why there is none."""

    page: str
    text: str = ""
    fault: str = ""


def taken_out(pages: Mapping[str, Document], translated: Mapping[str, Document], locale: str) -> Catalog:
    """Every text of the pages ("offers/child-benefit" to its English), with the translation that is there already."""
    catalog = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    for page, english in pages.items():
        there = dict(_there(page, english, translated[page])) if page in translated else {}
        for place, text in _texts(page, english):
            catalog.add(text, there.get(place, ""), context=_context(page, place))
    return catalog


def written(catalog: Catalog, path: Path) -> None:
    """Write the file for the agency."""
    with path.open("wb") as file:
        write_po(file, catalog, width=120)


def brought_back(path: Path, locale: str, pages: Mapping[str, Document], checked_by: str) -> Iterator[Back]:
    """For each page that is whole in a PO file, its translation as the text of a file. Raises PoFileError, OSError."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=locale, abort_invalid=True)
    for page, english in pages.items():
        texts = list(_texts(page, english))
        found = {place: catalog.get(text, context=_context(page, place)) for place, text in texts}
        made = {place: str(message.string) for place, message in found.items() if message and message.string}
        if any(message is None for message in found.values()):
            yield Back(page, fault="The English has changed since the file was made: take it out again.")
        elif len(made) < len(found):
            yield Back(page, fault=f"{len(found) - len(made)} of {len(found)} texts have no translation.")
        else:
            yield Back(page, _file(english, made, checked_by))


def _context(page: str, place: Place) -> str:
    return f"{page} {'.'.join(map(str, place))}"


def _texts(page: str, document: Document) -> Iterator[tuple[Place, str]]:
    """The texts of a page that are to be translated, each with its place: of a service, only what finds and reaches it."""
    fields = document.data if isinstance(document.data, dict) else {}
    if fields.get("kind") == OfferKind.SERVICE:
        yield from (((name,), fields[name]) for name in _OF_SERVICE)
        return
    names = _SCHEMAS[page.split("/", maxsplit=1)[0]].model_fields
    for name in names:
        if name not in _NOT_WORDS:
            yield from _flat((name,), fields.get(name))
    yield from (((_BODY, n), block) for n, block in enumerate(_blocks(document.body)))


def _there(page: str, english: Document, translated: Document) -> Iterator[tuple[Place, str]]:
    """The texts of a translation, as if it had the kind of its English."""
    kind = english.data.get("kind") if isinstance(english.data, dict) else None
    fields = translated.data if isinstance(translated.data, dict) else {}
    alike = len(_blocks(translated.body)) == len(_blocks(english.body))  # else no paragraph is sure to be the other's
    like_english = {**dict.fromkeys(_OF_SERVICE, ""), **fields, "kind": kind}
    return _texts(page, replace(translated, data=like_english, body=translated.body if alike else ""))


def _flat(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat((*place, key), inner)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _flat((*place, n), inner)
    elif value:
        yield place, str(value)


def _blocks(body: str) -> list[str]:
    return [block.strip("\n") for block in body.split("\n\n") if block.strip()]


def _file(english: Document, made: Mapping[Place, str], checked_by: str) -> str:
    fields = english.data if isinstance(english.data, dict) else {}
    names = list(dict.fromkeys(str(place[0]) for place in made if place[0] != _BODY))
    top = {name: _like(fields[name], (name,), made) for name in names}
    blocks = [text for place, text in made.items() if place[0] == _BODY]
    top |= {"english": mark(english, names, body=bool(blocks)), "checked_by": checked_by}
    head = yaml.safe_dump(top, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n" + "\n\n".join(blocks) + "\n"


def _like(value: Any, place: Place, made: Mapping[Place, str]) -> Any:
    """The translations in the shape of the English."""
    if isinstance(value, dict):
        return {key: _like(inner, (*place, key), made) for key, inner in value.items()}
    if isinstance(value, list):
        return [_like(inner, (*place, n), made) for n, inner in enumerate(value)]
    return made.get(place, "")


def english_and_translated(
    documents: Iterable[Document], language: str, wanted: Iterable[str]
) -> tuple[dict[str, Document], dict[str, Document]]:
    """The English of the wanted pages, and their translations, both by page ("offers/child-benefit")."""
    by_page = {page: document for document in documents if (page := _page_of(document.path))}
    pages = {page: by_page[page] for page in wanted}
    return pages, {page: by_page[f"{page}.{language}"] for page in pages if f"{page}.{language}" in by_page}


def _page_of(path: str) -> str:
    """
    >>> _page_of("offers_data/offers/national/kinship.pl.md"), _page_of("offers_data/rates/x.yaml")
    ('offers/kinship.pl', '')
    """
    folder, name = path.split("/")[1], path.rsplit("/", maxsplit=1)[-1]
    return f"{folder}/{name.removesuffix('.md')}" if folder in _SCHEMAS and name.endswith(".md") else ""
