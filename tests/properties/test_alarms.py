"""Alarms do not flap, whatever the hall measures."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.ids import EpochMs, TicketId
from coordinator.domain import commands as do
from coordinator.domain.alarms.watch import Watch
from coordinator.domain.events import AlarmEvent
from tests.helpers.scene import K1, Scene, hall_file

RAISE_AFTER_S, CLEAR_AFTER_S = 20, 40
SECONDS_MAX = 240
NEVER = {"raise_after_s": 3600}
ALARMS = {
    "longest_wait_s": {"raise_at": 86_400, "clear_below": 86_400},
    "line_length": {
        "raise_at": 6,
        "clear_below": 3,
        "raise_after_s": RAISE_AFTER_S,
        "clear_after_s": CLEAR_AFTER_S,
    },
    "idle_window": NEVER,
    "no_window": NEVER,
    "device_down": NEVER,
}


def alarms_of(lengths: list[int]) -> list[AlarmEvent]:
    """Return what is raised and cleared while a line has these lengths, second by second."""
    scene, watch = Scene(hall_file(alarms=ALARMS)), Watch()
    waiting: list[TicketId] = []
    for length in lengths:
        scene.now_ms = EpochMs(scene.now_ms + 1000)
        while len(waiting) < length:
            waiting.append(scene.issue().id)
        while len(waiting) > length:
            ticket_id = waiting.pop()
            scene.carry_out(scene.make(do.CancelTicket, K1, ticket_id=ticket_id))
        scene.apply(watch.look(scene.hall, scene.now_ms))
    return [event for event in scene.events if isinstance(event, AlarmEvent)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=SECONDS_MAX))
def test_between_two_changes_of_an_alarm_there_is_at_least_the_time_it_has_to_hold(
    lengths: list[int],
) -> None:
    events = alarms_of(lengths)

    for before, after in pairwise(events):
        held_s = RAISE_AFTER_S if type(after).__name__ == "AlarmRaised" else CLEAR_AFTER_S
        assert after.at_ms - before.at_ms >= held_s * 1000
        assert type(after) is not type(before)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([3, 4, 5, 6, 7]), min_size=1, max_size=SECONDS_MAX))
def test_noise_between_the_two_numbers_changes_nothing_once_an_alarm_stands(
    noise: list[int],
) -> None:
    raised = [8] * (RAISE_AFTER_S + 1)

    assert [type(e).__name__ for e in alarms_of([*raised, *noise])] == ["AlarmRaised"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([8, 2]), min_size=1, max_size=SECONDS_MAX))
def test_peaks_shorter_than_the_time_to_hold_are_no_alarm(peaks: list[int]) -> None:
    quiet_again = [n for peak in peaks for n in [peak] * (RAISE_AFTER_S // 2) + [2]]

    assert alarms_of(quiet_again[:SECONDS_MAX]) == []
