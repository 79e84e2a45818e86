"""Builds: the content as the site serves it, written beside the last one and taken into use by one atomic switch.

A builds folder holds one folder for each build, named by the hash of what is in it, and `current`, a link to the one in
use. Whatever goes wrong before the switch, the last good build goes on serving.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from directory.models import Catalogue
from directory.models.stored import catalogue_of, form, lines_of

_KEPT = 3
_CATALOGUE = "catalogue.jsonl"
_MESSAGES = ".mo"


class NoBuild(Exception):
    """There is no build to serve yet."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which build it is, when it was made (UTC), and how many offers are in it."""

    hash: str
    made: datetime
    offers: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a build is made of. `documents` are kept for the next one, so that only changed files are read; `messages` are
    the compiled ones of each language."""

    catalogue: Catalogue
    documents: Mapping[str, Any] = field(default_factory=dict)
    messages: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Build:
    """An opened build."""

    manifest: Manifest
    catalogue: Catalogue
    folder: Path

    def messages(self) -> dict[str, bytes]:
        """The compiled messages of each language."""
        return {path.stem: path.read_bytes() for path in self.folder.glob(f"*{_MESSAGES}")}


@dataclass(frozen=True, slots=True)
class More:
    """What else is put into a build. `add` is given the folder of a new build, and that of the build in use, if any.
    `is_in` says whether a folder has it, and it can be used: where not, the build is written again."""

    add: Callable[[Path, Path | None], None]
    is_in: Callable[[Path], bool]


def write_build(made: Made, builds: Path, now: datetime, more: More | None = None) -> Manifest:
    """Write a build and take it into use."""
    catalogue = made.catalogue
    content = b"\n".join(lines_of(catalogue))
    said = dict(sorted(made.messages.items()))
    name = hashlib.sha256(b"\0".join((form(), content, *map(str.encode, said), *said.values()))).hexdigest()[:16]
    manifest = Manifest(name, now, len(catalogue.offers))
    builds.mkdir(parents=True, exist_ok=True)
    with _alone(builds):
        _drop_leftovers(builds)
        if not (_is_whole(builds / name, content) and (more is None or more.is_in(builds / name))):
            _write_folder(builds, name, content, manifest, partial(_add_all, said, more))
        _write(builds / "documents.json", TypeAdapter(Any).dump_json(dict(made.documents)))
        _switch(builds, name)
        _drop_old(builds, keep=name)
        return open_manifest(builds / name)


@contextmanager
def _alone(builds: Path) -> Iterator[None]:
    """Wait until nobody else writes a build here."""
    with (builds / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop_leftovers(builds: Path) -> None:
    """Delete what a build left behind that was ended half way, by a crash or a full disk."""
    for path in builds.glob(".new-*"):
        shutil.rmtree(path)
    for path in [*builds.glob(".documents.json.*"), *builds.glob(".current.*")]:
        path.unlink()


def _is_whole(folder: Path, content: bytes) -> bool:
    try:
        open_manifest(folder)
        return (folder / _CATALOGUE).read_bytes() == content
    except (OSError, ValueError):
        return False


def _add_all(messages: Mapping[str, bytes], more: More | None, new: Path, last: Path | None) -> None:
    for language, compiled in messages.items():
        _write(new / f"{language}{_MESSAGES}", compiled)
    if more:
        more.add(new, last)


def _write_folder(
    builds: Path, name: str, content: bytes, manifest: Manifest, add: Callable[[Path, Path | None], None]
) -> None:
    with tempfile.TemporaryDirectory(dir=builds, prefix=".new-") as work:
        folder = Path(work) / name
        folder.mkdir()
        _write(folder / _CATALOGUE, content)
        _write(folder / "manifest.json", TypeAdapter(Manifest).dump_json(manifest))
        add(folder, builds / last if (last := current(builds)) else None)
        if (builds / name).exists():  # damaged, else it would have been kept
            (builds / name).replace(Path(work) / "damaged")
        folder.replace(builds / name)


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _switch(builds: Path, name: str) -> None:
    link = builds / f".current.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    link.replace(builds / "current")


def _drop_old(builds: Path, keep: str) -> None:
    made = [folder for folder in builds.iterdir() if (folder / "manifest.json").is_file() and not folder.is_symlink()]
    by_age = sorted(made, key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in [old for old in by_age if old.name != keep][_KEPT - 1 :]:
        shutil.rmtree(folder)


def current(builds: Path) -> str | None:
    """The name of the build in use: one look at a link, cheap enough for every request."""
    try:
        return os.readlink(builds / "current")  # noqa: PTH115 - Path.readlink is three times as slow
    except OSError:
        return None


def open_manifest(folder: Path) -> Manifest:
    """The manifest of a build."""
    return TypeAdapter(Manifest).validate_json((folder / "manifest.json").read_bytes())


def open_build(builds: Path) -> Build:
    """The build in use."""
    name = current(builds)
    if name is None:
        raise NoBuild(f"There is no build in {builds}. Make one: kinship-offer build")
    folder = builds / name
    with (folder / _CATALOGUE).open("rb") as lines:
        return Build(open_manifest(folder), catalogue_of(lines), folder)


def known_documents(builds: Path, kind: Any) -> Mapping[str, Any]:
    """What the last build read, as records of `kind` by their hash; nothing where there is none or it is damaged."""
    try:
        return TypeAdapter(dict[str, kind]).validate_json((builds / "documents.json").read_bytes())
    except (OSError, ValueError):
        return {}
