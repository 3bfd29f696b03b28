"""What panels and listeners are told of tickets that wait for one window, or step aside."""

from typing import Any

from contract.messages.events import HallEvent
from contract.messages.state import PanelState, QueueState
from coordinator.domain import commands as do
from coordinator.domain.admission.capacity import slack_ms
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import GENERAL, K1, LI, MINUTE_MS, W1, W2, WANG, Scene, at, hall_file
from tests.unit.coordinator.test_transfers import scene_at_work, send, served

A001 = "2026-11-23.A001"


def desk_at_work(**tables: Any) -> Desk:
    """Return a desk with clerks at two windows, and a ticket called at the first."""
    desk = Desk(hall_file(**tables)).started()
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.SignIn, "w2", clerk_id=WANG))
    desk.ask(issue(), *paper("A001"), panel(do.CallNext))
    return desk


def after(desk: Desk, seconds: int) -> PanelState:
    """Return what the second panel shows after so long."""
    desk.clock.move(seconds)
    desk.loop.tick()
    return desk.publisher.state("panel/w2", PanelState)


def heard(desk: Desk, kind: str) -> HallEvent:
    """Return the only event of a kind that listeners got."""
    [event] = [
        message
        for topic, message, _ in desk.publisher.news
        if topic == f"hallcall/v1/small/event/{kind}"
    ]
    assert isinstance(event, HallEvent)
    return event


def test_the_panel_shows_who_waits_for_it_alone_and_no_line_counts_them() -> None:
    desk = desk_at_work()

    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_clerk_id=WANG))

    shown = after(desk, 0)
    assert (shown.kept_waiting, [ticket.number for ticket in shown.kept]) == (1, ["A001"])
    assert [line.waiting for line in shown.lines] == [0]
    assert desk.publisher.state("panel/w1", PanelState).kept == ()
    assert desk.publisher.state("queue/general", QueueState).waiting == 0
    assert heard(desk, "ticket_transferred").to_clerk_id == WANG


def test_the_panel_says_when_a_ticket_is_due() -> None:
    desk = desk_at_work()

    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_window_id=W2, not_before_ms=at("09:30")))

    assert [ticket.not_before_ms for ticket in after(desk, 0).kept] == [at("09:30")]
    assert [ticket.not_before_ms for ticket in after(desk, 1800).kept] == [None]
    assert heard(desk, "ticket_due").ticket_id == A001


def test_whoever_is_let_go_is_in_the_line_within_the_second() -> None:
    desk = desk_at_work(policy={"target_wait_s": 60})
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_window_id=W2))

    shown = after(desk, 60)

    assert (shown.kept_waiting, [line.waiting for line in shown.lines]) == (0, [1])
    assert desk.publisher.state("queue/general", QueueState).waiting == 1
    event = heard(desk, "target_released")
    assert (event.window_id, event.reason) == (W2, "waited")


def test_the_panel_says_when_a_hold_ends() -> None:
    desk = desk_at_work(desk={"hold_return_s": 300})
    desk.ask(panel(do.HoldTicket, ticket_id=A001, reason="form"))
    [held] = desk.publisher.state("panel/w1", PanelState).held
    assert held.held_until_ms == at("09:05")

    after(desk, 300)

    first = desk.publisher.state("panel/w1", PanelState)
    assert (first.held, [ticket.number for ticket in first.kept]) == ((), ["A001"])
    assert heard(desk, "hold_ended").window_id == W1


def test_a_message_has_an_end_however_many_are_sent_to_one_window() -> None:
    desk = desk_at_work()
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_window_id=W2, not_before_ms=at("11:00")))
    for n in range(2, 27):
        ticket_id = f"2026-11-23.A{n:03}"
        desk.ask(issue(), *paper(f"A{n:03}"), panel(do.CallNext))
        desk.ask(
            panel(
                do.TransferTicket, ticket_id=ticket_id, to_window_id=W2, not_before_ms=at("11:00")
            )
        )

    shown = after(desk, 0)

    assert (shown.kept_waiting, len(shown.kept)) == (26, 20)
    assert shown.kept[0].number == "A001"


def test_after_a_restart_everything_is_kept_as_it_was() -> None:
    desk = desk_at_work()
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_window_id=W2, not_before_ms=at("09:30")))

    again = Desk(store=desk.store)
    again.clock.move(60)
    again.started()

    assert [ticket.not_before_ms for ticket in after(again, 0).kept] == [at("09:30")]
    assert after(again, 1800).kept_waiting == 1
    assert after(again, 900).kept_waiting == 0


def test_closing_by_capacity_reckons_with_who_waits_for_a_window_alone() -> None:
    scene = scene_at_work()
    scene.at_window(do.SignOut, W1)
    scene.now_ms = at("17:00")
    ticket = served(scene, W2)
    send(scene, ticket, W2, to_window_id=W2, not_before_ms=at("17:10"))
    with_ticket = slack(scene)

    scene.carry_out(scene.make(do.CancelTicket, K1, ticket_id=ticket.id))

    assert slack(scene) - with_ticket > 3 * MINUTE_MS


def slack(scene: Scene) -> int:
    """Return how much work the windows of the general line can still take."""
    found = slack_ms(scene.hall, GENERAL, scene.now_ms)
    assert found is not None
    return found
