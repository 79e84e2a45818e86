"""Reads the translated messages, `translations/<locale>/LC_MESSAGES/messages.po`, and compiles them for the site."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from directory.content.markdown import cleaned
from directory.models import ENGLISH, Language
from directory.problems import Problem

_PLACE = re.compile(r"%\((\w+)\)s|%(?!%)")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of each language, compiled as gettext reads them (.mo), and what is wrong with the files."""

    compiled: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def po_path(folder: Path, language: Language) -> Path:
    """Where the messages of a language stand."""
    return folder / language.locale / "LC_MESSAGES" / "messages.po"


def read_messages(folder: Path, languages: Iterable[Language]) -> Messages:
    """The messages of every language but English. A message with a fault is left out, so that English is shown."""
    compiled: dict[str, bytes] = {}
    problems: list[Problem] = []
    for language in languages:
        if language.code == ENGLISH:
            continue
        path = po_path(folder, language)
        catalog = _catalog(path, language, problems)
        problems += _clean(catalog, _shown(path, folder))
        compiled[language.code] = _compiled(catalog)
    return Messages(compiled, tuple(problems))


def _shown(path: Path, folder: Path) -> str:
    return str(Path(folder.name) / path.relative_to(folder))


def _catalog(path: Path, language: Language, problems: list[Problem]) -> Catalog:
    """The messages of one file; none, and a problem, where it cannot be read."""
    shown = _shown(path, path.parents[2])
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language.locale, abort_invalid=True)
    except FileNotFoundError:
        problems.append(Problem(shown, 1, "", "This file is missing.", "Make it with `kinship-offer messages`.", True))
    except (PoFileError, UnicodeDecodeError, ValueError, OSError) as error:
        line = (getattr(error, "lineno", None) or 0) + 1  # Babel counts from 0
        problems.append(
            Problem(shown, line, "", f"This is no PO file: {error}.", "Correct this line, or take the last good one.")
        )
    return Catalog(locale=language.locale)


def _clean(catalog: Catalog, shown: str) -> Iterator[Problem]:
    """Take out what cannot be shown, and make safe what is HTML. A problem for each message that was taken out."""
    for message in list(catalog):
        if not message.id or message.fuzzy:
            continue
        if what := _fault(message):
            yield Problem(shown, message.lineno or 1, _start(message), what, "Correct the translation.")
            message.string = ("",) * catalog.num_plurals if message.pluralizable else ""
        elif isinstance(message.id, str) and _TAG.search(message.id):
            message.string = cleaned(str(message.string))


def _start(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return " ".join(text.split())[:40]


def _fault(message: Message) -> str:
    """What is wrong with a translation: a placeholder lost or made up, a tag lost or made up."""
    ids, made = _all(message.id), _all(message.string)
    places = {found for text in ids for found in _PLACE.findall(text)}
    for text in filter(None, made):
        if not isinstance(message.id, str) and not set(_PLACE.findall(text)) <= places:
            return "It has a placeholder that the English has not."
        if isinstance(message.id, str) and set(_PLACE.findall(text)) != places:
            return "Its placeholders, like %(num)s, are not those of the English."
        if isinstance(message.id, str) and sorted(_TAG.findall(text)) != sorted(_TAG.findall(message.id)):
            return "Its tags, like <strong>, are not those of the English."
    return ""


def _all(text: object) -> tuple[str, ...]:
    """A text, or each form of a text with a number."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _compiled(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()
