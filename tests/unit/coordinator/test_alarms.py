"""When the hall raises an alarm, and when it takes it back."""

from typing import Any

import pytest

from contract.ids import AlarmId, ClerkId, DeviceId, EpochMs, ItemId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.alarms.readings import PAPER_NEAR_END, Device
from coordinator.domain.alarms.watch import Watch
from coordinator.domain.days import begin_day
from coordinator.domain.events import (
    AlarmAcknowledged,
    AlarmCleared,
    AlarmEvent,
    AlarmRaised,
    GroupClosed,
    GroupOpened,
)
from tests.helpers.scene import CASHIER, GENERAL, LI, P1, W1, W2, WANG, Scene, at, hall_file, text

DEVICES = [DeviceId(name) for name in ("k1", "k2", "board", "board-east", "p1", "p2", "p3")]
QUIET: dict[str, Any] = {
    "longest_wait_s": {"raise_at": 86_400, "clear_below": 86_400},
    "idle_window": {"raise_after_s": 3600},
    "no_window": {"raise_after_s": 3600},
}


class Guard:
    """Somebody who looks at a hall each second."""

    def __init__(self, **alarms: Any) -> None:
        clerks = [
            {"id": "li", "name": text("li")},
            {"id": "wang", "name": text("wang"), "role": "supervisor"},
        ]
        items = [
            {"id": "permit", "name": text("Permit"), "group": "general", "promise_s": 600},
            {"id": "copy", "name": text("Copy"), "group": "general"},
        ]
        self.scene = Scene(hall_file(clerk=clerks, item=items, alarms=QUIET | alarms))
        self.watch = Watch()
        for device_id in DEVICES:
            self.watch.hear(device_id, Device(online=True))

    def after(self, seconds: int = 0) -> list[str]:
        """Look each second for so long; return what was raised (+) and cleared (-)."""
        found: list[str] = []
        for second in range(seconds + 1):
            self.scene.now_ms = EpochMs(self.scene.now_ms + (1000 if second else 0))
            for event in self.scene.apply(self.watch.look(self.scene.hall, self.scene.now_ms)):
                assert isinstance(event, AlarmRaised | AlarmCleared)
                sign = "+" if isinstance(event, AlarmRaised) else "-"
                found.append(f"{sign}{event.alarm}.{event.subject}")
        return found

    def standing(self) -> AlarmId:
        [alarm_id] = self.scene.hall.day.alarms
        return alarm_id


def test_a_quiet_hall_raises_nothing() -> None:
    guard = Guard()
    guard.scene.staffed()

    assert guard.after(600) == []


def test_a_long_line_is_raised_after_a_while_and_cleared_below_a_lower_number() -> None:
    limit = {"raise_at": 3, "clear_below": 2, "raise_after_s": 5, "clear_after_s": 5}
    guard = Guard(line_length=limit)
    guard.scene.staffed()
    for _ in range(3):
        guard.scene.issue()

    assert guard.after(4) == []
    assert guard.after(1) == ["+line_length.general"]
    guard.scene.call()
    assert guard.after(60) == [], "two are still not below two"
    guard.scene.at_window(do.MarkNoShow, ticket_id=guard.scene.hall.day.windows[W1].ticket_id)
    guard.scene.call()
    assert guard.after(5) == ["-line_length.general"]


def test_a_line_that_is_long_for_a_moment_only_is_no_alarm() -> None:
    limit = {"raise_at": 1, "clear_below": 1, "raise_after_s": 5, "clear_after_s": 0}
    guard = Guard(line_length=limit)
    guard.scene.staffed()
    for _ in range(4):
        guard.scene.issue()
        assert guard.after(4) == []
        ticket = guard.scene.call()
        assert guard.after(2) == []
        guard.scene.step(do.MarkNoShow, ticket)


def test_who_has_waited_longest_raises_the_alarm_of_the_group() -> None:
    limit = {"raise_at": 60, "clear_below": 30, "raise_after_s": 0, "clear_after_s": 0}
    guard = Guard(longest_wait_s=limit)
    guard.scene.staffed()
    guard.scene.issue(CASHIER)

    assert guard.after(59) == []
    assert guard.after(1) == ["+longest_wait.cashier"]
    assert guard.scene.hall.day.alarms[guard.standing()].value == 60
    guard.scene.call()
    assert guard.after() == ["-longest_wait.cashier"]


