"""Words that found nothing: counted only where it is switched on, and never with anything about anybody."""

import errno
import json
import os
import stat
from multiprocessing import get_context
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from directory import searches
from directory.cli import main
from directory.searches import count, kept_form, told
from directory.web import create_app

IN_VAIN = "zzgrommet"


def kept(folder: Path) -> dict[str, int]:
    path = folder / searches.FILE
    found: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("School uniform", "school uniform"),
        ("  school\tUNIFORM?!  ", "school uniform"),
        ("2 year old", "2 year old"),
        ("section 17", "section 17"),
        ("gran's house", "gran's house"),
        ("zasiłek", "zasiłek"),
        ("خالہ", "خالہ"),
    ],
)
def test_words_are_counted_however_they_are_typed(typed: str, word: str) -> None:
    assert kept_form(typed) == word


@pytest.mark.parametrize(
    "typed",
    [
        *("0113 222 4444", "01132224444", "+44 113 222 4444", "call 07700", "0113", "ring 999 999", "٠١١٣٢٢٢٤٤٤٤"),
        *("LS1 4AP", "ls14ap", "LS1", "help in ls9 7", "M1", "4AP", "AB12 3CD please"),
        *("nan@example.org", "nan @ example", "nan.example.org", "ＮＡＮ＠example", "www.facebook.com"),
        *("AB123456C", "01/02/2015", "1.2.2015", "born 3-4-15", "20150102"),
        *("x" * 41, "a word " * 20, "", "   ", "?!"),
    ],
)
def test_what_may_point_to_somebody_is_never_kept(tmp_path: Path, typed: str) -> None:
    assert kept_form(typed) is None
    count(tmp_path, typed)
    assert not list(tmp_path.iterdir())


def test_a_count_is_words_and_a_number_and_nothing_else(tmp_path: Path) -> None:
    for typed in ("Tea", "kettle", "tea?", "kettle", "bread", " TEA "):
        count(tmp_path, typed)
    text = (tmp_path / searches.FILE).read_text(encoding="utf-8")
    assert text == '{\n"bread": 1,\n"kettle": 2,\n"tea": 3\n}'  # by the alphabet, and not by when they came
    assert stat.S_IMODE((tmp_path / searches.FILE).stat().st_mode) == 0o600
    assert told(tmp_path) == [("tea", 3)]


def _count_often(folder: Path, word: str) -> None:
    for _ in range(50):
        count(folder, word)
        count(folder, "both")


def test_two_processes_that_count_at_once_lose_nothing(tmp_path: Path) -> None:
    spawn = get_context("spawn")
    both = [spawn.Process(target=_count_often, args=(tmp_path, word)) for word in ("one", "two")]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert kept(tmp_path) == {"one": 50, "two": 50, "both": 100}


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    for damaged in ("", "{", "[1]", '{"tea": "many"}', "\0"):
        (tmp_path / searches.FILE).write_text(damaged, encoding="utf-8")
        assert told(tmp_path) == []
        count(tmp_path, "tea")
        assert kept(tmp_path) == {"tea": 1}


def test_the_file_stays_small_whatever_robots_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "_MOST", 5)
    for word in ("tea", "tea", "ant", "bee", "cat", "dog", "elk"):
        count(tmp_path, word)
    assert kept(tmp_path) == {"tea": 2, "elk": 1}  # what came once made room
    for word in ("ant", "bee", "cat", "elk"):
        count(tmp_path, word)
        count(tmp_path, word)
    count(tmp_path, "new")
    assert "new" not in kept(tmp_path)
    assert len(kept(tmp_path)) == 5


def test_a_disk_that_is_full_leaves_what_was_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count(tmp_path, "tea")
    monkeypatch.setattr("directory.searches.json.dump", full)
    with pytest.raises(OSError, match="No space left"):
        count(tmp_path, "tea")
    assert kept(tmp_path) == {"tea": 1}
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".{searches.FILE}.lock", searches.FILE]


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# On the site


@pytest.fixture
def counting(builds: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site with counting switched on, and nothing counted yet."""
    monkeypatch.setenv("COUNT_SEARCHES", "yes")
    (builds / searches.FILE).unlink(missing_ok=True)
    return create_app(builds)


@pytest.mark.parametrize("value", [None, "", "no", "0", "off", "perhaps"])
def test_nothing_is_counted_unless_somebody_says_yes(
    builds: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("COUNT_SEARCHES", raising=False)
    if value is not None:
        monkeypatch.setenv("COUNT_SEARCHES", value)
    (builds / searches.FILE).unlink(missing_ok=True)
    client = create_app(builds).test_client()
    assert "Nothing was found." in client.get(f"/search?q={IN_VAIN}").text
    assert kept(builds) == {}
    assert "This site counts the words" not in client.get("/pages/privacy").text


def test_only_words_that_find_nothing_by_themselves_are_counted(counting: Flask, builds: Path) -> None:
    client = counting.test_client()
    for asked in (f"q={IN_VAIN}", "q=grandparent", "q=kinshp", f"q={IN_VAIN}&cost=free", f"q={IN_VAIN}&near=Leeds", "q="):
        assert client.get(f"/search?{asked}").status_code == 200
    client.get(f"/api/search?q={IN_VAIN}")
    client.get(f"/suggest?q={IN_VAIN}")
    assert kept(builds) == {IN_VAIN: 1}


def test_the_privacy_page_says_that_searches_are_counted(counting: Flask) -> None:
    assert "This site counts the words of searches that find nothing" in counting.test_client().get("/pages/privacy").text
    assert "This site counts the words" not in counting.test_client().get("/pages/about").text


def test_a_full_disk_never_breaks_a_search_page(
    counting: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("directory.searches.json.dump", full)
    response = counting.test_client().get(f"/search?q={IN_VAIN}")
    assert response.status_code == 200
    assert "Nothing was found." in response.text
    assert IN_VAIN not in caplog.text


# In the terminal


def printed(folder: Path) -> str:
    result = CliRunner().invoke(main, ["searches", "--builds", str(folder)])
    assert result.exit_code == 0
    return result.output


def test_what_came_three_times_is_printed_most_often_first(tmp_path: Path) -> None:
    for word, times in (("tea", 3), ("kettle", 12), ("a name", 2)):
        for _ in range(times):
            count(tmp_path, word)
    assert printed(tmp_path) == "    12  kettle\n     3  tea\n"


def test_where_nothing_was_counted_the_way_to_begin_is_printed(tmp_path: Path) -> None:
    assert "COUNT_SEARCHES=yes" in printed(tmp_path)
    assert "COUNT_SEARCHES=yes" in printed(tmp_path / "nowhere")
