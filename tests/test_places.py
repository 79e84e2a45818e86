"""Places: whatever people type, the right council comes of it, and never a wrong one without being asked."""

import pytest

from directory.models import NATIONS, Catalogue
from directory.places import Found, Miss, Places


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> Places:
    return Places(catalogue)


@pytest.mark.parametrize(
    "typed",
    [
        "LS1 4AP",
        "ls1 4ap",
        "LS14AP",
        "Ls1  4Ap",
        "  LS1 4AP  ",
        "LS1-4AP",
        "LS1.4AP",
        "L S 1 4 A P",
        "LS1\t4AP",
        "LS1\u00a04AP",
        "LS1 4AP,",
        "LSI 4AP",
        "lsi 4ap",
        "LS1 4",
        "LS1",
        "ls1",
    ],
)
def test_a_postcode_is_found_however_it_is_typed(places: Places, typed: str) -> None:
    assert places.find(typed) == Found(("leeds",))


def test_a_space_tells_a_sector_from_the_district_of_the_same_letters(places: Places) -> None:
    for typed in ("LS9 7", " ls9  7 ", "LS9 7BG"):
        sector = places.sector(typed)
        assert sector
        assert (sector.name, places.find(typed)) == ("LS9 7", Found(("leeds",)))
    assert places.sector("LS1 4") != places.sector("LS14 6JD")
    assert places.sector("LS14") is None


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("OX1 1AA", "oxfordshire"),
        ("0X1 1AA", "oxfordshire"),
        ("OXI IAA", "oxfordshire"),
        ("OL1 1AA", "oldham"),
        ("0LI 1AA", "oldham"),
        ("SO15 1AA", "southampton"),
        ("S015 1AA", "southampton"),
        ("S01S IAA", None),
        ("M1 1AE", "manchester"),
        ("MI IAE", "manchester"),
        ("B10 0AA", "birmingham"),
        ("BIO OAA", "birmingham"),
    ],
)
def test_letters_and_digits_that_look_alike_are_told_apart(places: Places, typed: str, council: str | None) -> None:
    found = places.find(typed)
    assert found == Found((council,)) if council else found.miss


def test_every_sector_is_found_by_a_postcode_in_it(places: Places, catalogue: Catalogue) -> None:
    for name, sector in catalogue.sectors.items():
        found = places.find(f"{name}AA".lower().replace(" ", ""))
        assert found.areas[: len(sector.councils)] == sector.councils, name


def test_a_sector_in_several_councils_gives_them_all_to_choose_from(places: Places, catalogue: Catalogue) -> None:
    shared = [sector for sector in catalogue.sectors.values() if len(sector.councils) > 1]
    assert len(shared) > 100
    for sector in shared:
        assert places.find(f"{sector.name}AA").areas[: len(sector.councils)] == sector.councils


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("NP25 3AA", ("herefordshire", "wales")),  # Monmouth
        ("HR3 5AA", ("herefordshire", "wales")),  # Hay-on-Wye
        ("LD7 1AA", ("shropshire", "wales")),  # Knighton
        ("SY15 6AA", ("shropshire", "wales")),  # Montgomery
        ("CH4 9AA", ("cheshire-west-and-chester", "wales")),
        ("TD15 1AA", ("northumberland", "scotland")),
        ("CA6 5AA", ("cumberland", "scotland")),
    ],
)
def test_a_postcode_on_the_border_of_england_gives_both_sides(places: Places, typed: str, areas: tuple[str, ...]) -> None:
    assert places.find(typed) == Found(areas)


