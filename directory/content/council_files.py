"""Reads the files of places, which `kinship-offer places` makes: councils, districts, postcode sectors and towns."""

import csv
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from directory.content.documents import Documents
from directory.models import Council, District, Sector, Town
from directory.problems import Problem

Made = TypeVar("Made")
COUNCILS = "places/councils.csv"


def councils(documents: Documents) -> dict[str, Council]:
    """The councils, from a file that `kinship-offer places` makes."""

    def made(row: Mapping[str, str]) -> Council:
        words = {key: row[key] for key in ("slug", "name", "official_name", "kind", "region", "gss_code")}
        return Council(**words, latitude=_degrees(row["latitude"]), longitude=_degrees(row["longitude"]))

    return {council.slug: council for council in _rows(documents, COUNCILS, made)}


def sectors(documents: Documents) -> dict[str, Sector]:
    """The postcode sectors, from a file that `kinship-offer places` makes."""

    def made(row: Mapping[str, str]) -> Sector:
        return Sector(row["sector"], _degrees(row["latitude"]), _degrees(row["longitude"]), tuple(row["councils"].split()))

    return {sector.name: sector for sector in _rows(documents, "places/postcode_sectors.csv", made)}


def districts(documents: Documents) -> tuple[District, ...]:
    """The councils that are not responsible for children, from a file that `kinship-offer places` makes."""

    def made(row: Mapping[str, str]) -> District:
        return District(row["name"], row["official_name"], tuple(row["councils"].split()))

    return tuple(_rows(documents, "places/districts.csv", made))


def towns(documents: Documents) -> tuple[Town, ...]:
    """The towns and villages, from a file that `kinship-offer places` makes."""

    def made(row: Mapping[str, str]) -> Town:
        return Town(row["name"], tuple(row["areas"].split()))

    return tuple(_rows(documents, "places/towns.csv", made))


def _degrees(text: str) -> float:
    if not -180 <= (degrees := float(text)) <= 180:
        raise ValueError(text)
    return degrees


def _rows(documents: Documents, name: str, make: Callable[[Mapping[str, str]], Made]) -> Iterator[Made]:
    """What the rows of a file of places are. A row that is none, and a file that is not there, is told."""
    path = documents.folder / name
    do = "Make the file anew with `kinship-offer places`."
    if not path.is_file():
        documents.problems.append(Problem(documents.shown(path), 1, "", "This file is missing.", do))
    text = documents.text(path) if path.is_file() else None
    if text is None:
        documents.unread.add_all(name)
        return
    reader = csv.DictReader(text.splitlines(), restval="")
    try:
        for row in reader:
            yield make(row)
    except (KeyError, ValueError, csv.Error) as error:
        missing = isinstance(error, KeyError)
        what = f'The column "{error.args[0]}" is missing.' if missing else "A number in this row is none, or too large."
        line = 1 if missing else reader.line_num
        documents.problems.append(Problem(documents.shown(path), line, "", what, do))
        documents.unread.add_all(name)
