"""The site as it is served now: one build, with what is worked out from it, exchanged whole when a new build comes."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g

from directory import build as builds
from directory.checker import Checker
from directory.compare import Comparer
from directory.models import Catalogue, Offer, short_id
from directory.places import Places
from directory.search import SEARCH, SearchFault, SearchIndex

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Site:
    """A build, opened, and what is made from it once: the checker, the places, pieces of pages that are the same for all.

    `pieces` never holds anything that somebody answered: see `filters.same_for_all`.
    """

    manifest: builds.Manifest
    catalogue: Catalogue
    checker: Checker
    comparer: Comparer
    places: Places
    search: SearchIndex | None
    messages: Mapping[str, NullTranslations]
    pieces: dict[tuple[str, ...], Any] = field(default_factory=dict)
    _short: dict[str, Offer] = field(default_factory=dict)

    def by_short_id(self) -> Mapping[str, Offer]:
        """Every offer by its short name, and by those of the slugs that it had before. Made when a list first asks."""
        if not self._short:
            offers = self.catalogue.offers.values()
            made = {short_id(slug): offer for offer in offers for slug in (offer.slug, *offer.aliases)}
            self._short.update(made)  # in one step: no other thread sees the half of it
        return self._short


class Shelf:
    """Holds the site in use, and opens the next one when the builds folder says that there is one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._name: str | None = None
        self._site: Site | None = None
        self._one_at_a_time = Lock()

    def site(self) -> Site:
        """The site of the build in use. One that cannot be opened leaves the last good one in place."""
        name = builds.current(self.folder)
        if self._site is None or (name and name != self._name):
            with self._one_at_a_time:
                return self._newest()
        return self._site

    def _newest(self) -> Site:
        name = builds.current(self.folder)
        if self._site and name == self._name:  # another thread was first
            return self._site
        try:
            self._site = _opened(self.folder)
        except (OSError, ValueError, builds.NoBuild):
            if self._site is None:
                raise
            log.exception("build %s cannot be opened; the last one stays in use", name)
        self._name = name  # last: who sees the name finds the site
        return self._site


def _opened(folder: Path) -> Site:
    build = builds.open_build(folder)
    catalogue = build.catalogue
    places = Places(catalogue)
    checker = Checker(catalogue)
    return Site(build.manifest, catalogue, checker, Comparer(checker), places, _search(build), _messages(build))


def _messages(build: builds.Build) -> dict[str, NullTranslations]:
    """The sentences of each language."""
    return {language: GNUTranslations(BytesIO(compiled)) for language, compiled in build.messages().items()}


def _search(build: builds.Build) -> SearchIndex | None:
    """The search index; None where it is damaged, so that the rest of the site goes on."""
    try:
        return SearchIndex(build.folder / SEARCH, build.catalogue, build.catalogue.terms)
    except SearchFault as fault:
        log.error("there is no search: %s", fault)
        return None


def init(app: Flask, folder: Path) -> None:
    """Open the build now, so that a server without one says so at its start, and so that workers share its memory."""
    shelf = app.extensions["shelf"] = Shelf(folder)
    with app.app_context():
        shelf.site()


def the_site() -> Site:
    """The site, the same one for the whole of a request."""
    if "site" not in g:
        g.site = current_app.extensions["shelf"].site()
    site: Site = g.site
    return site


def today() -> date:
    """Today in England."""
    return datetime.now(ZoneInfo("Europe/London")).date()
