"""Rules of a kiosk that rings for a person."""

import pytest

from contract.hall.alarms import RING_LAPSES_MS
from contract.ids import CommandId, DeviceId, EpochMs
from contract.messages.devices import DeviceAlarm
from contract.messages.state import HallState, PanelState
from coordinator.domain import commands as do
from coordinator.domain import errors, rings
from coordinator.domain.events import KioskRang, RingAnswered, RingLapsed
from coordinator.service.ports import Request
from tests.helpers.coordinator import Desk, panel
from tests.helpers.scene import (
    K1,
    K2,
    LI,
    NEVER_EXPIRES,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    hall_file,
    text,
)

SUPERVISED = [
    {"id": "li", "name": text("li"), "role": "supervisor"},
    {"id": "wang", "name": text("wang")},
    {"id": "zhao", "name": text("zhao")},
]


def ring(kiosk_id: DeviceId = K1) -> Request:
    return Request(
        do.Ring(command_id=CommandId("ring"), device_id=kiosk_id, expires_at_ms=NEVER_EXPIRES)
    )


def test_a_kiosk_rings_once_until_somebody_says_that_they_are_coming() -> None:
    scene = Scene()
    scene.staffed(W2, WANG)

    rang = KioskRang(at_ms=scene.now_ms, kiosk_id=K1, language="en")
    assert scene.carry_out(scene.make(do.Ring, K1, language="en")) == (rang,)
    assert scene.carry_out(scene.make(do.Ring, K1)) == ()
    assert scene.at_window(do.AnswerRing, W2, of_kiosk_id=K1) == (
        RingAnswered(at_ms=scene.now_ms, kiosk_id=K1, window_id=W2, clerk_id=WANG),
    )
    with pytest.raises(errors.NoRing):
        scene.at_window(do.AnswerRing, W2, of_kiosk_id=K1)
    assert len(scene.carry_out(scene.make(do.Ring, K1))) == 1


def test_where_nobody_could_come_nobody_is_promised() -> None:
    scene = Scene()
    with pytest.raises(errors.NobodyToRing):
        scene.carry_out(scene.make(do.Ring, K1))


def test_it_rings_for_supervisors_else_for_the_clerks_near_it_else_for_all() -> None:
    scene = Scene(hall_file(clerk=SUPERVISED))
    zones = {w.zone for w in scene.hall.file.window if w.id in (W1, W2)}
    assert zones == {scene.hall.file.kiosks[K1].zone}, "w3 is elsewhere"

    scene.staffed(W3, ZHAO)
    assert rings.hearing(scene.hall, K1) == {W3}
    scene.staffed(W2, WANG)
    assert rings.hearing(scene.hall, K1) == {W2}
    scene.staffed(W1, LI)
    assert rings.hearing(scene.hall, K1) == {W1}
    scene.at_window(do.PauseWindow, W1, reason="tea")
    assert rings.hearing(scene.hall, K1) == {W1}
    scene.at_window(do.SignOut, W1)
    assert rings.hearing(scene.hall, K1) == {W2}


def test_keypads_without_a_panel_ring_for_nobody() -> None:
    scene = Scene()
    blind = [each.model_copy(update={"panel": False}) for each in scene.hall.file.caller]
    scene.hall.file = scene.hall.file.model_copy(update={"caller": tuple(blind)})
    scene.staffed(W1, LI)
    assert rings.hearing(scene.hall, K1) == frozenset()


def test_a_ring_that_nobody_answers_ends_after_ten_minutes() -> None:
    scene = Scene()
    scene.staffed()
    scene.carry_out(scene.make(do.Ring, K1))

    early = EpochMs(scene.now_ms + RING_LAPSES_MS - 1)
    assert list(rings.lapsed(scene.hall, early)) == []
    late = EpochMs(early + 1)
    assert list(rings.lapsed(scene.hall, late)) == [RingLapsed(at_ms=late, kiosk_id=K1)]


def test_the_panels_that_it_rings_at_the_kiosk_and_whoever_watches_devices_are_told() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, "w2", clerk_id=LI))
    desk.ask(ring())

    [(topic, alarm, _)] = [news for news in desk.publisher.news if "/device/" in news[0]]
    assert topic == "hallcall/v1/small/device/k1/alarm"
    assert isinstance(alarm, DeviceAlarm)
    assert (alarm.code, alarm.raised) == ("ring", True)
    ringing = [
        desk.publisher.state(f"panel/{window}", PanelState).ringing_kiosk_ids
        for window in ("w1", "w2", "w3")
    ]
    assert ringing == [(), ("k1",), ()]
    desk.loop.heartbeat()
    assert desk.publisher.state("hall", HallState).ringing_kiosk_ids == ("k1",)

    desk.ask(panel(do.AnswerRing, "w2", of_kiosk_id=K1))
    assert desk.publisher.state("panel/w2", PanelState).ringing_kiosk_ids == ()
    desk.loop.heartbeat()
    assert desk.publisher.state("hall", HallState).ringing_kiosk_ids == ()


def test_time_ends_what_rings_for_too_long_and_the_journal_says_so() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, "w2", clerk_id=LI), ring(K2))
    desk.clock.move(601)
    desk.loop.tick()

    desk.loop.heartbeat()
    assert desk.publisher.state("hall", HallState).ringing_kiosk_ids == ()
    kinds = [record.event.__class__ for record in desk.store.records]
    assert RingLapsed in kinds
