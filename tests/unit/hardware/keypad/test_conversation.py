"""Who said what, and when: on bytes alone, with the time given."""

import pytest

from hardware.keypad import Key, KeypadSettings, KeyPressed, KeyStuck, Oddity, Rated
from hardware.keypad.codec import Command, Frame, acknowledge, show_numbers, start_rating
from hardware.keypad.conversation import Conversation
from hardware.keypad.protocol import Heard

WINDOW, OTHER_WINDOW, STRANGER = 5, 6, 99
CALL_NEXT = Frame(WINDOW, Command.KEY, Key.CALL_NEXT.value)
PRESSED = KeyPressed(WINDOW, Key.CALL_NEXT)
BEST = Frame(WINDOW, Command.RATE, b"\x00")


@pytest.fixture
def talk() -> Conversation:
    return Conversation({WINDOW, OTHER_WINDOW}, KeypadSettings())


def hear(talk: Conversation, frame: Frame, now_s: float) -> Heard:
    return talk.hear(frame.encode(), now_s=now_s)


def test_a_key_is_answered_with_its_own_frame(talk: Conversation) -> None:
    assert hear(talk, CALL_NEXT, 0.0) == Heard((CALL_NEXT,), (PRESSED,))


def test_a_key_repeated_because_our_answers_were_lost_is_one_press(talk: Conversation) -> None:
    heard = [hear(talk, CALL_NEXT, 0.2 * i) for i in range(6)]

    assert [one.answers for one in heard] == [(CALL_NEXT,)] * 6
    assert [event for one in heard for event in one.events] == [PRESSED]
    assert talk.oddities[Oddity.REPEATED] == 5


def test_a_rating_between_two_repeats_does_not_make_them_two_presses(talk: Conversation) -> None:
    hear(talk, CALL_NEXT, 0.0)
    hear(talk, BEST, 0.1)
    assert hear(talk, CALL_NEXT, 0.2).events == ()


def test_the_same_key_later_is_a_new_press(talk: Conversation) -> None:
    hear(talk, CALL_NEXT, 0.0)
    assert hear(talk, CALL_NEXT, 0.6).events == (PRESSED,)


def test_the_same_key_at_two_windows_is_two_presses(talk: Conversation) -> None:
    other = Frame(OTHER_WINDOW, Command.KEY, Key.CALL_NEXT.value)
    heard = talk.hear(CALL_NEXT.encode() + other.encode(), now_s=0.0)
    assert heard.events == (PRESSED, KeyPressed(OTHER_WINDOW, Key.CALL_NEXT))


def test_our_own_frames_given_back_are_no_keys(talk: Conversation) -> None:
    answer = hear(talk, CALL_NEXT, 0.0).answers[0]
    for frame in (answer, show_numbers(WINDOW, 3, "A012"), start_rating(WINDOW)):
        talk.said(frame, now_s=0.0)
        assert talk.hear(frame.encode(), now_s=0.05) == Heard()
    assert talk.oddities == {Oddity.ECHO: 3}


def test_an_echo_that_never_came_does_not_swallow_the_keypads_repeat(talk: Conversation) -> None:
    talk.said(hear(talk, CALL_NEXT, 0.0).answers[0], now_s=0.0)
    assert hear(talk, CALL_NEXT, 0.2).answers == (CALL_NEXT,)


def test_a_stuck_key_is_one_press_and_one_alarm(talk: Conversation) -> None:
    heard = [hear(talk, CALL_NEXT, 0.05 * i) for i in range(100)]
    assert [event for one in heard for event in one.events] == [PRESSED, KeyStuck(WINDOW)]


def test_a_strange_keypad_gets_no_answer_so_that_its_clerk_sees_it(talk: Conversation) -> None:
    stranger = Frame(STRANGER, Command.KEY, Key.CALL_NEXT.value)
    assert hear(talk, stranger, 0.0) == Heard()
    assert talk.oddities == {Oddity.UNKNOWN_ADDRESS: 1}


def test_a_strange_key_is_answered_so_that_it_falls_silent(talk: Conversation) -> None:
    strange = Frame(WINDOW, Command.KEY, b"\x77")
    assert hear(talk, strange, 0.0) == Heard((strange,))
    assert talk.oddities == {Oddity.UNKNOWN_KEY: 1}


@pytest.mark.parametrize("frame", [Frame(WINDOW, Command.KEY), Frame(WINDOW, 0x44, b"\x01")])
def test_a_frame_that_is_no_key_gets_no_answer(talk: Conversation, frame: Frame) -> None:
    assert hear(talk, frame, 0.0) == Heard()
    assert talk.oddities == {Oddity.UNKNOWN_KEY: 1}


def test_damage_gets_no_answer(talk: Conversation) -> None:
    assert talk.hear(CALL_NEXT.encode()[:-2] + b"\x00\x16", now_s=0.0) == Heard()
    assert talk.oddities == {Oddity.DAMAGED: 1}


def test_a_rating_that_was_asked_for_counts_once(talk: Conversation) -> None:
    talk.expect_rating(WINDOW, now_s=0.0)

    assert hear(talk, BEST, 5.0) == Heard((acknowledge(BEST),), (Rated(WINDOW, 5),))
    assert hear(talk, BEST, 5.2) == Heard((acknowledge(BEST),))
    assert hear(talk, BEST, 9.0) == Heard((acknowledge(BEST),))
    assert talk.oddities == {Oddity.REPEATED: 1, Oddity.UNASKED_RATING: 1}


@pytest.mark.parametrize("index", range(5))
def test_the_first_of_five_rating_keys_is_the_best(talk: Conversation, index: int) -> None:
    talk.expect_rating(WINDOW, now_s=0.0)
    frame = Frame(WINDOW, Command.RATE, bytes([index]))
    assert hear(talk, frame, 1.0).events == (Rated(WINDOW, 5 - index),)


def test_what_a_rating_key_means_is_a_setting() -> None:
    talk = Conversation({WINDOW}, KeypadSettings(rating_levels={0: 1, 1: 5}))
    talk.expect_rating(WINDOW, now_s=0.0)
    assert hear(talk, Frame(WINDOW, Command.RATE, b"\x07"), 1.0).events == ()
    assert hear(talk, BEST, 2.0).events == (Rated(WINDOW, 1),)


def test_a_late_rating_is_nobodys(talk: Conversation) -> None:
    talk.expect_rating(WINDOW, now_s=0.0)
    assert hear(talk, BEST, 30.5) == Heard((acknowledge(BEST),))
    assert talk.oddities == {Oddity.UNASKED_RATING: 1}
