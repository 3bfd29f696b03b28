"""What a panel is told of whom its window would call next."""

from contract.messages.state import NextState
from coordinator.domain import commands as do
from coordinator.service.upcoming import SHOWN
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import LI, SENIOR, WANG, hall_file
from tests.unit.coordinator.test_kept_told import A001, desk_at_work


def upcoming(desk: Desk, window: str = "w1") -> list[tuple[str, str]]:
    desk.loop.catch_up()
    shown = desk.publisher.state(f"next/{window}", NextState).tickets
    return [(ticket.number, ticket.why) for ticket in shown]


def test_a_window_shows_who_is_next_in_the_order_of_its_calls() -> None:
    desk = Desk(hall_file()).started()
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.OpenWindow))
    desk.ask(issue(), issue(priority_id=SENIOR), *paper("A001", "A002"))

    assert upcoming(desk) == [("A002", "priority"), ("A001", "first_come")]

    desk.ask(panel(do.CallNext))
    assert upcoming(desk) == [("A001", "first_come")]


def test_a_window_shows_five_and_nobody_whose_paper_is_not_out() -> None:
    desk = Desk(hall_file()).started()
    desk.ask(panel(do.SignIn, clerk_id=LI), *[issue() for _ in range(SHOWN + 3)])
    desk.ask(*paper(*[f"A{n:03}" for n in range(2, SHOWN + 4)]))

    assert [number for number, _ in upcoming(desk)] == ["A002", "A003", "A004", "A005", "A006"]


def test_a_window_without_a_clerk_shows_nobody() -> None:
    desk = Desk(hall_file()).started()
    desk.ask(issue(), *paper("A001"), panel(do.SignIn, clerk_id=LI))
    assert upcoming(desk) == [("A001", "first_come")]

    desk.ask(panel(do.SignOut))

    assert upcoming(desk) == []


def test_who_waits_for_one_clerk_alone_is_shown_at_that_window_and_marked() -> None:
    desk = desk_at_work()
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_clerk_id=WANG))
    desk.loop.catch_up()

    [ticket] = desk.publisher.state("next/w2", NextState).tickets
    assert (ticket.number, ticket.kept) == ("A001", True)
    assert upcoming(desk, "w1") == []


def test_windows_that_serve_the_same_are_looked_at_once_and_each_shows_its_own() -> None:
    desk = desk_at_work()
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_clerk_id=WANG))
    desk.ask(issue(), *paper("A002"))

    assert [number for number, _ in upcoming(desk, "w1")] == ["A002"]
    assert [number for number, _ in upcoming(desk, "w2")] == ["A001", "A002"]


def test_an_order_that_time_alone_changes_is_seen_within_a_round() -> None:
    policy = {"order": "accumulating", "rates": {SENIOR: 2.0}}
    desk = Desk(hall_file(policy=policy)).started()
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(), *paper("A001"))
    desk.clock.move(600)
    desk.ask(issue(priority_id=SENIOR), *paper("A002"))
    assert [number for number, _ in upcoming(desk)] == ["A001", "A002"]

    desk.clock.move(660)

    assert [number for number, _ in upcoming(desk)] == ["A002", "A001"]
