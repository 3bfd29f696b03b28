"""A ticket in hand: its number is typed, and it is printed again or given up."""

import pytest

from contract.ids import TicketNumber
from contract.messages.answers import Done, TicketSlip
from contract.messages.commands import CancelNumber, CancelTicket, ReportPaper, ReprintTicket
from kiosk.core import screens
from kiosk.core.equipment import Paper
from tests.unit.kiosk.bench import TICKET, Bench, id_card

TYPED = ("my_ticket", "key A", "key 0", "key 1", "key 2")


def copied(bench: Bench) -> None:
    """Ask for a copy, and get it."""
    bench.tap(*TYPED, "reprint")
    command = bench.sent[-1]
    ticket = TicketSlip(
        ticket_id=TICKET,
        number=TicketNumber("A012"),
        group_id=bench.presenter._catalog.hall.group[0].id,
        item_id=None,
        issued_at_ms=bench.clock.now_ms(),
        ahead=1,
        wait_ms=None,
    )
    now_ms = bench.clock.now_ms()
    done = Done(command_id=command.command_id, answered_at_ms=now_ms, ticket=ticket)
    bench.presenter.on_answered(command, done)


@pytest.mark.parametrize(
    ("keys", "number", "complete"),
    [
        ("A012", "A012", True),
        ("012", "", False),  # a letter comes first
        ("A0B12", "A012", True),  # and no other later
        ("A01", "A01", False),
        ("A0129", "A0129", False),
    ],
)
def test_only_what_can_stand_on_a_ticket_is_complete(
    keys: str, number: str, *, complete: bool
) -> None:
    bench = Bench()
    bench.tap("my_ticket", *(f"key {key}" for key in keys))
    assert isinstance(bench.screen, screens.MyTicket)
    assert (bench.screen.number, bench.screen.complete) == (number, complete)


def test_a_copy_is_printed_and_nothing_is_reported_of_it() -> None:
    bench = Bench()
    copied(bench)
    assert isinstance(bench.sent[-1], ReprintTicket)
    assert bench.slip.number == "A012"

    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    assert isinstance(bench.screen, screens.TakeTicket)
    assert not [each for each in bench.sent if isinstance(each, ReportPaper | CancelTicket)]


def test_a_copy_that_does_not_come_out_leaves_the_ticket_valid() -> None:
    bench = Bench()
    copied(bench)
    bench.presenter.on_paper(TICKET, Paper.NOT_PRINTED, "cover open")
    assert isinstance(bench.screen, screens.ShowNumber)
    assert (bench.screen.reason, bench.screen.number) == ("show_number.no_paper", "A012")
    assert not [each for each in bench.sent if isinstance(each, ReportPaper | CancelTicket)]


def test_a_ticket_is_given_up_only_after_a_yes() -> None:
    bench = Bench()
    bench.tap(*TYPED, "cancel")
    assert isinstance(bench.screen, screens.MyTicket)
    assert bench.screen.confirming
    bench.tap("no", "reprint", "cancel")  # a copy is asked for; nothing can be given up now
    assert [type(command) for command in bench.sent] == [ReprintTicket]


def test_what_is_given_up_is_said() -> None:
    bench = Bench()
    bench.tap(*TYPED, "cancel", "yes")
    [command] = bench.sent
    assert isinstance(command, CancelNumber)
    assert command.number == "A012"

    bench.answer_yes()

    assert isinstance(bench.screen, screens.Cancelled)
    assert bench.screen.number == "A012"
    bench.wait(10)
    assert isinstance(bench.screen, screens.Home)


def test_a_card_proves_whose_ticket_it_is_and_is_forgotten_with_the_request() -> None:
    bench = Bench(person_key=b"0123456789abcdef")
    bench.tap("my_ticket")
    bench.presenter.on_card(id_card())
    assert isinstance(bench.screen, screens.MyTicket)
    assert bench.screen.hint == "card_read"

    bench.tap(*TYPED[1:], "cancel", "yes")

    [command] = bench.sent
    assert isinstance(command, CancelNumber)
    assert len(command.person_hash) == 64
    assert bench.presenter._visit.person_hash == ""


@pytest.mark.parametrize("code", ["card_wanted", "unknown_number", "wrong_state"])
def test_what_cannot_be_done_is_said_in_words(code: str) -> None:
    bench = Bench()
    bench.tap(*TYPED, "reprint")
    bench.answer_refused(code, bench.sent[-1])
    assert isinstance(bench.screen, screens.Sorry)
    assert bench.screen.reason == f"refused.{code}"


def test_a_request_about_a_number_that_nobody_answers_is_not_asked_again() -> None:
    bench = Bench()
    bench.tap(*TYPED, "cancel", "yes")
    bench.presenter.on_not_answered(bench.sent[-1])
    assert isinstance(bench.screen, screens.NoConnection)
    bench.wait(20)
    assert len(bench.sent) == 1
