"""Places as people type them: a postcode in any form, or the name of a council or a town, to the councils that it can be."""

import re

from directory.models import Catalogue, Sector
from directory.places.found import Found, Miss
from directory.places.names import Names
from directory.places.postcodes import SHORTEST, Postcodes, squeezed

_LONGEST = 100  # characters that are looked at


class Places:
    """The councils, districts, postcode sectors and towns that places are looked up in. Nothing leaves this machine."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.councils = catalogue.councils
        self._postcodes = Postcodes(catalogue.sectors)
        self._names = Names(catalogue.councils, catalogue.districts, catalogue.towns)

    def find(self, typed: str) -> Found:
        """The areas that somebody means who typed this: one, or several to choose from."""
        text = typed.strip()[:_LONGEST]
        if not text:
            return Found(miss=Miss.EMPTY)
        if re.search(r"\d", text):
            return self._postcodes.find(text)
        named = self._names.find(text)
        if named.areas or len(squeezed(text)) < SHORTEST:
            return named
        found = self._postcodes.find(text)  # every digit typed as a letter, like "MI IAE"
        return found if found.areas else Found(miss=Miss.NAME)

    def sector(self, typed: str) -> Sector | None:
        """The postcode sector that somebody means who typed this, if it is a full postcode or a sector in England."""
        return self._postcodes.sector(typed[:_LONGEST])
