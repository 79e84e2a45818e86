"""Hand-outs of a full list, in one language and in two: the page to print, and the PDF that is made of it."""

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench.households import raw_households
from bench.served import served
from bench.timing import Times, race
from directory.models import ENGLISH, short_id
from directory.web.pack_list import MOST
from directory.web.site import the_site

_ORIGIN = "https://localhost"
PRINT, PDF = "/pack/print", "/pack/hand-out.pdf"
Families = list[tuple[FlaskClient, ...]]


def hand_outs(builds: Path, people: int, seed: int) -> dict[str, Times]:
    """How long a hand-out of a full list takes, for each way to ask for it; PDF only where WeasyPrint is installed."""
    app = served(builds)
    families = list(_families(app, people, seed))
    addresses = {"the page to print": PRINT, **({"the PDF": PDF} if find_spec("weasyprint") else {})}
    ways = {
        f"{name}, in {spoken}": partial(_visit, address, number)
        for name, address in addresses.items()
        for number, spoken in enumerate(("English", "two languages"))
    }
    for way in ways.values():
        way(families[0])  # templates, fonts and WeasyPrint itself are loaded by the first reader after a start
    return race(ways, families)


def _families(app: Flask, people: int, seed: int) -> Iterator[tuple[FlaskClient, ...]]:
    """Families that answered some questions, each with a full list: one that reads English, and one another language."""
    with app.app_context():
        catalogue = the_site().catalogue
    slugs, other = cycle(catalogue.offers), next(code for code in catalogue.languages if code != ENGLISH)
    for raw in raw_households(catalogue, people, seed):
        ids = [short_id(slug) for slug in islice(slugs, MOST)]
        yield tuple(_family(app, {"check": raw, "pack": {"o": ids, "l": code}}) for code in (ENGLISH, other))


def _family(app: Flask, held: dict[str, object]) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction(base_url=_ORIGIN) as session:
        session.update(held)
    return client


def _visit(address: str, number: int, family: tuple[FlaskClient, ...]) -> object:
    answer = family[number].get(address, base_url=_ORIGIN)
    assert answer.status_code == 200, answer.status
    return answer.data
