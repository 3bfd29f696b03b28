"""A fault makes one alarm when it begins and one when it ends."""

from contract.ids import DeviceId, EpochMs
from messaging.faults import Fault, FaultBook

PAPER = Fault("paper out", "open the cover and put in a roll")


def test_a_fault_is_told_when_it_begins_and_when_it_ends_and_not_between() -> None:
    book = FaultBook(DeviceId("k1"))

    begun = book.update({"printer.paper_out": PAPER}, EpochMs(1))
    again = book.update({"printer.paper_out": PAPER}, EpochMs(2))
    ended = book.update({}, EpochMs(3))

    assert [(alarm.code, alarm.raised) for alarm in begun] == [("printer.paper_out", True)]
    assert again == []
    assert [(alarm.code, alarm.raised) for alarm in ended] == [("printer.paper_out", False)]


def test_a_new_line_hears_of_all_standing_faults() -> None:
    book = FaultBook(DeviceId("k1"))
    book.update({"printer.paper_out": PAPER}, EpochMs(1))

    [alarm] = book.standing(EpochMs(9))

    assert alarm.raised
    assert alarm.hint == PAPER.hint
    assert book.codes == ("printer.paper_out",)
