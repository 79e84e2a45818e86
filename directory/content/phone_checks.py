"""Phone numbers on which the sources contradict each other: none of them is shown anywhere until somebody has found out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from directory.content.documents import Document
from directory.models import Organization
from directory.problems import Problem

FIELD = "phones_in_conflict"
_NOT_SHOWN = {"sources", FIELD}
_SHORTEST = 3  # digits of a number


def phone_problems(document: Document, organizations: Mapping[str, Organization]) -> Iterator[Problem]:
    """A warning while numbers are in conflict, and a fault for each place where a reader would see one of them."""
    fields = document.data if isinstance(document.data, dict) else {}
    numbers = _in_conflict(fields.get("service"))
    if not numbers:
        return
    what = f"The sources give different numbers: {', '.join(numbers)}. They are not shown."
    yield document.problem(f"service.{FIELD}", what, "Find out which is right, and put it under phones.", warning=True)
    organization = organizations.get(str(fields.get("organization")))
    for number in numbers:
        what = f"{number} is in conflict, but it stands here."
        for field, line in _places(document, fields, _as_written(number)):
            yield document.problem(field, what, "Take it out until it is clear.", line=line)
        if organization and _as_written(number).search(organization.phone):
            what = f"{number} is in conflict, but the file of {organization.slug} in organizations/ has it."
            yield document.problem(f"service.{FIELD}", what, "Take it out there until it is clear.")


def _in_conflict(service: Any) -> list[str]:
    listed = service.get(FIELD) if isinstance(service, dict) else None
    written = [number for number in listed if isinstance(number, str)] if isinstance(listed, list) else []
    return [number for number in written if sum(map(str.isdecimal, number)) >= _SHORTEST]


def _as_written(number: str) -> re.Pattern[str]:
    """The number, with spaces and hyphens anywhere."""
    return re.compile(r"(?<!\d)" + r"[\s-]*".join(filter(str.isdecimal, number)) + r"(?!\d)")


def _places(document: Document, fields: Any, number: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The fields, and the lines of the text, that have a number."""
    for field, text in _texts(fields, ""):
        if number.search(text):
            yield field, 0
    for n, line in enumerate(document.body.split("\n"), start=document.body_line):
        if number.search(line):
            yield "body", n


def _texts(data: Any, field: str) -> Iterator[tuple[str, str]]:
    """Every text that a reader can see, with the place where it stands."""
    if isinstance(data, str):
        yield field, data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in _NOT_SHOWN:
                yield from _texts(value, f"{field}.{name}" if field else str(name))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _texts(value, f"{field}[{n}]")
