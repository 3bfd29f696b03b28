"""The keys of a call keypad do what the buttons do, and beep for what cannot be done."""

from typing import Any
from unittest.mock import call, create_autospec

import pytest

from caller.core.keypad_clerk import KeypadClerk
from caller.core.ports import Keypads
from contract.ids import ClerkId
from contract.messages.commands import HoldTicket, ResumeTicket, SignIn
from contract.messages.state import PanelState
from tests.helpers.desk import (
    GENERAL,
    Bench,
    bench,
    called,
    closed,
    free,
    line,
    paused,
    serving,
    slip,
    ticket,
)

REASON = "请稍候 One moment"


def seated(panel: PanelState, *, without_panel: bool = False) -> tuple[Bench, KeypadClerk, Any]:
    """Return a window, the clerk at its keypad, and the keypad."""
    made = bench()
    keypads = create_autospec(Keypads, instance=True)
    clerk_id = ClerkId("c05") if without_panel else None
    clerk = KeypadClerk(made.desk, keypads, reason=REASON, clerk_id=clerk_id)
    made.show(panel)
    return made, clerk, keypads


@pytest.mark.parametrize(
    ("panel", "key", "command"),
    [
        (free(), KeypadClerk.on_call_next, "CallNext"),
        (called(), KeypadClerk.on_recall, "Recall"),
        (called(), KeypadClerk.on_give_up, "MarkNoShow"),
        (called(), KeypadClerk.on_come_closer, "StartService"),
        (called(), KeypadClerk.on_ask_rating, "StartService"),
        (serving(), KeypadClerk.on_ask_rating, "FinishService"),
        (serving(), KeypadClerk.on_suspend, "HoldTicket"),
        (free(held=(ticket("A007"),)), KeypadClerk.on_call_back, "ResumeTicket"),
        (free(), KeypadClerk.on_pause, "PauseWindow"),
        (paused(), KeypadClerk.on_pause, "OpenWindow"),
    ],
)
def test_a_key_does_what_its_button_does(panel: PanelState, key: Any, command: str) -> None:
    made, clerk, keypads = seated(panel)

    key(clerk)

    assert made.sent == [command]
    keypads.beep.assert_not_called()


@pytest.mark.parametrize(
    ("panel", "key"),
    [
        (called(), KeypadClerk.on_call_next),
        (closed(), KeypadClerk.on_call_next),
        (paused(), KeypadClerk.on_call_next),
        (free(), KeypadClerk.on_recall),
        (called(recalls_left=0), KeypadClerk.on_recall),
        (serving(), KeypadClerk.on_give_up),
        (free(), KeypadClerk.on_ask_rating),
        (free(), KeypadClerk.on_suspend),
        (free(), KeypadClerk.on_call_back),
        (serving(), KeypadClerk.on_pause),
        (serving(), KeypadClerk.on_other_key),
        (paused(), KeypadClerk.on_cancel),
    ],
)
def test_a_key_that_cannot_be_obeyed_beeps(panel: PanelState, key: Any) -> None:
    made, clerk, keypads = seated(panel)

    key(clerk)

    assert made.sent == []
    keypads.beep.assert_called_once_with()


def test_call_next_while_serving_finishes_and_only_then_calls() -> None:
    made, clerk, keypads = seated(serving("A012"))

    clerk.on_call_next()
    assert made.sent == ["FinishService"]
    made.done()
    assert made.sent == ["FinishService"]
    made.desk.on_panel(free(finished_today=5))

    assert made.sent == ["FinishService", "CallNext"]
    keypads.beep.assert_not_called()


def test_nobody_is_called_when_the_finish_was_refused() -> None:
    made, clerk, keypads = seated(serving())

    clerk.on_call_next()
    made.refuse("wrong_state")
    made.show(free())

    assert made.sent == ["FinishService"]
    keypads.beep.assert_called_once_with()


def test_a_second_press_does_not_lose_the_call_that_follows_the_finish() -> None:
    made, clerk, keypads = seated(serving("A012"))

    clerk.on_call_next()
    clerk.on_call_next()
    made.done()
    made.desk.on_panel(free())

    assert made.sent == ["FinishService", "CallNext"]
    keypads.beep.assert_called_once_with()


def test_a_press_on_the_panel_that_is_refused_does_not_beep_at_the_keypad() -> None:
    made, _, keypads = seated(free())

    made.desk.call_next()
    made.refuse("nobody_waits")

    keypads.beep.assert_not_called()


def test_a_call_that_finds_nobody_beeps() -> None:
    made, clerk, keypads = seated(free())

    clerk.on_call_next()
    made.refuse("nobody_waits")

    keypads.beep.assert_called_once_with()


def test_keys_pressed_without_connection_beep_and_are_forgotten() -> None:
    made, clerk, keypads = seated(free())
    made.lose_line()

    clerk.on_call_next()
    made.connect()
    made.wait(1000)

    assert made.sent == []
    keypads.beep.assert_called_once_with()


def test_the_ticket_held_first_comes_back_first() -> None:
    made, clerk, _ = seated(free(held=(ticket("A007"), ticket("A009"))))

    clerk.on_call_back()

    [command] = made.wire.sent
    assert isinstance(command, ResumeTicket)
    assert command.ticket_id == "2026-11-22.A007"


def test_a_hold_from_the_keypad_has_a_reason_that_people_can_read() -> None:
    made, clerk, _ = seated(called())

    clerk.on_suspend()

    [command] = made.wire.sent
    assert isinstance(command, HoldTicket)
    assert command.reason == REASON


def test_the_digits_follow_the_window_and_are_sent_only_when_they_change() -> None:
    made, _, keypads = seated(free())

    made.desk.on_panel(free(finished_today=9))
    made.desk.on_panel(called("A012", lines=(line(GENERAL, 1),)))
    made.desk.on_panel(serving("A012", lines=(line(GENERAL, 1),)))

    assert keypads.show.call_args_list == [call(3, None), call(1, "A012")]


def test_what_the_panel_calls_is_on_the_keypad_too() -> None:
    made, _, keypads = seated(free())

    made.desk.call_next()
    made.done(slip("A013"))
    made.show(called("A013"))

    keypads.show.assert_called_with(3, "A013")


def test_without_a_panel_the_first_call_of_the_day_signs_in() -> None:
    made, clerk, keypads = seated(closed(), without_panel=True)

    clerk.on_call_next()
    [signed_in] = made.wire.sent
    assert isinstance(signed_in, SignIn)
    assert signed_in.clerk_id == "c05"
    assert not signed_in.take_over, "nobody is thrown out by a key"
    made.done()
    made.show(free())

    assert made.sent == ["SignIn", "CallNext"]
    keypads.beep.assert_not_called()


def test_nobody_is_called_where_the_clerk_could_not_sign_in() -> None:
    made, clerk, keypads = seated(closed(), without_panel=True)

    clerk.on_call_next()
    made.refuse("clerk_elsewhere")

    assert made.sent == ["SignIn"]
    keypads.beep.assert_called_once_with()


def test_without_a_panel_cancel_in_a_pause_ends_the_shift_and_nothing_else_does() -> None:
    made, clerk, keypads = seated(paused(), without_panel=True)
    clerk.on_cancel()
    assert made.sent == ["SignOut"]

    for panel in (closed(), free(), called(), serving()):
        made, clerk, keypads = seated(panel, without_panel=True)
        clerk.on_cancel()
        assert made.sent == []
        keypads.beep.assert_called_once_with()
