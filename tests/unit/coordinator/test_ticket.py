"""The transition table, walked; what tickets share."""

import itertools
from typing import get_args

import pytest

from contract.ids import GroupId, ServiceId, TicketId, TicketNumber, WindowId
from coordinator.domain.events import AnyEvent, Event
from coordinator.domain.ticket import (
    FINAL,
    NEVER,
    TRANSITIONS,
    IllegalTransition,
    State,
    Ticket,
    advance,
)

EVENT_TYPES: tuple[type[Event], ...] = get_args(AnyEvent)


@pytest.mark.parametrize(("state", "event"), [*itertools.product(State, EVENT_TYPES)])
def test_what_is_not_in_the_table_is_illegal(state: State, event: type[Event]) -> None:
    if event in TRANSITIONS[state]:
        assert advance(state, event) is TRANSITIONS[state][event]
    else:
        with pytest.raises(IllegalTransition, match=state.value):
            advance(state, event)


def test_every_state_can_be_reached_and_every_open_state_can_end() -> None:
    reached = {State.WAITING}
    for _ in State:
        reached |= {after for state in reached for after in TRANSITIONS[state].values()}

    assert reached == set(State)
    assert {State.FINISHED, State.NO_SHOW, State.CANCELLED} == FINAL


def test_each_kind_of_event_has_a_name_of_its_own() -> None:
    tags = [event.__struct_config__.tag for event in EVENT_TYPES]
    assert len(set(tags)) == len(tags)


def test_tickets_that_have_ended_share_what_they_have_in_common() -> None:
    def said(text: str) -> str:
        return text.encode().decode()  # as if read from another event

    one, other = (
        Ticket(
            id=TicketId(said(name)),
            number=TicketNumber(name),
            service_id=ServiceId(said(f"{name}.1")),
            chosen=(ServiceId(said(f"{name}.1")),),
            group_id=GroupId(said("general")),
            item_id=None,
            priority_id=None,
            rank=0,
            issued_at_ms=NEVER,
            order=0,
            window_id=WindowId(said("w12")),
        )
        for name in ("A001", "A002")
    )
    assert one.window_id is not other.window_id

    one.intern_names()
    other.intern_names()

    assert one.window_id is other.window_id
    assert one.group_id is other.group_id
    assert one.chosen[0] is one.service_id == "A001.1"
