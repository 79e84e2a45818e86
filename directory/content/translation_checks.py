"""Checks of a translation against its English: nothing left out, the same links and numbers, the words of the glossary."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from directory.content.documents import Document
from directory.content.page_checks import links_in
from directory.models import GlossaryTerm
from directory.problems import Problem

_NUMBER = re.compile(r"(?<![\w.:/-])\d[\d ]*\d|(?<![\w.:/-])\d(?![\w:/-])")
_PHONE_DIGITS = 9
_ADDRESS = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def translation_problems(document: Document, english: Document, glossary: Iterable[GlossaryTerm]) -> Iterator[Problem]:
    """What a translation has lost or added."""
    yield from _list_problems(document, english)
    if document.body.strip():
        yield from _link_problems(document, english)
    yield from _phone_problems(document, english)
    yield from _glossary_problems(document, english, glossary)


def _list_problems(document: Document, english: Document) -> Iterator[Problem]:
    for name, value in _fields(document).items():
        source = _fields(english).get(name)
        if name not in ("english", "checked_by", "also_called") and not source:
            yield document.problem(name, "The English has no such field.", "Take it out.")
        elif isinstance(value, list) and isinstance(source, list) and len(value) != len(source) and name != "also_called":
            what = f"This has {len(value)} entries, and the English has {len(source)}."
            yield document.problem(name, what, "Translate each entry, in the same order.")


def _link_problems(document: Document, english: Document) -> Iterator[Problem]:
    here, there = Counter(links_in(document.body)), Counter(links_in(english.body))
    for link in (there - here).keys() - here.keys():
        yield document.problem(
            "body", f'The link to "{link}" is missing.', "Put it where the English has it.", line=document.body_line
        )
    for link in here.keys() - there.keys():
        yield document.problem(
            "body", f'The English has no link to "{link}".', "Take it out, or correct it.", line=document.body_line
        )


def _phone_problems(document: Document, english: Document) -> Iterator[Problem]:
    """A phone number that is not in the English leads families to strangers."""
    there = set(_phones(english))
    for number in dict.fromkeys(_phones(document)):
        if number not in there:
            yield document.problem("body", f'The English has no number "{number}".', "Correct it.", line=document.body_line)


def _glossary_problems(document: Document, english: Document, glossary: Iterable[GlossaryTerm]) -> Iterator[Problem]:
    """A term of English papers that is called by another word than everywhere else."""
    source = _spaced(_text(english, _fields(document), bool(document.body.strip())))
    made = _spaced(_text(document, _fields(document), True)).lower()
    for term in glossary:
        if _names(term, source) and not any(_begun(use, made) for use in term.uses):
            what = f'The English speaks of "{term.term}", and nothing here begins like "{term.uses[0]}".'
            yield document.problem("body", what, f"Call it “{term.called}”, as the glossary does.", warning=True)


def _names(term: GlossaryTerm, source: str) -> bool:
    """Whether a text has the term. An abbreviation only in capitals: SEND is not send."""
    names = [_spaced(name) for name in (term.term, *term.also)]
    return any(name in source if name.isupper() else name.lower() in source.lower() for name in names)


def _begun(use: str, made: str) -> bool:
    """Whether words that follow on each other begin like this."""
    return re.search(" " + r"\w* ".join(map(re.escape, _spaced(use).lower().split())), made) is not None


def _spaced(text: str) -> str:
    """The words of a text, each between two spaces."""
    return f" {' '.join(_WORD.findall(text))} ".replace("'", "’")


def _phones(document: Document) -> Iterator[str]:
    for found in _NUMBER.findall(_text(document, _fields(document), True)):
        if len(digits := found.replace(" ", "")) >= _PHONE_DIGITS:
            yield digits


def _text(document: Document, names: Iterable[str], body: bool) -> str:
    """The words of some fields, and of the text below them."""
    texts = [_flat(_fields(document).get(name)) for name in names if name not in ("english", "checked_by")]
    return "\n".join([*texts, _ADDRESS.sub("]", document.body) if body else ""])


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(map(_flat, value.values()))
    return "\n".join(map(_flat, value)) if isinstance(value, list) else str(value or "")


def _fields(document: Document) -> dict[str, Any]:
    return document.data if isinstance(document.data, dict) else {}
