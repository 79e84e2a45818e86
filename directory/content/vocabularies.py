"""The vocabularies of answer codes: read, compared with today's questions, and written by `kinship-offer vocabulary`."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ConfigDict, Field

from directory.content import council_files, references
from directory.content.documents import Document, Documents
from directory.content.faults import validated
from directory.content.fields import File
from directory.models import CodedQuestion, Council, Kind, Question, Scope, Vocabulary, vocabulary_of
from directory.problems import Problem

FOLDER = "vocabulary"
_ENDING = ".yaml"
_COMMAND = "kinship-offer vocabulary"
_TOP = """\
# Version {version} of what an answer code can hold. Written by `{command}`.
# Never change or delete it once it is published: codes that people wrote down are read with it.
"""


class CodedQuestionFile(File):
    """One question of a vocabulary."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    key: str
    scope: Scope
    type: Kind
    codes: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    from_: int = Field(0, alias="from")
    to: int = 0
    only_if: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class VocabularyFile(File):
    """A file of `offers_data/vocabulary/`. The seal is the hash of the rest."""

    seal: str = Field(description="Take back the change that took it out.")
    areas: tuple[str, ...]
    questions: tuple[CodedQuestionFile, ...]


def vocabularies(
    documents: Documents, questions: Mapping[str, Question], councils: Mapping[str, Council]
) -> dict[int, Vocabulary]:
    """Every version by its number. A problem where one is missing or changed, or where the newest one is outgrown."""
    found = {}
    files = documents.named(FOLDER, _ENDING)
    for version in range(1, len(files) + 1):
        document = files.get(str(version))
        if document is None:
            others = ", ".join(f"{name}{_ENDING}" for name in sorted(files))
            what, do = f"This version is missing. There are: {others}.", "Put it back, and name the files 1, 2, 3 and so on."
            documents.problems.append(Problem(_shown(documents, version), 1, "", what, do))
        elif file := validated(VocabularyFile, document, document.data, "", documents.problems):
            vocabulary = _vocabulary(version, file)
            if file.seal == _seal(vocabulary):
                found[version] = vocabulary
            else:
                what = "This file was changed after it was written, so codes that people have would open wrongly."
                documents.problems.append(document.problem("seal", what, "Take the change back."))
    documents.problems.extend(_outgrown(documents, found, files, questions, councils))
    return found


def _shown(documents: Documents, version: int) -> str:
    return documents.shown(documents.folder / FOLDER / f"{version}{_ENDING}")


def _outgrown(
    documents: Documents,
    found: Mapping[int, Vocabulary],
    files: Mapping[str, Document],
    questions: Mapping[str, Question],
    councils: Mapping[str, Council],
) -> Iterator[Problem]:
    """A problem where a code cannot hold the answers of today. Not told while a fault hides what the answers are."""
    hidden = documents.unread.any_in("questions.yaml") or documents.unread.any_in(council_files.COUNCILS)
    if hidden or len(found) < len(files):
        return
    if not files:
        what = "There is no vocabulary, so answers cannot be put into a code."
        yield Problem(_shown(documents, 1), 1, "", what, f"Write it: `{_COMMAND}`.")
    elif changed := _changed(found[len(found)], vocabulary_of(len(found), questions.values(), councils)):
        what = f"The answers have changed since this was written: {', '.join(changed)}."
        yield Problem(_shown(documents, len(found)), 1, "", what, f"Write the next version: `{_COMMAND}`.")


def _changed(newest: Vocabulary, today: Vocabulary) -> list[str]:
    """The questions that are not as in the newest vocabulary; "area" where the councils are not."""
    before, now = ({one.key: one for one in vocabulary.questions} for vocabulary in (newest, today))
    changed = [key for key in {**before, **now} if before.get(key) != now.get(key)]
    if not changed and list(before) != list(now):
        changed = ["the order of the questions"]
    return changed + ["the councils"] * (newest.areas != today.areas)


def _vocabulary(version: int, file: VocabularyFile) -> Vocabulary:
    questions = tuple(
        CodedQuestion(one.key, one.scope, one.type, one.codes, one.also, (one.from_, one.to), one.only_if)
        for one in file.questions
    )
    return Vocabulary(version, file.areas, questions)


def _data(vocabulary: Vocabulary) -> dict[str, object]:
    questions = [
        CodedQuestionFile(
            key=one.key,
            scope=one.scope,
            type=one.kind,
            codes=one.codes,
            also=one.also,
            from_=one.ages[0],
            to=one.ages[1],
            only_if=dict(one.only_if),
        ).model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for one in vocabulary.questions
    ]
    return {"areas": list(vocabulary.areas), "questions": questions}


def _seal(vocabulary: Vocabulary) -> str:
    return hashlib.sha256(json.dumps(_data(vocabulary), sort_keys=True).encode()).hexdigest()[:16]


def write_vocabulary(folder: Path) -> tuple[Path | None, tuple[Problem, ...]]:
    """Write the next version where the newest one is outgrown. The file written, if any, and what stands in the way."""
    documents = Documents(folder)
    questions, councils = references.questions(documents), council_files.councils(documents)
    if documents.problems:
        return None, tuple(documents.problems)
    found = vocabularies(documents, questions, councils)
    standing = [one for one in documents.problems if _COMMAND not in one.do]
    next_one = vocabulary_of(len(found) + 1, questions.values(), councils)
    if standing or (found and not _changed(found[len(found)], next_one)):
        return None, tuple(standing)
    path = folder / FOLDER / f"{next_one.version}{_ENDING}"
    path.parent.mkdir(exist_ok=True)
    words = yaml.safe_dump({"seal": _seal(next_one), **_data(next_one)}, sort_keys=False, default_flow_style=None, width=120)
    path.write_text(_TOP.format(version=next_one.version, command=_COMMAND) + words, encoding="utf-8")
    return path, ()