def test_a_service_over_the_promise_of_its_item_is_an_alarm_until_it_ends() -> None:
    guard = Guard()
    guard.scene.staffed()
    guard.scene.issue(item_id=ItemId("permit"))
    ticket = guard.scene.call()
    guard.scene.step(do.StartService, ticket)

    assert guard.after(600) == []
    assert guard.after(1) == ["+service_over_promise.w1"]
    guard.scene.step(do.FinishService, ticket)
    assert guard.after() == ["-service_over_promise.w1"]


def test_a_service_without_a_promise_may_take_any_time() -> None:
    guard = Guard()
    guard.scene.staffed()
    guard.scene.issue(item_id=ItemId("copy"))
    guard.scene.step(do.StartService, guard.scene.call())

    assert guard.after(3600) == []


def test_an_open_window_that_calls_nobody_though_somebody_waits_is_an_alarm() -> None:
    guard = Guard(idle_window={"raise_after_s": 120, "clear_after_s": 0})
    guard.scene.staffed()
    assert guard.after(300) == [], "nobody waits"

    guard.scene.issue()

    assert guard.after(119) == []
    assert guard.after(1) == ["+idle_window.w1"]
    guard.scene.call()
    assert guard.after() == ["-idle_window.w1"]


def test_a_line_that_no_window_calls_is_an_alarm() -> None:
    guard = Guard(no_window={"raise_after_s": 60, "clear_after_s": 0})
    guard.scene.issue()

    assert guard.after(60) == ["+no_window.general"]
    guard.scene.staffed()
    assert guard.after() == ["-no_window.general"]


def test_a_group_that_closes_early_since_its_line_is_too_long_is_an_alarm() -> None:
    guard = Guard()

    suspended = GroupClosed(at_ms=guard.scene.now_ms, group_id=GENERAL, reason="suspended")
    guard.scene.apply((suspended,))
    assert guard.after() == []
    too_long = GroupClosed(at_ms=guard.scene.now_ms, group_id=GENERAL, reason="capacity")
    guard.scene.apply((too_long,))
    assert guard.after() == ["+closing_by_capacity.general"]
    guard.scene.apply((GroupOpened(at_ms=guard.scene.now_ms, group_id=GENERAL),))
    assert guard.after() == ["-closing_by_capacity.general"]


def test_a_cry_for_help_is_an_alarm_until_somebody_answers_it() -> None:
    guard = Guard()
    guard.scene.staffed(W1, LI)
    guard.scene.staffed(W2, WANG)

    guard.scene.at_window(do.RaisePanic, W1)
    assert guard.after() == ["+panic.w1"]
    guard.scene.at_window(do.AcknowledgePanic, W2, of_window_id=W1)
    assert guard.after() == ["-panic.w1"]


def test_a_kiosk_that_rings_is_an_alarm_until_somebody_answers_it() -> None:
    guard = Guard()
    guard.scene.staffed(W1, LI)

    guard.scene.carry_out(guard.scene.make(do.Ring, DeviceId("k1")))
    assert guard.after() == ["+ring.k1"]
    guard.scene.at_window(do.AnswerRing, W1, of_kiosk_id=DeviceId("k1"))
    assert guard.after() == ["-ring.k1"]


def test_a_device_that_is_away_is_missed_while_somebody_needs_it() -> None:
    guard = Guard(device_down={"raise_after_s": 60, "clear_after_s": 5})
    guard.watch.hear(DeviceId("k1"), Device(online=False))
    guard.watch.hear(P1, Device(online=False))

    assert guard.after(60) == ["+device_down.k1"], "nobody sits at the panel"
    guard.scene.staffed()
    assert guard.after(60) == ["+device_down.p1"]
    guard.watch.hear(P1, Device(online=True))
    assert guard.after(5) == ["-device_down.p1"]


def test_at_night_no_kiosk_is_missed() -> None:
    guard = Guard()
    guard.scene.now_ms = at("21:00")
    guard.watch.hear(DeviceId("k1"), Device(online=False))

    assert guard.after(600) == []


def test_a_device_that_nobody_ever_heard_of_is_missed_too() -> None:
    guard = Guard()
    guard.watch = Watch()

    assert len(guard.after(60)) == len(["k1", "k2", "board", "board-east"])


