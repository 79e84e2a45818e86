"""YAML as authors mean it: text stays text, and every field keeps its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.content.yaml_text import YamlFault, read_yaml


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "NO",
        "yes",
        "on",
        "01612345001",
        "12:30",
        "~",
        "null",
        "0161 234 5001",
        "0x1F",
        "1e3",
        "1:30",
        "26.10",
        "2026-11-22",
        "=",
    ],
)
def test_a_value_is_the_text_that_was_typed(text: str) -> None:
    assert read_yaml(f"a: {text}")[0] == {"a": text}


def test_every_field_keeps_its_line() -> None:
    text = "title: x\n\nrule:\n  all:\n    # why\n    - child_age: 9\n    - any: [a,\n        b]\n"
    assert read_yaml(text, first_line=2)[1] == {
        "": 2,
        "title": 2,
        "rule": 4,
        "rule.all": 5,
        "rule.all[0]": 7,
        "rule.all[0].child_age": 7,
        "rule.all[1]": 8,
        "rule.all[1].any": 8,
        "rule.all[1].any[0]": 8,
        "rule.all[1].any[1]": 9,
    }


def test_a_text_below_its_field_is_on_the_line_of_the_field() -> None:
    assert read_yaml("a:\n  long text\n  goes on")[:2] == ({"a": "long text goes on"}, {"": 1, "a": 1})


def test_of_two_equal_keys_the_first_is_kept_and_the_second_is_told() -> None:
    data, lines, faults = read_yaml("a: 1\nb: {a: 2, a: 3}\na: 4")
    assert data == {"a": "1", "b": {"a": "2"}}
    assert lines["a"] == 1
    assert [(fault.line, fault.field, fault.what) for fault in faults] == [
        (2, "b.a", "This field stands twice; first in line 2."),
        (3, "a", "This field stands twice; first in line 1."),
    ]


def test_what_stops_the_reading_does_not_hide_the_faults_above_it() -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml("a: 1\na: 2\nb: 'open")
    assert [(fault.line, fault.field) for fault in (*caught.value.before, caught.value)] == [(2, "a"), (3, "")]


def test_no_text_at_all_is_no_field() -> None:
    assert read_yaml("")[:2] == ({}, {})
    assert read_yaml("# only a comment\n")[0] == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c", 1),
        ("a: 1\nb: 'open\nc: 2\n", 2),
        ("a: 1\nb: [1, 2\nc: 2\n", 2),
        ("a: 1\nb: {c: 1\nd: 2\n", 2),
        ("a: 1\nb\nc: 2", 2),
        ("é: é\nb: \x00", 2),
        ("a: 1\n---\nb: 2", 2),
        ("a: 1\n...\nb: 2", 3),
        ("[" * 22 + "]" * 22, 1),
        ("? [a]\n: b", 1),
        ("%x", 1),
    ],
)
def test_what_is_no_yaml_is_told_where_it_starts(text: str, line: int) -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml(text)
    assert caught.value.line == line
    assert caught.value.what.endswith(".")
    assert caught.value.do


@pytest.mark.parametrize("text", ["a: &x 1", "a: *x", "a: !x 1", "a: !!python/object:os.system x", "&x a: 1", "<<: *x"])
def test_what_yaml_can_do_beyond_text_is_refused(text: str) -> None:
    assert read_yaml(text)[2]


def test_twenty_levels_are_not_too_deep() -> None:
    assert read_yaml("[" * 20 + "a" + "]" * 20)


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    try:
        _, lines, faults = read_yaml(text)
    except YamlFault as fault:
        faults, lines = [fault], {}
    last = len(text.splitlines()) + 1
    assert all(1 <= line <= last for line in [*lines.values(), *(fault.line for fault in faults)])
