"""The list that somebody gathers for a family: offers in an order, a note beside each, and how to print it.

It lives in the session cookie and nowhere else, by the short names of the offers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import current_app, g, session

from directory.models import ENGLISH, Offer, kin, short_id, short_ids_in
from directory.web.languages import the_language
from directory.web.notes import LONGEST, clean_note
from directory.web.sessions import EncryptedSessions
from directory.web.site import the_site

MOST = 20
_KEY = "pack"
_FOR_ANSWERS = 1800  # characters of the cookie that answers can need: eight children, every question answered
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Pack:
    """The list. `ids`: short names in order; `notes`: by short name; `language`: the family's; `why`: give the reasons."""

    ids: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    language: str = ENGLISH
    large: bool = False
    why: bool = True

    def with_offer(self, short: str) -> "Pack":
        """The same with one more, at the end."""
        return self if short in self.ids else replace(self, ids=(*self.ids, short))

    def without(self, short: str) -> "Pack":
        """The same without one, and without its note."""
        notes = {name: note for name, note in self.notes.items() if name != short}
        return replace(self, ids=tuple(one for one in self.ids if one != short), notes=notes)

    def moved(self, short: str, by: int) -> "Pack":
        """The same with one of them moved: -1 is one place up. At an end it stays where it is.

        >>> Pack(("a", "b", "c")).moved("b", -1).ids, Pack(("a", "b")).moved("a", -1).ids
        (('b', 'a', 'c'), ('a', 'b'))
        """
        if short not in self.ids:
            return self
        rest = [one for one in self.ids if one != short]
        rest.insert(max(0, self.ids.index(short) + by), short)
        return replace(self, ids=tuple(rest))


def the_pack() -> Pack:
    """The list of this reader, read once in a request."""
    if "pack" not in g:
        g.pack = _read(session.get(_KEY))
    found: Pack = g.pack
    return found


def _read(raw: object) -> Pack:
    """A list as the cookie holds it. One of an older form is taken as far as it makes sense."""
    if not isinstance(raw, dict):
        return Pack(language=the_language().code)
    ids = tuple(short_ids_in("".join(one for one in _list(raw.get("o")) if isinstance(one, str))))[:MOST]
    written = raw.get("n") if isinstance(raw.get("n"), dict) else {}
    notes = {name: clean_note(text)[:LONGEST] for name, text in (written or {}).items() if isinstance(text, str)}
    return Pack(
        ids=ids,
        notes={name: note for name, note in notes.items() if name in ids and note},
        language=next((code for code in the_site().catalogue.languages if code == raw.get("l")), ENGLISH),
        large=raw.get("b") == 1,
        why=raw.get("w") != 0,
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def keep(pack: Pack) -> bool:
    """Keep the list; False, with everything as it was, where there is no room for it beside the answers."""
    g.pop("pack", None)
    if pack == Pack(language=pack.language):
        session.pop(_KEY, None)
        return True
    raw = {"o": list(pack.ids), "n": dict(pack.notes), "l": pack.language, "b": int(pack.large), "w": int(pack.why)}
    cookie = current_app.session_interface
    assert isinstance(cookie, EncryptedSessions)
    if not (cookie.fits({_KEY: raw}, beside=_FOR_ANSWERS) and cookie.fits({**session, _KEY: raw})):
        return False
    session[_KEY] = raw
    return True


def on_list(offer: Offer) -> bool:
    """Whether an offer is on the list."""
    return _KEY in session and short_id(offer.slug) in the_pack().ids


def how_many() -> int:
    """How many are on the list: the number in the header."""
    return len(the_pack().ids)


def offer_of(short: str) -> Offer | None:
    """The offer with a short name, also with that of a slug that it had before; None for one that is gone."""
    return the_site().by_short_id().get(short)


def like(short: str, beside: tuple[str, ...] = ()) -> list[Offer]:
    """Up to three offers that are nearest to one that is gone, and not on the list beside it."""
    known = {name: offer for name, offer in the_site().by_short_id().items() if kin(name) == kin(short)}
    return list({offer.slug: offer for name, offer in known.items() if name not in beside}.values())[:_NEAREST]
