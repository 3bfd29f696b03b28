"""One command at a time, only what the window allows, and never by a press that came too soon."""

from collections.abc import Callable

import pytest

from caller.core.actions import Action
from caller.core.desk import COMMAND_EXPIRES_MS, STATE_FOLLOWS_MS, Desk
from caller.core.notices import NOT_ANSWERED, Notice
from contract.ids import ClerkId, CommandId, EpochMs, ServiceId, TicketId, TicketNumber
from contract.messages import answers, commands
from contract.messages.state import PanelState
from tests.helpers.desk import (
    HOUSING,
    NOW_MS,
    WINDOW,
    bench,
    called,
    closed,
    free,
    heartbeat,
    invitation,
    paused,
    serving,
    slip,
    ticket,
)

Act = Callable[[Desk], bool]


def transfer(desk: Desk) -> bool:
    return desk.about_ticket(Action.TRANSFER, commands.TransferTicket, to_group_id=HOUSING)


ACTS: dict[str, Act] = {
    "SignIn": lambda desk: desk.sign_in(ClerkId("c01")),
    "SignOut": lambda desk: desk.sign_out(),
    "OpenWindow": lambda desk: desk.open(),
    "PauseWindow": lambda desk: desk.pause("午餐"),
    "CallNext": lambda desk: desk.call_next(),
    "Recall": lambda desk: desk.recall(),
    "StartService": lambda desk: desk.start(),
    "FinishService": lambda desk: desk.finish(),
    "MarkNoShow": lambda desk: desk.no_show(),
    "TransferTicket": transfer,
    "HoldTicket": lambda desk: desk.hold("表格"),
    "ResumeTicket": lambda desk: desk.resume(TicketId("2026-11-22.A007")),
    "CallTicket": lambda desk: desk.call_number(TicketNumber("A007")),
    "RecallNoShow": lambda desk: desk.recall_no_show(TicketNumber("A007")),
    "UndoFinish": lambda desk: desk.undo(),
    "QuickService": lambda desk: desk.quick_service(HOUSING),
    "DropService": lambda desk: desk.about_ticket(
        Action.CHANGE_VISIT, commands.DropService, service_id=ServiceId("2026-11-22.A012.2")
    ),
    "AcknowledgePanic": lambda desk: desk.send_help(),
    "AnswerRing": lambda desk: desk.send_help(),
}
AT_SERVING = {"SignIn", "FinishService", "TransferTicket", "HoldTicket", "DropService"}
CALLS = {"CallNext", "CallTicket", "RecallNoShow", "QuickService"}


@pytest.mark.parametrize(
    ("panel", "allowed"),
    [
        (closed(), {"SignIn"}),
        (paused(), {"SignIn", "OpenWindow", "SignOut"}),
        (free(), {"SignIn", "PauseWindow", "SignOut"} | CALLS),
        (
            free(held=(ticket("A007"),)),
            {"SignIn", "PauseWindow", "SignOut", "ResumeTicket"} | CALLS,
        ),
        (
            called(),
            AT_SERVING - {"FinishService"} | {"Recall", "StartService", "MarkNoShow"},
        ),
        (serving(), AT_SERVING),
        (serving(panic_window_ids=(WINDOW.id,)), AT_SERVING),
        (serving(panic_window_ids=("w5",)), AT_SERVING | {"AcknowledgePanic"}),
        (serving(ringing_kiosk_ids=("k1",)), AT_SERVING | {"AnswerRing"}),
        (
            serving(panic_window_ids=("w5",), ringing_kiosk_ids=("k1",)),
            AT_SERVING | {"AcknowledgePanic"},
        ),
    ],
)
def test_a_window_sends_only_what_it_allows(panel: PanelState, allowed: set[str]) -> None:
    sent: list[str] = []
    for act in ACTS.values():
        made = bench(panel)
        assert act(made.desk) is bool(made.sent)
        sent += made.sent

    assert set(sent) == allowed


def test_a_command_names_window_and_ticket_and_expires_soon() -> None:
    made = bench(serving("A012"))

    transfer(made.desk)

    now = made.clock.now_ms()
    assert made.wire.sent == [
        commands.TransferTicket(
            command_id=CommandId("command-1"),
            sent_at_ms=now,
            expires_at_ms=EpochMs(now + COMMAND_EXPIRES_MS),
            window_id=WINDOW.id,
            ticket_id=TicketId("2026-11-22.A012"),
            to_group_id=HOUSING,
        )
    ]


def test_a_second_press_sends_nothing_while_the_first_is_on_its_way() -> None:
    made = bench(free())

    assert made.desk.call_next()
    assert not made.desk.call_next()

    assert made.sent == ["CallNext"]


