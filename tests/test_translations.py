"""Translations: files beside the English, messages, what goes to an agency and what comes back."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from directory import cli
from directory.content import Reading, read_content
from directory.content.messages import read_messages
from directory.models import ENGLISH, Language
from tests.broken import TODAY, content_of
from tests.conftest import OFFERS_DATA, TRANSLATIONS

POLISH = Language("pl", "Polski", "pl", "pl", "ltr")


def run(*words: str) -> str:
    result = CliRunner().invoke(cli.main, words)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small good content, with one Polish page whose English has changed since."""
    return content_of("translation-is-out-of-date", tmp_path)


def text_of(folder: Path) -> str:
    return (folder / "offers" / "child-benefit.pl.md").read_text(encoding="utf-8")


def test_a_translation_is_stale_until_it_has_the_mark_of_the_english_words(folder: Path) -> None:
    told = str(read_content(folder, TODAY).problems[0])
    mark = re.findall(r"english: (\w{12})", told)[0]
    translation = folder / "offers" / "child-benefit.pl.md"
    translation.write_text(text_of(folder).replace("0123456789ab", mark), encoding="utf-8")
    assert not read_content(folder, TODAY).problems


def test_a_change_of_the_english_words_makes_it_stale_and_a_change_of_dates_does_not(folder: Path) -> None:
    english = folder / "offers" / "child-benefit.md"

    def told() -> str:
        return str(read_content(folder, TODAY).problems[0])

    before = told()
    english.write_text(english.read_text().replace("seen: 2026-11-22", "seen: 2026-11-21"))
    assert told() == before
    english.write_text(english.read_text().replace("Claim online.", "Claim by post."))
    assert told() != before


def test_what_an_agency_sends_back_is_written_beside_the_english(folder: Path, tmp_path: Path) -> None:
    (folder / "arrangements" / "special-guardianship-order.md").unlink()
    (folder / "offers" / "school-money.md").unlink()
    (folder / "questions.yaml").write_text((folder / "questions.yaml").read_text())
    file = tmp_path / "pl.po"
    run("translations", "--content", str(folder), "export", "pl", str(file))
    with file.open("rb") as opened:
        catalog = read_po(opened, locale="pl")
    for message in catalog:
        if message.id:
            message.string = f"PL {message.id}"
    with file.open("wb") as opened:
        write_po(opened, catalog)
    said = run("translations", "--content", str(folder), "import", "pl", str(file), "--checked-by", "Anna Nowak")
    assert "2 of 2 pages were written" in said
    reading = read_content(folder, TODAY)
    assert reading.catalogue, reading.problems
    text = reading.catalogue.offers["child-benefit"].text("pl")
    assert text.title == "PL Child Benefit"
    assert text.not_checked == ("PL The child lives with you.",)
    assert text.translation
    assert not text.translation.doubt
    assert text.translation.checked_by == "Anna Nowak"


def test_the_real_translations_survive_the_way_to_an_agency_and_back(content: Reading, tmp_path: Path) -> None:
    folder = tmp_path / "offers_data"
    shutil.copytree(OFFERS_DATA, folder)
    run("translations", "--content", str(folder), "export", "pl", str(tmp_path / "pl.po"))
    run("translations", "--content", str(folder), "import", "pl", str(tmp_path / "pl.po"))
    again = read_content(folder, TODAY)
    assert again.catalogue
    assert content.catalogue
    for slug, offer in content.catalogue.offers.items():
        there = again.catalogue.offers[slug].text("pl")
        before = offer.text("pl")
        assert (there.title, there.summary, there.next_step) == (before.title, before.summary, before.next_step)
        if offer.service is None:
            assert there.body == before.body


