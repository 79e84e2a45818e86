"""Builds: taken into use whole or not at all, and opened as what was built."""

import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from directory import build as builds
from directory import cli
from directory.build import Made, NoBuild, current, known_documents, open_build, write_build
from directory.content import Document, Reading, read_content
from directory.models import Catalogue, Offer
from directory.rules import AllOf, AnyOf, NoneOf
from tests.broken import BROKEN, TODAY, good_content

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return good_content(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "builds"


def reading_of(small: Path) -> Reading:
    reading = read_content(small, TODAY)
    assert reading.catalogue, reading.problems
    return reading


def catalogue_of(small: Path) -> Catalogue:
    catalogue = reading_of(small).catalogue
    assert catalogue
    return catalogue


def built(small: Path, folder: Path, now: datetime = NOW) -> str:
    reading = reading_of(small)
    assert reading.catalogue
    return write_build(Made(reading.catalogue, reading.documents), folder, now).hash


def with_title(small: Path, title: str) -> None:
    path = small / "offers" / "child-benefit.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = f"title: {title}\n"
    path.write_text("".join(lines), encoding="utf-8")


def run(command: str, small: Path, folder: Path) -> Result:
    return CliRunner().invoke(cli.main, [command, "--content", str(small), "--builds", str(folder)])


def left_behind(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock", "current", "documents.json"} - names(folder)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] != "."}


# What is opened is what was built.


def test_an_opened_build_is_equal_to_what_was_built(small: Path, folder: Path) -> None:
    built(small, folder)
    assert open_build(folder).catalogue == catalogue_of(small)


def test_the_real_content_is_equal_once_built_and_opened(catalogue: Catalogue, builds: Path) -> None:
    assert open_build(builds).catalogue == catalogue


def test_all_any_and_none_are_told_apart_in_a_build(small: Path, folder: Path) -> None:
    built(small, folder)
    offer = open_build(folder).catalogue.offers["school-money"]
    assert offer.eligibility == catalogue_of(small).offers["school-money"].eligibility
    groups = [type(offer.eligibility)]
    inner: Any = offer.eligibility.parts[1]  # type: ignore[union-attr]
    groups += [type(inner), type(inner.parts[0].parts[0]), type(inner.parts[1])]
    assert groups == [AnyOf, AllOf, AnyOf, NoneOf]


def test_days_amounts_and_numbers_keep_their_kind_in_a_build(small: Path, folder: Path) -> None:
    built(small, folder)
    catalogue = open_build(folder).catalogue
    amount = catalogue.rates["child-benefit"].amounts[0]
    assert (amount.pounds, amount.from_) == (Decimal("26.05"), date(2026, 4, 6))
    assert isinstance(amount.pounds, Decimal)
    assert catalogue.offers["school-money"].sources[1].seen is None
    assert catalogue.questions["child_needs"].fact.everything == 0b1111
    assert isinstance(catalogue.offers["child-benefit"], Offer)


def test_what_is_shown_keeps_its_order_in_a_build(small: Path, folder: Path) -> None:
    built(small, folder)
    catalogue, original = open_build(folder).catalogue, catalogue_of(small)
    assert list(catalogue.questions) == list(original.questions)
    assert list(catalogue.questions["school"].codes) == ["state-school", "private-school", "none-yet"]


def test_a_manifest_says_which_build_it_is_when_it_was_made_and_how_many_offers_it_has(small: Path, folder: Path) -> None:
    name = built(small, folder)
    manifest = open_build(folder).manifest
    assert (manifest.hash, manifest.made, manifest.offers) == (name, NOW, 2)
    assert current(folder) == name


def test_without_a_build_it_is_said_how_to_make_one(folder: Path) -> None:
    assert current(folder) is None
    with pytest.raises(NoBuild, match="Make one: kinship-offer build"):
        open_build(folder)


# The hash.


def test_the_hash_depends_on_the_content_only(small: Path, tmp_path: Path) -> None:
    elsewhere = good_content(tmp_path / "elsewhere")
    for path in elsewhere.rglob("*.md"):
        os.utime(path, (0, 0))
    first = built(small, tmp_path / "one", NOW)
    assert first == built(elsewhere, tmp_path / "two", datetime(2030, 1, 1, tzinfo=UTC))


def test_a_change_of_one_word_changes_the_hash(small: Path, folder: Path) -> None:
    first = built(small, folder)
    with_title(small, "Child benefit")
    assert built(small, folder) != first


def test_going_back_to_the_old_words_goes_back_to_the_old_build(small: Path, folder: Path) -> None:
    first = built(small, folder)
    with_title(small, "Other")
    built(small, folder)
    with_title(small, "Child Benefit")
    assert built(small, folder, datetime(2026, 12, 1, tzinfo=UTC)) == first
    assert open_build(folder).manifest.made == NOW


def test_records_of_another_form_give_another_hash(small: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(small, folder)
    monkeypatch.setattr(builds, "form", lambda: b"older code")
    assert built(small, folder) != first


# The last good build.


def test_with_a_fault_in_the_content_the_last_good_build_stays_in_use(small: Path, folder: Path) -> None:
    assert run("build", small, folder).exit_code == 0
    name = current(folder)
    with_title(small, "''")
    result = run("build", small, folder)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "offers_data/offers/child-benefit.md:2: title: This is empty. Add a title of up to 80 characters, in plain words.",
        f"Error: 1 fault, 0 warnings. Build {name} stays in use.",
    ]
    assert current(folder) == name
    assert open_build(folder).catalogue.offers["child-benefit"].title == "Child Benefit"


def test_with_a_fault_in_the_very_first_content_there_is_no_build(small: Path, folder: Path) -> None:
    with_title(small, "''")
    result = run("build", small, folder)
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        1,
        "Error: 1 fault, 0 warnings. There is no build in use yet.",
    )
    assert current(folder) is None


def test_a_build_says_that_it_is_in_use(small: Path, folder: Path) -> None:
    result = run("build", small, folder)
    assert (result.exit_code, result.output) == (
        0,
        f"0 faults, 0 warnings. Build {current(folder)} with 2 offers is in use.\n",
    )


class FullDisk:
    """A disk that has room for so many files yet. What is written of the next one is half of it."""

    def __init__(self, room: int) -> None:
        self.room = room

    def fsync(self, number: int) -> None:
        if self.room == 0:
            os.truncate(number, os.fstat(number).st_size // 2)
            raise OSError(28, "No space left on device")
        self.room -= 1


@pytest.mark.parametrize("room", [0, 1, 2])
def test_with_a_full_disk_the_last_good_build_stays_in_use(
    room: int, small: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = built(small, folder)
    with_title(small, "Other")
    monkeypatch.setattr(os, "fsync", FullDisk(room).fsync)
    result = run("build", small, folder)
    monkeypatch.undo()
    assert (result.exit_code, result.output) == (
        1,
        f"Error: The build could not be written to {folder}: no space left on device. "
        f"Build {name} stays in use. Mend this, then build again.\n",
    )
    assert open_build(folder).catalogue.offers["child-benefit"].title == "Child Benefit"
    assert known_documents(folder, Document)
    assert run("build", small, folder).exit_code == 0
    assert open_build(folder).catalogue.offers["child-benefit"].title == "Other"
    assert not left_behind(folder)


@pytest.mark.parametrize("step", ["_write_folder", "_write", "_switch"])
def test_when_the_process_dies_before_the_switch_the_last_good_build_stays_in_use(
    step: str, small: Path, folder: Path
) -> None:
    name = built(small, folder)
    with_title(small, "Other")
    if (child := os.fork()) == 0:
        setattr(builds, step, lambda *_: os._exit(9))
        built(small, folder)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert current(folder) == name
    assert open_build(folder).catalogue.offers["child-benefit"].title == "Child Benefit"
    assert built(small, folder) == current(folder) != name
    assert not left_behind(folder)


def test_what_a_killed_build_left_behind_is_cleared_by_the_next_one(small: Path, folder: Path) -> None:
    built(small, folder)
    (folder / ".new-killed" / "abc").mkdir(parents=True)
    (folder / ".documents.json.123").write_bytes(b"half")
    (folder / ".current.123").symlink_to("nowhere")
    built(small, folder)
    assert not left_behind(folder)


def test_the_switch_has_no_moment_without_a_build(small: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before each step of the file system that a build takes, the build in use can be opened."""
    built(small, folder)
    with_title(small, "Other")
    seen: list[str] = []
    for step in ("replace", "symlink_to", "unlink", "mkdir"):
        real = getattr(Path, step)

        def watched(path: Path, *some: Any, real: Any = real, **more: Any) -> Any:
            seen.append(open_build(folder).catalogue.offers["child-benefit"].title)
            return real(path, *some, **more)

        monkeypatch.setattr(Path, step, watched)
    built(small, folder)
    assert set(seen) == {"Child Benefit"}
    assert open_build(folder).catalogue.offers["child-benefit"].title == "Other"


def test_three_builds_are_kept_and_the_one_in_use_is_among_them(small: Path, folder: Path) -> None:
    made = []
    for n in range(5):
        with_title(small, f"Title {n}")
        made.append(built(small, folder))
        os.utime(folder / made[-1], (n, n))
    assert names(folder) == set(made[-3:])
    assert current(folder) == made[-1]
    with_title(small, "Title 2")
    assert built(small, folder) == made[2]
    assert names(folder) == set(made[-3:])


def test_a_damaged_build_is_made_anew(small: Path, folder: Path) -> None:
    name = built(small, folder)
    for damaged in ("catalogue.jsonl", "manifest.json"):
        (folder / name / damaged).write_bytes(b"{")
        assert built(small, folder) == name
        assert open_build(folder).catalogue == catalogue_of(small)
    assert not left_behind(folder)


# What is kept for the next build.


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": 1}', '{"a": {"path": 1}}', "\x00", '{"a": {"path": "x", "data": 1, "lines": 2}}']
)
def test_damaged_documents_are_ignored(text: str, small: Path, folder: Path) -> None:
    name = built(small, folder)
    (folder / "documents.json").write_text(text, encoding="utf-8")
    assert known_documents(folder, Document) == {}
    assert run("build", small, folder).exit_code == 0
    assert current(folder) == name
    assert json.loads((folder / "documents.json").read_bytes())


def test_documents_are_the_same_when_read_back(small: Path, folder: Path) -> None:
    reading = reading_of(small)
    built(small, folder)
    assert known_documents(folder, Document) == dict(reading.documents)


def test_a_build_without_offers_can_be_opened(small: Path, folder: Path) -> None:
    empty = replace(catalogue_of(small), offers={})
    write_build(Made(empty), folder, NOW)
    assert open_build(folder).catalogue == empty


def test_broken_content_never_becomes_a_build(folder: Path, tmp_path: Path) -> None:
    small = good_content(tmp_path)
    shutil.copytree(BROKEN / "several-faults-in-one-file", small, dirs_exist_ok=True)
    assert run("build", small, folder).exit_code == 1
    assert not folder.exists()
