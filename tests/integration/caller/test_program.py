"""The whole panel: its window, its line to a real broker, its keypads on a pty."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QWindow

from broker_config import start_broker
from caller.config import CallerConfig
from caller.main import CallerProgram, start
from contract import topics
from contract.ids import DeviceId, EpochMs, WindowId
from contract.messages.commands import AnyCommand, RateService
from contract.messages.state import PanelState
from hardware.keypad import Key
from messaging import BrokerAddress, clock
from messaging.pending import REPEAT_AFTER_MS
from qtkit.program import application
from simulation.devices.keypads import SimEvaluator, SimKeypad, SimKeypadBus
from simulation.devices.wire import PtyWire
from tests.helpers.accounts import credentials
from tests.helpers.desk import HALL, called, free, invitation, serving
from tests.helpers.patience import PATIENCE_S
from tests.helpers.qt import click, item, text, wait_for
from tests.helpers.stand_in import StandIn

PANEL = DeviceId("panel-1")
W1 = WindowId("w1")


def at_w1(panel: PanelState) -> PanelState:
    return msgspec.structs.replace(panel, window_id=W1)


AFTER: dict[str, Callable[[], PanelState]] = {
    "CallNext": lambda: at_w1(called("A012")),
    "StartService": lambda: at_w1(serving("A012")),
    "FinishService": lambda: at_w1(free(finished_today=5, rating=_open_invitation())),
}


def _open_invitation() -> Any:
    soon = EpochMs(clock.now_ms() + 600_000)
    return msgspec.structs.replace(invitation("A012"), until_ms=soon)


class Obedient(StandIn):
    """Says yes to everything, and shows what follows; or is `unable` to: silent, or try again."""

    unable: Callable[[AnyCommand], object] | None = None

    @property
    def heard(self) -> list[str]:
        return [type(command).__name__ for command in self.commands]

    def show(self, panel: PanelState) -> None:
        self.retain(topics.panel(self.hall_id, W1), panel)

    def obey(self, command: AnyCommand) -> None:
        super().obey(command)
        if self.unable is not None:
            self.unable(command)
            return
        self.answer_done(PANEL, command)
        if type(command).__name__ in AFTER:
            self.show(AFTER[type(command).__name__]())


@dataclass
class Counter:
    """A window of the hall with all that stands there."""

    coordinator: Obedient
    program: CallerProgram
    wire: PtyWire
    keypad: SimKeypad
    evaluator: SimEvaluator

    def text(self, name: str) -> str | None:
        return text(self.program.window, name)

    def is_at(self, stage: str) -> bool:
        return self.text("page.panel") == stage

    def press(self, key: Key) -> None:
        """Press a key of the keypad, while the panel's own thread works on."""
        with ThreadPoolExecutor(1) as hand:
            pressed = hand.submit(self.keypad.press, key)
            wait_for(pressed.done)
            assert pressed.result(), "not acknowledged"

    def rate(self, index: int) -> None:
        wait_for(lambda: self.evaluator.enabled, what="no rating was started")
        with ThreadPoolExecutor(1) as hand:
            pressed = hand.submit(self.evaluator.press, index)
            wait_for(pressed.done)

    def wait_until_ready(self) -> None:
        wait_for(self._ready, what="no press counts")

    def _ready(self) -> bool:
        main = item(self.program.window, "main")
        return main is not None and main.isEnabled()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    application()
    bus = SimKeypadBus(answer_within_s=PATIENCE_S)
    keypad, evaluator = SimKeypad(bus, 1), SimEvaluator(bus, 2)
    wire = PtyWire(bus, link=tmp_path / "keypad").plug()
    broker = start_broker(HALL, tmp_path / "broker", persistence=False)
    coordinator = Obedient(broker, HALL)
    program = start(
        CallerConfig(
            hall=HALL,
            caller_id=PANEL,
            broker=BrokerAddress.parse(broker.url),
            credentials=credentials(broker, PANEL),
            keypad_url=wire.url,
            always_on_top=True,
            language="en",
        )
    )
    made = Counter(coordinator, program, wire, keypad, evaluator)
    coordinator.beat()
    coordinator.show(at_w1(free()))
    made.wait_until_ready()
    yield made
    program.close()
    coordinator.close()
    broker.stop()
    wire.unplug()


def test_a_ticket_by_mouse_and_its_rating_by_keypad(counter: Counter) -> None:
    for stage in ("called", "serving", ""):
        counter.wait_until_ready()
        click(counter.program.window, "main")
        wait_for(partial(counter.is_at, stage))
    wait_for(lambda: counter.text("panel.last") == "A012 ✓ finished")
    counter.rate(1)

    wait_for(lambda: "RateService" in counter.coordinator.heard)
    rating = counter.coordinator.commands[-1]
    assert isinstance(rating, RateService)
    assert (rating.service_id, rating.level, rating.source) == ("2026-11-22.A012.1", 4, "keypad")
    assert counter.keypad.tickets_shown[-2:] == ["012", "   "]


