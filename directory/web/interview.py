"""The interview: one question a page, the answers so far, and the children."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.checker import next_question, questions_left
from directory.models import Offer, Question, Scope
from directory.web import answers
from directory.web.carrying import carried
from directory.web.comparing import next_for_comparison
from directory.web.forms import Entered, read_form
from directory.web.site import the_site

bp = Blueprint("interview", __name__, url_prefix="/check")
_FIRST_CHILD = "1"


@bp.get("")
def start() -> str:
    """What the check is, and its first question or the next one."""
    return render_template("start.html", cleared="cleared" in request.args)


@bp.get("/next")
def go_on() -> Response:
    """The next question that matters, for one offer or the comparison if that is named; at the end, where it leads."""
    return redirect(_after(_offer()), 303)


@bp.get("/<key>")
def question(key: str) -> str:
    """One question."""
    return _page(_question(key), Entered())


@bp.post("/<key>")
def answer(key: str) -> str | Response | tuple[str, int]:
    """Keep the answer and go on; or say what to do, with what was entered still there."""
    asked = _question(key)
    entered = read_form(asked, request.form, the_site().places)
    if entered.fault or entered.choices:
        return _page(asked, entered)
    answers.record(asked, _child(asked), entered.value)
    back = request.args.get("from")
    return redirect(url_for(_RETURNS[back]) if back in _RETURNS else _after(_offer()), 303)


@bp.get("/answers")
def review() -> str:
    """Everything that was answered, with a link to change each."""
    household = answers.household()
    left = list(questions_left(the_site().checker, household))
    return render_template(
        "answers.html", rows=answers.given_so_far(), left=left, numbers=answers.numbers(), carried=carried()
    )


@bp.post("/children")
def add_child() -> Response:
    """One more child."""
    answers.add_child()
    return redirect(_after(None), 303)


@bp.post("/children/<name>/remove")
def remove_child(name: str) -> Response:
    """One child less."""
    answers.remove_child(name)
    return redirect(url_for("interview.review"), 303)


_COMPARE = "compare"  # in an address: the child for whom the arrangements are compared
_RETURNS = {"answers": "interview.review", "results": "results.results", "coming": "coming.page"}


def _question(key: str) -> Question:
    return the_site().catalogue.questions.get(key) or abort(404)


def _offer() -> Offer | None:
    return the_site().catalogue.offers.get(request.args.get("offer", ""))


def _child(question: Question) -> str | None:
    """The child that the question is about: the one named in the address, which must be a child that was added."""
    if question.scope is Scope.CARER:
        return None
    named = request.args.get("child", _FIRST_CHILD)
    children = answers.household().children
    if children and named not in [child.id for child in children]:
        abort(404)
    return named if children else _FIRST_CHILD


def _after(offer: Offer | None) -> str:
    if _COMPARE in request.args:
        return _after_for_comparison(request.args[_COMPARE])
    site, household = the_site(), answers.household()
    following = next_question(site.checker, household, [offer] if offer else None)
    if following:
        question, child = following
        return _address(question, child.id if child else None, offer)
    return url_for("offers.offer", slug=offer.slug, _anchor="you") if offer else url_for("interview.review")


def _after_for_comparison(child: str) -> str:
    following = next_for_comparison(child)
    if following is None:
        return url_for("compare.compare", child=_number(child))
    return _address(following, child if following.scope is Scope.CHILD else None, compare=child)


def _address(question: Question, child: str | None, offer: Offer | None = None, compare: str | None = None) -> str:
    """Where a question is put. Only its name and the number of the child are in it, never an answer."""
    named = offer.slug if offer else None
    return url_for("interview.question", key=question.key, child=_number(child), offer=named, compare=compare)


def _number(child: str | None) -> str | None:
    return child if child != _FIRST_CHILD else None


def _page(asked: Question, entered: Entered) -> str:
    child = _child(asked)
    given = request.form.to_dict(flat=False) if request.method == "POST" else _as_form(answers.given(asked, child), asked)
    children = answers.household().children
    return render_template(
        "question.html",
        question=asked,
        entered=entered,
        given=given,
        child=child if len(children) > 1 else None,
        number=[one.id for one in children].index(child) + 1 if child and len(children) > 1 else 1,
        back=_before(asked, child),
        query={name: request.args[name] for name in ("child", "from", "offer", _COMPARE) if name in request.args},
    )


def _as_form(given: Any, question: Question) -> dict[str, list[str]]:
    """An answer given before, as the form that it came from."""
    if isinstance(given, dict):
        also = [n for n, one in enumerate(question.also) if list(one.one_of) == given.get("one_of")]
        return {"answer": [f"also-{n}" for n in also]}
    values = given if isinstance(given, list) else [] if given is None else [given]
    return {"answer": [str(value) for value in values]}


def _before(asked: Question, child: str | None) -> str:
    """Where Back leads: the last question answered before this one, or where the reader came from."""
    back = request.args.get("from")
    if back in _RETURNS:
        return url_for(_RETURNS[back])
    if _COMPARE in request.args:
        return url_for("compare.compare", child=_number(request.args[_COMPARE]))
    if offer := _offer():
        return url_for("offers.offer", slug=offer.slug)
    earlier = []
    for question, about, _ in answers.given_so_far():
        if question.key == asked.key and about in (child, None):
            break
        earlier.append((question, about))
    return _address(*earlier[-1]) if earlier else url_for("interview.start")
