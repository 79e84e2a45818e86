"""Every command of the README does what the README says. `make test` and `make check` are what runs this test."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = re.findall(r"^    (make \S[^#\n]*?) *(?:#.*)?$", (ROOT / "README.md").read_text(), re.MULTILINE)
RUN_BY_CI = ["make test", "make check"]
FINISHING = ["make check-content", "make mutants", "make relevance"]
MEASURING = ["make bench"]
SERVING = ["make serve", "make serve PORT=5001"]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone of the project, in which nothing was ever installed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout, so there is nothing to clone")
    folder = tmp_path_factory.mktemp("fresh") / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


def test_the_readme_names_no_command_that_is_not_tried_here() -> None:
    assert sorted(COMMANDS) == sorted(RUN_BY_CI + FINISHING + MEASURING + SERVING)


def test_ci_runs_what_must_pass_before_a_commit() -> None:
    assert "make check" in (ROOT / ".ci" / "run").read_text()
    assert re.search(r"^check:.* test$", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.fixture(params=SERVING)
def served(request: pytest.FixtureRequest, clone: Path) -> Iterator[str]:
    """The address that a command prints, while it runs."""
    port = re.findall(r"PORT=(\d+)", request.param) or ["5000"]
    process = subprocess.Popen(
        request.param.split(), cwd=clone, stdout=subprocess.PIPE, text=True, start_new_session=True, env=_bare()
    )
    assert process.stdout
    lines = iter(process.stdout.readline, "")
    printed = next((line for line in lines if "http://" in line), "")
    assert f":{port[0]}/" in printed
    yield re.findall(r"http://\S+", printed)[0]
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)
    process.stdout.close()


def _bare() -> dict[str, str]:
    """The environment without what this test run set for itself."""
    return {
        key: value
        for key, value in os.environ.items()
        if key not in {"PORT", "HOST", "MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV"}
    }


@pytest.mark.slow
def test_a_fresh_clone_serves_the_site(served: str) -> None:
    assert b"<h1>" in _fetched(served)


def _fetched(address: str) -> bytes:
    for _ in range(50):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - an address on this machine
                return bytes(answer.read())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing answers at {address}")


@pytest.mark.slow
@pytest.mark.parametrize("command", FINISHING)
def test_a_command_of_the_readme_ends_well(command: str) -> None:
    done = subprocess.run(command.split(), cwd=ROOT, env=_bare(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.slow
@pytest.mark.parametrize("command", MEASURING)
def test_the_benchmarks_run_and_a_quick_run_writes_nothing(command: str) -> None:
    page = ROOT / "docs" / "benchmarks.md"
    before = page.read_bytes()
    done = subprocess.run(
        [*command.split(), "QUICK=--quick"], cwd=ROOT, env=_bare(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "300 distinct rules" in done.stdout
    assert page.read_bytes() == before


def test_every_picture_and_page_that_the_readme_links_to_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert [name for name in linked if not (ROOT / name).exists()] == []
    assert "docs/images/results.png" in linked
