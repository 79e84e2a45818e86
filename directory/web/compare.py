"""Compare: what each arrangement would mean, side by side, and what changes from one to another. It never advises."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from directory.checker import AREA, Finding
from directory.compare import Alternative, Cell, Change, Comparison, Row, changes, questions_that_matter
from directory.models import Offer, Question, TaxonomyTerm
from directory.truth import Verdict
from directory.web import answers, wording
from directory.web.comparing import comparison, page_of
from directory.web.site import Site, the_site

bp = Blueprint("compare", __name__)
ADVICE = ("family-rights-group-advice-line", "kinship-advice-line", "child-law-advice")
_Grouped = list[tuple[TaxonomyTerm, list[Row]]]


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one entitlement in a chosen pair. `ask` can be answered now; `only_then` only the change can show."""

    offer: Offer
    before: Cell
    after: Cell
    because: tuple[wording.Line, ...]
    ask: tuple[Question, ...]
    only_then: tuple[Question, ...]


@bp.get("/compare")
def compare() -> str:
    """All arrangements side by side, and one pair of them in words."""
    site, child = the_site(), _child()
    found = comparison(child)
    before, after = _pair(found)
    return render_template(
        "compare.html",
        columns=found.columns,
        pages={column.slug: page_of(column) for column in found.columns},
        before=before,
        after=after,
        changes=_changes(site, found, before, after),
        differing=_by_category(site, (row for row in found.rows if row.differs)),
        same=_by_category(site, (row for row in found.rows if not row.differs)),
        questions=tuple(questions_that_matter(site.checker, found)),
        current=found.current,
        child=child,
        numbers=answers.numbers(),
        in_england=AREA not in answers.household().carer.asked and not answers.household().areas,
        advice=[site.catalogue.offers[slug] for slug in ADVICE if slug in site.catalogue.offers],
    )


def _child() -> str:
    """The child for whom it is compared: the one named in the address, or the first."""
    children = [child.id for child in answers.household().children] or ["1"]
    named = request.args.get("child", children[0])
    return named if named in children else abort(404)


def _pair(found: Comparison) -> tuple[Alternative, Alternative]:
    """The two columns in the address; else what there is now, or the first one, and the next one in the list."""
    before = found.column(request.args.get("from", "")) or found.current or found.columns[0]
    after = found.column(request.args.get("to", ""))
    return before, after or next((column for column in found.columns if column is not before), before)


def _by_category(site: Site, rows: Iterable[Row]) -> _Grouped:
    """Rows by the first category of their offer."""
    some = list(rows)
    terms = [
        (term, [row for row in some if row.offer.categories[0] == slug]) for slug, term in site.catalogue.categories.items()
    ]
    return [(term, rows_of_it) for term, rows_of_it in terms if rows_of_it]


def _changes(site: Site, found: Comparison, before: Alternative, after: Alternative) -> dict[Change, list[Line]]:
    """What becomes of each entitlement, where it is not certainly the same."""
    sorted_rows = changes(site.checker, found, before, after)
    return {
        change: [_line(site, row, before, after) for row in rows]
        for change, rows in sorted_rows.items()
        if change is not Change.SAME
    }


def _line(site: Site, row: Row, before: Alternative, after: Alternative) -> Line:
    """One row in words: for what is certain afterwards, why; for what is not, what it depends on."""
    one, other = row.cells[before.slug], row.cells[after.slug]
    keys = [key for key in site.catalogue.questions if key in one.missing or key in other.missing]
    own = {key for key in keys if _only_then(key, one, before) or _only_then(key, other, after)}
    open_ones = Verdict.MAYBE in (one.verdict, other.verdict)
    missing = [site.catalogue.questions[key] for key in keys]
    return Line(
        row.offer,
        one,
        other,
        () if one.verdict is other.verdict or open_ones else _because(site, row.offer, other, after),
        tuple(question for question in missing if question.key not in own),
        tuple(question for question in missing if question.key in own),
    )


def _only_then(key: str, cell: Cell, column: Alternative) -> bool:
    return key in cell.missing and key in column.own


def _because(site: Site, offer: Offer, cell: Cell, column: Alternative) -> tuple[wording.Line, ...]:
    child = column.child.id if site.checker.about_a_child(offer) else None
    finding = Finding(offer, child, cell.verdict, cell.strength, cell.missing)
    explanation = site.checker.explain(finding, column.household)
    return wording.because(site.checker, finding, explanation, column.household)
