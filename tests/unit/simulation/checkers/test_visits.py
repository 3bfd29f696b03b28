"""A visit ends after its last service, and a command does what it asks."""

from typing import Any

from contract.ids import CommandId, EpochMs, GroupId, TicketId, WindowId
from contract.messages.commands import AnyCommand, FinishService, TransferTicket
from simulation.checkers.obeyed import Obeyed
from simulation.checkers.rows import Happening
from simulation.checkers.visits import Visits

TICKET: dict[str, Any] = {"ticket_id": "A01", "number": "A01", "window_id": "w1"}
STEP = {"service_id": "A01.2", "group_id": "pension"}
ENVELOPE: dict[str, Any] = {
    "command_id": CommandId("c1"),
    "sent_at_ms": EpochMs(1),
    "expires_at_ms": EpochMs(9),
    "window_id": WindowId("w1"),
    "ticket_id": TicketId("A01"),
}


def row(kind: str, **said: Any) -> Happening:
    return Happening(kind=kind, at_ms=5, **{**TICKET, **said})


def of_a_visit(*rows: Happening) -> list[str]:
    """Return what is wrong when this happens to a visit of two services, in one commit."""
    found: list[str] = []
    visits = Visits(lambda _promise, what: found.append(what))
    for each in (row("ticket_issued", more=(STEP,)), *rows):
        visits.take(each)
    visits.committed()
    return found


def disobeyed(command: AnyCommand, came: Happening) -> list[str]:
    """Return what is wrong when this comes of a command."""
    found: list[str] = []
    Obeyed(lambda _promise, what: found.append(what)).take(came, command)
    return found


def test_a_visit_with_a_service_to_come_goes_on() -> None:
    assert of_a_visit(row("service_finished"), row("visit_went_on", step=STEP)) == []
    assert of_a_visit(row("service_finished"))
    assert of_a_visit(row("service_finished"), row("window_paused"))


def test_a_service_that_was_taken_off_is_not_to_come() -> None:
    assert of_a_visit(row("service_dropped", step=STEP), row("service_finished")) == []


def test_an_undone_finish_has_its_services_to_come_again() -> None:
    undone = row("service_finished"), row("visit_went_on", step=STEP), row("finish_undone")

    assert of_a_visit(*undone, row("service_finished"))
    assert of_a_visit(*undone, row("service_finished"), row("visit_stayed", step=STEP)) == []


def test_a_command_is_about_the_ticket_that_it_names() -> None:
    finish = FinishService(**ENVELOPE)

    assert disobeyed(finish, row("service_finished")) == []
    assert disobeyed(finish, row("service_finished", ticket_id="A02"))


def test_who_is_sent_on_goes_where_and_when_it_was_said() -> None:
    sent = TransferTicket(**ENVELOPE, to_group_id=GroupId("pension"), not_before_ms=EpochMs(7))

    said = {"to_group_id": "pension", "not_before_ms": 7}
    assert disobeyed(sent, row("ticket_transferred", **said)) == []
    assert disobeyed(sent, row("ticket_transferred", **{**said, "to_group_id": "general"}))
    assert disobeyed(sent, row("ticket_transferred", **{**said, "not_before_ms": None}))
    assert disobeyed(sent, row("ticket_transferred", **said, back_service_id="A01.3"))
