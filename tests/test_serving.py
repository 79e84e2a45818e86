"""The site as it is served: two processes answer, and go on answering, while a third makes builds and switches to them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from urllib.error import HTTPError, URLError

import pytest
from flask import Flask

from directory.build import Made
from directory.models import Catalogue
from directory.publish import publish
from directory.search import SEARCH, SearchIndex

ROOT = Path(__file__).parent.parent
SLUG = "guardians-allowance"
URL = "https://localhost"
PAGES = ("/", "/search?q=nan", "/search?q=%22special+guardianship%22&category=money", f"/offers/{SLUG}", "/health")


def retitled(catalogue: Catalogue, number: int) -> Catalogue:
    """The catalogue after somebody changed a title."""
    offer = catalogue.offers[SLUG]
    texts = {language: replace(text, title=f"Kettle {number}") for language, text in offer.texts.items()}
    return replace(catalogue, offers={**catalogue.offers, SLUG: replace(offer, texts=texts)})


def status(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - an address on this machine
            return answer.status, answer.read()
    except HTTPError as fault:
        return fault.code, fault.read()


def test_a_build_whose_search_index_cannot_be_used_is_written_again(catalogue: Catalogue, tmp_path: Path) -> None:
    made = publish(Made(catalogue), tmp_path, datetime.now(UTC))
    about = tmp_path / made.hash / SEARCH / "open_to.json"
    about.write_text(about.read_text(encoding="utf-8").replace('"form": ', '"form": -'), encoding="utf-8")
    assert publish(Made(catalogue), tmp_path, datetime.now(UTC)).hash == made.hash
    SearchIndex(about.parent, catalogue, {})


@pytest.fixture
def served(catalogue: Catalogue, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the site with two workers, and its builds folder."""
    publish(Made(catalogue), tmp_path, datetime.now(UTC))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = "from directory.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--builds", str(tmp_path), "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                status(f"{address}/health")
                break
            except URLError:
                time.sleep(0.1)
        yield address, tmp_path
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


@pytest.mark.slow
def test_no_request_fails_while_builds_are_made_and_switched(served: tuple[str, Path], catalogue: Catalogue) -> None:
    address, builds = served
    done = Event()

    def ask_until_done(_: int) -> list[int]:
        found = []
        while not done.is_set():
            found += [status(address + page)[0] for page in PAGES]
        return found

    with ThreadPoolExecutor(4) as readers:
        asking = [readers.submit(ask_until_done, number) for number in range(4)]
        try:
            for number in range(5):  # more than are kept, so that builds in use are deleted
                publish(Made(retitled(catalogue, number)), builds, datetime.now(UTC))
                titles = [status(f"{address}/offers/{SLUG}")[1] for _ in range(6)]
                assert all(f"Kettle {number}".encode() in title for title in titles)
        finally:
            done.set()
    answers = [answer for some in asking for answer in some.result()]
    assert len(answers) > 20
    assert set(answers) == {200}
    assert len([path for path in builds.glob("*/manifest.json") if not path.parent.is_symlink()]) == 3
    assert b"Kettle 4" in status(f"{address}/search?q=%22Kettle+4%22")[1]


def test_readers_who_ask_at_once_get_what_they_get_one_after_the_other(app: Flask) -> None:
    """Each with their own language, answers and list, from an empty store of pieces that are the same for all."""
    pages = ("/search?q=money", "/check/results", "/offers/child-benefit", "/compare", "/pack", "/areas/leeds")
    site = app.extensions["shelf"].site()

    def reader(number: int) -> list[str]:
        prefix, client = ("", "/pl", "/ur")[number % 3], app.test_client()
        age = {"answer": str(number)}
        for address, form in (("/check/area", {"answer": "leeds"}), ("/check/child_age", age)):
            assert client.post(address, data=form, base_url=URL).status_code == 303
        client.post("/pack/add", data={"offer": ["child-benefit", "pupil-premium-plus"][: 1 + number % 2]}, base_url=URL)
        return [client.get(prefix + page, base_url=URL).text for page in pages]

    alone = [reader(number) for number in range(12)]
    with ThreadPoolExecutor(4) as together:
        for _ in range(3):
            site.pieces.clear()
            assert list(together.map(reader, range(12))) == alone
