"""What tests share: the real content, read and built once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from directory.build import Made
from directory.checker import Checker
from directory.content import Reading, read_content
from directory.models import Catalogue
from directory.problems import errors
from directory.publish import publish
from directory.web import create_app
from tests.browser import chromium

OFFERS_DATA = Path(__file__).parent.parent / "offers_data"
TRANSLATIONS = OFFERS_DATA.parent / "translations"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than five seconds")


@pytest.fixture(scope="session")
def content() -> Reading:
    """The content of the site as read today. Fails with every fault that is in it."""
    reading = read_content(OFFERS_DATA, datetime.now(ZoneInfo("Europe/London")).date(), translations=TRANSLATIONS)
    faults = "\n".join(map(str, errors(reading.problems)))
    assert not faults, f"offers_data has faults:\n{faults}"
    return reading


@pytest.fixture(scope="session")
def catalogue(content: Reading) -> Catalogue:
    """Everything that the site serves."""
    assert content.catalogue
    return content.catalogue


@pytest.fixture(scope="session")
def checker(catalogue: Catalogue) -> Checker:
    """The checker of the real content."""
    return Checker(catalogue)


@pytest.fixture(scope="session")
def builds(content: Reading, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A builds folder with a build of the real content in use."""
    folder = tmp_path_factory.mktemp("builds")
    publish(Made(catalogue, content.documents, content.messages), folder, datetime.now(UTC))
    return folder


@pytest.fixture(scope="session")
def app(builds: Path) -> Flask:
    """The website, serving the real content."""
    return create_app(builds)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who has not been here before."""
    return app.test_client()


@pytest.fixture(scope="session")
def live_server(app: Flask) -> Iterator[str]:
    """The website on a port of this machine, for a real browser: its address, without a slash at the end."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The real Chromium. The tests that use it are skipped where it is not installed."""
    with chromium() as found:
        yield found
