"""YAML 1.2 as descriptions need it, and what is done to harm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terreau.commons.descriptions import read
from terreau.commons.descriptions.refusals import TooLarge, Unreadable
from terreau.commons.descriptions.yaml12 import load, plain
from terreau.foundation import licences

WORDS = [
    ("yes", "yes"),
    ("off", "off"),
    ("No", "No"),
    ("true", True),
    ("FALSE", False),
    ("~", None),
    ("", None),
    ("null", None),
    ("12", 12),
    ("0o17", 15),
    ("017", 17),
    ("0x1F", 31),
    ("1_000", "1_000"),
    ("1:30", "1:30"),
    ("1.5e3", 1500.0),
    (".inf", ".inf"),
    ("1e999", "1e999"),
    ("2017-04-15", "2017-04-15"),
    ("'12'", "12"),
    ("!!str 12", "12"),
    ("9" * 5000, "9" * 5000),
]


@pytest.mark.parametrize(("written", "meant"), WORDS)
def test_plain_words_mean_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert plain(load(f"a: {written}\n".encode())) == {"a": meant}


def test_aliases_and_merged_sections_are_followed() -> None:
    text = "base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\nagain: *b\n"
    assert plain(load(text.encode())) == {
        "base": {"x": 1, "y": 2},
        "more": {"x": 1, "y": 3},
        "again": {"x": 1, "y": 2},
    }


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


HOSTILE = {
    "a bomb of aliases": bomb(),
    "a loop": "a: &a [*a]",
    "an alias to nothing": "a: *b",
    "deep lists": "[" * 5000,
    "deep lists, closed": "[" * 200 + "]" * 200,
    "an object of Python": "a: !!python/object/apply:os.system [ls]",
    "an own tag": "a: !chose 1",
    "a key twice": "a: 1\na: 2",
    "a list as key": "? [a]\n: 1",
    "a control character": "a: \x07",
    "no text": "",
    "only a comment": "# rien",
    "not YAML": "a: 'b",
    "a tab": "a:\n\t- b",
    "many values": "\n".join(f"k{n}: v" for n in range(15_000)),
    "a large file": "a: " + "b" * 300_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_done_to_harm_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        load(text.encode())
    assert str(refused.value)
    assert refused.value.advice()


def test_a_file_in_another_encoding_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        load("a: é".encode("latin-1"))


def test_a_mark_of_utf_8_at_the_start_does_not_matter() -> None:
    assert plain(load("\ufeffa: 1\n".encode())) == {"a": 1}


def test_too_large_says_so() -> None:
    with pytest.raises(TooLarge):
        load(bomb().encode())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(alphabet="ab:-&*!<[]{}'\"\n #?|>", max_size=80)))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("publiccode.yml", "okh.toml", "codemeta.json", "?"):
        found = read(text.encode("utf-8", "surrogatepass"), licences, name=name)
        assert found.valid <= found.readable
        assert found.readable or found.problems
