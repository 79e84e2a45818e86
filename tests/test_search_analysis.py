"""Words as people type them meet words as they are written, in every language of the site."""

from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.models import ENGLISH
from directory.search import analysis, welsh
from directory.search.analysis import LANGUAGES, STEM, asked, join_phones, keys, words
from directory.search.folding import fold
from directory.search.standing import Standing

# language: what is written, and what people type to find it
TYPED = {
    "en": ("Carers’ grants for grandparents’ families", "grandparent grant carer CARERS Grandparent's"),
    "pl": ("Zasiłek dla opiekunów, opieka nad wnukami", "zasilek opieke opiekun ZASIŁEK"),
    "ur": ("بچّوں کی دیکھ بھال کے لیے امداد، سکول", "بچوں كى ديكھ امداد"),
    "ro": ("Ajutor pentru bunicii care îngrijesc copii și şcoală", "școala bunici şi scoala ingrijesc"),
    "pa": ("ਬੱਚਿਆਂ ਦੀ ਦੇਖਭਾਲ ਲਈ ਸਹਾਇਤਾ", "ਬੱਚਿਆਂ ਸਹਾਇਤਾ"),
    "bn": ("আত্মীয় শিশুর যত্ন ও প্রতিবন্ধী", "আত্মীয় যত্ন"),
    "gu": ("બાળકોની સંભાળ માટે સગાંસંબંધી", "બાળકોની સંભાળ"),
    "ar": ("دعم رِعَايَةِ الأَقارب للأطفال", "رعايه الاقارب"),
    "so": ("Daryeelka carruurta ee qaraabada, go'aan", "carruurta GO’AAN goaan"),
    "pt": ("Avós cuidadores de crianças", "avos criancas criança"),
    "zh": ("亲属照顾者支持津贴", "照顾 津贴 亲"),
    "cy": ("Cymorth i ofalwyr sy’n berthnasau; tŷ", "ty ofalwyr"),
    "fr": ("L’aidant familial et la garde d’enfants", "aidants enfant"),
    "uk": ("Опіка над дітьми, сім’я", "сім'я опіка ОПІКА"),
    "tr": ("ISPARTA'da çocukların bakımı, İstanbul’un yardımı", "istanbul cocuk ısparta"),
}
NOT_THE_SAME = {
    "bn": [("শিশুর যত্ন", "রাত"), ("শিশুর যত্ন", "যন্ত্র"), ("শিশুর যত্ন", "শীত")],
    "gu": [("બાળકોની સંભાળ", "બળ")],
    "pa": [("ਬੱਚਿਆਂ", "ਬਚਾ")],
    "en": [("grandparents", "grand"), ("general", "generous")],
    "tr": [("çocuk", "çok")],
}


def indexed(text: str, language: str) -> set[str]:
    kept = (word for word, *_ in Standing(language).word_values(f"{text}\x1e\x1e"))
    return {key for word in kept for key in analysis.indexed(word, language)}


def found_by(typed: str, written: str, language: str) -> bool:
    return any(not indexed(written, language).isdisjoint(asked(word.text, language)) for word in words(typed))


def test_there_is_an_example_for_every_language() -> None:
    assert set(TYPED) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "typed"), [(language, word) for language in TYPED for word in TYPED[language][1].split()]
)
def test_what_is_typed_finds_what_is_written(language: str, typed: str) -> None:
    assert found_by(typed, TYPED[language][0], language)


@pytest.mark.parametrize(
    ("language", "written", "typed"), [(language, *pair) for language, pairs in NOT_THE_SAME.items() for pair in pairs]
)
def test_other_words_are_not_taken_for_it(language: str, written: str, typed: str) -> None:
    assert not found_by(typed, written, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ş", "ș"),
        ("ی", "ي"),
        ("ک", "ك"),
        ("ہ", "ه"),
        ("ة", "ه"),
        ("أإآ", "ااا"),
        ("ﷲ", "الله"),
        ("ﬁne", "fine"),
        ("Ｃafé", "cafe"),
        ("٣٤", "34"),
    ],
)
def test_letters_that_people_type_for_each_other_are_one(one: str, other: str) -> None:
    assert keys(one, "ur")[0] == keys(other, "ur")[0]


