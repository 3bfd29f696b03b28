"""What is said of admission: retained queues, answers, and nothing of who it was."""

import msgspec

from contract.ids import CommandId, PersonHash, TicketNumber, TicketToken
from contract.messages.answers import Done, Refused
from contract.messages.base import encode
from contract.messages.state import QueueState
from coordinator.domain import commands as do
from coordinator.service.ports import Request
from tests.helpers.coordinator import Desk, issue, panel
from tests.helpers.scene import K1, NEVER_EXPIRES, WANG, hall_file

PERSON = PersonHash("c0ffee" * 10 + "beef")


def test_the_queue_says_that_it_closes_soon_and_then_that_it_is_full_for_the_day() -> None:
    desk = Desk(hall_file(admission={"close_by_capacity": True, "notice_s": 600})).started()
    desk.clock.move(8 * 3600 + 5 * 60)
    desk.ask(panel(do.SignIn, "w2", clerk_id=WANG))
    said = []
    for _ in range(6):
        desk.loop.tick()
        queue = desk.publisher.state("queue/general", QueueState)
        said.append((queue.accepting, queue.closing_soon, queue.closed_reason))
        desk.ask(issue())

    assert said == [
        (True, False, None),  # 20 min of slack
        (True, False, None),
        (True, False, None),
        (True, True, None),
        (True, True, None),
        (False, False, "capacity"),
    ]


def test_a_reprint_is_answered_with_the_ticket_as_it_is_now_and_nobody_hears_whose_it_is() -> None:
    desk = Desk().started()
    desk.ask(issue(), issue(person_hash=PERSON))
    [answer] = desk.ask(
        Request(
            do.ReprintTicket(
                command_id=CommandId("again"),
                device_id=K1,
                expires_at_ms=NEVER_EXPIRES,
                number=TicketNumber("A002"),
                person_hash=PERSON,
            )
        )
    )

    assert isinstance(answer, Done)
    assert answer.ticket is not None
    assert (answer.ticket.number, answer.ticket.ahead) == ("A002", 1)
    told = [encode(message) for _, message, _ in desk.publisher.news]
    answers = [msgspec.json.encode(answer) for _, answer, _ in desk.publisher.answers]
    for payload in (*told, *answers, *desk.publisher.retained.values()):
        assert PERSON.encode() not in payload


def find(**asked: object) -> Request:
    asking = do.FindTicket(
        command_id=CommandId(f"find-{asked}"),
        device_id=K1,
        expires_at_ms=NEVER_EXPIRES,
        **asked,  # type: ignore[arg-type]
    )
    return Request(asking)


def test_how_it_stands_with_a_ticket_is_told_by_number_and_by_token_and_changes_nothing() -> None:
    desk = Desk().started()
    _, issued = desk.ask(issue(), issue(person_hash=PERSON))
    assert isinstance(issued, Done)
    assert issued.ticket is not None
    token = issued.ticket.token
    before = len(desk.publisher.news)

    answers = desk.ask(find(number=TicketNumber("A002")), find(token=token))

    for answer in answers:
        assert isinstance(answer, Done)
        assert answer.standing is not None
        assert (answer.standing.number, answer.standing.stage) == ("A002", "waiting")
        assert answer.standing.ahead == 1
        assert PERSON.encode() not in encode(answer)
    assert len(desk.publisher.news) == before


def test_nobody_finds_a_ticket_that_is_none() -> None:
    desk = Desk().started()
    asked = (
        find(number=TicketNumber("A777")),
        find(token=TicketToken("0" * 20)),
        find(),
    )
    codes = [answer.code for answer in desk.ask(*asked) if isinstance(answer, Refused)]
    assert codes == ["unknown_number", "unknown_token", "unknown_number"]
