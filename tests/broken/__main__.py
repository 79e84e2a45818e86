"""Writes every expected.txt anew: `python -m tests.broken`. Read what has changed before you keep it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from directory.cli import _count
from directory.content import read_content
from tests.broken import BROKEN, CASES, TODAY, content_of

for case in CASES:
    with TemporaryDirectory() as folder:
        reading = read_content(content_of(case, Path(folder)), TODAY)
    told = [*map(str, reading.problems), _count(reading)]
    (BROKEN / case / "expected.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
