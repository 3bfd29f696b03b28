"""A simulated reader on a real wire, with times short enough for tests."""

from time import monotonic

from hardware.idcard import CardEvent, CardReaderSettings
from hardware.idcard.driver import CardReader
from hardware.transport import Transport, open_transport
from simulation.devices.card_reader import ReaderTiming, SimCardReader
from simulation.devices.wire import PtyWire
from tests.helpers.patience import PATIENCE_S

SAM_ID = "05.01-20230801-0001234567-0987654321"
TIMING = ReaderTiming(reply_s=0.001, read_s=0.02, power_on_s=0.3)
SETTINGS = CardReaderSettings(
    bauds=(115_200, 9_600),
    poll_s=0.01,
    heartbeat_s=0.02,
    reply_timeout_s=0.5,  # long for a busy computer, short for the tests of silence
    read_timeout_s=1.0,
    byte_gap_s=0.5,
    same_card_s=PATIENCE_S,
    backoff_s=(0.05, 0.1),
)


class Bench:
    """A reader on its wire, stepped by the test."""

    def __init__(self, sim: SimCardReader, settings: CardReaderSettings = SETTINGS) -> None:
        self.sim = sim
        self.wire = PtyWire(sim).plug()
        self.reader = CardReader(self.open_line, settings)

    def open_line(self, *, baud: int) -> Transport:
        return open_transport(self.wire.url, baud=baud)

    def next_event(self, *, reading: bool = True) -> CardEvent:
        end_s = monotonic() + PATIENCE_S
        while (event := self.reader.poll(reading=reading)) is None:
            assert monotonic() < end_s, "nothing happened"
        return event

    def no_event(self, *, polls: int, reading: bool = True) -> None:
        assert [self.reader.poll(reading=reading) for _ in range(polls)] == [None] * polls


def make_bench(**kind: bool) -> Bench:
    return Bench(SimCardReader(timing=TIMING, **kind))
