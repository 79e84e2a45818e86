"""The terminal for translators: what is to be translated, what is out of date, and files for an agency and back."""

from collections.abc import Iterator
from pathlib import Path

import click

from directory.content.extraction import template, update
from directory.models import ENGLISH, NATIONS, Catalogue, Language, Offer, Translation
from directory.terminal import CONTENT, TRANSLATIONS, read

_KINDS = ("missing", "out of date", "checked by nobody")


def _catalogue(content: Path, translations: Path) -> Catalogue:
    reading = read(content, translations, quiet=True)
    if reading.catalogue is None:
        raise click.ClickException("The content has faults: `kinship-offer check` lists them.")
    return reading.catalogue


def _others(catalogue: Catalogue) -> list[Language]:
    return [language for language in catalogue.languages.values() if language.code != ENGLISH]


@click.command()
@CONTENT
@TRANSLATIONS
def messages(content: Path, translations: Path) -> None:
    """Bring translations/<locale>/LC_MESSAGES/messages.po up to date with the pages, the code and the content."""
    catalogue = _catalogue(content, translations)
    collected = template(catalogue)
    for language in _others(catalogue):
        made = update(translations, language, collected)
        left = sum(1 for message in made if message.id and not _whole(message.string))
        click.echo(f"{language.code}: {len(made)} messages, {left} without a translation.")


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


@click.command()
@CONTENT
@TRANSLATIONS
def translations(content: Path, translations: Path) -> None:
    """List what is missing, out of date, or checked by nobody, by language."""
    catalogue = _catalogue(content, translations)
    for language in _others(catalogue):
        pages = list(_pages(catalogue, language.code))
        click.echo(f"{language.code} ({language.name})")
        for kind in _KINDS:
            names = [path for path, translation in pages if _kind(translation) == kind]
            click.echo("\n    ".join([f"  {kind}: {len(names)} of {len(pages)}", *names]))


def _pages(catalogue: Catalogue, language: str) -> Iterator[tuple[str, Translation | None]]:
    """Every page that is to be in every language, with what is known of its translation; None where there is none."""
    national = {slug: offer for slug, offer in catalogue.offers.items() if _is_national(offer)}
    for folder, records in (("offers", national), ("arrangements", catalogue.arrangements), ("pages", catalogue.pages)):
        for slug, record in records.items():
            text = record.texts.get(language)
            yield f"{folder}/{slug}", text.translation if text else None


def _is_national(offer: Offer) -> bool:
    """Local services are in English alone: they change too often."""
    return offer.service is None or bool(set(offer.areas) & set(NATIONS))


def _kind(translation: Translation | None) -> str:
    if translation is None:
        return "missing"
    return "out of date" if translation.stale else "" if translation.checked_by else "checked by nobody"
