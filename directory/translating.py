"""The terminal for translators: what is to be translated, what is out of date, and files for an agency and back."""

from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.pofile import PoFileError

from directory.content import Document, Reading
from directory.content.agency import brought_back, english_and_translated, taken_out, written
from directory.content.extraction import template, update
from directory.content.translations import NOBODY
from directory.models import ENGLISH, Catalogue, Language, Translation
from directory.terminal import CONTENT, TRANSLATIONS, read

_FAULTS = "The content has faults: `kinship-offer check` lists them."
_KINDS = {"missing": "missing", "stale": "out of date", "unchecked": "checked by nobody"}


def _others(catalogue: Catalogue) -> list[Language]:
    return [language for language in catalogue.languages.values() if language.code != ENGLISH]


@click.command()
@CONTENT
@TRANSLATIONS
def messages(content: Path, translations: Path) -> None:
    """Bring translations/<locale>/LC_MESSAGES/messages.po up to date with the pages, the code and the content."""
    reading = read(content, translations, quiet=True)
    if reading.catalogue is None:
        raise click.ClickException(_FAULTS)
    collected = template(reading.catalogue)
    for language in _others(reading.catalogue):
        made = update(translations, language, collected)
        left = sum(1 for message in made if message.id and not _whole(message.string))
        click.echo(f"{language.code}: {len(made)} messages, {left} without a translation.")


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


@click.group(invoke_without_command=True)
@CONTENT
@TRANSLATIONS
@click.pass_context
def translations(context: click.Context, content: Path, translations: Path) -> None:
    """List what is missing, out of date, or checked by nobody, by language; or take pages out for an agency, and back."""
    context.obj = reading = read(content, translations, quiet=True)
    if reading.catalogue is None:
        raise click.ClickException(_FAULTS)
    if context.invoked_subcommand is None:
        _list(reading.catalogue)


def _list(catalogue: Catalogue) -> None:
    for language in _others(catalogue):
        pages = list(_pages(catalogue, language.code))
        click.echo(f"{language.code} ({language.name})")
        for kind, words in _KINDS.items():
            names = [path for path, translation in pages if (translation.doubt if translation else "missing") == kind]
            click.echo("\n    ".join([f"  {words}: {len(names)} of {len(pages)}", *names]))


def _pages(catalogue: Catalogue, language: str) -> Iterator[tuple[str, Translation | None]]:
    """Every page that is to be in every language, with what is known of its translation; None where there is none."""
    # Local services are in English alone: they change too often.
    national = {slug: offer for slug, offer in catalogue.offers.items() if offer.service is None or offer.is_national}
    for folder, records in (("offers", national), ("arrangements", catalogue.arrangements), ("pages", catalogue.pages)):
        for slug, record in records.items():
            text = record.texts.get(language)
            yield f"{folder}/{slug}", text.translation if text else None


@translations.command("export")
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def take_out(reading: Reading, language: str, file: Path) -> None:
    """Write every page that is to be in LANGUAGE into one PO file for an agency."""
    locale, pages, translated = _to_translate(reading, language)
    written(taken_out(pages, translated, locale), file)
    click.echo(f"{len(pages)} pages are in {file}, {len(translated)} with the translation that is there.")


@translations.command("import")
@click.argument("language")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--checked-by", default=NOBODY, show_default=True, help="The person who has checked the translation.")
@click.pass_obj
def bring_back(reading: Reading, language: str, file: Path, checked_by: str) -> None:
    """Write the pages of a PO file that came back from an agency beside their English."""
    locale, pages, _ = _to_translate(reading, language)
    try:
        found = list(brought_back(file, locale, pages, checked_by))
    except (PoFileError, ValueError, OSError) as error:
        raise click.ClickException(f"{file} cannot be read: {error}. Nothing was changed.") from error
    for one in found:
        if one.fault:
            click.echo(f"{one.page}: {one.fault}")
        else:
            (reading.folder.parent / pages[one.page].path).with_suffix(f".{language}.md").write_text(
                one.text, encoding="utf-8"
            )
    click.echo(f"{sum(not one.fault for one in found)} of {len(found)} pages were written. Run `kinship-offer check`.")


def _to_translate(reading: Reading, language: str) -> tuple[str, dict[str, Document], dict[str, Document]]:
    """The locale of a language, the pages that are to be in it, and those that are."""
    assert reading.catalogue is not None
    if language == ENGLISH or language not in reading.catalogue.languages:
        raise click.ClickException(f'"{language}" is not a language to translate to in languages.yaml.')
    wanted = [page for page, _ in _pages(reading.catalogue, language)]
    return reading.catalogue.languages[language].locale, *english_and_translated(
        reading.documents.values(), language, wanted
    )
