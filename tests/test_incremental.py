"""Only changed files are read again, and nothing that was changed is missed."""

import os
from pathlib import Path

import pytest

from directory.content import documents, read_content
from directory.content.documents import Document, Documents
from tests.broken import BROKEN, TODAY, content_of, good_content


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed, in order."""
    paths: list[str] = []
    parse = Documents._parse

    def counted(self: Documents, path: str, content: bytes) -> Document | None:
        paths.append(path.removeprefix("offers_data/"))
        return parse(self, path, content)

    monkeypatch.setattr(Documents, "_parse", counted)
    return paths


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return good_content(tmp_path)


def all_files(content: Path) -> list[str]:
    return sorted(str(path.relative_to(content)) for ending in ("md", "yaml") for path in content.rglob(f"*.{ending}"))


def test_every_file_is_parsed_once(content: Path, parsed: list[str]) -> None:
    read_content(content, TODAY)
    assert sorted(parsed) == all_files(content)


def test_when_nothing_has_changed_nothing_is_parsed(content: Path, parsed: list[str]) -> None:
    first = read_content(content, TODAY)
    parsed.clear()
    again = read_content(content, TODAY, first.documents)
    assert not parsed
    assert again == first


@pytest.mark.parametrize("name", all_files(BROKEN / "_good"))
def test_only_a_changed_file_is_parsed_again(name: str, content: Path, parsed: list[str]) -> None:
    first = read_content(content, TODAY)
    parsed.clear()
    with (content / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    read_content(content, TODAY, first.documents)
    assert parsed == [name]


def test_a_change_that_keeps_length_and_time_is_noticed(content: Path) -> None:
    path = content / "offers" / "child-benefit.md"
    first = read_content(content, TODAY)
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Money every week.", "Money every year."), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    again = read_content(content, TODAY, first.documents)
    assert again.catalogue
    assert "Money every year." in again.catalogue.offers["child-benefit"].text("en").body


def test_a_change_of_what_others_refer_to_is_noticed_in_them(content: Path, parsed: list[str]) -> None:
    first = read_content(content, TODAY)
    parsed.clear()
    (content / "rates" / "child-benefit.yaml").rename(content / "rates" / "child-money.yaml")
    told = [str(problem) for problem in read_content(content, TODAY, first.documents).problems]
    assert parsed == ["rates/child-money.yaml"]
    assert told == [
        'offers_data/offers/child-benefit.md:17: rates[0]: "child-benefit" is not in offers_data/rates/. '
        'Did you mean "child-money"?'
    ]


def test_a_file_with_a_new_name_is_parsed_again(content: Path, parsed: list[str]) -> None:
    first = read_content(content, TODAY)
    parsed.clear()
    (content / "offers" / "school-money.md").rename(content / "offers" / "school-help.md")
    again = read_content(content, TODAY, first.documents)
    assert parsed == ["offers/school-help.md"]
    assert again.catalogue
    assert set(again.catalogue.offers) == {"child-benefit", "school-help"}


@pytest.mark.parametrize(
    "case", ["two-equal-keys", "body-is-too-deep", "yaml-quote-not-closed", "encoding-is-not-utf-8", "date-is-wrong"]
)
def test_a_fault_is_told_each_time_until_it_is_mended(case: str, tmp_path: Path) -> None:
    content = content_of(case, tmp_path)
    first = read_content(content, TODAY)
    assert first.problems
    assert read_content(content, TODAY, first.documents).problems == first.problems


def test_a_removed_file_is_not_kept(content: Path) -> None:
    first = read_content(content, TODAY)
    (content / "offers" / "school-money.md").unlink()
    again = read_content(content, TODAY, first.documents)
    assert again.catalogue
    assert set(again.catalogue.offers) == {"child-benefit"}
    assert len(again.documents) == len(first.documents) - 1


def test_what_other_code_has_read_is_read_again(content: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_content(content, TODAY)
    parsed.clear()
    monkeypatch.setattr(documents, "_READER", b"newer code")
    read_content(content, TODAY, first.documents)
    assert sorted(parsed) == all_files(content)
