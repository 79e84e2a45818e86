"""The terminal: what is printed, and with which code it ends."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory import build as builds
from directory.cli import main
from tests.conftest import OFFERS_DATA


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content."""
    folder = tmp_path_factory.mktemp("content") / "offers_data"
    shutil.copytree(OFFERS_DATA, folder)
    return folder


@pytest.fixture
def own_content(small: Path, tmp_path: Path) -> Path:
    """A copy of the content that a test may spoil."""
    return Path(shutil.copytree(small, tmp_path / "offers_data"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def spoil(content: Path) -> None:
    path = content / "offers" / "child-benefit.md"
    path.write_text(path.read_text(encoding="utf-8").replace("\nkind: ", "\nkind: gift-", 1), encoding="utf-8")


def test_a_term_that_finds_nothing_is_named_with_its_file_and_line(own_content: Path) -> None:
    path = own_content / "terms" / "en.yaml"
    words = path.read_text(encoding="utf-8") + "- concept: Flying\n  words: [fly]\n  find: [zeppelinquux]\n"
    path.write_text(words, encoding="utf-8")
    result = run("check", "--content", own_content)
    place = f"offers_data/terms/en.yaml:{len(words.splitlines())}: [{words.count('concept:') - 1}].find"
    assert result.exit_code == 1
    assert f'{place}: "zeppelinquux" finds nothing. Correct it, or take it out.' in result.output


def test_check_of_good_content_ends_with_0(small: Path) -> None:
    result = run("check", "--content", small)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1].startswith("0 faults, ")


def test_check_names_every_fault_with_its_place_and_ends_with_1(own_content: Path) -> None:
    spoil(own_content)
    result = run("check", "--content", own_content)
    assert result.exit_code == 1
    [line] = [line for line in result.output.splitlines() if "gift-" in line]
    assert "offers/child-benefit.md:" in line
    assert "kind" in line
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_missing_content_folder_is_said_in_one_sentence(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    result = run(command, "--content", missing)
    assert result.exit_code == 1
    assert result.output == f"Error: There is no folder {missing}. Give the content folder with --content.\n"


def test_a_file_in_place_of_the_content_folder_is_told_too(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert run("check", "--content", file).output.startswith(f"Error: There is no folder {file}.")


def test_build_takes_a_build_into_use_and_says_which(small: Path, tmp_path: Path) -> None:
    result = run("build", "--content", small, "--builds", tmp_path / "builds")
    assert result.exit_code == 0, result.output
    made = builds.open_build(tmp_path / "builds").manifest
    assert result.output.splitlines()[-1].endswith(f"Build {made.hash} with {made.offers} offers is in use.")


def test_a_fault_leaves_the_last_good_build_in_use(own_content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "builds"
    assert run("build", "--content", own_content, "--builds", folder).exit_code == 0
    before = builds.current(folder)
    spoil(own_content)
    result = run("build", "--content", own_content, "--builds", folder)
    assert result.exit_code == 1
    assert f"Build {before} stays in use." in result.output
    assert builds.current(folder) == before


def test_a_fault_in_the_first_build_says_that_there_is_none(own_content: Path, tmp_path: Path) -> None:
    spoil(own_content)
    result = run("build", "--content", own_content, "--builds", tmp_path / "builds")
    assert result.exit_code == 1
    assert "There is no build in use yet." in result.output


def test_serve_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("serve", "--builds", tmp_path)
    assert result.exit_code == 1
    assert result.output == "Error: There is no build yet. Make one: kinship-offer build\n"


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "http://127.0.0.1:8123/"), ("0.0.0.0", "http://0.0.0.0:8123/"), ("::1", "http://[::1]:8123/")],  # noqa: S104
)
def test_serve_says_where_and_starts_gunicorn_without_an_access_log(
    builds: Path, monkeypatch: pytest.MonkeyPatch, host: str, shown: str
) -> None:
    started: list[list[str]] = []
    monkeypatch.setenv("KINSHIP_BUILDS", "set so that it is put back")
    monkeypatch.setattr(os, "execv", lambda _, arguments: started.append(arguments))
    result = run("serve", "--builds", builds, "--host", host, "--port", "8123")
    assert result.exit_code == 0, result.output
    assert shown in result.output
    assert os.environ["KINSHIP_BUILDS"] == str(builds.resolve())
    [command] = started
    assert command[:3] == [sys.executable, "-m", "gunicorn"]
    assert "python:directory.web.gunicorn" in command
    assert not any("access" in part for part in command)


def test_a_port_that_is_no_number_is_told(builds: Path) -> None:
    result = run("serve", "--builds", builds, "--port", "http")
    assert result.exit_code == 2
    assert "--port" in result.output


def test_an_unknown_command_is_told() -> None:
    assert run("srve").exit_code == 2


def test_without_a_command_the_commands_are_listed() -> None:
    output = run().output
    assert all(command in output for command in ("check", "build", "serve", "places"))


def test_places_are_made_from_two_files(tmp_path: Path) -> None:
    result = run("places", tmp_path / "missing.csv", tmp_path / "missing.csv")
    assert result.exit_code == 2
    assert "missing.csv" in result.output


def test_a_folder_that_cannot_hold_builds_is_told(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    result = run("build", "--content", small, "--builds", file)
    assert result.exit_code == 1
    assert f"The build could not be written to {file}" in result.output


def test_a_new_answer_asks_for_the_next_vocabulary_and_the_command_writes_it(own_content: Path) -> None:
    path = own_content / "questions.yaml"
    more = "\n    retired:\n      label: Retired\n      is: You are retired.\n    self-employed:\n"
    path.write_text(path.read_text(encoding="utf-8").replace("\n    self-employed:\n", more), encoding="utf-8")
    first = (own_content / "vocabulary" / "1.yaml").read_bytes()
    said = "1.yaml:1: The answers have changed since this was written: work. Write the next version:"
    assert said in run("check", "--content", own_content).output
    result = run("vocabulary", "--content", own_content)
    assert (result.exit_code, result.output) == (0, f"{own_content}/vocabulary/2.yaml is written. Check it in.\n")
    assert run("check", "--content", own_content).exit_code == 0
    again = run("vocabulary", "--content", own_content)
    assert (again.exit_code, again.output) == (0, "The newest version holds all answers. Nothing to do.\n")
    assert (own_content / "vocabulary" / "1.yaml").read_bytes() == first


def test_no_vocabulary_is_written_from_questions_with_a_fault(own_content: Path) -> None:
    path = own_content / "questions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("scope: carer", "scope: aunt", 1), encoding="utf-8")
    result = run("vocabulary", "--content", own_content)
    assert result.exit_code == 1
    assert "scope" in result.output
    assert "Error: Nothing was written. Mend this, then try again." in result.output
    assert not (own_content / "vocabulary" / "2.yaml").exists()
