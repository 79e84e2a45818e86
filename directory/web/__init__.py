"""The website: takes a request apart, calls one job, renders."""

import os
from pathlib import Path

from flask import Flask

from directory.web import (
    api,
    areas,
    assets,
    browse,
    carrying,
    coming,
    compare,
    compression,
    errors,
    filters,
    handout,
    interview,
    languages,
    letters,
    lists,
    offers,
    pack,
    results,
    safety,
    search,
    sessions,
    site,
    texts,
)

ROOT = Path(__file__).parents[2]


def create_app(builds: Path | None = None) -> Flask:
    """The application. `builds`, else the environment's KINSHIP_BUILDS, is the folder that `kinship-offer build` fills."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SITE_NAME=os.environ.get("SITE_NAME", "Kinship support finder"),
        COUNT_SEARCHES=os.environ.get("COUNT_SEARCHES", "").lower() == "yes",
        SITE_EMAIL=os.environ.get("SITE_EMAIL", ""),
        BABEL_DEFAULT_TIMEZONE="Europe/London",
        MAX_CONTENT_LENGTH=64 * 1024,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    folder = builds or Path(os.environ.get("KINSHIP_BUILDS", ROOT / "builds"))
    site.init(app, folder)
    assets.init(app, folder / "static")
    for part in (languages, compression, sessions, safety, errors, filters, texts, pack):
        part.init(app)
    for part in (browse, areas, search, offers, interview, results, compare, carrying, coming):
        app.register_blueprint(part.bp)
    for part in (pack, handout, letters, lists, safety, api):
        app.register_blueprint(part.bp)
    return app