def test_no_press_falls_between_the_answer_and_the_state_that_shows_it() -> None:
    made = bench(serving())
    made.desk.finish()

    made.done()
    assert not made.desk.ready

    made.show(free(finished_today=5))
    assert made.desk.ready


def test_lines_that_move_by_themselves_do_not_settle_a_command() -> None:
    made = bench(serving())
    made.desk.finish()
    made.done()

    made.desk.on_panel(serving(lines=(), rating=invitation()))

    assert not made.desk.ready


def test_a_state_that_comes_before_the_answer_settles_with_it() -> None:
    made = bench(serving())
    made.desk.finish()

    made.show(free(finished_today=5))
    assert not made.desk.ready

    made.done()
    assert made.desk.ready


def test_a_done_command_that_changed_nothing_lets_go_after_a_moment() -> None:
    made = bench(called())
    made.desk.recall()
    made.done()

    made.wait(STATE_FOLLOWS_MS - 1)
    assert not made.desk.ready
    made.wait(1)
    assert made.desk.ready


def test_a_press_just_after_the_state_changed_does_not_count() -> None:
    made = bench(free())

    made.desk.on_panel(called())

    assert not made.desk.ready
    made.wait(400)
    assert made.desk.ready


def test_news_that_does_not_change_the_buttons_does_not_stop_the_clerk() -> None:
    made = bench(free())

    made.desk.on_panel(free(lines=(), rating=invitation()))

    assert made.desk.ready


def test_a_clock_that_is_set_back_does_not_lock_the_panel() -> None:
    made = bench(free())
    made.desk.on_panel(called())

    made.clock.at_ms -= 3_600_000
    made.connect()

    assert made.desk.ready


def test_a_clock_that_is_wrong_here_sends_in_the_time_of_the_hall() -> None:
    made = bench(free())
    hall_ms = EpochMs(made.clock.now_ms() + 3_600_000)

    made.desk.on_hall(heartbeat(hall_ms))
    made.desk.call_next()

    [command] = made.wire.sent
    assert (command.sent_at_ms, command.expires_at_ms) == (hall_ms, hall_ms + COMMAND_EXPIRES_MS)


def test_nothing_is_sent_without_a_connection() -> None:
    made = bench(free())

    made.lose_line()

    assert not made.desk.call_next()
    assert made.sent == []


def test_nothing_is_sent_when_the_coordinator_is_silent() -> None:
    made = bench(free())

    made.wait(60_000)

    assert not made.desk.call_next()


def test_a_refusal_is_shown_for_a_while_and_the_next_press_counts() -> None:
    made = bench(free())
    made.desk.call_next()

    made.refuse("nobody_waits", window="w3")

    assert made.desk.message == Notice(
        "refused.nobody_waits",
        {"window": "w3"},
        refused=True,
        english="english for nobody_waits",
    )
    assert made.desk.ready
    made.wait(10_000)
    assert made.desk.message is None


def test_the_next_command_clears_the_refusal() -> None:
    made = bench(free())
    made.desk.call_next()
    made.refuse("nobody_waits")

    made.desk.call_next()

    assert made.desk.message is None


def test_no_answer_is_said_and_the_next_press_counts() -> None:
    made = bench(free())
    made.desk.call_next()

    made.desk.on_no_answer(made.wire.sent[-1])

    assert made.desk.message == NOT_ANSWERED
    assert made.desk.ready


def test_an_answer_to_an_older_command_is_not_taken_for_the_newer() -> None:
    made = bench(free())
    made.desk.call_next()
    older = made.wire.sent[-1]
    made.desk.on_no_answer(older)
    made.desk.call_next()

    made.desk.on_answer(older, answers.Done(command_id=older.command_id, answered_at_ms=NOW_MS))
    made.show(called())

    assert not made.desk.ready


@pytest.mark.parametrize(
    ("panel", "act", "after", "last"),
    [
        (serving("A012"), "FinishService", free(), Notice("last.finished", {"number": "A012"})),
        (called("A012"), "MarkNoShow", free(), Notice("last.no_show", {"number": "A012"})),
        (
            called("A012"),
            "TransferTicket",
            free(),
            Notice("last.sent_to_group", {"number": "A012", "group": "housing"}),
        ),
        (called("A012"), "HoldTicket", free(), Notice("last.held", {"number": "A012"})),
        (free(), "CallNext", called("A013"), Notice("last.called", {"number": "A013"})),
        (called("A012"), "StartService", serving("A012"), None),
    ],
)
def test_what_just_happened_is_said_once_it_is_done(
    panel: PanelState, act: str, after: PanelState, last: Notice | None
) -> None:
    made = bench(panel)
    ACTS[act](made.desk)
    assert made.desk.last is None

    made.done(slip("A013") if act == "CallNext" else None)
    made.show(after)

    assert made.desk.last == last