def test_a_page_that_came_back_with_gaps_or_for_other_english_is_told_and_left_alone(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "pl.po"
    before = text_of(folder)
    run("translations", "--content", str(folder), "export", "pl", str(file))
    english = folder / "pages" / "about.md"
    english.write_text(english.read_text().replace("About this site", "About us"))
    said = run("translations", "--content", str(folder), "import", "pl", str(file))
    assert "pages/about: The English has changed since the file was made: take it out again." in said
    assert re.search(r"offers/child-benefit: \d+ of \d+ texts have no translation", said)
    assert text_of(folder) == before


def test_a_file_that_is_no_po_file_changes_nothing(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "pl.po"
    file.write_text("This is a letter.\n")
    result = CliRunner().invoke(cli.main, ["translations", "--content", str(folder), "import", "pl", str(file)])
    assert result.exit_code == 1
    assert "cannot be read" in result.output
    assert "Nothing was changed." in result.output


def test_the_list_says_what_is_missing_out_of_date_or_checked_by_nobody(folder: Path) -> None:
    said = run("translations", "--content", str(folder))
    assert "pl (Polski)" in said
    assert re.search(r"missing: \d of \d\n(    .+\n)*    offers/school-money\n", said)
    assert "out of date: 1 of 4\n    offers/child-benefit" in said


# Messages


def written(folder: Path, *messages: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Path:
    catalog = Catalog(locale="pl")
    for english, polish in messages:
        catalog.add(english, polish)
    path = folder / "pl" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    return path


@pytest.mark.parametrize(
    ("english", "polish", "fault"),
    [
        ("Child %(number)s", "Dziecko", "Its placeholders, like %(num)s, are not those of the English."),
        ("Child", "Dziecko %(number)s", "Its placeholders, like %(num)s, are not those of the English."),
        ("Child", "100% dziecko", "Its placeholders, like %(num)s, are not those of the English."),
        ("<p>Ask</p>", "<p>Pytaj</p><script>x</script>", "Its tags, like <strong>, are not those of the English."),
        (("%(num)s child", "%(num)s children"), ("%(n)s", "x", "y"), "It has a placeholder that the English has not."),
    ],
)
def test_a_message_with_a_fault_is_told_and_shown_in_english(
    english: str | tuple[str, str], polish: str | tuple[str, ...], fault: str, tmp_path: Path
) -> None:
    written(tmp_path, (english, polish), ("Yes", "Tak"))
    messages = read_messages(tmp_path, [POLISH])
    assert [problem.what for problem in messages.problems] == [fault]
    assert b"Tak" in messages.compiled["pl"]
    assert b"script" not in messages.compiled["pl"]


def test_html_in_a_message_is_made_safe(tmp_path: Path) -> None:
    written(tmp_path, ('<a href="/check">Ask</a>', '<a href="/check">Pytaj</a>'), ("<p>x</p>", "<p>javascript</p>"))
    assert b'<a href="/check" rel="noreferrer">Pytaj</a>' in read_messages(tmp_path, [POLISH]).compiled["pl"]


def test_a_file_of_messages_that_is_damaged_or_missing_is_told_with_its_line(tmp_path: Path) -> None:
    missing = read_messages(tmp_path, [POLISH]).problems
    assert [(str(one.path).partition("/")[2], one.warning) for one in missing] == [("pl/LC_MESSAGES/messages.po", True)]
    written(tmp_path, ("Yes", "Tak")).write_text('msgid "Yes"\nThis is a letter.\n')
    damaged = read_messages(tmp_path, [POLISH]).problems
    assert [(one.line, one.warning) for one in damaged] == [(2, False)]
    assert "This is no PO file" in damaged[0].what


def test_every_message_of_the_site_is_in_the_file_of_each_language(content: Reading, tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    shutil.copytree(TRANSLATIONS, folder)
    run("messages", "--content", str(OFFERS_DATA), "--translations", str(folder))
    assert content.catalogue
    for language in content.catalogue.languages.values():
        if language.code != ENGLISH:
            there, now = (_ids(root / language.locale / "LC_MESSAGES" / "messages.po") for root in (TRANSLATIONS, folder))
            assert there == now, "run `kinship-offer messages`"


def _ids(path: Path) -> set[str]:
    with path.open("rb") as file:
        return {str(message.id) for message in read_po(file)}
