"""The transition table, walked."""

import itertools
from typing import get_args

import pytest

from coordinator.domain.events import AnyEvent, Event
from coordinator.domain.ticket import FINAL, TRANSITIONS, IllegalTransition, State, advance

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
