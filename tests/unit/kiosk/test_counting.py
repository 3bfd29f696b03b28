"""Tickets of a roll are counted; a new roll is seen by what the printer says before and after."""

import pytest

from contract.ids import TicketId
from hardware.counters import Counters
from hardware.idcard import CardRead, ReaderUp
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.devices.counting import DeviceCounts
from kiosk.devices.printer import SlipDone
from tests.helpers.cards import RESIDENT

WELL = PrinterHealth()
NEAR = PrinterHealth(near_end=True)
OUT = PrinterHealth(PrinterTrouble.PAPER_OUT)
OPEN = PrinterHealth(PrinterTrouble.COVER_OPEN)
DOWN = PrinterHealth(PrinterTrouble.DOWN)
ERROR = PrinterHealth(PrinterTrouble.ERROR)


@pytest.fixture
def counters() -> Counters:
    return Counters(None, lambda _: None)


def printed(paper: Paper) -> SlipDone:
    return SlipDone(TicketId("2026-11-28.A012"), paper, "")


def rolls_changed(counters: Counters, *said: PrinterHealth) -> int:
    counts = DeviceCounts(counters)
    counts.hear(printed(Paper.PRINTED))
    for health in said:
        counts.hear(health)
    changed = counters.get("rolls")
    assert counters.get("tickets_since_roll") == (0 if changed else 1)
    return changed


@pytest.mark.parametrize(
    "said",
    [
        (OUT, WELL),
        (NEAR, OUT, OPEN, WELL),
        (OUT, OPEN, NEAR),  # what was put in was nearly used up, too
        (OUT, OPEN, DOWN, WELL),  # the power was off meanwhile
        (OUT, ERROR, WELL),
        (NEAR, OPEN, WELL),  # changed before its end
        (NEAR, OPEN, DOWN, OPEN, WELL),
    ],
)
def test_a_new_roll_is_seen(counters: Counters, said: tuple[PrinterHealth, ...]) -> None:
    assert rolls_changed(counters, *said) == 1


@pytest.mark.parametrize(
    "said",
    [
        (WELL, WELL),
        (NEAR, WELL),  # the sensor flickers
        (OPEN, WELL),  # a jam was cleared
        (NEAR, OPEN, NEAR),
        (OUT, OPEN),
        (DOWN, WELL),
        (ERROR, WELL),
    ],
)
def test_the_same_roll_is_no_new_one(counters: Counters, said: tuple[PrinterHealth, ...]) -> None:
    assert rolls_changed(counters, *said) == 0


def test_a_roll_that_was_changed_while_the_kiosk_was_off_is_seen(counters: Counters) -> None:
    assert rolls_changed(counters, OUT) == 0
    DeviceCounts(counters).hear(WELL)  # the next start; what is counted outlives it
    assert counters.get("rolls") == 1


def test_paper_that_came_out_is_counted_and_other_paper_is_not(counters: Counters) -> None:
    counts = DeviceCounts(counters)
    for paper in Paper:
        counts.hear(printed(paper))

    assert counters.get("tickets") == counters.get("tickets_since_roll") == 2


def test_cards_that_were_read_are_counted(counters: Counters) -> None:
    counts = DeviceCounts(counters)
    counts.hear(ReaderUp("-"))
    counts.hear(CardRead(RESIDENT.card))

    assert counters.get("card_reads") == 1
