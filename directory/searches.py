"""Counts what people looked for in vain, so that the content can grow: words and a number, and nothing about anybody.

One small file beside the builds. What may point to a person is never kept, and nothing is told that was not looked for
several times. No day, no place, no order.
"""

import fcntl
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "searches.json"
TOLD_FROM = 3  # occurrences
_LONGEST = 40  # characters
_MOST = 2_000  # different words that are kept: whatever robots send, the file stays small
_MOST_DIGITS = 4
_MARKS = re.compile(r"[^\w\s@'’+/.-]+")
_EDGES = " '’+/.-_"
_PERSONAL = re.compile(
    r"@|\.\w|\b[a-z]{1,2}\d|\b\d[a-z]{2}\b|(?<!\w)\+?0\d|\d[\s./-]+\d"
)  # email, web, postcode, phone, birthday


def kept_form(words: str) -> str | None:
    """The words as they are counted; None where they are not: too long, or like a phone number, a postcode or an address.

    >>> kept_form("  School   UNIFORM? "), kept_form("LS1 4AP"), kept_form("nan@example.org"), kept_form("0113 222 4444")
    ('school uniform', None, None, None)
    """
    plain = " ".join(_MARKS.sub(" ", unicodedata.normalize("NFKC", words).casefold()).split()).strip(_EDGES)
    if not plain or len(plain) > _LONGEST or len(words) > 10 * _LONGEST:
        return None
    if sum(map(str.isdigit, plain)) > _MOST_DIGITS or _PERSONAL.search(plain):
        return None
    return plain


def count(folder: Path, words: str) -> None:
    """Count a search that found nothing. OSError where the file cannot be written; what was counted before then stays."""
    plain = kept_form(words)
    if plain is None:
        return
    with _alone(folder):
        counts = _read(folder / FILE)
        if plain not in counts and len(counts) >= _MOST:
            counts = {word: number for word, number in counts.items() if number > 1}  # make room
            if len(counts) >= _MOST:
                return
        counts[plain] = counts.get(plain, 0) + 1
        _write(folder / FILE, counts)


def told(folder: Path) -> list[tuple[str, int]]:
    """What was looked for in vain several times, most often first."""
    often = [(word, number) for word, number in _read(folder / FILE).items() if number >= TOLD_FROM]
    return sorted(often, key=lambda one: (-one[1], one[0]))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / f".{FILE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> dict[str, int]:
    """The counts; none where the file is not there or damaged."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {word: number for word, number in pairs if isinstance(number, int)}


def _write(path: Path, counts: dict[str, int]) -> None:
    """In order of the alphabet, so that the file does not tell which came last; for this user alone to read."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(counts, file, ensure_ascii=False, indent=0, sort_keys=True)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
