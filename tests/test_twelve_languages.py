"""What each of the twelve languages of the product needs besides words: plurals, dates, sorting, direction."""

from datetime import date
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from directory.content.documents import Documents
from directory.content.messages import po_path, read_messages
from directory.content.references import languages
from directory.models import Language
from directory.web.alphabets import sort_key
from tests.broken import content_of

TWELVE = ("en", "pl", "ur", "ro", "pa", "bn", "gu", "ar", "so", "pt", "zh", "cy")
OTHERS = TWELVE[1:]

# Numbers that take the same form stand in one group.
PLURALS: dict[str, list[tuple[int, ...]]] = {
    "pl": [(1,), (2, 3, 4, 22, 104), (0, 5, 12, 14, 21, 25, 112)],
    "ur": [(1,), (0, 2, 11)],
    "ro": [(1,), (0, 2, 19, 101), (20, 100, 120)],
    "pa": [(1,), (0, 2, 11)],
    "bn": [(1,), (0, 2, 11)],
    "gu": [(1,), (0, 2, 11)],
    "ar": [(0,), (1,), (2,), (3, 10, 103), (11, 99), (100, 102)],
    "so": [(1,), (0, 2, 11)],
    "pt": [(1,), (0, 2, 11)],
    "zh": [(0, 1, 2, 11)],
    "cy": [(1,), (2,), (3,), (6,), (0, 4, 5, 7, 11)],
}

DATES = {
    "en": "6 April 2027",
    "pl": "6 kwietnia 2027",
    "ur": "6 اپریل، 2027",
    "ro": "6 aprilie 2027",
    "pa": "6 ਅਪ੍ਰੈਲ 2027",
    "bn": "6 এপ্রিল, 2027",
    "gu": "6 એપ્રિલ, 2027",
    "ar": "6 أبريل 2027",
    "so": "Abriil 6, 2027",
    "pt": "6 de abril de 2027",
    "zh": "2027年4月6日",
    "cy": "6 Ebrill 2027",
}

SORTED = {
    "en": ["advice", "Bedroom", "carer", "élan", "elect"],
    "pl": ["cena", "ćwiczenie", "dom", "lis", "luty", "łata", "sąd", "śmierć", "zasiłek", "źle", "żaba"],
    "ur": ["آمدنی", "اسکول", "بچہ", "پیسے", "ٹیکس", "ڈاکٹر", "کونسل", "گھر", "ہیلتھ", "یتیم"],
    "ro": ["acum", "ăsta", "âncă", "sat", "șase", "tu", "țară"],
    "pa": ["ਅਦਾਲਤ", "ਘਰ", "ਪੰਜਾਬ", "ਬੱਚਾ", "ਸਕੂਲ"],
    "bn": ["অধিকার", "আদালত", "ঘর", "টাকা", "শিশু"],
    "gu": ["ઘર", "પૈસા", "બાળક", "શાળા"],
    "ar": ["أسرة", "إعانة", "بيت", "طفل", "مال"],
    "so": ["caruur", "guri", "lacag"],
    "pt": ["ação", "água", "ave", "bebé"],
    "zh": ["帮助", "北京", "儿童", "家庭", "学校", "中国"],
    "cy": ["cân", "cymorth", "chwaer", "dinas", "dyn", "ddoe", "gofal", "lwfans", "lloches", "plant", "phen"],
}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Language]:
    """The twelve, as they would stand in languages.yaml."""
    locales = {"en": "en_GB", "pt": "pt_PT", "zh": "zh_Hans"}
    folder = content_of("_good", tmp_path_factory.mktemp("twelve"))
    lines = [f"- {{code: {code}, name: {code}, locale: {locales.get(code, code)}}}\n" for code in TWELVE]
    (folder / "languages.yaml").write_text("".join(lines), encoding="utf-8")

    return languages(Documents(folder))


@pytest.mark.parametrize("code", OTHERS)
def test_a_sentence_with_a_number_takes_the_form_that_the_language_has_for_it(
    code: str, spoken: dict[str, Language], tmp_path: Path
) -> None:
    catalog = Catalog(locale=spoken[code].locale)
    catalog.add(("%(num)s child", "%(num)s children"), tuple(f"form {n}" for n in range(len(PLURALS[code]))))
    path = po_path(tmp_path, spoken[code])
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    messages = read_messages(tmp_path, [spoken[code]])
    assert not messages.problems
    made = GNUTranslations(BytesIO(messages.compiled[code]))
    forms = [{made.ngettext("%(num)s child", "%(num)s children", n) for n in group} for group in PLURALS[code]]
    assert [len(group) for group in forms] == [1] * len(forms)
    assert len(set.union(*forms)) == len(forms)


@pytest.mark.parametrize("code", TWELVE)
def test_a_date_is_written_as_the_language_writes_it(code: str, spoken: dict[str, Language]) -> None:
    assert format_date(date(2027, 4, 6), "long", locale=spoken[code].locale) == DATES[code]


@pytest.mark.parametrize("code", TWELVE)
def test_words_are_sorted_by_the_alphabet_of_the_language(code: str) -> None:
    assert sorted(set(SORTED[code]), key=lambda word: sort_key(word, code)) == SORTED[code]


def test_urdu_and_arabic_run_from_right_to_left_and_no_other(spoken: dict[str, Language]) -> None:
    assert {code for code, language in spoken.items() if language.direction == "rtl"} == {"ur", "ar"}


def test_the_attribute_lang_names_the_script_where_a_language_has_several(spoken: dict[str, Language]) -> None:
    assert spoken["zh"].tag == "zh-Hans"
    assert spoken["pl"].tag == "pl"


def test_babel_knows_every_one_of_them(spoken: dict[str, Language]) -> None:
    assert [Locale.parse(language.locale).language for language in spoken.values()] == list(TWELVE)
