"""Places: the councils of England, the other nations, and the postcode sectors and towns that lie in them."""

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
LARGE = 10_000  # people


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
    """A council that is not responsible for children's services, because it is a district or is gone; and those that are
    there."""

    name: str
    official_name: str
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town, village or part of a city, its middle in WGS84 degrees, how many people live there (0: not known), and the
    councils that it may lie in, the likeliest first."""

    name: str
    latitude: float
    longitude: float
    population: int
    councils: tuple[str, ...]

    @property
    def is_large(self) -> bool:
        """Whether it is meant by its name, where there is no other of that name."""
        return self.population >= LARGE
