"""One machine without a screen that speaks two zones, each through a loudspeaker of its own."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.hall import HallFile, parse_hall
from contract.ids import DeviceId, ZoneId
from contract.messages.state import Call
from display.config import DisplayConfig
from display.speech import voice
from display.speech.gateway import VoiceGateway
from messaging import BrokerAddress
from messaging.clock import now_ms
from qtkit.speech import loudspeaker
from tests.helpers.accounts import credentials
from tests.helpers.board import HALL, call
from tests.helpers.halls import HALLS
from tests.helpers.patience import wait_until
from tests.helpers.speech import program
from tests.helpers.stand_in import StandIn

MAIN, EAST = ZoneId("main"), ZoneId("east")
BOARD = DeviceId("board-main")


def two_zones() -> HallFile:
    text = (HALLS / "street.toml").read_text(encoding="utf-8")
    board = f'id = "{BOARD}"\n'
    assert text.count(board) == 1
    devices = 'loudspeakers = { main = "alsa:main", east = "alsa:east" }\n'
    return parse_hall(text.replace(board, board + devices))


class Hall(StandIn):
    """A hall whose sound devices are files: there, dead, or busy for as long as a file says so."""

    def __init__(self, broker: Broker, directory: Path) -> None:
        super().__init__(broker, HALL)
        self.directory = directory
        self.config = DisplayConfig(
            hall=two_zones(),
            display_id=BOARD,
            broker=BrokerAddress.parse(broker.url),
            credentials=credentials(broker, BOARD),
            voice=True,
            cache_dir=directory / "cache",
        )
        program(
            directory,
            "aplay",
            "import pathlib, sys, time\n"
            f"here = pathlib.Path({str(directory)!r})\n"
            "device, name = sys.argv[-2], pathlib.Path(sys.argv[-1]).name\n"
            "if (here / f'{device}.dead').exists():\n"
            "    sys.exit(f'{device}: no such device')\n"
            "if name != 'silence.wav':\n"
            "    with open(here / f'{device}.played', 'a') as log:\n"
            "        print(name, file=log)\n"
            "    while (here / f'{device}.busy').exists():\n"
            "        time.sleep(0.02)\n",
        )
        self.calls = 0
        self._over = threading.Event()
        gateway = VoiceGateway(self.config)
        self._thread = threading.Thread(target=gateway.run, args=(self._over.is_set,))
        self._thread.start()

    def call_until_heard(self, zone: ZoneId, window: str) -> None:
        """Call a number after the other, for who may not listen yet, until one is played."""
        while not self.played(zone):
            self.calls += 1
            made = call(self.calls, f"A{self.calls:03d}", window, at_ms=now_ms())
            news = Call(zone_id=zone, call=made)
            self.line.publish(topics.CALL.of(self.hall_id, zone=zone), news, expires_s=60)
            with contextlib.suppress(AssertionError):
                wait_until(lambda: self.played(zone), timeout_s=2)

    def played(self, zone: ZoneId) -> bool:
        return (self.directory / f"{zone}.played").exists()

    def close(self) -> None:
        for busy in self.directory.glob("*.busy"):
            busy.unlink()
        self._over.set()
        self._thread.join()
        super().close()


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(voice, "LOOK_AGAIN_S", 0.1)
    monkeypatch.setattr(loudspeaker, "LISTEN_AGAIN_S", 0.1)
    broker = start_broker(HALL, tmp_path / "broker", persistence=False)
    hall = Hall(broker, tmp_path)
    hall.beat()
    yield hall
    hall.close()
    broker.stop()


def test_each_zone_hears_its_own_calls_and_waits_for_no_other(hall: Hall) -> None:
    (hall.directory / "main.busy").touch()
    hall.call_until_heard(MAIN, "w1")

    hall.call_until_heard(EAST, "w8")

    assert (hall.directory / "main.busy").exists()
    assert hall.heard_alarms == []


def test_a_dead_device_is_an_alarm_of_its_zone_before_anybody_is_called_and_ends_by_itself(
    hall: Hall,
) -> None:
    (hall.directory / "east.dead").touch()
    wait_until(lambda: hall.heard_alarms == [("sound.none.east", True)])
    assert "east: no such device" in hall.alarms[0].message
    assert "alsa:east" in hall.alarms[0].hint
    hall.call_until_heard(MAIN, "w1")

    (hall.directory / "east.dead").unlink()

    wait_until(lambda: ("sound.none.east", False) in hall.heard_alarms)
    hall.call_until_heard(EAST, "w8")
