"""Who is at the window may be seen by a clerk who may, and never without a record."""

import msgspec
import pytest

from contract.hall import HallFile
from contract.ids import TicketId
from contract.messages.answers import Done, Refused
from contract.messages.base import encode
from contract.messages.commands import GivenCard, VisitorCard
from contract.messages.state import PanelState
from coordinator.adapters.store import JournalStore
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import VisitorUnmasked
from coordinator.domain.ticket import Ticket
from coordinator.service.ports import Request
from journal import Journal
from tests.helpers.coordinator import CARD, Desk, issue, panel, paper
from tests.helpers.scene import LI, W1, W2, WANG, Scene, at, hall_file, text
from tests.helpers.unmasking import KEYS

SEALED = "c2VhbGVk" * 8
WHOLE = GivenCard(masked_name=CARD.masked_name, document_tail=CARD.document_tail, whole=SEALED)


def hall_that_unmasks() -> HallFile:
    clerks = [{"id": "li", "name": text("li"), "unmasks": True}, {"id": "wang", "name": text("w")}]
    return hall_file(clerk=clerks, privacy={"unmasking_key": KEYS.public[-1]})


def scene() -> tuple[Scene, Ticket]:
    """Return a hall where a ticket is served at window 1, by a clerk who may unmask."""
    made = Scene(hall_that_unmasks())
    made.staffed(W1, LI)
    made.staffed(W2, WANG)
    made.issue()
    return made, made.call(W1)


def unmask() -> Request:
    return panel(do.UnmaskVisitor, ticket_id=TicketId("2026-11-23.A001"), reason="to file")


def served(card: GivenCard | None = WHOLE, store: JournalStore | None = None) -> Desk:
    """Return a desk at which somebody is called to window 1."""
    desk = Desk(hall_that_unmasks())
    if store is not None:
        desk.loop._store = store
    desk.started()
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(visitor=card))
    desk.ask(*paper("A001"), panel(do.CallNext))
    return desk


def test_who_unmasked_whom_where_and_why_is_recorded() -> None:
    hall, ticket = scene()
    [event] = hall.at_window(do.UnmaskVisitor, W1, ticket_id=ticket.id, reason="to file")
    assert isinstance(event, VisitorUnmasked)
    assert (event.clerk_id, event.window_id, event.number) == (LI, W1, ticket.number)
    assert event.reason == "to file"


def test_a_clerk_whom_the_hall_file_does_not_let_sees_nobody() -> None:
    hall, first = scene()
    hall.issue()
    ticket = hall.call(W2)
    with pytest.raises(errors.UnmaskingForbidden):
        hall.at_window(do.UnmaskVisitor, W2, ticket_id=ticket.id, reason="curious")
    with pytest.raises(errors.WrongWindow):
        hall.at_window(do.UnmaskVisitor, W2, ticket_id=first.id, reason="curious")


def test_nobody_is_seen_who_waits_or_has_left_the_window() -> None:
    hall, ticket = scene()
    waiting = hall.issue()
    with pytest.raises(errors.WrongState):
        hall.at_window(do.UnmaskVisitor, W1, ticket_id=waiting.id, reason="early")
    hall.step(do.MarkNoShow, ticket)
    with pytest.raises(errors.WrongState):
        hall.at_window(do.UnmaskVisitor, W1, ticket_id=ticket.id, reason="late")


def test_the_answer_has_what_is_under_seal_and_the_record_is_written_before() -> None:
    desk = served()
    [answer] = desk.ask(unmask())

    assert isinstance(answer, Done)
    assert answer.whole == SEALED
    assert [type(record.event) for record in desk.store.records][-1] is VisitorUnmasked


def test_a_repeat_is_answered_alike_and_recorded_once() -> None:
    desk = served()
    request = unmask()
    first, again = desk.ask(request)[0], desk.ask(request)[0]

    assert first == again
    assert [type(r.event) for r in desk.store.records].count(VisitorUnmasked) == 1


@pytest.mark.parametrize("card", [None, CARD])
def test_where_nothing_is_kept_nobody_is_recorded_to_have_seen_it(card: GivenCard | None) -> None:
    desk = served(card)
    [answer] = desk.ask(unmask())

    assert isinstance(answer, Refused)
    assert (answer.code, answer.facts) == ("nothing_to_unmask", {"number": "A001"})
    assert VisitorUnmasked not in [type(record.event) for record in desk.store.records]


def test_only_the_answer_holds_it_neither_the_journal_nor_what_is_retained(
    database_url: str,
) -> None:
    journal = Journal.open(database_url, "small")
    desk = served(store=JournalStore(journal, None))
    request = unmask()
    desk.ask(request)
    desk.loop.catch_up()

    answers = journal.answers([(str(request.key.device_id), str(request.key.command_id))])
    bodies = [row.body for row in journal.load()]
    assert answers
    assert not any(SEALED in text for text in [*answers.values(), *bodies])
    assert not any(SEALED.encode() in payload for payload in desk.publisher.retained.values())
    assert desk.publisher.state("panel/w1", PanelState).ticket.unmaskable  # type: ignore[union-attr]
    journal.close()


def test_once_erased_a_repeat_gets_nothing_more() -> None:
    desk = served()
    request = unmask()
    desk.ask(request)
    desk.clock.at_ms = at("09:00", "2026-11-24")
    desk.loop.tick()

    [answer] = desk.ask(request)

    assert isinstance(answer, Done)
    assert answer.whole == ""


def test_a_visitor_of_an_older_row_is_read_as_one_of_whom_nothing_more_is_kept() -> None:
    row = VisitorCard(masked_name="欧阳*", document_tail="123X")
    assert msgspec.json.decode(encode(row), type=GivenCard).whole == ""
