"""Makes the files of `offers_data/places/` from Ordnance Survey's postcodes, a list of authorities, and a gazetteer.

Run by `kinship-offer places` when a new release of one of them comes out.
"""

import csv
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from pathlib import Path
from statistics import mean

from directory.models import miles_between

Row = Mapping[str, str]
_NAME, _LATITUDE, _LONGITUDE, _CLASS, _REGION, _PEOPLE = 1, 4, 5, 6, 10, 14  # columns of the gazetteer
_NATIONS = {"WLS": "wales", "SCT": "scotland", "NIR": "northern-ireland"}  # regions of the gazetteer
_NEAREST, _LARGE = 3, 5_000  # postcode sectors; people
_BAND = 0.2  # degrees: in England no place is 14 miles away from a postcode sector
_COUNCIL = {"slug": "slug", "name": "name", "official_name": "official_name", "kind": "type", "region": "region"}


def make_places(sectors: Path, authorities: Path, register: Path, gazetteer: Path, into: Path) -> dict[str, int]:
    """Write councils.csv, districts.csv, postcode_sectors.csv and towns.csv; how many there are of each.

    `sectors` has postcode_sector, latitude, longitude (WGS84 degrees), district_gss, county_gss, other_district_gss;
    `authorities` has gss_code, gss_code_codepoint_2025, name, official_name, type, region, slug, local_authority_code.
    `register` is mySociety's list of all local authorities, past ones too, and `gazetteer` the file GB.txt of
    https://download.geonames.org/export/dump/, whose readme names its columns.
    """
    sector_rows, council_rows = _rows(sectors), _rows(authorities)
    placed = list(_placed(sector_rows, council_rows))
    made = [_council(row, placed) for row in council_rows]
    files = {
        "councils.csv": made,
        "districts.csv": list(_districts(_rows(register), council_rows)),
        "postcode_sectors.csv": placed,
        "towns.csv": list(_towns(gazetteer, placed)),
    }
    for name, rows in files.items():
        _write(into / name, rows)
    return {name: len(rows) for name, rows in files.items()}


def _council(row: Row, placed: list[Row]) -> Row:
    """A council, with the middle of its postcode sectors: some centres in the list of authorities lie outside them."""
    own = [sector for sector in placed if sector["councils"].split()[:1] == [row["slug"]]]
    middle = {key: f"{mean(float(sector[key]) for sector in own):.4f}" for key in ("latitude", "longitude")}
    words = {new: " ".join(row[old].split()) for new, old in _COUNCIL.items()}
    return words | {"gss_code": row["gss_code"]} | middle


def _placed(sectors: list[Row], councils: list[Row]) -> Iterable[Row]:
    slugs = {row[key]: row["slug"] for row in councils for key in ("gss_code", "gss_code_codepoint_2025")}
    county_of = {row["district_gss"]: row["county_gss"] for row in sectors}
    for row in sectors:
        districts = [row["district_gss"], *row["other_district_gss"].replace(";", " ").split()]
        found = [slugs.get(county_of.get(district, "")) or slugs.get(district) for district in districts]
        names = list(dict.fromkeys(slug for slug in found if slug))
        yield {
            "sector": row["postcode_sector"],
            "latitude": f"{float(row['latitude']):.4f}",
            "longitude": f"{float(row['longitude']):.4f}",
            "councils": " ".join(names),
        }


def _districts(register: list[Row], councils: list[Row]) -> Iterator[Row]:
    """The councils of England that have no children's services, by name, with those that have them in their place."""
    slugs = {row["local_authority_code"]: row["slug"] for row in councils}
    known = {row["local-authority-code"]: row for row in register if row["nation"] == "England"}
    together = {code: [one for one, row in known.items() if row["combined-authority"] == code] for code in known}

    def now(code: str) -> Iterator[str]:
        if code in slugs:
            yield slugs[code]
        elif code in known:
            others = (known[code]["replaced-by"] or known[code]["county-la"]).split(",")
            for other in (*others, *together[code]):
                yield from now(other.strip())

    for code, row in sorted(known.items(), key=lambda one: one[1]["nice-name"]):
        if code not in slugs and (found := dict.fromkeys(now(code))):
            yield {"name": row["nice-name"], "official_name": row["official-name"], "councils": " ".join(found)}


def _towns(gazetteer: Path, placed: list[Row]) -> Iterator[Row]:
    """The places where people live, those with most people first, each with the councils that it may lie in.

    These are the councils of the three nearest postcode sectors. Of other nations only large places are kept.
    """
    nearest = _Nearest(placed)
    with gazetteer.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[_CLASS] == "P"]
    for row in sorted(rows, key=lambda row: (-int(row[_PEOPLE] or 0), row[_NAME])):
        if row[_REGION] == "ENG":
            councils = nearest.councils(float(row[_LATITUDE]), float(row[_LONGITUDE]))
            yield {"name": row[_NAME], "areas": " ".join(councils)}
        elif row[_REGION] in _NATIONS and int(row[_PEOPLE] or 0) >= _LARGE:
            yield {"name": row[_NAME], "areas": _NATIONS[row[_REGION]]}


class _Nearest:
    """The postcode sectors from south to north, so that only those of about the same latitude are measured."""

    def __init__(self, placed: list[Row]) -> None:
        self._middles = sorted((float(row["latitude"]), float(row["longitude"]), row["councils"]) for row in placed)

    def councils(self, latitude: float, longitude: float) -> list[str]:
        """The councils of the sectors that are nearest to a point in England."""
        south, north = (bisect_left(self._middles, (latitude + by,)) for by in (-_BAND, _BAND))
        around = self._middles[south:north]
        nearest = nsmallest(_NEAREST, around, key=lambda middle: miles_between((latitude, longitude), middle[:2]))
        return list(dict.fromkeys(slug for *_, councils in nearest for slug in councils.split()))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
