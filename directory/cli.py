"""The terminal: check the content, build it, serve it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import click

from directory import build as builds
from directory.content import Document, Reading, read_content
from directory.content.places import make_places
from directory.models import Catalogue
from directory.problems import Problem, errors
from directory.publish import publish
from directory.search import SEARCH, SearchIndex, write_index

CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default="offers_data", show_default=True, help="The content folder."
)
BUILDS = click.option(
    "--builds",
    "folder",
    type=click.Path(path_type=Path),
    default="builds",
    show_default=True,
    help="Where builds are kept.",
)


@click.group()
def main() -> None:
    """Check, build and serve a kinship offer."""


def _read(content: Path, known: dict[str, Document] | None = None) -> Reading:
    if not content.is_dir():
        raise click.ClickException(f"There is no folder {content}. Give the content folder with --content.")
    reading = read_content(content, datetime.now(ZoneInfo("Europe/London")).date(), known)
    for problem in reading.problems:
        click.echo(str(problem))
    return reading


def _count(reading: Reading) -> str:
    faults = len(errors(reading.problems))
    warnings = len(reading.problems) - faults
    return f"{faults} fault{'s'[: faults != 1]}, {warnings} warning{'s'[: warnings != 1]}."


def _still(folder: Path) -> str:
    in_use = builds.current(folder)
    return f"Build {in_use} stays in use." if in_use else "There is no build in use yet."


@main.command()
@CONTENT
def check(content: Path) -> None:
    """Read everything and print every fault. Ends with 1 if there is one."""
    reading = _read(content)
    terms = tuple(_terms_that_find_nothing(reading.catalogue, reading)) if reading.catalogue else ()
    for problem in terms:
        click.echo(str(problem))
    reading = replace(reading, problems=(*reading.problems, *terms))
    click.echo(_count(reading))
    sys.exit(1 if errors(reading.problems) else 0)


def _terms_that_find_nothing(catalogue: Catalogue, reading: Reading) -> Iterator[Problem]:
    """A fault for each entry of the thesaurus that stands for something which nothing on the site is about."""
    files = {Path(document.path).stem: document for document in reading.documents.values() if "/terms/" in document.path}
    with TemporaryDirectory() as folder:
        write_index(catalogue, Path(folder) / SEARCH)
        index = SearchIndex(Path(folder) / SEARCH, catalogue, catalogue.terms)
        for language, concepts in catalogue.terms.items():
            for concept, word in index.without_results(language):
                field = f"[{concepts.index(concept)}].find"
                yield files[language].problem(field, f'"{word}" finds nothing.', "Correct it, or take it out.")


@main.command()
@CONTENT
@BUILDS
def build(content: Path, folder: Path) -> None:
    """Check the content, and take a new build of it into use. With a fault, the last good build stays in use."""
    reading = _read(content, dict(builds.known_documents(folder, Document)))
    if reading.catalogue is None:
        raise click.ClickException(f"{_count(reading)} {_still(folder)}")
    try:
        made = publish(reading.catalogue, reading.documents, folder, datetime.now(UTC))
    except OSError as error:
        what = f"The build could not be written to {folder}: {(error.strerror or 'unknown reason').lower()}."
        raise click.ClickException(f"{what} {_still(folder)} Mend this, then build again.") from error
    click.echo(f"{_count(reading)} Build {made.hash} with {made.offers} offers is in use.")


@main.command()
@BUILDS
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=5000, show_default=True)
@click.option("--workers", envvar="WORKERS", default=2, show_default=True)
def serve(folder: Path, host: str, port: int, workers: int) -> None:
    """Serve the build in use with gunicorn."""
    if builds.current(folder) is None:
        raise click.ClickException("There is no build yet. Make one: kinship-offer build")
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving on http://{shown}:{port}/ (stop with Ctrl+C)")
    os.environ["KINSHIP_BUILDS"] = str(folder.resolve())
    command = [
        "gunicorn",
        "--bind",
        f"{shown}:{port}",
        "--workers",
        str(workers),
        "--preload",
        "--config",
        "python:directory.web.gunicorn",
    ]
    os.execv(sys.executable, [sys.executable, "-m", *command, "directory.web:create_app()"])  # noqa: S606


@main.command()
@click.argument("sectors", type=click.Path(exists=True, path_type=Path))
@click.argument("authorities", type=click.Path(exists=True, path_type=Path))
@CONTENT
def places(sectors: Path, authorities: Path, content: Path) -> None:
    """Make the files of places anew from a release of postcodes (SECTORS) and of councils (AUTHORITIES)."""
    councils, postcodes = make_places(sectors, authorities, content / "places")
    click.echo(f"{councils} councils and {postcodes} postcode sectors.")
