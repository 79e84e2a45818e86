"""Makes the two files of `offers_data/places/` from Ordnance Survey's postcodes and a list of authorities.

Run by `kinship-offer places` when a new release of either comes out.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import mean

Row = Mapping[str, str]
_COUNCIL = {"slug": "slug", "name": "name", "official_name": "official_name", "kind": "type", "region": "region"}


def make_places(sectors: Path, authorities: Path, into: Path) -> tuple[int, int]:
    """Write councils.csv and postcode_sectors.csv; the numbers of both.

    `sectors` has postcode_sector, latitude, longitude (WGS84 degrees), district_gss, county_gss, other_district_gss;
    `authorities` has gss_code, gss_code_codepoint_2025, name, official_name, type, region, slug.
    """
    sector_rows, council_rows = _rows(sectors), _rows(authorities)
    placed = list(_placed(sector_rows, council_rows))
    made = [_council(row, placed) for row in council_rows]
    _write(into / "councils.csv", made)
    _write(into / "postcode_sectors.csv", placed)
    return len(made), len(placed)


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


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
