"""Places: the councils of England, the other nations, and the postcode sectors that lie in them."""

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