def test_paper_near_its_end_and_other_faults_are_two_alarms() -> None:
    guard = Guard()
    guard.watch.hear(DeviceId("k1"), Device(online=True, faults=(PAPER_NEAR_END,)))
    guard.watch.hear(DeviceId("k2"), Device(online=True, faults=("printer.cover_open",)))

    assert guard.after(10) == ["+paper_low.k1", "+device_fault.k2"]


def test_a_bad_rating_is_an_alarm_until_it_is_answered_or_the_day_ends() -> None:
    guard = Guard()
    scene = guard.scene
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    for answered in (True, False):
        scene.issue()
        service_id = scene.serve(scene.call())
        scene.at_window(do.RateService, service_id=service_id, level=1, source="keypad")
        assert guard.after() == [f"+bad_rating.{service_id}"]
        if answered:
            scene.at_window(do.AnswerCase, W2, service_id=service_id, text="called back")
            assert guard.after() == [f"-bad_rating.{service_id}"]

    scene.now_ms = at("09:00", "2026-11-24")
    scene.apply(begin_day(scene.hall, scene.now_ms))

    assert isinstance(scene.events[-2], AlarmCleared)
    assert scene.events[-2].reason == "day_ended"
    assert guard.after() == []


def test_a_case_past_its_deadline_is_an_alarm_each_day_until_it_is_closed() -> None:
    guard = Guard()
    scene = guard.scene
    scene.staffed()
    scene.issue()
    service_id = scene.serve(scene.call())
    scene.at_window(do.RateService, service_id=service_id, level=2, source="keypad")
    for day in ("2027-01-11", "2027-01-12"):
        scene.now_ms = at("09:00", day)
        scene.apply(begin_day(scene.hall, scene.now_ms))

        assert guard.after() == [f"+case_overdue.{service_id}"]


def acknowledged(guard: Guard, alarm_id: AlarmId, window: Any = W2) -> tuple[Any, ...]:
    return guard.scene.at_window(do.AcknowledgeAlarm, window, alarm_id=alarm_id)


def test_a_supervisor_acknowledges_an_alarm_which_goes_on_to_stand() -> None:
    guard = Guard(no_window={"raise_after_s": 0})
    guard.scene.staffed(W1, LI)
    guard.scene.at_window(do.PauseWindow, W1, reason="tea")
    guard.scene.issue(CASHIER)
    guard.scene.staffed(W2, WANG)
    guard.after()
    alarm_id = guard.standing()

    with pytest.raises(errors.SupervisorOnly):
        acknowledged(guard, alarm_id, W1)
    with pytest.raises(errors.UnknownAlarm):
        acknowledged(guard, AlarmId("2026-11-23.99"))
    [event] = acknowledged(guard, alarm_id)

    assert isinstance(event, AlarmAcknowledged)
    assert guard.scene.hall.day.alarms[alarm_id].acknowledged_by == ClerkId("wang")
    assert acknowledged(guard, alarm_id) == ()
    assert guard.after(60) == []


def test_an_alarm_that_comes_again_is_another_one_and_not_yet_acknowledged() -> None:
    guard = Guard(no_window={"raise_after_s": 0, "clear_after_s": 0})
    guard.scene.staffed(W2, WANG)
    guard.scene.issue(CASHIER)
    guard.after()
    acknowledged(guard, guard.standing())
    guard.scene.staffed(W1, LI)
    guard.after()
    guard.scene.at_window(do.SignOut, W1)
    guard.after()

    assert [e.alarm_id for e in guard.scene.events if isinstance(e, AlarmEvent)] == [
        "2026-11-23.1", "2026-11-23.1", "2026-11-23.1", "2026-11-23.2",
    ]  # fmt: skip
    assert guard.scene.hall.day.alarms[guard.standing()].acknowledged_by is None


def test_what_a_lost_commit_did_not_record_is_raised_again() -> None:
    guard = Guard(no_window={"raise_after_s": 0})
    guard.scene.issue(GENERAL)

    first = guard.watch.look(guard.scene.hall, guard.scene.now_ms)

    assert first
    assert guard.watch.look(guard.scene.hall, guard.scene.now_ms) == first
