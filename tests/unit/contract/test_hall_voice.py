"""`[voice]` and the words of a group: what may stand there, and what is refused by its line."""

import pytest

from contract.hall import HallFileInvalid, parse_hall
from tests.helpers.halls import SMALL_HALL


def mistake(voice: str) -> str:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(f"{SMALL_HALL}\n[voice]\n{voice}\n", file="small.toml")
    [error] = caught.value.errors
    return str(error)


def test_a_hall_without_the_section_speaks_each_call_once_at_any_hour() -> None:
    voice = parse_hall(SMALL_HALL).voice
    assert (voice.repeats, voice.quiet, voice.call.zh) == (1, (), "请{number}号到{window}号窗口")


def test_pronunciation_is_a_table_for_each_language() -> None:
    hall = parse_hall(SMALL_HALL + '\n[voice.pronounce]\nen = { Xuhui = "shoe hway" }\n')
    assert hall.voice.pronounce == {"en": {"Xuhui": "shoe hway"}}


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        ("repeats = 4", "4 is too large; at most 3"),
        ('one = "two"', "allowed: '一' or '幺'"),
        ('quiet = ["14:00-12:00"]', "ends before it begins"),
        ('call = { zh = "请{ticket}", en = "{number}" }', "only {number} and {window}"),
        ('call = { zh = "请到{window}", en = "{number}" }', "nobody knows who is called"),
        ('pronounce = { fr = { a = "b" } }', "allowed: 'zh' or 'en'"),
        ("volume = 3", 'unknown key "volume"'),
    ],
)
def test_what_a_voice_cannot_say_is_named(voice: str, words: str) -> None:
    found = mistake(voice)
    assert words in found
    assert found.startswith(f"small.toml:{SMALL_HALL.count(chr(10)) + 3}: voice")
