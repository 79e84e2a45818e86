"""A calendar file (iCalendar, RFC 5545) of whole-day reminders that say nothing but one line."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

_LONGEST = 75  # octets of a line, without its end (RFC 5545, section 3.1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_of(days: Iterable[date], title: str, now: datetime) -> bytes:
    """One reminder on each day, with this title. `now` is in UTC. The names inside it are drawn by lot and tell nothing."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//reminders//reminders//EN", "CALSCALE:GREGORIAN"]
    for day in sorted(set(days)):
        lines += _event(day, title, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(day: date, title: str, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid4()}"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{title.translate(_ESCAPED)}"
    yield "TRANSP:TRANSPARENT"  # nobody is shown as busy
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _folded(line: str) -> bytes:
    """A line with its end; a long one goes on after a line end and a space, never inside a letter.

    >>> _folded("SUMMARY:Look again")
    b'SUMMARY:Look again\\r\\n'
    """
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > _LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
