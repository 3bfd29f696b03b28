"""What happens is told wherever it is shown, without looking at every window each time."""

from contract.ids import CommandId, TicketId
from coordinator.domain import commands as do
from coordinator.service.ports import Request
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import CASHIER, K1, LI, NEVER_EXPIRES, SENIOR, WANG

A001, A002 = TicketId("2026-11-23.A001"), TicketId("2026-11-23.A002")


def missed(desk: Desk) -> dict[str, tuple[bytes | None, bytes]]:
    """Return what looking at everything finds that nobody has been told."""
    desk.loop.catch_up()
    before = dict(desk.publisher.retained)
    hall = desk.loop._hall
    assert hall is not None
    desk.loop._retained.update_all(hall, desk.clock.now_ms())
    after = desk.publisher.retained
    return {
        topic: (before.get(topic), after[topic])
        for topic in after
        if after[topic] != before.get(topic)
    }


def cancel(ticket_id: TicketId) -> Request:
    command_id = CommandId(f"cancel {ticket_id}")
    return Request(
        do.CancelTicket(
            command_id=command_id, device_id=K1, expires_at_ms=NEVER_EXPIRES, ticket_id=ticket_id
        )
    )


def at_work() -> Desk:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.SignIn, "w2", clerk_id=WANG))
    desk.ask(issue(), issue(), issue(), *paper("A001", "A002", "A003"))
    assert not missed(desk)
    return desk


def test_nothing_is_missed_of_a_service_and_a_rating() -> None:
    desk = at_work()
    for kind in (do.CallNext, do.Recall, do.StartService, do.FinishService, do.UndoFinish):
        facts = {} if kind is do.CallNext else {"ticket_id": A001}
        desk.clock.move(3)
        desk.ask(panel(kind, **facts))
        assert not missed(desk), kind


def test_nothing_is_missed_of_whoever_steps_aside_and_is_called_elsewhere() -> None:
    desk = at_work()
    desk.ask(panel(do.CallNext), panel(do.HoldTicket, ticket_id=A001, reason="papers"))
    assert not missed(desk)
    desk.ask(panel(do.CallNext), panel(do.StartService, ticket_id=A002))
    assert not missed(desk)
    desk.ask(panel(do.ResumeTicket, "w2", ticket_id=A001))
    assert not missed(desk)
    desk.ask(panel(do.MarkNoShow, "w2", ticket_id=A001))
    assert not missed(desk)


def test_nothing_is_missed_of_whoever_is_sent_on() -> None:
    desk = at_work()
    desk.ask(panel(do.CallNext), panel(do.StartService, ticket_id=A001))
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_group_id=CASHIER))
    assert not missed(desk)
    desk.ask(panel(do.CallNext), panel(do.StartService, ticket_id=A002))
    desk.ask(panel(do.TransferTicket, ticket_id=A002, to_clerk_id=WANG))
    assert not missed(desk)
    desk.ask(panel(do.SignOut, "w2"))
    assert not missed(desk)


def test_nothing_is_missed_of_who_waits_for_one_clerk_and_gives_up() -> None:
    desk = at_work()
    desk.ask(panel(do.CallNext), panel(do.StartService, ticket_id=A001))
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_clerk_id=WANG))
    assert not missed(desk)
    desk.ask(cancel(A001))
    assert not missed(desk)


def test_nothing_is_missed_of_whoever_is_let_go_first() -> None:
    desk = at_work()
    desk.ask(panel(do.GivePriority, number="A003", priority_id=SENIOR, reason="cannot stand"))
    assert not missed(desk)
    desk.ask(cancel(A002))
    assert not missed(desk)


def test_what_was_forgotten_all_the_same_is_told_by_and_by() -> None:
    desk = at_work()
    topic = "hallcall/v1/small/state/panel/w3"
    told = desk.publisher.retained[topic]
    desk.publisher.retained[topic] = desk.loop._retained._payloads[topic] = b"old"

    for _ in range(20):
        desk.clock.move(1)
        desk.loop.tick()

    assert desk.publisher.retained[topic] == told
