"""What a technician is told of the kiosk's devices: what is wrong, why, and what to do."""

import pytest

from kiosk.core.equipment import PrinterHealth, PrinterTrouble, standing_faults


def test_a_device_that_is_gone_is_told_with_its_cause() -> None:
    printer = PrinterHealth(PrinterTrouble.DOWN, detail="lost /dev/ttyUSB0 while reading")

    faults = standing_faults(printer, card_reader_down=True, card_reader_cause="no reply in 0.5 s")

    assert faults["printer.down"].message == (
        "the ticket printer does not answer: lost /dev/ttyUSB0 while reading"
    )
    assert faults["card_reader.down"].message.endswith("does not answer: no reply in 0.5 s")


@pytest.mark.parametrize("trouble", PrinterTrouble)
def test_every_trouble_of_the_printer_has_a_hint(trouble: PrinterTrouble) -> None:
    [(code, fault)] = standing_faults(PrinterHealth(trouble), card_reader_down=False).items()

    assert code == trouble.value
    assert fault.message
    assert fault.hint


def test_an_open_cover_and_a_roll_at_its_end_need_no_more_words() -> None:
    for trouble in (PrinterTrouble.PAPER_OUT, PrinterTrouble.COVER_OPEN):
        health = PrinterHealth(trouble, detail="what the printer's driver would say")
        [fault] = standing_faults(health, card_reader_down=False).values()
        assert "driver" not in fault.message
