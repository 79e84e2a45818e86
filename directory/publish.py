"""Publishing: a catalogue becomes a build that can be served, with its search index, and is taken into use."""

from datetime import datetime
from functools import partial
from pathlib import Path

from directory.build import Made, Manifest, More, write_build
from directory.checker import Checker, open_to
from directory.models import Catalogue
from directory.search import SEARCH, SearchFault, SearchIndex
from directory.search.writing import write_index


def publish(made: Made, builds: Path, now: datetime) -> Manifest:
    """Write a build and take it into use. OSError where it cannot be written: then the last one stays in use."""
    index = More(partial(_add_index, made.catalogue), partial(_has_index, made.catalogue))
    return write_build(made, builds, now, index)


def _add_index(catalogue: Catalogue, new: Path, last: Path | None) -> None:
    """Put the search index into a new build. What has not changed is taken from the last one."""
    before = last / SEARCH if last and (last / SEARCH).is_dir() else None
    write_index(catalogue, new / SEARCH, before, open_to(Checker(catalogue)))


def _has_index(catalogue: Catalogue, build: Path) -> bool:
    """Whether the index of a build can be opened: it may be damaged, or written by another version of this program."""
    try:
        SearchIndex(build / SEARCH, catalogue, {})
    except SearchFault:
        return False
    return True
