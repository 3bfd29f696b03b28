"""Taps and keys, and the page that follows."""

import pytest

from caller.core.screens import (
    Confirm,
    HoldReason,
    Panel,
    PauseReason,
    SignIn,
    Transfer,
)
from contract.messages.commands import HoldTicket, PauseWindow, ResumeTicket, TransferTicket
from contract.messages.commands import SignIn as SignInCommand
from contract.messages.state import PanelState
from tests.helpers.desk import (
    GENERAL,
    HALL,
    HOUSING,
    called,
    closed,
    free,
    line,
    paused,
    queue,
    serving,
    ticket,
)
from tests.unit.caller.clerk import Clerk


@pytest.mark.parametrize(
    ("panel", "text", "command"),
    [
        (free(), "Call next", "CallNext"),
        (called(), "Start", "StartService"),
        (serving(), "Finish", "FinishService"),
        (paused(), "Open again", "OpenWindow"),
    ],
)
@pytest.mark.parametrize("press", [("main", ""), ("key", "Space"), ("key", "Enter")])
def test_the_big_button_is_the_right_next_step(
    panel: PanelState, text: str, command: str, press: tuple[str, str]
) -> None:
    clerk = Clerk(panel)
    assert clerk.sees(Panel).main.text == text

    clerk.tap(*press)

    assert clerk.sent == [command]


def test_the_big_button_of_a_closed_window_asks_who_works_there() -> None:
    clerk = Clerk(closed())

    clerk.tap("main")

    assert [choice.clerk_id for choice in clerk.sees(SignIn).clerks] == [c.id for c in HALL.clerk]
    assert clerk.sent == []


def test_a_double_press_never_does_two_different_things() -> None:
    clerk = Clerk(called())

    clerk.presenter.on_tap("main", "")
    clerk.bench.done()
    clerk.bench.desk.on_panel(serving())
    clerk.presenter.on_tap("main", "")

    assert clerk.sent == ["StartService"]


def test_the_big_button_may_be_pressed_though_nobody_waits() -> None:
    clerk = Clerk(free(lines=(line(GENERAL, 0),)))
    main = clerk.sees(Panel).main
    assert (main.tone, main.hint) == ("quiet", "Nobody waits")

    clerk.tap("main")

    assert clerk.sent == ["CallNext"]


def test_the_second_click_of_a_double_click_does_not_choose_on_the_page_it_opened() -> None:
    clerk = Clerk(serving())

    clerk.presenter.on_tap("transfer", "")
    clerk.presenter.on_tap("transfer.to", HOUSING)

    assert clerk.sent == []
    clerk.sees(Transfer)


def test_a_clerk_is_found_by_id_or_name_and_signed_in_by_enter() -> None:
    clerk = Clerk(closed())
    clerk.tap("main")

    clerk.tap("signin.search", "chen")
    assert [choice.name for choice in clerk.sees(SignIn).clerks] == ["Chen Xiaoli"]
    clerk.keys("Enter")

    [command] = clerk.bench.wire.sent
    assert isinstance(command, SignInCommand)
    assert command.clerk_id == "c05"
    clerk.bench.done()
    clerk.bench.show(free())
    clerk.sees(Panel)


def test_the_mark_moves_and_stays_in_the_list() -> None:
    clerk = Clerk(closed())
    clerk.tap("main")

    clerk.keys("Up", "Down", "Down")
    assert [c.clerk_id for c in clerk.sees(SignIn).clerks if c.marked] == ["c03"]

    clerk.keys(*["Down"] * 50)
    assert [c.clerk_id for c in clerk.sees(SignIn).clerks if c.marked] == [HALL.clerk[-1].id]


def test_enter_signs_nobody_in_when_nobody_matches() -> None:
    clerk = Clerk(closed())
    clerk.tap("main")
    clerk.tap("signin.search", "zzz")

    clerk.keys("Enter", "Down", "Enter")

    assert clerk.sent == []
    assert clerk.sees(SignIn).nobody == "Nobody matches"