@pytest.mark.parametrize(
    ("typed", "nation"),
    [
        ("CF10 1AA", "wales"),
        ("SA1 1AA", "wales"),
        ("LL57 1AA", "wales"),
        ("NP20 1AA", "wales"),
        ("CH7 1AA", "wales"),
        ("SY23 1AA", "wales"),
        ("EH1 1AA", "scotland"),
        ("G1 1AA", "scotland"),
        ("AB10 1AA", "scotland"),
        ("ZE1 0AA", "scotland"),
        ("BT1 1AA", "northern-ireland"),
        ("bt71 7xx", "northern-ireland"),
        ("IM1 1AA", "elsewhere"),
        ("JE2 3AA", "elsewhere"),
        ("GY1 1AA", "elsewhere"),
    ],
)
def test_a_postcode_outside_england_gives_its_nation(places: Places, typed: str, nation: str) -> None:
    assert places.find(typed) == Found((nation,))


@pytest.mark.parametrize(
    "typed",
    [
        "ZZ1 1AA",
        "1234",
        "12 High Street",
        "LS1 4AP please",
        "SW1A 1A",
        "CH40 1AA",
        "SY0 1AA",
        "AAA1 1AA",
        "1" * 9,
        "O1" * 45,
    ],
)
def test_a_postcode_that_cannot_be_is_missed_and_never_given_a_nation(places: Places, typed: str) -> None:
    assert places.find(typed) == Found(miss=Miss.POSTCODE)


@pytest.mark.parametrize("typed", ["", "   ", "\n", "\t "])
def test_nothing_typed_is_told_from_something_wrong(places: Places, typed: str) -> None:
    assert places.find(typed) == Found(miss=Miss.EMPTY)


@pytest.mark.parametrize("typed", ["Narnia", "xyzzy", "!!!", "council", "the council", "бирмингем", "LS", "';", "a" * 5000])
def test_a_name_that_nobody_has_is_missed(places: Places, typed: str) -> None:
    assert places.find(typed) == Found(miss=Miss.NAME)


def test_there_are_153_councils(places: Places) -> None:
    assert len(places.councils) == 153


@pytest.mark.parametrize("form", ["{}", "{} council", "{} Council", "the {}", "  {} ", "{}."])
def test_every_council_is_found_by_its_own_name(places: Places, form: str) -> None:
    for slug, council in places.councils.items():
        for name in (council.name, council.official_name, council.name.upper(), council.name.replace(" and ", " & ")):
            assert places.find(form.format(name)) == Found((slug,)), name


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("Leeds", "leeds"),
        ("leeds city council", "leeds"),
        ("City of Leeds", "leeds"),
        ("City of York", "york"),
        ("Bristol", "bristol"),
        ("bristol city council", "bristol"),
        ("Hackney Council", "hackney"),
        ("London Borough of Hackney", "hackney"),
        ("Royal Borough of Greenwich", "greenwich"),
        ("Kent County Council", "kent"),
        ("Durham", "county-durham"),
        ("durham county council", "county-durham"),
        ("Hull", "kingston-upon-hull"),
        ("stoke on trent", "stoke-on-trent"),
        ("Southend on Sea", "southend-on-sea"),
        ("st helens", "st-helens"),
        ("St Helens Council", "st-helens"),
        ("Telford & Wrekin", "telford-and-wrekin"),
        ("brighton & hove", "brighton-and-hove"),
        ("City of London", "city-of-london"),
        ("Dorset", "dorset"),
    ],
)
def test_a_council_is_found_as_people_call_it(places: Places, typed: str, council: str) -> None:
    assert places.find(typed).areas == (council,)


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("Birmingam", "birmingham"),
        ("birmigham", "birmingham"),
        ("Sheffeild", "sheffield"),
        ("Liverpol", "liverpool"),
        ("Manchster city council", "manchester"),
        ("Leed", "leeds"),
        ("kirkless", "kirklees"),
        ("Cornwell", "cornwall"),
        ("Bedfordshire", "central-bedfordshire"),
        ("Berkshire", "west-berkshire"),
        ("Bradford MDC", "bradford"),
    ],
)
def test_a_name_that_is_only_like_a_council_is_asked_back(places: Places, typed: str, council: str) -> None:
    found = places.find(typed)
    assert council in found.areas
    assert not found.sure


