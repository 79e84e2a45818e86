"""The files of places are made from a release of postcodes, of councils and of names: here from a few rows of each."""

import csv

import pytest
from click.testing import CliRunner

from directory.cli import main

SECTORS = """postcode_sector,latitude,longitude,postcodes,district_gss,county_gss,other_district_gss
LS1 1,53.80,-1.55,10,E08000035,,
LS29 7,53.90,-1.75,10,E08000032,,E08000035
NR1 1,52.62,1.30,10,E07000148,E10000020,
"""
AUTHORITIES = """gss_code,gss_code_codepoint_2025,name,official_name,type,region,slug,local_authority_code
E08000035,E08000035,Leeds,Leeds City Council,Metropolitan district,Yorkshire,leeds,LDS
E08000032,E08000032,Bradford,Bradford Council,Metropolitan district,Yorkshire,bradford,BRD
E10000020,E10000020,Norfolk,Norfolk County Council,County,East,norfolk,NFK
"""
REGISTER = """local-authority-code,nice-name,official-name,nation,replaced-by,county-la,combined-authority
LDS,Leeds,Leeds City Council,England,,,WYCA
BRD,Bradford,Bradford Council,England,,,WYCA
NFK,Norfolk,Norfolk County Council,England,,,
NOW,Norwich,Norwich City Council,England,,NFK,
OLD,Old Norwich,Old Norwich Council,England,NOW,,
TWO,Two Towns,Two Towns Council,England,"LDS, NFK",,
WYCA,West Yorkshire,West Yorkshire Combined Authority,England,,,
CRF,Cardiff,Cardiff Council,Wales,,,
"""


Made = dict[str, list[dict[str, str]]]


def place(name: str, point: tuple[float, float], people: int, region: str = "ENG", kind: str = "P") -> str:
    columns = [""] * 19
    columns[1], columns[4], columns[5], columns[6] = name, str(point[0]), str(point[1]), kind
    columns[8], columns[10], columns[14] = "GB", region, str(people)
    return "\t".join(columns)


GAZETTEER = "\n".join(
    (
        place("Otley", (53.905, -1.69), 14_668),
        place("Norwich", (52.628, 1.298), 213_166),
        place("River Wharfe", (53.9, -1.7), 0, kind="H"),
        place("Cardiff", (51.48, -3.18), 447_287, "WLS"),
        place("Llanfair", (53.2, -4.2), 600, "WLS"),
    )
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The rows of each file that the command makes."""
    folder = tmp_path_factory.mktemp("releases")
    releases = {"sectors": SECTORS, "authorities": AUTHORITIES, "register": REGISTER, "gazetteer": GAZETTEER}
    for name, text in releases.items():
        (folder / name).write_text(text, encoding="utf-8")
    files, made_in = [str(folder / name) for name in releases], folder / "places"
    said = CliRunner().invoke(main, ["places", *files, "--content", str(folder)], catch_exceptions=False)
    assert (said.exit_code, "towns.csv: 3" in said.output) == (0, True)
    return {path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for path in made_in.iterdir()}


def test_a_sector_lies_in_the_county_of_its_district_and_in_what_else_it_touches(
    made: Made,
) -> None:
    councils = {row["sector"]: row["councils"] for row in made["postcode_sectors"]}
    assert councils == {"LS1 1": "leeds", "LS29 7": "bradford leeds", "NR1 1": "norfolk"}


def test_the_middle_of_a_council_is_that_of_its_sectors(made: Made) -> None:
    middles = {row["slug"]: (row["latitude"], row["longitude"]) for row in made["councils"]}
    assert middles == {
        "leeds": ("53.8000", "-1.5500"),
        "bradford": ("53.9000", "-1.7500"),
        "norfolk": ("52.6200", "1.3000"),
    }


def test_a_district_or_a_council_that_is_gone_leads_to_those_that_are_responsible_now(
    made: Made,
) -> None:
    assert {row["name"]: row["councils"] for row in made["districts"]} == {
        "Norwich": "norfolk",
        "Old Norwich": "norfolk",
        "Two Towns": "leeds norfolk",
        "West Yorkshire": "leeds bradford",
    }


def test_a_town_may_lie_in_the_councils_of_the_nearest_sectors_and_abroad_in_its_nation(
    made: Made,
) -> None:
    assert [(row["name"], row["areas"]) for row in made["towns"]] == [
        ("Cardiff", "wales"),
        ("Norwich", "norfolk"),
        ("Otley", "bradford leeds"),
    ]
