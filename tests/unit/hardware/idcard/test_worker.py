"""The thread that owns the port, from outside."""

from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from hardware.idcard import CardEvent, CardRead, CardReaderWorker, CardRemoved, ReaderUp
from simulation.devices.card_reader import SimCardReader
from simulation.devices.wire import PtyWire
from tests.helpers.cards import RESIDENT
from tests.helpers.patience import PATIENCE_S
from tests.unit.hardware.idcard.bench import SAM_ID, SETTINGS, TIMING


@pytest.fixture
def desk() -> Iterator[tuple[SimCardReader, CardReaderWorker, Callable[[], CardEvent]]]:
    sim, events = SimCardReader(timing=TIMING), Queue[CardEvent]()

    def next_event() -> CardEvent:
        return events.get(timeout=PATIENCE_S)

    with PtyWire(sim) as wire:
        worker = CardReaderWorker(wire.url, events.put, SETTINGS)
        worker.start()
        yield sim, worker, next_event
        worker.stop()
    with pytest.raises(Empty):
        events.get_nowait()


def test_the_worker_reads_only_when_asked(
    desk: tuple[SimCardReader, CardReaderWorker, Callable[[], CardEvent]],
) -> None:
    sim, worker, next_event = desk
    assert next_event() == ReaderUp(SAM_ID)
    sim.insert(RESIDENT)
    worker.enable()
    assert next_event() == CardRead(RESIDENT.card)
    worker.disable()
    sim.remove()
    assert next_event() == CardRemoved()


def test_the_worker_outlives_a_listener_and_tells_nobody_about_the_card(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sim, seen = SimCardReader(timing=TIMING), Queue[CardEvent]()

    def listener(event: CardEvent) -> None:
        seen.put(event)
        raise RuntimeError(repr(event) + RESIDENT.card.name)

    with PtyWire(sim) as wire:
        worker = CardReaderWorker(wire.url, listener, SETTINGS)
        worker.enable()
        worker.start()
        sim.insert(RESIDENT)
        events = [seen.get(timeout=PATIENCE_S) for _ in range(2)]
        sim.remove()
        events.append(seen.get(timeout=PATIENCE_S))
        worker.stop()

    assert events == [ReaderUp(SAM_ID), CardRead(RESIDENT.card), CardRemoved()]
    logged = capsys.readouterr().out
    assert "listener_failed" in logged
    assert RESIDENT.card.name not in logged
    assert RESIDENT.card.number not in logged
