"""The website in this process, as a worker of gunicorn has it."""

from pathlib import Path

from flask import Flask

from directory.web import create_app
from directory.web.gunicorn import pre_fork


def served(builds: Path) -> Flask:
    """The application for a builds folder. What it holds is no garbage: no collection looks at it again."""
    app = create_app(builds)
    pre_fork(None, None)
    return app
