"""Reads what many content files have in common: a list of entries in one file, or a folder of files."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from directory.content.documents import Document, Documents
from directory.content.faults import Record, validated
from directory.problems import Problem

Made = TypeVar("Made")
_ENDINGS = {"organizations": ".yaml", "rates": ".yaml", "arrangements": ".md", "pages": ".md"}


def entries(documents: Documents, name: str, schema: type[Record], key: str) -> Iterator[tuple[Document, str, Record]]:
    """The entries of a file that is a list, each with its place. No two may have the same `key`."""
    document = documents.one(name)
    if document is None:
        return
    written = document.data if isinstance(document.data, list) else []
    if not written:
        documents.problems.append(document.problem("", "This file is not a list of entries.", 'Start each with "- ".'))
        documents.unread.add_all(name)
    first: dict[str, int] = {}
    for n, entry in enumerate(written):
        given = entry.get(key) if isinstance(entry, dict) else None
        file = validated(schema, document, entry, f"[{n}]", documents.problems)
        if isinstance(given, str) and given in first:
            what = f'"{given}" stands twice; first in line {first[given]}.'
            documents.problems.append(document.problem(f"[{n}].{key}", what, "Keep one of them."))
        elif file:
            yield document, f"[{n}]", file
        elif isinstance(given, str):
            documents.unread.add(name, [given])
        if isinstance(given, str):
            first.setdefault(given, document.line(f"[{n}].{key}"))


def files(
    documents: Documents,
    folder: str,
    schema: type[Record],
    make: Callable[[str, Record, Document], Made],
    problems: Callable[[Document], Iterable[Problem]] = lambda _: (),
) -> dict[str, Made]:
    """The files of a folder, by the name of the file. `problems` are those that a page has beside its fields."""
    found: dict[str, Made] = {}
    for slug, document in documents.named(folder, _ENDINGS[folder]).items():
        file = validated(schema, document, document.data, "", documents.problems)
        documents.problems.extend(problems(document))
        if file:
            found[slug] = make(slug, file, document)
        else:
            documents.unread.add(folder, [slug])
    return found
