"""What is coming: which verdicts change with time alone, when, and in which direction."""

from directory.coming.changes import Change, Direction, Event, coming
from directory.coming.courses import Span
from directory.coming.dates import Dated, What, dated

__all__ = ["Change", "Dated", "Direction", "Event", "Span", "What", "coming", "dated"]
