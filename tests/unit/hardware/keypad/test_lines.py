"""Keypads that send lines of text: on bytes alone, with the time given."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.keypad import Key, KeypadEvent, KeypadSettings, KeyPressed, KeyStuck, Oddity, Rated
from hardware.keypad.lines import LINE_BYTES_MAX, LineConversation, LinePatterns
from hardware.profiles import KeypadProfile, ProfileError, find

PATTERNS = LinePatterns(
    keys={
        Key.CALL_NEXT: re.compile(r"N(?P<address>\d+)"),
        Key.RECALL: re.compile(r"R(?P<address>\d+)"),
    },
    rating=re.compile(r"V(?P<address>\d+),(?P<key>\d)"),
    first_rating_key=1,
    acknowledge="{line}",
    show="D{address},{waiting},{ticket}",
    start_rating="E{address}",
)


def talk(*addresses: int, patterns: LinePatterns = PATTERNS) -> LineConversation:
    return LineConversation(addresses or (1, 2), KeypadSettings(), patterns)


def events(spoken: LineConversation, data: bytes, now_s: float = 0.0) -> list[KeypadEvent]:
    return list(spoken.hear(data, now_s=now_s).events)


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_a_line_is_a_key_whatever_ends_it(end: bytes) -> None:
    assert events(talk(), b"N2" + end) == [KeyPressed(2, Key.CALL_NEXT)]


def test_a_key_is_answered_as_the_hall_file_says() -> None:
    [answer] = talk().hear(b"N2\r", now_s=0.0).answers
    assert answer.encode() == b"N2\r\n"


def test_an_answer_that_an_adapter_gives_back_is_no_second_press() -> None:
    spoken = talk()
    [answer] = spoken.hear(b"N2\r", now_s=0.0).answers
    spoken.said(answer, now_s=0.001)

    assert events(spoken, answer.encode(), 0.004) == []
    assert spoken.oddities == {Oddity.ECHO: 1}
    assert events(spoken, b"N2\r", 5.0) == [KeyPressed(2, Key.CALL_NEXT)]


def test_a_line_repeated_at_once_is_one_press_and_without_end_a_stuck_key() -> None:
    spoken = talk()
    told = [event for i in range(30) for event in events(spoken, b"N1\n", i * 0.2)]
    assert told == [KeyPressed(1, Key.CALL_NEXT), KeyStuck(1)]


def test_without_an_address_in_the_pattern_it_is_the_only_keypad() -> None:
    patterns = LinePatterns(keys={Key.CALL_NEXT: re.compile("1")})
    assert events(talk(7, patterns=patterns), b"1\r") == [KeyPressed(7, Key.CALL_NEXT)]
    assert events(talk(7, 8, patterns=patterns), b"1\r") == []


def test_a_keypad_that_ends_no_line_is_heard_when_it_falls_silent() -> None:
    patterns = LinePatterns(keys={Key.CALL_NEXT: re.compile("1")})
    spoken = talk(7, patterns=patterns)

    assert events(spoken, b"1") == []
    assert spoken.somebody_speaks
    assert spoken.hear_silence(now_s=0.2).events == (KeyPressed(7, Key.CALL_NEXT),)


def test_a_rating_counts_once_and_only_when_asked_for() -> None:
    spoken = talk()
    assert events(spoken, b"V2,1\n") == []
    spoken.expect_rating(2, now_s=1.0)
    assert events(spoken, b"V2,1\n", 2.0) == [Rated(2, 5)]
    assert events(spoken, b"V2,3\n", 3.0) == []
    spoken.expect_rating(2, now_s=4.0)
    assert events(spoken, b"V2,1\n", 400.0) == []
    assert spoken.oddities == {Oddity.UNASKED_RATING: 3}


@pytest.mark.parametrize(
    ("line", "oddity"),
    [
        (b"N9", Oddity.UNKNOWN_ADDRESS),
        (b"hello", Oddity.UNKNOWN_KEY),
        (b"V1,9", Oddity.UNKNOWN_KEY),
        (b"\xffN1", Oddity.DAMAGED),
        (b"N" * (LINE_BYTES_MAX + 1), Oddity.DAMAGED),
    ],
)
def test_what_is_no_key_of_ours_is_counted_and_has_no_effect(line: bytes, oddity: Oddity) -> None:
    spoken = talk()
    assert events(spoken, line + b"\r\n") == []
    assert spoken.oddities == {oddity: 1}


def test_a_line_without_end_costs_no_memory_and_the_next_line_is_heard() -> None:
    spoken = talk()
    for _ in range(1_000):
        assert events(spoken, b"N1" * 50) == []
    assert events(spoken, b"\rN1\r") == [KeyPressed(1, Key.CALL_NEXT)]


def test_numbers_are_shown_with_their_letter_and_blank_when_unknown() -> None:
    spoken = talk()
    assert spoken.show_numbers(2, 7, "A012").encode() == b"D2,7,A012\r\n"
    assert spoken.show_numbers(2, 2_000, None).encode() == b"D2,999,\r\n"
    assert spoken.show_numbers(2, None, None).encode() == b"D2,,\r\n"
    assert spoken.start_rating(2).encode() == b"E2\r\n"
    assert spoken.beep(2).encode() == b"", "this maker's cannot beep"


@given(st.lists(st.binary(max_size=9)), st.integers(1, 5))
def test_how_the_bytes_are_cut_changes_nothing(lines: list[bytes], size: int) -> None:
    data = b"\r".join([*lines, b"N1", b"V1,2", b""])
    whole, cut = talk(), talk()

    at_once = events(whole, data)
    bit_by_bit = [
        event for at in range(0, len(data), size) for event in events(cut, data[at : at + size])
    ]

    assert bit_by_bit == at_once
    assert cut.oddities == whole.oddities


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"keys": {"call_next": "N("}}, "no regular expression"),
        ({"keys": {"call": "N"}}, "call_next"),
        ({"rating": "V"}, "(?P<key>…)"),
        ({"show": "D{number}"}, "{ticket}"),
        ({"beep": "B{"}, "{address}"),
    ],
)
def test_options_that_cannot_work_are_refused_in_words(
    options: dict[str, object], said: str
) -> None:
    with pytest.raises(ProfileError, match=re.escape(said)):
        find(KeypadProfile, "ascii-lines").read(options)