def test_the_clerk_of_a_keypad_calls_finishes_and_calls_again(counter: Counter) -> None:
    counter.press(Key.CALL_NEXT)
    wait_for(lambda: counter.keypad.ticket == "012")
    counter.wait_until_ready()
    counter.press(Key.ONE_METRE_LINE)
    wait_for(partial(counter.is_at, "serving"))
    counter.wait_until_ready()
    counter.press(Key.CALL_NEXT)

    wait_for(lambda: len(counter.coordinator.commands) == 4)
    assert counter.coordinator.heard == ["CallNext", "StartService", "FinishService", "CallNext"]
    assert counter.keypad.beeps == 0
    assert counter.keypad.waiting == "003"


def test_a_key_pressed_without_broker_beeps_and_is_not_obeyed_when_it_is_back(
    counter: Counter,
) -> None:
    coordinator = counter.coordinator
    wait_for(lambda: counter.keypad.waiting == "003")
    coordinator.broker.stop()
    wait_for(lambda: counter.text("panel.offline"))

    counter.press(Key.CALL_NEXT)

    wait_for(lambda: counter.keypad.beeps == 1)
    assert counter.keypad.waiting == "   "

    coordinator.broker.start()
    coordinator.wait_until_online()
    coordinator.beat()
    coordinator.show(at_w1(free()))
    counter.wait_until_ready()
    assert coordinator.commands == []
    wait_for(lambda: counter.keypad.waiting == "003")
    counter.press(Key.PAUSE)
    wait_for(lambda: coordinator.heard == ["PauseWindow"])


@pytest.mark.parametrize("says_so", [False, True], ids=["silent", "try again"])
def test_a_key_that_the_coordinator_cannot_obey_in_time_beeps_and_is_forgotten(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, says_so: bool
) -> None:
    coordinator = counter.coordinator
    monkeypatch.setattr("caller.core.desk.COMMAND_EXPIRES_MS", 500)
    coordinator.unable = partial(coordinator.try_again, PANEL) if says_so else lambda _: None

    counter.press(Key.CALL_NEXT)

    wait_for(lambda: counter.keypad.beeps == 1)
    assert coordinator.heard == ["CallNext"]

    monkeypatch.undo()
    coordinator.commands.clear()
    coordinator.unable = None
    repeated_by_ms = clock.steady_ms() + 2 * REPEAT_AFTER_MS
    wait_for(lambda: coordinator.heard or clock.steady_ms() > repeated_by_ms)
    coordinator.beat()
    counter.wait_until_ready()
    counter.press(Key.PAUSE)
    wait_for(lambda: coordinator.heard)
    assert coordinator.heard == ["PauseWindow"]


def test_a_rating_pressed_without_broker_is_handed_in_if_the_invitation_still_stands(
    counter: Counter,
) -> None:
    coordinator = counter.coordinator
    coordinator.show(at_w1(free(rating=_open_invitation())))
    wait_for(lambda: counter.evaluator.enabled, what="no rating was started")
    coordinator.broker.stop()
    wait_for(lambda: counter.text("panel.offline"))

    counter.rate(1)
    wait_for(lambda: not counter.evaluator.enabled)
    coordinator.broker.start()

    wait_for(lambda: coordinator.heard == ["RateService"])


def test_a_pulled_keypad_is_an_alarm_until_it_is_back(counter: Counter) -> None:
    coordinator = counter.coordinator

    counter.wire.unplug()
    wait_for(lambda: coordinator.heard_alarms == [("keypad.down", True)])
    assert coordinator.alarms[0].hint
    click(counter.program.window, "main")
    wait_for(lambda: counter.text("panel.number") == "A012")

    counter.wire.plug()
    wait_for(lambda: coordinator.heard_alarms[1:] == [("keypad.down", False)])
    wait_for(lambda: counter.keypad.ticket == "012", what="digits of before")


def test_a_hot_key_does_what_the_button_does(counter: Counter) -> None:
    counter.program.hear_hot_key("main")

    wait_for(partial(counter.is_at, "called"))
    assert counter.coordinator.heard == ["CallNext"]


def test_a_hot_key_brings_the_panel_to_the_front(counter: Counter) -> None:
    counter.program.window.showMinimized()

    counter.program.hear_hot_key("show")

    wait_for(lambda: counter.program.window.visibility() is QWindow.Visibility.Windowed)
