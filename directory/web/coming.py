"""What is coming: the page that shows what time alone changes, and the reminders for a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.checker import Child, Household
from directory.coming import Change, Dated, Direction, Event, Span, coming, dated
from directory.reminders import calendar_of
from directory.web import answers
from directory.web.languages import gettext, ngettext
from directory.web.site import Site, the_site, today

bp = Blueprint("coming", __name__, url_prefix="/check/coming")
SOON = 36  # months: what comes later is folded
_AGE = "child_age"
_DAYS_A_MONTH = 30.4
_UNTIL_18 = (  # Children Act 1989 s.14A and s.8: an order is about a child; s.22(1): so is care
    "special-guardianship-order",
    "child-arrangements-order",
    "kinship-foster-temporary",
    "kinship-foster-approved",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is coming: what happens, when, in months from today, and what changes, by its direction."""

    title: str
    when: str
    months: float
    event: Event | None = None
    date: Dated | None = None
    ends_at_18: bool = False  # the order or the foster care, when this is the birthday

    def changes(self, direction: str) -> list[Change]:
        """The changes of one direction."""
        return [change for change in self.event.changes if change.direction == direction] if self.event else []


@bp.get("")
def page() -> str | AnyResponse:
    """Everything that is coming, the nearest first."""
    household = answers.household()
    if not household.has_answered:
        return redirect(url_for("interview.start"), 303)
    site = the_site()
    moments = sorted(_moments(site, household), key=lambda moment: moment.months)
    return render_template(
        "coming.html",
        soon=[moment for moment in moments if moment.months < SOON],
        later=[moment for moment in moments if moment.months >= SOON],
        directions=list(Direction),
        no_age=[child.id for child in household.children if _AGE not in child.answers.known],
        numbers=answers.numbers(),
    )


@bp.post("/dates.ics")
def calendar() -> Response | AnyResponse:
    """The reminders as a file. Neither its name nor its text says what they are about."""
    household = answers.household()
    if not household.has_answered:
        return redirect(url_for("coming.page"), 303)
    days = _days(the_site(), household)
    content = calendar_of(days, gettext("Check what has changed"), datetime.now(UTC))
    headers = {"Content-Disposition": 'attachment; filename="dates.ics"', "Cache-Control": "no-store"}
    return Response(content, mimetype="text/calendar", headers=headers)


def _moments(site: Site, household: Household) -> Iterator[Moment]:
    numbers = answers.numbers() if len(household.children) > 1 else {}
    for event in coming(site.checker, household):
        number = numbers.get(event.child)
        ends = (event.fact, event.reached) == (_AGE, "18") and _ends_at_18(site, household.child(event.child))
        yield Moment(_title(event, number), _when(event.span), event.span.low, event=event, ends_at_18=ends)
    for one in dated(site.checker.check(household), site.catalogue.rates, today()):
        yield Moment("", "", (one.day - today()).days / _DAYS_A_MONTH, date=one)


def _ends_at_18(site: Site, child: Child | None) -> bool:
    """Whether the arrangement of today is one that ends with childhood."""
    question = site.catalogue.questions["arrangement"]
    known = child.answers.known.get(question.key, 0) if child else 0
    return known != 0 and not known & ~question.values(_UNTIL_18)


def _days(site: Site, household: Household) -> Iterator[date]:
    """The days of the reminders: when a change can first have come, when it must have come, and the dates that are known."""
    for event in coming(site.checker, household):
        yield from (_after(months) for months in (event.span.low, event.span.high) if months)
    yield from (one.day for one in dated(site.checker.check(household), site.catalogue.rates, today()))


def _after(months: int) -> date:
    """The day after so many months, or the last of that month where there is none."""
    years, month = divmod(today().month - 1 + months, 12)
    first_of_next = date(today().year + years + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return last.replace(day=min(today().day, last.day))


def _title(event: Event, number: int | None) -> str:
    """What happens, of one child among several with its number."""
    if event.fact == _AGE:
        if number:
            return gettext("When child %(number)s turns %(age)s", number=number, age=event.reached)
        return gettext("When the child turns %(age)s", age=event.reached)
    one = {
        "6-months-to-3-years": gettext("When the order is 6 months old"),
        "over-3-years": gettext("When the order is 3 years old"),
        "over-12-months": gettext("When you have looked after the child for 12 months"),
        "yes": gettext("When the child has been in care for 12 months without a break"),
    }
    several = {
        "6-months-to-3-years": gettext("When the order for child %(number)s is 6 months old", number=number),
        "over-3-years": gettext("When the order for child %(number)s is 3 years old", number=number),
        "over-12-months": gettext("When you have looked after child %(number)s for 12 months", number=number),
        "yes": gettext("When child %(number)s has been in care for 12 months without a break", number=number),
    }
    return (several if number else one)[event.reached]


def _when(span: Span) -> str:
    """When that is, as exactly as anybody can say without a birthday or a date."""
    if span == Span(0, 30):
        return gettext("Some time in the next two and a half years.")
    if span == Span(30, 36):
        return gettext("In two and a half to three years.")
    if span.low == 0:
        return ngettext("Some time in the next %(num)s month.", "Some time in the next %(num)s months.", span.high)
    low, high = span.low // 12, span.high // 12
    return ngettext("In %(low)s to %(num)s year.", "In %(low)s to %(num)s years.", high, low=low)
