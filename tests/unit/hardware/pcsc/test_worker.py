"""The watcher of a PC/SC reader, with a service of readers and cards in memory."""

import importlib.util
from collections.abc import Iterator, Sequence
from queue import Queue

import pytest

from hardware.errors import Disconnected
from hardware.idcard import (
    CardEvent,
    CardRefused,
    CardRemoved,
    ReaderDown,
    ReaderUp,
    ServiceCardRead,
)
from hardware.idcard.service_card import ServiceCard
from hardware.pcsc.system import Answered, SystemCards
from hardware.pcsc.worker import PcscSettings, PcscWorker
from tests.helpers.patience import PATIENCE_S

SETTINGS = PcscSettings(poll_s=0.01, heartbeat_s=0.01, backoff_s=0.01)
ATR = bytes.fromhex("3B8180018080")


def card(uid: str) -> Answered:
    return Answered(ATR, bytes.fromhex(uid), (0x90, 0x00))


class Desk:
    """Readers on a desk, and what lies on them."""

    def __init__(self) -> None:
        self.names = ["Acme Contact 00 00", "Acme Contactless 01 00"]
        self.lies: Answered | None = None
        self.broken = ""

    def readers(self) -> Sequence[str]:
        if self.broken:
            raise Disconnected(self.broken)
        return self.names

    def ask(self, reader: str) -> Answered | None:
        assert reader == "Acme Contactless 01 00"
        return self.lies


class Watched:
    def __init__(self) -> None:
        self.desk = Desk()
        self.told: Queue[CardEvent] = Queue()
        self.worker = PcscWorker("Contactless", self.told.put, SETTINGS, cards=self.desk)

    def next(self) -> CardEvent:
        return self.told.get(timeout=PATIENCE_S)


@pytest.fixture
def watched() -> Iterator[Watched]:
    made = Watched()
    yield made
    made.worker.stop()


def test_a_card_is_told_once_for_each_time_it_is_laid_down(watched: Watched) -> None:
    watched.worker.enable()
    watched.worker.start()
    assert watched.next() == ReaderUp("Acme Contactless 01 00")
    for _ in range(2):
        watched.desk.lies = card("04112233445566")
        assert watched.next() == ServiceCardRead(ServiceCard("04112233445566"))
        watched.desk.lies = None
        assert watched.next() == CardRemoved()


def test_a_number_drawn_anew_each_time_is_refused(watched: Watched) -> None:
    watched.worker.enable()
    watched.worker.start()
    watched.next()
    watched.desk.lies = card("08112233")
    assert isinstance(watched.next(), CardRefused)


def test_a_reader_that_is_gone_is_said_once_and_found_again(watched: Watched) -> None:
    watched.worker.start()
    watched.next()
    names, watched.desk.names = watched.desk.names, ["Acme Contact 00 00"]
    down = watched.next()
    assert isinstance(down, ReaderDown)
    assert "Acme Contact 00 00" in down.cause
    watched.desk.names = names
    assert watched.next() == ReaderUp("Acme Contactless 01 00")


def test_without_the_service_the_cause_says_what_to_install(watched: Watched) -> None:
    watched.desk.broken = "the PC/SC service does not answer: apt-get install pcscd, and start it"
    watched.worker.start()
    down = watched.next()
    assert isinstance(down, ReaderDown)
    assert "pcscd" in down.cause


@pytest.mark.skipif(
    importlib.util.find_spec("smartcard") is not None, reason="pyscard is installed here"
)
def test_without_pyscard_the_cause_says_what_to_install() -> None:
    with pytest.raises(Disconnected, match=r"hallcall\[pcsc\]"):
        SystemCards().readers()
