"""Write a search index: a Whoosh index in which only what has changed is indexed again, and arrays made from it."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import Index, create_in, open_dir

from directory.models import Catalogue
from directory.search.analysis import LANGUAGES
from directory.search.documents import FORM, OPEN_TO, documents, fingerprint
from directory.search.postings import save_postings
from directory.search.reading import read_postings
from directory.search.standing import Quick, Standing

_IN_MEMORY = 256  # MB: what does not fit is written out, sorted and read again, which takes half as long once more
_BATCH = 2_000  # offers that are written together, and fit
_MANY = 0.2  # of the index, left over from old offers: write all of it anew


def field_of(language: str) -> str:
    """The field of the index that holds a language."""
    return f"words_{language}"


def write_index(
    catalogue: Catalogue,
    folder: Path,
    before: Path | None = None,
    open_to: Mapping[str, frozenset[str]] | None = None,
) -> None:
    """Write an index of all offers into a new folder.

    `before` is the folder of the last index, which is only read: what has not changed is taken from there. `open_to`:
    for each entitlement, by slug, the arrangements to which its rule does not say no (codes of `ARRANGEMENTS_STATED`).
    One that is not in it is open to all.
    """
    if before is None or not _written_from(before, folder, catalogue):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _update(create_in(str(folder), _schema()), catalogue)
    _write_arrays(folder, catalogue)
    listed = {slug: sorted(codes) for slug, codes in (open_to or {}).items()}
    about = {"form": FORM, "offers": list(catalogue.offers), "open_to": listed}
    (folder / OPEN_TO).write_text(json.dumps(about), encoding="utf-8")


def _write_arrays(folder: Path, catalogue: Catalogue) -> None:
    """What is read when the index is opened. Rows are numbers of offers in the catalogue, -1 for what was deleted."""
    row_of = {slug: row for row, slug in enumerate(catalogue.offers)}
    with open_dir(str(folder), readonly=True).reader() as reader:
        rows = np.full(reader.doc_count_all(), -1, np.int32)
        for number, stored in reader.iter_docs():
            rows[number] = row_of[stored["slug"]]
        found = {one: read_postings(reader, field_of(one), one, rows, len(row_of)) for one in LANGUAGES}
    save_postings(found, folder)


def _schema() -> Schema:
    return Schema(
        slug=ID(unique=True, stored=True),
        fingerprint=STORED,
        **{field_of(language): _words_in(language) for language in LANGUAGES},
    )


def _words_in(language: str) -> TEXT:
    field = TEXT()
    field.format, field.scorable = Standing(language), False  # not scorable: how long an offer is, we reckon ourselves
    return field


def _written_from(before: Path, folder: Path, catalogue: Catalogue) -> bool:
    """Write an index from a copy of the last one. False where that is damaged, or of another form."""
    try:
        if json.loads((before / OPEN_TO).read_text(encoding="utf-8"))["form"] != FORM:
            return False
        shutil.copytree(before, folder, ignore=shutil.ignore_patterns("*LOCK*"))
        index = open_dir(str(folder))
        if set(index.schema.names()) != set(_schema().names()):
            return False
        _update(index, catalogue)
    except Exception:  # a damaged pickle can raise anything, and a full disk is met again when all is written anew
        return False
    return True


def _update(index: Index, catalogue: Catalogue) -> None:
    with index.reader() as reader:
        known = {stored["slug"]: stored["fingerprint"] for stored in reader.all_stored_fields()}
    now = {slug: documents(catalogue, offer) for slug, offer in catalogue.offers.items()}
    prints = {slug: fingerprint(document) for slug, document in now.items()}
    changed = [slug for slug in now if known.get(slug) != prints[slug]]
    gone = [slug for slug in known if slug not in now]
    if changed or gone:
        _write(
            index,
            {slug: (prints[slug], now[slug]) for slug in changed},
            [slug for slug in (*changed, *gone) if slug in known],
        )


def _write(index: Index, changed: Mapping[str, tuple[str, Mapping[str, str]]], outdated: list[str]) -> None:
    left_over = index.doc_count_all() - index.doc_count() + len(outdated)
    anew = left_over > _MANY * index.doc_count_all()
    batches = [list(changed.items())[at : at + _BATCH] for at in range(0, max(len(changed), 1), _BATCH)]
    for number, batch in enumerate(batches):
        writer = index.writer(limitmb=_IN_MEMORY, codec=Quick())
        for slug in outdated if number == 0 else ():
            writer.delete_by_term("slug", slug)
        for slug, (mark, document) in batch:
            fields = {field_of(language): text for language, text in document.items()}
            writer.add_document(slug=slug, fingerprint=mark, **fields)
        writer.commit(merge=len(batches) == 1, optimize=anew and batch is batches[-1])