def test_vowel_signs_of_indic_scripts_stay() -> None:
    assert fold("যত্ন") == "যত্ন"
    assert fold("ਬੱਚਿਆਂ") == "ਬੱਚਿਆਂ"
    assert [word.text for word in words("কর্তৃপক্ষ বাচ্চা")] == ["কর্তৃপক্ষ", "বাচ্চা"]


def test_han_signs_are_pairs_and_latin_words_beside_them_are_whole() -> None:
    assert [word.text for word in words("我的GP医生说")] == ["我的", "GP", "医生", "生说"]
    assert [word.text for word in words("家")] == ["家"]


def test_no_word_is_left_out_because_it_is_common() -> None:
    assert indexed("the help at home and work you need", ENGLISH) >= {
        "the",
        "help",
        "at",
        "home",
        "and",
        "work",
        "you",
        "need",
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ofalwyr", "gofalwyr"),
        ("ngofal", "gofal"),
        ("blant", "plant"),
        ("mhlant", "plant"),
        ("phlant", "plant"),
        ("deulu", "teulu"),
        ("nheulu", "teulu"),
        ("theulu", "teulu"),
        ("gymorth", "cymorth"),
        ("nghymorth", "cymorth"),
        ("chymorth", "cymorth"),
        ("fudd", "budd"),
        ("mudd", "budd"),
        ("ddarpariaeth", "darpariaeth"),
        ("narpariaeth", "darpariaeth"),
        ("arian", "garian"),
        ("fam", "mam"),
        ("lys", "llys"),
        ("rieni", "rhieni"),
        ("hysgol", "ysgol"),
    ],
)
def test_welsh_mutations_are_undone_and_done(typed: str, meant: str) -> None:
    assert meant in welsh.forms(typed)
    assert typed in welsh.forms(meant)


def test_welsh_mutated_forms_meet_each_other() -> None:
    assert "nheulu" in welsh.forms("deulu")


def test_stems_are_told_from_words() -> None:
    assert keys("allowances", ENGLISH) == ("allowances", f"{STEM}allow")
    assert not any(word.text.startswith(STEM) for word in words("~allow ~~x"))


def test_abbreviations_with_dots_are_one_word() -> None:
    assert [word.text for word in words("An S.G.O. from s.17, see gov.uk. Then")][1:4] == ["S.G.O.", "from", "s"]
    assert found_by("SGO", "An S.G.O. helps", ENGLISH)
    assert found_by("s.g.o.", "An SGO helps", ENGLISH)


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("0300 123 7015", "03001237015"),
        ("(0113) 222 4403", "01132224403"),
        ("+44 (0)113 222 4403", "01132224403"),
        ("0113-222-4403.", "01132224403."),
        ("116 123", "116 123"),
        ("1 May 2026 to 30 June 2027", "1 May 2026 to 30 June 2027"),
    ],
)
def test_a_phone_number_is_one_word(typed: str, joined: str) -> None:
    assert join_phones(typed) == joined


@given(st.text(), st.sampled_from(LANGUAGES))
def test_words_stand_where_they_say_and_are_found_by_themselves(text: str, language: str) -> None:
    positions = []
    for word in words(text):
        assert text[word.start : word.end].replace(".", "").replace("\u200d", "") == word.text.replace(".", "").replace(
            "\u200d", ""
        )
        assert set(keys(word.text, language)) <= set(asked(word.text, language))
        positions.append(word.position)
    assert positions == sorted(set(positions))
    assert analysis.in_order(text) == [(word.position, word.text) for word in words(text)]


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_many_threads_get_the_right_stems() -> None:
    wrong: list[str] = []

    def stem() -> None:
        for number in range(2000):
            if keys(f"opiekunów{number % 7}a", "pl") != keys.__wrapped__(f"opiekunów{number % 7}a", "pl"):
                wrong.append(str(number))

    threads = [Thread(target=stem) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
