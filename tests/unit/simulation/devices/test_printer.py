"""The simulated printer behaves as the manuals say, so that what passes it passes a real one."""

import pytest

from hardware.escpos.fonts import FontBook
from simulation.devices.printer import PrinterModel, SimPrinter, Trouble
from simulation.devices.printer_drawing import MARGIN_DOTS, render_png

CUT = b"\x1dVB\x00"
STATUS_BACK_ON = b"\x1da\xff"
ASK_PRINTED = b"\x1dr\x01"


class Bench:
    """A printer on the table: bytes in by hand, replies on a list."""

    def __init__(self, model: PrinterModel | None = None) -> None:
        self.printer = SimPrinter(model)
        self.printer.send = self._note
        self.replies: list[bytes] = []
        self.now_s = 0.0

    def _note(self, data: bytes) -> None:
        self.replies.append(data)

    def feed(self, data: bytes) -> list[bytes]:
        """Send bytes; return what the printer says to them."""
        self.replies.clear()
        self.printer.receive(data)
        self.printer.tick(self.now_s)
        return list(self.replies)

    def lines(self) -> list[list[str]]:
        return [slip.lines for slip in self.printer.slips]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_real_time_questions_are_answered_even_when_offline_and_in_a_picture(bench: Bench) -> None:
    bench.printer.open_cover()

    assert bench.feed(b"\x10\x04\x01") == [b"\x1a"]
    assert bench.feed(b"\x10\x04\x02") == [b"\x16"]
    assert bench.feed(b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x02") == [b"\x16"]


def test_an_offline_printer_answers_nothing_in_print_order_until_it_is_online(bench: Bench) -> None:
    bench.printer.take_paper_out()
    assert bench.feed(b"A012\n" + CUT + ASK_PRINTED) == []

    bench.printer.load_paper()
    assert bench.feed(b"") == [b"\x00"]
    assert bench.lines() == [["A012"]]


def test_a_full_buffer_is_not_welcome_to_more() -> None:
    bench = Bench(PrinterModel(buffer_bytes=100))
    bench.printer.take_paper_out()

    bench.feed(b"x" * 60)
    assert bench.printer.room() == 40
    bench.feed(b"x" * 40)
    assert bench.printer.room() == 0

    bench.printer.load_paper()
    bench.feed(b"")
    assert bench.printer.room() == 100


def test_status_back_comes_at_once_and_at_each_change_until_initialised(bench: Bench) -> None:
    assert bench.feed(STATUS_BACK_ON) == [b"\x10\x00\x00\x00"]
    bench.replies.clear()

    bench.printer.open_cover()
    bench.printer.close_cover()
    assert bench.replies == [b"\x38\x00\x00\x00", b"\x10\x00\x00\x00"]

    assert bench.feed(b"\x1b@") == []
    bench.printer.open_cover()
    assert bench.replies == []


def test_paper_comes_out_no_faster_than_the_motor_turns() -> None:
    bench = Bench(PrinterModel(dots_per_s=30))
    assert bench.feed(b"A\nB\n" + CUT + ASK_PRINTED) == []

    bench.now_s = 0.9
    assert bench.feed(b"") == []
    bench.now_s = 1.1
    assert bench.feed(b"") == []
    bench.now_s = 2.1
    assert bench.feed(b"") == [b"\x00"]


def test_chinese_needs_its_mode_and_knows_two_bytes_a_character_only(bench: Bench) -> None:
    on, off = b"\x1c&", b"\x1c."
    bench.feed(on + "请3号".encode("gbk") + off + b"\n" + "请".encode("gbk") + b"\n")
    bench.feed(on + "𠮷".encode("gb18030") + off + b"\n" + CUT)

    assert bench.lines() == [["请3号", "╟δ", "45"]]  # of four bytes, the digits


def test_text_beyond_the_edge_goes_on_in_the_next_line(bench: Bench) -> None:
    bench.feed(b"x" * 50 + b"\n" + b"\x1d!\x11" + b"y" * 25 + b"\n" + CUT)

    assert bench.lines() == [["x" * 48, "xx", "y" * 24, "y"]]


def test_a_printer_without_qr_codes_prints_the_command_as_text() -> None:
    bench = Bench(PrinterModel(knows_qr=False))
    bench.feed(b"\x1d(k\x08\x001P0A012\n" + CUT)

    assert bench.lines() == [["k1P0A012"]]
    assert bench.printer.slips[0].qr_payloads == []


def test_identity_and_marks_in_print_order_are_answered(bench: Bench) -> None:
    assert bench.feed(b"\x1dIC") == [b"\x5fSIM-80\x00"]
    assert bench.feed(b"\x1d(H\x06\x0000A012") == [b"\x37\x22A012\x00"]


def test_a_jammed_cutter_goes_on_or_forgets_as_it_is_told(bench: Bench) -> None:
    bench.printer.jam_cutter()
    bench.feed(b"A012\n" + CUT)
    assert bench.feed(b"\x10\x04\x03") == [b"\x1a"]
    bench.feed(b"\x10\x05\x01")
    assert bench.lines() == [["A012"]]

    bench.printer.jam_cutter()
    bench.feed(b"A013\n" + CUT + b"A014\n" + CUT)
    bench.feed(b"\x10\x05\x02")
    bench.feed(b"A015\n" + CUT)
    assert bench.lines() == [["A012"], ["A013", "A015"]]


def test_what_no_command_clears_is_cleared_by_the_switch(bench: Bench) -> None:
    bench.printer.fail(Trouble.BROKEN)
    bench.feed(b"lost\n" + CUT + b"\x10\x05\x02")
    assert bench.feed(b"\x10\x04\x01") == [b"\x1a"]

    bench.printer.cycle_power()
    bench.feed(b"A012\n" + CUT)
    assert bench.lines() == [["A012"]]


def test_the_raw_bytes_of_a_slip_are_those_that_made_it(bench: Bench) -> None:
    made = b"\x1b@A012\n" + CUT
    bench.feed(STATUS_BACK_ON + made + ASK_PRINTED + made + ASK_PRINTED)

    assert [slip.raw for slip in bench.printer.slips] == [made, made]


def test_nonsense_neither_stops_it_nor_fills_its_memory(bench: Bench) -> None:
    bench.feed(b"\x1dv0\x00\xff\xff\xff\xff")
    bench.feed(b"\x1d(k\x00\x00\x1d(k\x03\x001C\x1d(k\x03\x001Q0\x1dk\xff\xff\x1b\xff\x1c\xff")
    bench.feed(bytes(range(256)) * 200)
    bench.feed(b"\x00" * 400)  # ends whatever the nonsense began
    picture = b"\x1dv0\x00\x48\x00\xff\x00" + bytes(72 * 255)
    for _ in range(70):
        bench.feed(picture)

    assert len(bench.printer._head._raw) <= 1 << 20
    assert bench.feed(b"\x10\x04\x01") == [b"\x12"]
    bench.feed(CUT + b"A012\n" + CUT)
    assert bench.lines()[-1] == ["A012"]


def test_a_slip_can_be_looked_at(bench: Bench) -> None:
    picture = b"\x1dv0\x00\x02\x00\x08\x00" + b"\xff" * 16
    bench.feed(b"\x1ba\x01\x1d!\x77A012\n\x1d!\x00" + picture + CUT)

    image = render_png(bench.printer.slips[0], FontBook.find())

    assert image.width == 576 + 2 * MARGIN_DOTS
    number = image.crop((0, 0, image.width, MARGIN_DOTS + 192)).point(lambda level: 255 - level)
    left, _, right, _ = number.getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - image.width / 2) < 24  # in the middle
    assert right - left > 250
    assert image.getpixel((image.width // 2, MARGIN_DOTS + 192 + 4)) == 0


def test_the_drawer_is_kicked_in_order_or_at_once_and_its_pin_is_told(bench: Bench) -> None:
    bench.feed(b"\x1bp\x00\x19\xfa")
    bench.printer.open_cover()
    bench.feed(b"\x10\x14\x01\x00\x01")
    assert bench.printer.drawer_pulses == 2
    bench.printer.close_cover()

    bench.feed(STATUS_BACK_ON)
    bench.replies.clear()
    bench.printer.open_drawer()
    assert bench.replies == [b"\x14\x00\x00\x00"]
    assert bench.feed(b"\x10\x04\x01") == [b"\x16"]


def test_all_that_waits_is_forgotten_by_a_command_that_is_obeyed_at_once(bench: Bench) -> None:
    bench.printer.open_cover()
    bench.feed(b"lost\n" + CUT)

    assert bench.feed(bytes.fromhex("10 14 08 01 03 14 01 06 02 08")) == [b"\x37\x25\x00"]
    bench.printer.close_cover()
    bench.feed(b"A012\n" + CUT)
    assert bench.lines() == [["A012"]]


def test_a_clone_prints_what_it_does_not_know_and_answers_nothing_to_it() -> None:
    bench = Bench(PrinterModel(knows_marks=False, knows_identity=False, knows_real_time=False))

    assert bench.feed(b"\x1d(H\x06\x0000A012\x1dIB\x10\x04\x01\n" + CUT) == []
    assert bench.lines() == [["H00A012B"]]


def test_a_silent_printer_pushes_no_status_while_it_is_offline() -> None:
    bench = Bench(PrinterModel(silent_when_offline=True))
    bench.feed(STATUS_BACK_ON)
    bench.replies.clear()

    bench.printer.open_cover()
    assert bench.feed(b"\x10\x04\x01") == []
    bench.printer.close_cover()
    assert bench.replies == [b"\x10\x00\x00\x00"]


def test_answers_come_together_when_so_many_are_there_or_after_a_moment(bench: Bench) -> None:
    bench.printer.send_replies_together(2)
    assert bench.feed(b"\x10\x04\x01") == []
    assert bench.feed(ASK_PRINTED) == [b"\x12\x00"]

    bench.printer.send_replies_together(5)
    assert bench.feed(b"\x10\x04\x01") == []
    bench.now_s = float("inf")
    assert bench.feed(b"") == [b"\x12"]


def test_a_tab_a_small_font_and_a_double_picture_take_their_room(bench: Bench) -> None:
    bench.feed(b"A\tB\n\x1bM\x01" + b"x" * 64 + b"\n\x1dv0\x03\x01\x00\x02\x00\xff\xff" + CUT)

    (slip,) = bench.printer.slips
    assert slip.lines == ["A       B", "x" * 64]
    assert [raster.height_dots for raster in slip.rasters] == [4]
    assert render_png(slip, FontBook.find()).height == 2 * 30 + 4 + 2 * MARGIN_DOTS
