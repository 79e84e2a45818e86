"""My list: offers that somebody gathers, for a family or for themselves, to print or to send."""

import re
from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.models import OfferKind, short_id
from directory.truth import Verdict
from directory.web import answers, pack_list
from directory.web.languages import gettext
from directory.web.letters import has_letter
from directory.web.lists import list_address, share
from directory.web.notes import LONGEST, clean_note
from directory.web.pack_list import MOST, Pack, keep, like, offer_of, the_pack
from directory.web.pdf import can_make_pdf
from directory.web.results import group_of
from directory.web.site import the_site

bp = Blueprint("pack", __name__, url_prefix="/pack")
_HERE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")  # an address on this site, and never one that leads elsewhere
_WHOLE = ""  # stands for the whole list among the faults of its notes
Faults = dict[str, str]


def init(app: Flask) -> None:
    """Let every page know what is on the list."""
    app.add_template_global(pack_list.on_list)
    app.add_template_global(pack_list.how_many, "listed")
    app.add_template_global(has_letter)


@bp.get("")
def show() -> str:
    """The list, with what can be done with it."""
    return _page(the_pack(), {})


@bp.post("/add")
def add() -> str | Response:
    """Put offers on the list, and go back to where the reader was."""
    offers = the_site().catalogue.offers
    return _added([slug for slug in request.form.getlist("offer") if slug in offers])


@bp.post("/add-all")
def add_all() -> str | Response:
    """Put everything on the list that the answers say the reader should get."""
    found = the_site().checker.check(answers.household())
    sure = (one for one in found if one.verdict is Verdict.YES and one.offer.kind is OfferKind.ENTITLEMENT)
    return _added(list(dict.fromkeys(one.offer.slug for one in sure if group_of(one) == "should")))


def _added(slugs: list[str]) -> str | Response:
    pack = the_pack()
    new = [short for short in map(short_id, slugs) if short not in pack.ids]
    room = MOST - len(pack.ids)
    for short in new[:room]:
        pack = pack.with_offer(short)
    if not keep(pack):
        return _page(the_pack(), {_WHOLE: _no_room()})
    if len(new) > room:
        return _page(the_pack(), {_WHOLE: _full()})
    return redirect(_back(slugs[0] if len(slugs) == 1 else ""), 303)


@bp.post("/remove")
def remove() -> str | Response:
    """Take one off the list, and go back."""
    slug = request.form.get("offer", "")
    return _changed(lambda pack: pack.without(request.form.get("short") or short_id(slug)), _back(slug))


@bp.post("/move")
def move() -> str | Response:
    """Move one up or down."""
    up, down = request.form.get("up", ""), request.form.get("down", "")
    address = url_for("pack.show", _anchor=f"item-{up or down}")
    return _changed(lambda pack: pack.moved(up, -1) if up else pack.moved(down, 1), address)


@bp.post("/note")
def save() -> str | Response:
    """Keep the notes and how to print, and go on to what was pressed."""
    addresses = {"print": "handout.print_page", "pdf": "handout.pdf"}
    return _changed(lambda pack: pack, url_for(addresses.get(request.form.get("then", ""), "pack.show")))


@bp.post("/clear")
def clear() -> Response:
    """Empty the list. Answers stay."""
    keep(Pack())
    return redirect(url_for("pack.show"), 303)


def _changed(change: Callable[[Pack], Pack], address: str) -> str | Response:
    """Keep what was typed together with a change; where it cannot be kept, say so, with all that was typed still there."""
    pack, faults = _typed(the_pack())
    if not faults and not keep(change(pack)):
        faults = {_WHOLE: _no_room()}
    return _page(pack, faults) if faults else redirect(address, 303)


def _typed(pack: Pack) -> tuple[Pack, Faults]:
    """The list with what was typed into its form; as it was where the form was not sent."""
    form = request.form
    if "typed" not in form:
        return pack, {}
    typed = {short: clean_note(form.get(f"note-{short}", pack.notes.get(short, ""))) for short in pack.ids}
    faults = {short: _too_long(note) for short, note in typed.items() if len(note) > LONGEST}
    chosen = form.get("language", pack.language)
    changed = replace(
        pack,
        notes={short: note for short, note in typed.items() if note},
        language=chosen if chosen in the_site().catalogue.languages else pack.language,
        large="large" in form,
        why="why" in form or not answers.household().has_answered,
    )
    return changed, faults


def _page(pack: Pack, faults: Faults) -> str:
    return render_template(
        "pack.html",
        pack=pack,
        items=[(short, offer_of(short), () if offer_of(short) else like(short, pack.ids)) for short in pack.ids],
        faults=faults,
        has_check=answers.household().has_answered,
        pdf=can_make_pdf(),
        share=share(pack),
        list_address=list_address(pack),
    )


def _back(slug: str) -> str:
    """Where the reader was, at the button that was pressed; the list where that is not said, or is on another site."""
    back = request.form.get("back", "")[:2000]
    return f"{back}#add-{slug}" if _HERE.fullmatch(back) else url_for("pack.show")


def _full() -> str:
    return gettext(
        "Your list is full: it can hold %(most)s things. Nothing was lost, but not everything was added. "
        "Take something off, then add again.",
        most=MOST,
    )


def _no_room() -> str:
    return gettext("There is no room for this. Nothing was lost. Make your notes shorter, or take something off the list.")


def _too_long(note: str) -> str:
    return gettext(
        "This note has %(length)s characters, and it can have %(most)s. Make it shorter.", length=len(note), most=LONGEST
    )
