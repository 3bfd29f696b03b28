"""`[voice]` and the words of a group: what may stand there, and what is refused by its line."""

from datetime import datetime

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
        ('softer = [{ at = "18:00-20:00", db = 6 }]', "too large; at most -1"),
        ('softer = [{ at = "20:00-18:00", db = -6 }]', "ends before it begins"),
        ("volume = 3", 'unknown key "volume"'),
    ],
)
def test_what_a_voice_cannot_say_is_named(voice: str, words: str) -> None:
    found = mistake(voice)
    assert words in found
    assert found.startswith(f"small.toml:{SMALL_HALL.count(chr(10)) + 3}: voice")


@pytest.mark.parametrize(
    ("at", "gain_db"), [("17:59", 0), ("18:00", -6), ("19:59", -6), ("20:00", -12), ("21:00", 0)]
)
def test_in_some_hours_it_speaks_more_softly(at: str, gain_db: int) -> None:
    hours = '{ at = "18:00-20:30", db = -6 }, { at = "20:00-21:00", db = -12 }'
    voice = parse_hall(f"{SMALL_HALL}\n[voice]\nsofter = [{hours}]\n").voice

    assert voice.gain_db(datetime.fromisoformat(f"2026-11-29T{at}")) == gain_db
