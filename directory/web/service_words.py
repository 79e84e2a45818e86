"""What the page of a service says in short: on which days it is open, and for whom where that is one sentence."""

from collections.abc import Iterable
from itertools import groupby

from directory.models import Service, Stated
from directory.web.languages import gettext

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def days_words(days: Iterable[str]) -> str:
    """Days of the week, those that follow each other put together: Monday to Wednesday, Friday."""
    numbers = sorted(_DAYS.index(day) for day in days)
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0])]
    return ", ".join(_run(run) for run in runs)


def _run(numbers: list[int]) -> str:
    names = [_day_names()[number] for number in numbers]
    return gettext("%(first)s to %(last)s", first=names[0], last=names[-1]) if len(names) > 2 else ", ".join(names)


def _day_names() -> list[str]:
    return [
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    ]


def same_for_every_arrangement(service: Service) -> str:
    """What the source says of all legal arrangements alike; nothing where it says different things."""
    said = set(service.stated.values())
    sentences = {
        Stated.NAMED: gettext("It names every legal arrangement."),
        Stated.OPEN: gettext("It is open to you, whatever your legal arrangement."),
        Stated.ASK: gettext("It does not say for which legal arrangements it is. Ask."),
        Stated.EXCLUDED: gettext("It says that it is not for kinship carers."),
    }
    return sentences[said.pop()] if len(said) == 1 else ""
