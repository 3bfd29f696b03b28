"""What a citizen's phone may do and see with the token on the ticket."""

from typing import Any

import pytest

from contract import topics
from contract.ids import TicketToken
from contract.messages.answers import Done, Refused
from contract.messages.base import decode
from contract.messages.state import TicketState
from coordinator.domain import commands as do
from coordinator.domain.events import ServiceRated
from coordinator.service.ports import Request
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import LI

TICKET = {"ticket_id": "2026-11-23.A001"}
GATEWAY = "web-1"
STATE = "hallcall/v1/small/state/ticket/"


def phone(kind: Any, token: str, **fields: object) -> Request:
    return Request(
        kind(
            command_id=f"{kind.__name__}-{token}-{fields}",
            device_id=GATEWAY,
            expires_at_ms=2**50,
            token=TicketToken(token),
            **fields,
        )
    )


def with_ticket() -> tuple[Desk, str]:
    """Return a hall with one ticket whose paper is out, and the token of it."""
    desk = Desk().started()
    desk.ask(issue(), *paper("A001"))
    [issued] = [
        answer for _, answer, _ in desk.publisher.answers if getattr(answer, "ticket", None)
    ]
    assert isinstance(issued, Done)
    assert issued.ticket is not None
    return desk, issued.ticket.token


def seen(desk: Desk, token: str) -> TicketState | None:
    payload = desk.publisher.retained.get(STATE + token)
    return decode(payload, TicketState) if payload else None


def test_a_phone_follows_its_ticket_until_it_is_over() -> None:
    desk, token = with_ticket()
    state = seen(desk, token)
    assert state is not None
    assert (state.number, state.stage, state.ahead) == ("A001", "waiting", 0)

    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.CallNext))
    state = seen(desk, token)
    assert state is not None
    assert (state.stage, state.window_id, state.ahead) == ("called", "w1", None)

    desk.ask(panel(do.StartService, **TICKET), panel(do.FinishService, **TICKET))
    state = seen(desk, token)
    assert state is not None
    assert state.stage == "finished"
    assert state.rate_until_ms is not None

    desk.clock.move(3600)
    desk.loop.tick()
    desk.loop.catch_up()
    assert seen(desk, token) is None
    assert desk.publisher.retained[STATE + token] == b""


def test_a_waiting_ticket_is_told_how_long() -> None:
    desk, token = with_ticket()

    desk.clock.move(5)
    desk.loop.catch_up()

    state = seen(desk, token)
    assert state is not None
    assert state.wait_ms is None or state.wait_ms % 60_000 == 0


def test_a_ticket_is_given_up_by_phone_and_its_topic_cleared() -> None:
    desk, token = with_ticket()

    desk.ask(phone(do.CancelByToken, token))

    assert isinstance(desk.publisher.answers[-1][1], Done)
    assert desk.publisher.retained[STATE + token] == b""


def test_a_service_is_rated_by_phone_once_and_while_it_is_invited() -> None:
    desk, token = with_ticket()
    desk.ask(phone(do.RateByToken, token, level=5))
    assert refused(desk) == "rating_late"
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.CallNext))
    desk.ask(panel(do.StartService, **TICKET), panel(do.FinishService, **TICKET))

    desk.ask(phone(do.RateByToken, token, level=1, reason="slow"))
    events = [record.event for record in desk.store.records]
    [rated] = [event for event in events if isinstance(event, ServiceRated)]
    assert (rated.level, rated.source, rated.reason) == (1, "phone", "slow")
    desk.ask(phone(do.RateByToken, token, level=4))

    assert refused(desk) == "rating_given"


@pytest.mark.parametrize("kind", [do.CancelByToken, do.RateByToken])
def test_a_guessed_token_opens_nothing(kind: type[do.TokenCommand]) -> None:
    desk, _ = with_ticket()
    more = {"level": 5} if kind is do.RateByToken else {}

    desk.ask(phone(kind, "0" * 20, **more))

    assert refused(desk) == "unknown_token"


def test_the_token_is_in_no_public_message() -> None:
    desk, token = with_ticket()
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.CallNext))

    for topic, payload in desk.publisher.retained.items():
        if topics.TICKET.levels(topic) is None:
            assert token.encode() not in payload, topic
    assert all(token not in str(message) for _, message, _ in desk.publisher.news)


def refused(desk: Desk) -> str:
    answer = desk.publisher.answers[-1][1]
    assert isinstance(answer, Refused)
    return answer.code
