"""What the check says of every fault that content can have: where, which field, what is wrong and what to do."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import cli, terminal
from directory.content import Reading, read_content
from directory.problems import errors
from tests.broken import BROKEN, CASES, TODAY, content_of, expected, good_content

OF_TOOLS = ("pydantic", "Input should", "input_type", "Value error", "Traceback", "None", "<class", "mapping values")


def check(content: Path) -> tuple[int, str]:
    result = CliRunner().invoke(cli.main, ["check", "--content", str(content)])
    return result.exit_code, result.output


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal takes it to be the day for which the messages were written."""
    monkeypatch.setattr(terminal, "read_content", lambda folder, _, *rest: read_content(folder, TODAY, *rest))


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_its_line_and_what_to_do(case: str, tmp_path: Path) -> None:
    code, printed = check(content_of(case, tmp_path))
    assert printed == expected(case)
    assert code == (0 if "\n0 faults" in f"\n{printed}" else 1)


def test_every_broken_sample_has_the_message_expected_beside_it() -> None:
    folders = {folder.name for folder in BROKEN.iterdir() if folder.is_dir() and folder.name[0] not in "._"} | {"_good"}
    assert folders == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_message_is_one_line_of_plain_words_that_points_to_a_line_that_is_there(case: str, tmp_path: Path) -> None:
    content = content_of(case, tmp_path)
    for message in map(str, read_content(content, TODAY).problems):
        where = re.fullmatch(r"offers_data/(.+?):(\d+): (.+[.!?])", message)
        assert where, message
        path = content / where[1]
        lines = path.read_bytes().count(b"\n") + 1 if path.is_file() else 1
        assert 1 <= int(where[2]) <= lines
        assert not [word for word in OF_TOOLS if word in message]


def test_all_faults_of_a_file_are_told_in_one_go_in_the_order_of_their_lines() -> None:
    lines = [int(line.split(":")[1]) for line in expected("several-faults-in-one-file").splitlines()[:-1]]
    assert len(lines) == 12
    assert lines == sorted(lines)


def test_good_content_has_no_fault_and_ends_with_0(tmp_path: Path) -> None:
    assert check(good_content(tmp_path)) == (0, "0 faults, 0 warnings.\n")


def test_a_warning_does_not_stop_a_build(tmp_path: Path) -> None:
    reading = read_content(content_of("review-date-has-passed", tmp_path), TODAY)
    assert reading.problems
    assert reading.catalogue


def test_a_content_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    code, printed = check(tmp_path / "nowhere")
    assert code == 1
    assert printed == f"Error: There is no folder {tmp_path / 'nowhere'}. Give the content folder with --content.\n"


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    content = good_content(tmp_path)
    (content / "offers" / "gone.md").symlink_to("nowhere.md")
    told = [str(problem) for problem in read_content(content, TODAY).problems]
    assert told == [
        "offers_data/offers/gone.md:1: This file cannot be opened: no such file or directory. "
        "Look whether it is there and may be read."
    ]


@pytest.mark.parametrize("name", [".child-benefit.md.swp", ".#child-benefit.md", ".DS_Store"])
def test_the_hidden_files_of_editors_are_left_alone(name: str, tmp_path: Path) -> None:
    content = good_content(tmp_path)
    (content / "offers" / name).write_bytes(b"\xff")
    assert not read_content(content, TODAY).problems


def written_as(change: Callable[[str], bytes], under: Path) -> Reading:
    content = good_content(under)
    for path in content.rglob("*.*"):
        path.write_bytes(change(path.read_text(encoding="utf-8")))
    return read_content(content, TODAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("---\n", "---  \n").encode(),
    ],
    ids=["line ends of Windows", "a mark at the start", "spaces after the fence"],
)
def test_what_editors_add_without_being_asked_is_no_fault(change: Callable[[str], bytes], tmp_path: Path) -> None:
    plain = read_content(good_content(tmp_path / "plain"), TODAY)
    reading = written_as(change, tmp_path / "changed")
    assert not reading.problems
    assert reading.catalogue == plain.catalogue


def test_a_fault_in_a_file_is_not_blamed_on_those_that_refer_to_it(tmp_path: Path) -> None:
    content = good_content(tmp_path)
    broken = (
        *("questions.yaml", "conditions.yaml", "taxonomies/categories.yaml", "taxonomies/recommendations.yaml"),
        *("organizations/hm-revenue-and-customs.yaml", "rates/child-benefit.yaml", "offers/child-benefit.md"),
        *("arrangements/special-guardianship-order.md", "pages/about.md", "places/councils.csv"),
    )
    for name in broken:
        (content / name).write_bytes(b"\xff")
    told = read_content(content, TODAY).problems
    assert {problem.path for problem in told} == {f"offers_data/{name}" for name in broken}
    assert {problem.what for problem in told} == {"This is not UTF-8: byte 0xff."}


