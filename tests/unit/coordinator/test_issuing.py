"""Rules of giving tickets."""

import pytest

from contract.ids import DeviceId, EpochMs, GroupId, ItemId, PriorityId, TicketId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import PaperOverdue, TicketIssued
from coordinator.domain.issuing import overdue_papers
from coordinator.domain.ticket import State
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    K1,
    K2,
    P1,
    SENIOR,
    VETERAN,
    Scene,
    at,
    hall_file,
)


def test_numbers_of_a_series_count_up_and_groups_have_their_own_letter() -> None:
    scene = Scene()

    numbers = [scene.issue(group).number for group in (GENERAL, GENERAL, CASHIER, GENERAL)]

    assert numbers == ["A001", "A002", "B001", "A003"]


def test_a_ticket_is_named_by_its_day_and_number() -> None:
    ticket = Scene().issue()

    assert (ticket.id, ticket.service_id) == ("2026-11-23.A001", "2026-11-23.A001.1")


def test_groups_may_share_a_series_and_still_no_number_is_given_twice() -> None:
    shared = hall_file().model_dump(mode="json")["group"]
    shared[1]["series"] = "a"
    scene = Scene(hall_file(group=shared))

    assert [scene.issue(group).number for group in (GENERAL, CASHIER)] == ["A001", "A002"]


def short_series(last: int) -> list[dict[str, object]]:
    return [
        {"id": "a", "letter": "A", "first": 1, "last": last, "digits": 2},
        {"id": "b", "letter": "B"},
    ]


def test_after_the_last_number_comes_the_first_but_not_one_that_is_still_in_use() -> None:
    scene = Scene(hall_file(series=short_series(3)))
    scene.staffed()
    for _ in range(3):
        scene.issue()
    scene.serve(scene.call())
    ticket = scene.call()

    assert ticket.number == "A02"
    again = scene.issue()
    assert (again.number, again.id) == ("A01", "2026-11-23.A01-2")
    with pytest.raises(errors.SeriesExhausted):
        scene.issue()
    scene.serve(ticket)
    assert scene.issue().number == "A02"


def test_no_ticket_outside_opening_hours() -> None:
    scene = Scene(now_ms=at("12:30"))

    with pytest.raises(errors.ClosedHours):
        scene.issue()


def test_a_hall_that_is_always_open_gives_tickets_at_night() -> None:
    scene = Scene(now_ms=at("23:00"))
    scene.hall.always_open = True

    assert scene.issue().number == "A001"


def test_tickets_are_given_before_any_window_opens_but_no_wait_is_promised() -> None:
    scene = Scene()

    ticket = scene.issue()

    assert ticket.state is State.WAITING
    assert isinstance(scene.events[-2], TicketIssued)
    assert scene.events[-2].wait is None


def test_the_citizen_is_told_how_many_go_before_which_depends_on_the_class() -> None:
    scene = Scene()
    for priority in (None, None, VETERAN, SENIOR):
        scene.issue(priority_id=priority)

    events = [
        scene.carry_out(scene.make(do.IssueTicket, K1, group_id=GENERAL, priority_id=priority))
        for priority in (SENIOR, VETERAN, None)
    ]

    assert [event.ahead for [event] in events] == [1, 3, 6]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("refusal", "kiosk", "fields"),
    [
        (errors.UnknownGroup, K1, {"group_id": "no-such"}),
        (errors.GroupNotOffered, K2, {"group_id": "cashier"}),
        (errors.UnknownItem, K1, {"group_id": "general", "item_id": "no-such"}),
        (errors.UnknownItem, K1, {"group_id": "general", "item_id": "fee"}),
        (errors.UnknownPriority, K1, {"group_id": "general", "priority_id": "king"}),
        (errors.UnknownDevice, P1, {"group_id": "general"}),
        (errors.UnknownDevice, DeviceId("k9"), {"group_id": "general"}),
    ],
)
def test_names_that_do_not_exist_are_refused(
    refusal: type[errors.Refused], kiosk: DeviceId, fields: dict[str, str]
) -> None:
    scene = Scene()

    with pytest.raises(refusal):
        scene.carry_out(scene.make(do.IssueTicket, kiosk, **fields))

    assert scene.hall.day.tickets == {}


def test_the_items_of_a_group_are_taken() -> None:
    ticket = Scene().issue(GENERAL, PriorityId("senior"), item_id=ItemId("permit"))

    assert (ticket.item_id, ticket.rank) == ("permit", 1)


def test_paper_is_reported_once_and_repeating_it_changes_nothing() -> None:
    scene = Scene()
    ticket = scene.issue(printed=False)
    report = {"ticket_id": ticket.id, "outcome": "printed"}

    assert len(scene.carry_out(scene.make(do.ReportPaper, K1, **report))) == 1
    assert scene.carry_out(scene.make(do.ReportPaper, K1, **report)) == ()
    with pytest.raises(errors.PaperAlreadyReported):
        scene.carry_out(scene.make(do.ReportPaper, K1, **report | {"outcome": "not_printed"}))


def test_nobody_is_called_whose_paper_is_not_out() -> None:
    scene = Scene()
    scene.staffed()
    first, second = scene.issue(printed=False), scene.issue()

    assert scene.call() is second
    scene.serve(second)
    with pytest.raises(errors.StillPrinting):
        scene.call()
    scene.report_paper(first.id, "uncertain")
    assert scene.call() is first


def test_a_ticket_without_paper_keeps_its_place_and_is_counted() -> None:
    scene = Scene()
    scene.staffed()
    first = scene.issue(printed=False)
    scene.issue()
    scene.report_paper(first.id)

    assert len(scene.hall.line(GENERAL)) == 2
    assert scene.call() is first


def test_a_ticket_whose_paper_nobody_reports_is_called_all_the_same_after_a_while() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue(printed=False)
    overdue_ms = EpochMs(scene.now_ms + scene.hall.file.policy.paper_overdue_s * 1000)

    assert overdue_papers(scene.hall, EpochMs(overdue_ms - 1)) == ()
    [overdue] = scene.apply(overdue_papers(scene.hall, overdue_ms))

    assert isinstance(overdue, PaperOverdue)
    assert overdue_papers(scene.hall, overdue_ms) == ()
    assert scene.call() is ticket


def test_a_ticket_that_was_not_printed_waits_for_the_kiosk_to_give_it_up() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue(printed=False)
    scene.report_paper(ticket.id, "not_printed")

    with pytest.raises(errors.StillPrinting):
        scene.call()


def test_a_waiting_ticket_can_be_given_up_and_is_not_called_then() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue()

    scene.carry_out(scene.make(do.CancelTicket, K1, ticket_id=ticket.id, reason="no paper"))

    assert ticket.state is State.CANCELLED
    with pytest.raises(errors.NobodyWaits):
        scene.call()


def test_a_called_ticket_is_not_given_up_by_a_kiosk() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue()
    ticket = scene.call()

    with pytest.raises(errors.WrongState) as refused:
        scene.carry_out(scene.make(do.CancelTicket, K1, ticket_id=ticket.id))

    assert refused.value.facts == {"number": "A001", "state": "called"}


def test_a_ticket_nobody_gave_is_unknown() -> None:
    scene = Scene()
    for kind in (do.CancelTicket, do.ReportPaper):
        fields = {"outcome": "printed"} if kind is do.ReportPaper else {}
        with pytest.raises(errors.UnknownTicket):
            scene.carry_out(scene.make(kind, K1, ticket_id=TicketId("x"), **fields))


def test_a_group_unknown_to_the_file_has_no_line() -> None:
    assert len(Scene().hall.line(GroupId("none"))) == 0
