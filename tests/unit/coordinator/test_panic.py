"""Rules of the cry for help."""

import pytest

from contract.ids import EpochMs
from contract.messages.devices import DeviceAlarm
from contract.messages.state import PanelState
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import PanicAcknowledged, PanicRaised
from tests.helpers.coordinator import Desk, panel
from tests.helpers.scene import LI, W1, W2, WANG, Scene


def test_help_can_be_asked_for_at_a_closed_window_and_is_asked_for_once() -> None:
    scene = Scene()

    assert scene.at_window(do.RaisePanic) == (
        PanicRaised(at_ms=scene.now_ms, window_id=W1, clerk_id=None),
    )
    assert scene.at_window(do.RaisePanic) == ()


def test_somebody_at_another_window_says_that_help_is_coming() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.at_window(do.RaisePanic)
    with pytest.raises(errors.WindowClosed):
        scene.at_window(do.AcknowledgePanic, W2, of_window_id=W1)
    scene.staffed(W2, WANG)

    assert scene.at_window(do.AcknowledgePanic, W2, of_window_id=W1) == (
        PanicAcknowledged(at_ms=scene.now_ms, window_id=W1, clerk_id=WANG),
    )
    with pytest.raises(errors.NoPanic):
        scene.at_window(do.AcknowledgePanic, W2, of_window_id=W1)


def test_who_stands_at_the_window_cannot_call_the_help_off() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.at_window(do.RaisePanic)

    with pytest.raises(errors.OwnPanic):
        scene.at_window(do.AcknowledgePanic, of_window_id=W1)


def test_every_panel_and_whoever_watches_the_devices_hear_of_it_at_once() -> None:
    desk = Desk().started()
    desk.ask(panel(do.RaisePanic))

    [(topic, alarm, _)] = [news for news in desk.publisher.news if "/device/" in news[0]]
    assert topic == "hallcall/v1/small/device/p1/alarm"
    assert alarm == DeviceAlarm(
        device_id="p1",  # type: ignore[arg-type]
        code="panic",
        raised=True,
        at_ms=EpochMs(desk.clock.now_ms()),
        message="help is needed at window 1",
        hint="go there with somebody; acknowledge at another window's panel",
    )
    for window in ("w1", "w2", "w3"):
        assert desk.publisher.state(f"panel/{window}", PanelState).panic_window_ids == ("w1",)

    desk.ask(panel(do.SignIn, "w2", clerk_id=LI), panel(do.AcknowledgePanic, "w2", of_window_id=W1))
    assert desk.publisher.state("panel/w3", PanelState).panic_window_ids == ()
    assert [news[1].raised for news in desk.publisher.news if "/device/" in news[0]] == [
        True,
        False,
    ]
