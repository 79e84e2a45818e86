"""The terminal: check the content, build it, serve it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from directory import build as builds
from directory import searches
from directory.content import Document, Reading, write_vocabulary
from directory.content.places import make_places
from directory.models import Catalogue
from directory.problems import Problem, errors
from directory.publish import publish
from directory.search import SEARCH, SearchIndex
from directory.search.writing import write_index
from directory.terminal import BUILDS, CONTENT, TRANSLATIONS, read
from directory.translating import messages, translations


@click.group()
def main() -> None:
    """Check, build and serve a kinship offer."""


def _count(reading: Reading) -> str:
    faults = len(errors(reading.problems))
    warnings = len(reading.problems) - faults
    return f"{faults} fault{'s'[: faults != 1]}, {warnings} warning{'s'[: warnings != 1]}."


def _still(folder: Path) -> str:
    in_use = builds.current(folder)
    return f"Build {in_use} stays in use." if in_use else "There is no build in use yet."


@main.command()
@CONTENT
@TRANSLATIONS
def check(content: Path, translations: Path) -> None:
    """Read everything and print every fault. Ends with 1 if there is one."""
    reading = read(content, translations)
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
@TRANSLATIONS
@BUILDS
def build(content: Path, translations: Path, folder: Path) -> None:
    """Check the content, and take a new build of it into use. With a fault, the last good build stays in use."""
    reading = read(content, translations, dict(builds.known_documents(folder, Document)))
    if reading.catalogue is None:
        raise click.ClickException(f"{_count(reading)} {_still(folder)}")
    try:
        made = publish(builds.Made(reading.catalogue, reading.documents, reading.messages), folder, datetime.now(UTC))
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


@main.command(name="searches")
@BUILDS
def searches_(folder: Path) -> None:
    """Print what people looked for in vain three times or more. Counted only where the site runs with COUNT_SEARCHES=yes."""
    found = searches.told(folder)
    for words, number in found:
        click.echo(f"{number:6}  {words}")
    if not found:
        click.echo(
            "Nothing was looked for in vain often enough, or searches are not counted: start with COUNT_SEARCHES=yes."
        )


@main.command()
@click.argument("sectors", type=click.Path(exists=True, path_type=Path))
@click.argument("authorities", type=click.Path(exists=True, path_type=Path))
@click.argument("register", type=click.Path(exists=True, path_type=Path))
@click.argument("gazetteer", type=click.Path(exists=True, path_type=Path))
@CONTENT
def places(sectors: Path, authorities: Path, register: Path, gazetteer: Path, content: Path) -> None:
    """Make the files of places anew.

    From postcode SECTORS, the AUTHORITIES responsible for children, a REGISTER of all councils, past ones too, and a
    GAZETTEER of place names.
    """
    for name, number in make_places(sectors, authorities, register, gazetteer, content / "places").items():
        click.echo(f"{name}: {number}")


@main.command()
@CONTENT
def vocabulary(content: Path) -> None:
    """Write the next version of what answer codes can hold, after the questions or the councils have changed."""
    written, problems = write_vocabulary(content)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException("Nothing was written. Mend this, then try again.")
    click.echo(f"{written} is written. Check it in." if written else "The newest version holds all answers. Nothing to do.")


main.add_command(messages)
main.add_command(translations)