def test_transfer_by_keys_typed_in_one_go() -> None:
    clerk = Clerk(serving())
    groups = [group.id for group in HALL.group if group.id != GENERAL]

    clerk.keys("T", "2", "Enter")

    [command] = clerk.bench.wire.sent
    assert isinstance(command, TransferTicket)
    assert command.to_group_id == groups[1]


def test_enter_transfers_nowhere_before_a_group_is_marked() -> None:
    clerk = Clerk(serving())

    clerk.keys("T", "Enter")

    assert clerk.sent == []


def test_transfer_shows_the_lines_of_the_other_groups() -> None:
    clerk = Clerk(serving())
    clerk.bench.desk.on_news(queue(HOUSING, 4, open_windows=0))

    clerk.tap("transfer")

    choices = {choice.group_id: choice.waiting for choice in clerk.sees(Transfer).groups}
    assert GENERAL not in choices
    assert choices[HOUSING] == "4 · no window open"


def test_transfer_by_mouse() -> None:
    clerk = Clerk(called())

    clerk.tap("transfer")
    clerk.tap("transfer.to", HOUSING)

    assert clerk.sent == ["TransferTicket"]
    clerk.sees(Panel)


def test_a_page_about_a_ticket_closes_when_the_ticket_is_gone() -> None:
    clerk = Clerk(called("A012"))
    clerk.tap("transfer")

    clerk.bench.show(called("A013"))

    clerk.sees(Panel)
    clerk.tap("transfer.to", HOUSING)
    assert clerk.sent == []


def test_a_hold_has_a_reason_in_both_languages() -> None:
    clerk = Clerk(serving())

    clerk.keys("H")
    assert [reason.key for reason in clerk.sees(HoldReason).reasons] == ["1", "2", "3", "4", "5"]
    clerk.keys("1")

    [command] = clerk.bench.wire.sent
    assert isinstance(command, HoldTicket)
    assert command.reason == "填写表格 Filling in a form"


def test_a_reason_that_is_not_in_the_list_does_nothing() -> None:
    clerk = Clerk(serving())

    clerk.keys("H", "9")
    clerk.tap("hold.reason", "x")

    assert clerk.sent == []
    clerk.sees(HoldReason)


def test_a_pause_by_mouse() -> None:
    clerk = Clerk(free())

    clerk.tap("pause")
    assert clerk.sees(PauseReason).reasons[1].text == "Lunch"
    clerk.tap("pause.reason", "2")

    [command] = clerk.bench.wire.sent
    assert isinstance(command, PauseWindow)
    assert command.reason == "午餐 Lunch"


@pytest.mark.parametrize("press", [("held", "A009"), ("key", "2")])
def test_a_held_ticket_is_taken_up_by_its_number_or_its_place(press: tuple[str, str]) -> None:
    clerk = Clerk(free(held=(ticket("A007"), ticket("A009"))))

    clerk.tap(*press)

    [command] = clerk.bench.wire.sent
    assert isinstance(command, ResumeTicket)
    assert command.ticket_id == "2026-11-22.A009"


def test_the_end_of_a_shift_is_asked_about_first() -> None:
    clerk = Clerk(free())

    clerk.keys("Q")
    clerk.sees(Confirm)
    clerk.keys("Escape")
    clerk.sees(Panel)
    assert clerk.sent == []

    clerk.keys("Q", "Enter")
    assert clerk.sent == ["SignOut"]


def test_buttons_that_are_not_possible_do_nothing() -> None:
    clerk = Clerk(free())

    for action in ("recall", "no_show", "transfer", "hold", "confirm.yes"):
        clerk.tap(action)
        clerk.sees(Panel)

    assert clerk.sent == []


def test_an_unknown_tap_is_ignored() -> None:
    clerk = Clerk(free())

    clerk.tap("no.such.thing", "x")
    clerk.keys("F13", "", "Ü")

    assert clerk.sent == []