@pytest.mark.parametrize("typed", ["London", "london", "Greater London", "London council"])
def test_london_is_not_taken_for_its_smallest_council(places: Places, typed: str) -> None:
    assert places.find(typed).areas != ("city-of-london",)


@pytest.mark.parametrize(("typed", "at_least"), [("North", 5), ("Cheshire", 2), ("Northamptonshire", 2), ("west", 5)])
def test_a_name_of_several_councils_gives_a_choice(places: Places, typed: str, at_least: int) -> None:
    assert at_least <= len(places.find(typed).areas) <= 10


@pytest.mark.parametrize(
    ("typed", "council"),
    [
        ("Burnley", "lancashire"),  # a district, and not Barnsley, which is spelt almost like it
        ("Dacorum Borough Council", "hertfordshire"),  # it sends the council tax bill
        ("St. Albans", "hertfordshire"),
        ("Woking", "surrey"),  # and not Wokingham
        ("Poole Borough Council", "bournemouth-christchurch-and-poole"),  # gone since 2019
        ("Allerdale", "cumberland"),  # gone since 2023
        ("Forest Heath", "suffolk"),  # gone, and what came after it is a district too
        ("Brighton", "brighton-and-hove"),  # a town that its council is named after
        ("Hammersmith", "hammersmith-and-fulham"),
        ("near Leeds", "leeds"),
        ("King’s Lynn, Norfolk", "norfolk"),
        ("Leeds, West Yorkshire", "leeds"),
        ("Lincoln, Lincolnshire", "lincolnshire"),
        ("Newport, Isle of Wight", "isle-of-wight"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
    ],
)
def test_a_district_and_a_town_of_a_councils_name_are_found_in_the_council_that_is_responsible(
    places: Places, typed: str, council: str
) -> None:
    assert places.find(typed) == Found((council,))


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("Huddersfield", {"kirklees"}),
        ("Saint Ives", {"cambridgeshire", "cornwall"}),
        ("Ashford", {"kent", "surrey", "hounslow"}),  # a district of one, and a town near another
        ("Richmond", {"richmond-upon-thames", "north-yorkshire"}),
        ("Newcastle", {"newcastle-upon-tyne", "staffordshire"}),
        ("Cumbria", {"cumberland", "westmorland-and-furness"}),
        ("West Yorkshire", {"leeds", "bradford", "wakefield", "kirklees", "calderdale"}),
        ("Cheadle", {"staffordshire"}),  # and the one in Stockport, which the list does not have
        ("Evington", {"leicestershire", "leicester"}),  # beside a border
        ("Farnham", {"surrey"}),  # and not Farnham Royal
        ("Hemel", {"hertfordshire"}),
        ("Huddersfeild", {"kirklees"}),
        ("Cardiff", {"wales"}),
        ("Perth", {"scotland"}),
        ("Bangor", {"wales", "northern-ireland"}),
    ],
)
def test_a_town_is_asked_back_because_there_may_be_others_of_that_name(places: Places, typed: str, areas: set[str]) -> None:
    found = places.find(typed)
    assert (set(found.areas), found.area) == (areas, None)


@pytest.mark.parametrize("typed", ["South London", "Merseyside", "Łódź", "St", "a", "é", "the", ",", "xyzzy,"])
def test_a_name_of_no_place_that_is_known_gives_no_council(places: Places, typed: str) -> None:
    assert places.find(typed) == Found(miss=Miss.NAME)


def test_every_town_and_district_lies_in_areas_that_there_are(catalogue: Catalogue) -> None:
    placed = [one.areas for one in catalogue.towns] + [one.councils for one in catalogue.districts]
    assert len(placed) > 5_000
    assert {area for areas in placed for area in areas} <= catalogue.councils.keys() | NATIONS.keys()
    assert all(placed)


@pytest.mark.parametrize("nation", NATIONS)
def test_a_nation_is_found_by_its_name(places: Places, nation: str) -> None:
    assert places.find(NATIONS[nation].lower()) == Found((nation,))