# Whatever stands in a file, the check tells a problem and never stops.

FILES = sorted(
    str(path.relative_to(BROKEN / "_good")) for path in (BROKEN / "_good").rglob("*.*") if path.name != "expected.txt"
)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(max_size=8) | st.sampled_from(
    ["everyone", "not adoption", "under 16", "2026-11-22", "yes", "left-care", "england"]
)
FIELDS = st.sampled_from(
    ["all", "any", "none", "unless", "child_age", "school", "area", "title", "url", "codes", "one_of", "from"]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT | FIELDS, inner, max_size=3), max_leaves=12
)


class Fuzzed:
    """The good content, in which one file at a time is written anew."""

    def __init__(self, under: Path) -> None:
        self.folder = good_content(under)
        self.known = read_content(self.folder, TODAY).documents

    def read(self, name: str, content: bytes) -> Reading:
        path = self.folder / name
        before = path.read_bytes() if path.exists() else None
        path.write_bytes(content)
        try:
            return read_content(self.folder, TODAY, self.known)
        finally:
            path.unlink()
            if before is not None:
                path.write_bytes(before)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    return Fuzzed(tmp_path_factory.mktemp("fuzzed"))


def is_told_or_right(reading: Reading) -> bool:
    return bool(errors(reading.problems)) == (reading.catalogue is None)


@FUZZ
@given(
    name=st.sampled_from(["offers/new.md", *FILES]), content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode)
)
def test_no_bytes_in_any_file_make_the_check_stop(fuzzed: Fuzzed, name: str, content: bytes) -> None:
    assert is_told_or_right(fuzzed.read(name, content))


@FUZZ
@given(top=st.binary(max_size=60) | st.text(max_size=60).map(str.encode), body=st.binary(max_size=60))
def test_no_bytes_between_the_fences_or_below_them_make_the_check_stop(fuzzed: Fuzzed, top: bytes, body: bytes) -> None:
    reading = fuzzed.read("offers/new.md", b"---\n" + top + b"\n---\n" + body)
    assert reading.catalogue is None


def changed(data: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
    """The data with something else at one place in it."""
    if not data or not isinstance(data, dict | list) or draw(st.integers(0, 4)) == 0:
        return draw(VALUES)
    places = list(data) if isinstance(data, dict) else range(len(data))
    place = draw(st.sampled_from(list(places)))
    inner = changed(data[place], draw)
    if isinstance(data, dict):
        return {**data, place: inner} if draw(st.booleans()) else {key: inner if key == place else data[key] for key in data}
    return [*data[:place], inner, *data[place + 1 :]]


@FUZZ
@given(name=st.sampled_from([name for name in FILES if not name.endswith(".csv")]), data=st.data())
def test_no_value_at_any_place_makes_the_check_stop(fuzzed: Fuzzed, name: str, data: st.DataObject) -> None:
    text = (BROKEN / "_good" / name).read_text(encoding="utf-8")
    _, top, body = text.split("---\n", 2) if name.endswith(".md") else ("", text, "")
    other = yaml.safe_dump(changed(yaml.load(top, Loader=yaml.BaseLoader), data.draw), allow_unicode=True)  # noqa: S506 - text only
    reading = fuzzed.read(name, (f"---\n{other}---\n{body}" if body else other).encode())
    assert is_told_or_right(reading)
    assert all("\n" not in str(problem) for problem in reading.problems)


@FUZZ
@given(rule=VALUES)
def test_no_rule_makes_the_check_stop(fuzzed: Fuzzed, rule: Any) -> None:
    _, top, body = (BROKEN / "_good/offers/child-benefit.md").read_text(encoding="utf-8").split("---\n", 2)
    fields = {**yaml.load(top, Loader=yaml.BaseLoader), "eligibility": rule}  # noqa: S506 - text only
    reading = fuzzed.read("offers/new.md", f"---\n{yaml.safe_dump(fields)}---\n{body}".encode())
    assert is_told_or_right(reading)


def test_a_review_is_due_the_day_after_its_day(tmp_path: Path) -> None:
    content = content_of("review-date-has-passed", tmp_path)
    assert not read_content(content, date(2026, 11, 22)).problems
    assert read_content(content, date(2026, 11, 23)).problems
