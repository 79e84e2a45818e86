"""Publishing: a catalogue becomes a build that can be served, with its search index, and is taken into use."""

from datetime import datetime
from functools import partial
from pathlib import Path

from directory.build import Made, Manifest, write_build
from directory.checker import Checker, open_to
from directory.models import Catalogue
from directory.search import SEARCH, write_index


def publish(made: Made, builds: Path, now: datetime) -> Manifest:
    """Write a build and take it into use. OSError where it cannot be written: then the last one stays in use."""
    return write_build(made, builds, now, partial(_add_index, made.catalogue))


def _add_index(catalogue: Catalogue, new: Path, last: Path | None) -> None:
    """Put the search index into a new build. What has not changed is taken from the last one."""
    before = last / SEARCH if last and (last / SEARCH).is_dir() else None
    write_index(catalogue, new / SEARCH, before, open_to(Checker(catalogue)))
