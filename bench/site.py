"""The website with the real content: every kind of page, the build, the start."""

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from subprocess import run as run_command
from time import perf_counter
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from bench import process
from bench.households import Raw, raw_households
from bench.served import served
from bench.timing import Times, race
from directory.models import Catalogue
from directory.web.site import the_site

_ORIGIN = "https://localhost"
_PUBLIC = ("/", "/check", "/categories", "/arrangements", "/sitemap.xml", "/health", "/check/answers", "/check/results")


def pages(builds: Path, how_many: int, seed: int) -> dict[str, Times]:
    """The time of every kind of page, each for a reader who has answered some questions, another one each time."""
    app = served(builds)
    with app.app_context():
        catalogue = the_site().catalogue
    readers = [_reader(app, raw) for raw in raw_households(catalogue, how_many, seed)]
    ways = {kind: partial(_visit, addresses) for kind, addresses in _addresses(catalogue)}
    for way in ways.values():
        way((0, readers[0]))  # templates are compiled by the first reader after a start
    return race(ways, list(enumerate(readers)))


def _reader(app: Flask, raw: Raw) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction(base_url=_ORIGIN) as session:
        session["check"] = raw
    return client


def _addresses(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    yield from ((address, [address]) for address in _PUBLIC)
    yield "/check/…", [f"/check/{key}" for key in catalogue.questions]
    yield "/offers/…", [f"/offers/{slug}" for slug in catalogue.offers]
    yield "/categories/…", [f"/categories/{slug}" for slug in catalogue.categories]
    yield "/arrangements/…", [f"/arrangements/{slug}" for slug in catalogue.arrangements]
    yield "/pages/…", [f"/pages/{slug}" for slug in catalogue.pages if slug != "tonight"]
    yield "a page that is not there", ["/offers/no-such-offer"]


def _visit(addresses: list[str], visit: tuple[int, FlaskClient]) -> object:
    number, client = visit
    answer = client.get(addresses[number % len(addresses)], base_url=_ORIGIN)
    assert answer.status_code in (200, 404), answer.status
    return answer.data


def builds(content: Path, work: Path, rounds: int) -> dict[str, tuple[Times, Times]]:
    """The whole command `kinship-offer build`, from nothing and after a change of one file: in all, and of the processor."""
    copy, folder = work / "content", work / "timed-builds"
    shutil.copytree(content, copy)
    offer = min((copy / "offers").rglob("*.md"))
    taken: dict[str, list[tuple[float, float]]] = {"from nothing": [], "one file changed": []}
    for _ in range(rounds):
        shutil.rmtree(folder, ignore_errors=True)
        taken["from nothing"].append(_build(copy, folder))
        offer.write_text(offer.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
        taken["one file changed"].append(_build(copy, folder))
    return {name: (Times.of(all_ for all_, _ in some), Times.of(own for _, own in some)) for name, some in taken.items()}


def _build(content: Path, folder: Path) -> tuple[float, float]:
    """The milliseconds that one build took, and those of them that it spent working."""
    program = str(Path(sys.executable).with_name("kinship-offer"))
    start, before = perf_counter(), getrusage(RUSAGE_CHILDREN)
    command = [program, "build", "--content", str(content), "--builds", str(folder)]
    run_command(command, check=True, capture_output=True)
    after, end = getrusage(RUSAGE_CHILDREN), perf_counter()
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (end - start) * 1000, worked * 1000


def starts(content: Path, folder: Path, rounds: int) -> dict[str, list[process.Process]]:
    """Fresh processes that open the build, and others that read the files instead, in turn."""
    kinds: dict[str, Callable[[], Any]] = {
        "open": lambda: process.run("serve", str(folder), "20"),
        "parse": lambda: process.run("parse", str(content)),
    }
    found: dict[str, list[process.Process]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, start in kinds.items():
            found[kind].append(start())
    return found
