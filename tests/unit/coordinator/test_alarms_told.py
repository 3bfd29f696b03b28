"""Alarms and cases as the wire has them: retained, told as events, and right after a restart."""

from contract.hall import HallFile
from contract.ids import AlarmId, DeviceId, ServiceId
from contract.messages.alarms import Alarms, Cases
from contract.messages.base import PAYLOAD_BYTES_MAX, encode
from coordinator.domain import commands as do
from coordinator.domain.alarms.alarm import Alarm
from coordinator.domain.alarms.readings import Device
from coordinator.service import alarm_views
from coordinator.service.alarm_views import SHOWN_MAX
from coordinator.service.ports import Request
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import LI, W2, WANG, Scene, hall_file, text


def quiet_hall(**alarms: object) -> Desk:
    desk = Desk(hall_file(alarms=alarms)).started()
    for name in ("k1", "k2", "board", "board-east"):
        desk.loop.hear(DeviceId(name), Device(online=True))
    return desk


def names(desk: Desk) -> list[str]:
    found = desk.publisher.state("alarms", Alarms)
    assert found.standing == len(found.alarms)
    return [f"{alarm.alarm}.{alarm.subject}" for alarm in found.alarms]


def pass_time(desk: Desk, seconds: int) -> None:
    for _ in range(seconds):
        desk.clock.move(1)
        desk.loop.tick()


def rate_badly(desk: Desk, sign_in: Request) -> ServiceId:
    """Serve A001 at window 1, and have the citizen rate it 1, for being slow."""
    desk.ask(sign_in, issue(), *paper("A001"), panel(do.CallNext))
    ticket = {"ticket_id": "2026-11-23.A001"}
    desk.ask(panel(do.StartService, **ticket), panel(do.FinishService, **ticket))
    service_id = ServiceId("2026-11-23.A001.1")
    desk.ask(panel(do.RateService, service_id=service_id, level=1, source="keypad", reason="slow"))
    return service_id


def test_an_alarm_is_in_the_journal_told_and_retained_and_so_is_its_end() -> None:
    desk = quiet_hall(device_down={"raise_after_s": 5, "clear_after_s": 5})
    desk.loop.hear(DeviceId("k1"), Device(online=False))

    pass_time(desk, 6)
    assert names(desk) == ["device_down.k1"]
    desk.loop.hear(DeviceId("k1"), Device(online=True))
    pass_time(desk, 6)

    assert names(desk) == []
    kinds = [type(record.event).__name__ for record in desk.store.records]
    assert kinds[-2:] == ["AlarmRaised", "AlarmCleared"]
    [raised] = [m for topic, m, _ in desk.publisher.news if topic.endswith("event/alarm_raised")]
    assert (raised.alarm, raised.subject, raised.value) == ("device_down", "k1", 1)


def test_after_a_restart_the_same_alarms_stand_and_none_is_raised_twice() -> None:
    desk = quiet_hall(no_window={"raise_after_s": 5})
    desk.ask(issue())
    pass_time(desk, 40)
    before = desk.publisher.retained["hallcall/v1/small/state/alarms"]
    assert names(desk) == ["no_window.general"]

    again = Desk(hall_file(alarms={"no_window": {"raise_after_s": 5}}), desk.store)
    again.clock.at_ms = desk.clock.at_ms
    again.started()
    pass_time(again, 20)

    assert again.publisher.retained["hallcall/v1/small/state/alarms"] == before


def test_a_bad_rating_is_among_the_cases_at_once() -> None:
    desk = quiet_hall()
    service_id = rate_badly(desk, panel(do.SignIn, clerk_id=LI))

    found = desk.publisher.state("cases", Cases)
    assert [(c.service_id, c.level, c.reason) for c in found.cases] == [(service_id, 1, "slow")]
    pass_time(desk, 1)
    assert names(desk) == [f"bad_rating.{service_id}"]


def test_only_the_panel_of_a_supervisor_hears_of_cases() -> None:
    desk = Desk(with_supervisor()).started()
    rate_badly(desk, panel(do.SignIn, clerk_id=LI))
    assert cases_at(desk, "w1") == 0

    desk.ask(panel(do.SignIn, W2, clerk_id=WANG))
    assert (cases_at(desk, "w1"), cases_at(desk, "w2")) == (0, 1)

    desk.ask(panel(do.SignOut, W2))
    assert cases_at(desk, "w2") == 0


def with_supervisor() -> HallFile:
    clerks = [
        {"id": "li", "name": text("li")},
        {"id": "wang", "name": text("wang"), "role": "supervisor"},
    ]
    return hall_file(clerk=clerks)


def cases_at(desk: Desk, window_id: str) -> int:
    return len(desk.publisher.state(f"panel/{window_id}/cases", Cases).cases)


def test_however_many_alarms_stand_the_message_keeps_its_size() -> None:
    scene = Scene()
    for number in range(SHOWN_MAX + 50):
        alarm_id = AlarmId(f"2026-11-23.{number}")
        scene.hall.day.alarms[alarm_id] = Alarm(
            id=alarm_id,
            kind="service_over_promise",
            subject="w" * 40,
            value=1,
            raised_at_ms=scene.now_ms,
        )

    told = alarm_views.alarms(scene.hall)

    assert (told.standing, len(told.alarms)) == (SHOWN_MAX + 50, SHOWN_MAX)
    assert told.alarms[0].alarm_id == f"2026-11-23.{SHOWN_MAX + 49}", "the newest"
    assert len(encode(told)) < PAYLOAD_BYTES_MAX
