"""The room of places: what people type, to the councils that it can be."""

from directory.places.found import Found, Miss
from directory.places.lookup import Places

__all__ = ["Found", "Miss", "Places"]
