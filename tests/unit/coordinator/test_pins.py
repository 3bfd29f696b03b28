"""PINs: what a file of them may say, and how guessing is slowed down."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from contract.ids import ClerkId, DeviceId, EpochMs
from coordinator.adapters.pins import (
    HASHER,
    LOCK_MS,
    TRIES_MAX,
    WAITING_MAX,
    CheckedPins,
    PinsFileInvalid,
    read_pins,
)
from coordinator.domain.commands import PinCheck
from tests.helpers.clock import HandClock
from tests.helpers.patience import PATIENCE_S

LI, ZHAO = ClerkId("li"), ClerkId("zhao")
P1, P2 = DeviceId("p1"), DeviceId("p2")
PIN = "480213"


class Door:
    """Checks PINs, and carries what the thread found over to ours."""

    def __init__(self) -> None:
        self.clock = HandClock(EpochMs(1_000_000))
        self.heard: list[PinCheck] = []
        self._calls: queue.Queue[Any] = queue.Queue()
        self.pins = CheckedPins({LI: HASHER.hash(PIN)}, clock=self.clock, later=self._calls.put)

    def ask(self, pin: str | None, clerk: ClerkId = LI, panel: DeviceId = P1) -> PinCheck:
        before = len(self.heard)
        self.pins.check(panel, clerk, pin, then=self.heard.append)
        if len(self.heard) == before:
            self._calls.get(timeout=PATIENCE_S)()
        return self.heard[-1]


@pytest.fixture
def door() -> Iterator[Door]:
    made = Door()
    yield made
    made.pins.close()


def test_the_right_pin_and_no_other(door: Door) -> None:
    with capture_logs() as logs:
        assert door.ask(PIN) is PinCheck.RIGHT
        assert door.ask("480214") is PinCheck.WRONG
        assert door.ask(None) is PinCheck.NOT_GIVEN
        assert door.ask(PIN, ZHAO) is PinCheck.WRONG

    assert [line["event"] for line in logs] == ["pin.wrong"]
    assert "4802" not in repr(logs)


def test_after_five_wrong_pins_each_further_try_costs_half_a_minute(door: Door) -> None:
    for _ in range(TRIES_MAX):
        assert door.ask("0000") is PinCheck.WRONG

    assert door.ask(PIN) is PinCheck.LOCKED
    assert door.ask(PIN, panel=P2) is PinCheck.RIGHT
    door.clock.at_ms += LOCK_MS
    assert door.ask("0000") is PinCheck.WRONG
    assert door.ask(PIN) is PinCheck.LOCKED
    door.clock.at_ms += LOCK_MS
    assert door.ask(PIN) is PinCheck.RIGHT
    assert door.ask("0000") is PinCheck.WRONG


def test_checking_keeps_nobody_waiting_and_a_flood_is_turned_away(door: Door) -> None:
    for _ in range(WAITING_MAX):
        door.pins.check(P1, LI, PIN, then=door.heard.append)
    assert door.heard == []

    door.pins.check(P1, LI, PIN, then=door.heard.append)

    assert door.heard == [PinCheck.LOCKED]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('li = "480213"', 'what stands for "li" is no hash'),
        ("li = 480213", 'what stands for "li" is no hash'),
        ("li =", "cannot be read"),
    ],
)
def test_a_file_that_holds_no_hashes_is_refused_and_not_quoted(
    tmp_path: Path, text: str, why: str
) -> None:
    file = tmp_path / "pins.toml"
    file.write_text(text)

    with pytest.raises(PinsFileInvalid, match=why) as refused:
        read_pins(file)

    assert "480213" not in str(refused.value)
