"""What a kiosk has given alone it hands in, once it reaches the coordinator."""

from contract.codes import token_of
from contract.ids import GroupId, TicketId
from contract.messages.answers import Done, Refused, TicketSlip
from contract.messages.commands import (
    CancelTicket,
    HandInTicket,
    IssueTicket,
)
from kiosk.core.equipment import Paper
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.alone import (
    bench,
    reach,
    restarted,
    sent,
    street,
    take,
    thank,
)
from tests.unit.kiosk.bench import TICKET, TO_ASKING, Bench


def test_a_visitor_whose_question_goes_unanswered_gets_a_number_and_the_question_is_undone() -> (
    None
):
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_ASKING)
    asked = made.asked

    made.presenter.on_not_answered(asked)
    slip = made.slip
    made.presenter.on_paper(slip.ticket_id, Paper.PRINTED, "")
    assert (slip.number, slip.alone) == ("A900", True)

    reach(made)
    again = sent(made, IssueTicket)[-1]
    assert again.command_id == asked.command_id
    made.answer_done(again)
    assert [c.ticket_id for c in sent(made, CancelTicket)] == [TICKET]


def test_tickets_are_handed_in_oldest_first_and_forgotten_once_thanked_for() -> None:
    store = MemoryStore()
    made = bench(store)
    slips = [take(made) for _ in range(6)]
    reach(made)

    first = sent(made, HandInTicket)
    assert [command.number for command in first] == [slip.number for slip in slips[:4]]
    for command in first:
        thank(made, command)
    made.wait(1)

    assert [c.number for c in sent(made, HandInTicket)] == [slip.number for slip in slips]
    for command in sent(made, HandInTicket)[4:]:
        thank(made, command)
    assert not [key for key in store.records if key.startswith("given/")]


def test_the_command_says_what_the_paper_says_and_what_became_of_it() -> None:
    made = bench()
    given_at_ms = made.clock.now_ms()
    slip = take(made, Paper.UNCERTAIN)
    made.wait(60, alive=False)
    reach(made)

    [command] = sent(made, HandInTicket)
    assert (command.number, command.day, command.outcome) == ("A900", "2025-11-24", "uncertain")
    assert abs(command.issued_at_ms - given_at_ms) < 2000
    assert command.clock_bound_ms == 2000
    assert slip.code == f"{command.day}.A900"
    assert slip.ticket_id == TicketId("2025-11-24.A900")


def test_the_phone_can_follow_the_paper_later() -> None:
    url = 'day_begins = 04:00:00\nticket_url = "https://hall/{token}"'
    made = bench(hall=street(("day_begins", url)))

    slip = take(made)
    reach(made)

    [command] = sent(made, HandInTicket)
    assert slip.code == f"https://hall/{token_of(command.command_id)}"


def test_a_ticket_without_paper_is_handed_in_too_and_its_number_not_given_again() -> None:
    made = bench()
    take(made, Paper.NOT_PRINTED)
    assert take(made).number == "A901"
    reach(made)

    assert [c.outcome for c in sent(made, HandInTicket)] == ["on_screen", "printed"]


def test_the_id_of_the_command_is_the_same_however_often_it_is_handed_in() -> None:
    store = MemoryStore()
    before = bench(store)
    take(before)
    reach(before)
    after = restarted(before, store)
    reach(after)

    assert sent(before, HandInTicket)[0].command_id == sent(after, HandInTicket)[0].command_id


def test_tickets_that_wait_for_long_are_told_of() -> None:
    made = bench()
    take(made)
    assert not made.line.report_faults.called or "alone.tickets_wait" not in made.fault_codes

    made.wait(301, alive=False)

    assert "alone.tickets_wait" in made.fault_codes


def test_a_coordinator_that_does_not_take_them_is_asked_again_and_told_of() -> None:
    made = bench()
    take(made)
    reach(made)
    [command] = sent(made, HandInTicket)
    refused = Refused(
        command_id=command.command_id,
        answered_at_ms=made.clock.now_ms(),
        code="not_authorized",
        message="no",
    )
    made.presenter.on_answered(command, refused)
    made.wait(30)
    assert len(sent(made, HandInTicket)) == 1
    assert "alone.refused" in made.fault_codes

    made.wait(40)

    assert len(sent(made, HandInTicket)) == 2
    thank(made, command)
    made.wait(1)
    assert "alone.refused" not in made.fault_codes


def test_a_paper_that_calls_nobody_is_told_of() -> None:
    made = bench()
    take(made)
    reach(made)
    [command] = sent(made, HandInTicket)

    thank(made, command, explained="number_taken")
    made.wait(1)

    assert "alone.not_called" in made.fault_codes
    assert len(sent(made, HandInTicket)) == 1
    made.clock.move(1)
    made.beat(day="2025-11-25")
    assert "alone.not_called" not in made.fault_codes


def test_once_the_hall_is_back_it_is_asked_again() -> None:
    made = bench()
    take(made)
    reach(made)

    made.tap(*TO_ASKING)

    assert isinstance(made.asked, IssueTicket)
    made.presenter.on_answered(
        made.asked,
        Done(
            command_id=made.asked.command_id,
            answered_at_ms=made.clock.now_ms(),
            ticket=TicketSlip(
                ticket_id=TICKET, number="A012", group_id=GroupId("general"), item_id=None,  # type: ignore[arg-type]
                issued_at_ms=made.clock.now_ms(), ahead=0, wait_ms=None,
            ),
        ),
    )  # fmt: skip
    assert made.printer.print.call_args.args[0].alone is False
