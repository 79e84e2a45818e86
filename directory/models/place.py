"""Places: the councils of England, the other nations, and the districts, postcode sectors and towns that lie in them."""

from dataclasses import dataclass

ENGLAND = "england"
NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "elsewhere": "Somewhere else",
}
UNITED_KINGDOM = "united-kingdom"


@dataclass(frozen=True, slots=True)
class Council:
    """One of the 153 councils that are responsible for children's services in England. Degrees are WGS84."""

    slug: str
    name: str
    official_name: str
    kind: str
    region: str
    gss_code: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Sector:
    """A postcode sector ("LS1 4"), its middle in WGS84 degrees, and the councils that it lies in, the main one first."""

    name: str
    latitude: float
    longitude: float
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class District:
    """A council that is not responsible for children's services, because it is a district, is gone, or is several councils
    together; and those that are responsible there."""

    name: str
    official_name: str
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town, village or part of a city, and the councils that it may lie in, the likeliest first; outside England its
    nation. No list of them is complete: there may be others of that name."""

    name: str
    areas: tuple[str, ...]
