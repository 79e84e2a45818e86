"""What the commands of the terminal share: their options, and reading the content with every problem told."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from directory.content import Document, Reading, read_content

CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default="offers_data", show_default=True, help="The content folder."
)
TRANSLATIONS = click.option(
    "--translations",
    type=click.Path(path_type=Path),
    default="translations",
    show_default=True,
    help="The folder of translated messages.",
)
BUILDS = click.option(
    "--builds",
    "folder",
    type=click.Path(path_type=Path),
    default="builds",
    show_default=True,
    help="Where builds are kept.",
)


def read(content: Path, translations: Path, known: dict[str, Document] | None = None, *, quiet: bool = False) -> Reading:
    """Read the content and the messages, and print every problem unless it is to be `quiet`."""
    if not content.is_dir():
        raise click.ClickException(f"There is no folder {content}. Give the content folder with --content.")
    today = datetime.now(ZoneInfo("Europe/London")).date()
    reading = read_content(content, today, known, translations)
    for problem in () if quiet else reading.problems:
        click.echo(str(problem))
    return reading
