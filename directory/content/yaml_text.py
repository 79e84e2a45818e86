"""YAML as authors mean it: every scalar is text, every field keeps its line, and two equal keys are a fault.

Plain PyYAML would make `no` False, `0161 234 5001` a number, and keep the last of two equal keys without a word.
"""

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

_DEEPEST = 20
Data = Any  # str, list of Data, or dict of str to Data

_LOOK = "Look at this line and the one above it: a colon without a space, a quote that is not closed, or a tab?"
_IN_PLAIN_WORDS = {  # what libyaml says: what is wrong, what to do
    "mapping values are not allowed in this context": (
        'There is a ": " inside a text, or a line that is too far in.',
        "Put the whole text in quotes, or start the line where the one above it starts.",
    ),
    "found unexpected end of stream": ("A quote is opened and never closed.", "Close the quote."),
    "found character that cannot start any token": (
        "A line or a text starts with a tab, @, ` or %.",
        "Use spaces instead of a tab, and put a text that starts with such a sign in quotes.",
    ),
    "found unknown escape character": (
        'A backslash stands in a text in "double quotes".',
        "Use 'single quotes', or write the backslash twice.",
    ),
    "block sequence entries are not allowed in this context": (
        'A "- " stands in the same line as the name of the field.',
        'Start each entry with "- " on its own line.',
    ),
    "did not find expected ',' or ']'": ("A [ is opened and never closed.", "Close it with ]."),
    "did not find expected ',' or '}'": ("A { is opened and never closed.", "Close it with }."),
    "could not find expected ':'": ("This line is no `name: value`.", "Put a colon and a space after the name."),
    "did not find expected '-' indicator": (
        'This line is not an entry of the list above it, because it does not start with "- ".',
        'Start it with "- ", or move it further in.',
    ),
    "did not find expected key": (
        "This line does not fit the ones above it.",
        "Start it where they start. Look for a quote or a bracket that is closed too early.",
    ),
    "did not find expected <document start>": (
        "A line of dots ends the fields above this line.",
        "Take the line of dots out.",
    ),
    "control characters are not allowed": (
        "There is a character here that cannot be seen.",
        "Delete this line and type it anew.",
    ),
}


_WHERE_IT_STARTS = (
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "could not find expected ':'",
)


class YamlFault(Exception):
    """The text is not YAML, or a kind of YAML that is not used here.

    Holds the line, the field, what is wrong, what to do, and the faults that did not stop the reading before it.
    """

    def __init__(self, line: int, field: str, what: str, do: str) -> None:
        super().__init__(what)
        self.line, self.field, self.what, self.do = line, field, what, do
        self.before: list[YamlFault] = []


def read_yaml(text: str, first_line: int = 1) -> tuple[Data, dict[str, int], list[YamlFault]]:
    """The data, the line of each field ("eligibility.all[0]"), and the faults that did not stop the reading.

    >>> read_yaml("a: no\\nb: [1:30]")[:2]
    ({'a': 'no', 'b': ['1:30']}, {'': 1, 'a': 1, 'b': 2, 'b[0]': 2})
    """
    builder = _Builder(first_line)
    try:
        return builder.whole(text), builder.lines, builder.faults
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
        what, do = _IN_PLAIN_WORDS.get(problem, ("This is not YAML.", _LOOK))
        cause: Exception | None = error
        fault = YamlFault(_line(error, problem, text) + first_line, "", what, do)
    except YamlFault as stopped:
        fault, cause = stopped, None
    fault.before = builder.faults
    raise fault from cause


def _line(error: yaml.YAMLError, problem: str, text: str) -> int:
    """Where the fault is, counted from 0: of something that is not ended, where it starts."""
    opened = problem in _WHERE_IT_STARTS
    mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
    if mark:
        return min(int(mark.line), max(len(text.splitlines()) - 1, 0))
    return text.encode()[: getattr(error, "position", 0)].count(b"\n")


class _Builder:
    def __init__(self, first_line: int) -> None:
        self.events: Iterator[yaml.Event] = iter(())
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.faults: list[YamlFault] = []

    def whole(self, text: str) -> Data:
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        found: list[Data] = []
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and found:
                line = self.line(event)
                self.stop(line, "", "A second part starts here, after a line of --- or dots.", "Take that line out.")
            if isinstance(event, yaml.NodeEvent):
                found.append(self.value(event, "", 0))
        return found[0] if found else {}

    def value(self, event: yaml.Event, field: str, depth: int) -> Data:
        line = self.line(event)
        self.lines.setdefault(field, line)
        if depth > _DEEPEST:
            self.stop(line, field, f"It is nested more than {_DEEPEST} deep.", "Write it flatter.")
        self.refuse(event, field)
        match event:
            case yaml.ScalarEvent():
                return str(event.value)
            case yaml.SequenceStartEvent():
                return [self.value(item, f"{field}[{n}]", depth + 1) for n, item in enumerate(self.until_end())]
            case yaml.MappingStartEvent():
                return self.mapping(field, depth)
        return ""  # an alias, already told

    def mapping(self, field: str, depth: int) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for event in self.until_end():
            line = self.line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.stop(line, field, "A field needs a plain name.", "Write `name: value`.")
            name = f"{field}.{event.value}" if field else event.value
            self.refuse(event, name)
            if event.value in found:
                first = self.lines[name]
                do = "Keep one of them."
                self.faults.append(YamlFault(line, name, f"This field stands twice; first in line {first}.", do))
            value = self.value(next(self.events), name, depth + 1)
            self.lines[name] = min(line, self.lines[name])
            found.setdefault(event.value, value)
        return found

    def refuse(self, event: yaml.Event, field: str) -> None:
        """What YAML can do and content does not need. An author who types such a sign means a text."""
        if getattr(event, "anchor", None):
            do = "Write the value out, or put a text that starts with & or * in quotes."
            self.faults.append(YamlFault(self.line(event), field, "Anchors and aliases (& and *) are not used here.", do))
        if getattr(event, "tag", None):
            do = "Take it out, or put a text that starts with ! in quotes."
            self.faults.append(YamlFault(self.line(event), field, "Tags (! and a word) are not used here.", do))

    def until_end(self) -> Iterator[yaml.Event]:
        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self.first_line

    def stop(self, line: int, field: str, what: str, do: str) -> NoReturn:
        raise YamlFault(line, field, what, do)
