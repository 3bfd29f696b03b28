"""The driver against a printer on a real wire: one slip, or the truth about it."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from hardware.errors import Disconnected, NoReply
from hardware.escpos.codec import ASK_PRINTED, CUT, Fault, Paper, PrinterStatus
from hardware.escpos.confirming import Confirm
from hardware.escpos.driver import EscposPrinter, PrinterSettings
from hardware.escpos.outcome import Cause, NotPrinted, Printed, Uncertain
from simulation.devices.printer import NEAR_END_DOTS, PrinterModel, SimPrinter, Trouble
from simulation.devices.wire import PtyWire, TcpWire, Wire
from tests.helpers.patience import PATIENCE_S, wait_until

PATIENT = PrinterSettings(reply_timeout_s=PATIENCE_S, write_timeout_s=PATIENCE_S)
HASTY = PrinterSettings(reply_timeout_s=0.3)  # where silence is the point
A012 = b"A012\n" * 8 + CUT
B034 = b"B034\n" * 8 + CUT
PICTURE = b"\x1dv0\x00\x48\x00\x00\x01" + b"\x55" * 72 * 256  # 18 KB: more than a buffer


@pytest.fixture(params=["pty", "tcp"])
def wire(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Wire]:
    sim = SimPrinter()
    with TcpWire(sim) if request.param == "tcp" else PtyWire(sim, link=tmp_path / "tty") as wire:
        yield wire


@pytest.fixture
def sim(wire: Wire) -> SimPrinter:
    assert isinstance(wire.device, SimPrinter)
    return wire.device


@pytest.fixture
def printer(wire: Wire) -> Iterator[EscposPrinter]:
    printer = EscposPrinter(wire.url, PATIENT)
    yield printer
    printer.close()


def numbers(sim: SimPrinter, slips: int) -> list[set[str]]:
    """Return what each slip in the tray says, once there are `slips`."""
    return [set(slip.lines) for slip in sim.wait_for_slips(slips, timeout_s=PATIENCE_S)]


def printer_that_jams_after_a_slip() -> SimPrinter:
    machine = SimPrinter(PrinterModel(dots_per_s=500), on_slip=lambda _: machine.jam_cutter())
    return machine


def is_ready(printer: EscposPrinter) -> bool:
    with suppress(NoReply, Disconnected):  # still busy with what filled its buffer
        return printer.status().ready
    return False


def test_slips_come_out_one_by_one(sim: SimPrinter, printer: EscposPrinter) -> None:
    for document in (A012, B034, A012):
        assert printer.print(document) == Printed(Paper.OK)

    assert numbers(sim, 3) == [{"A012"}, {"B034"}, {"A012"}]
    assert sim.unknown_commands == []


def test_a_large_picture_passes_through_a_small_buffer(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    assert printer.print(PICTURE + A012) == Printed(Paper.OK)

    (slip,) = sim.slips
    assert slip.rasters[0].rows == 256
    assert slip.lines == ["A012"] * 8


def test_a_slow_printer_is_waited_for() -> None:
    model = PrinterModel(dots_per_s=2000)
    with PtyWire(SimPrinter(model)) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        started_s = monotonic()
        assert printer.print(A012) == Printed(Paper.OK)
        assert monotonic() - started_s > 8 * 30 / 2000  # not confirmed before it was on paper
        printer.close()


@pytest.mark.parametrize(
    ("happens", "status"),
    [
        (lambda sim: None, PrinterStatus()),
        (SimPrinter.open_cover, PrinterStatus(offline=True, cover_open=True)),
        (SimPrinter.take_paper_out, PrinterStatus(offline=True, paper=Paper.OUT)),
        (lambda sim: sim.load_paper(NEAR_END_DOTS - 1), PrinterStatus(paper=Paper.NEAR_END)),
        (lambda sim: sim.fail(Trouble.HOT), PrinterStatus(offline=True, fault=Fault.OVERHEATED)),
        (lambda sim: sim.fail(Trouble.CUTTER), PrinterStatus(offline=True, fault=Fault.CUTTER)),
    ],
    ids=["well", "cover", "no paper", "little paper", "hot", "cutter"],
)
def test_the_status_tells_what_is_the_matter(
    sim: SimPrinter,
    printer: EscposPrinter,
    happens: Callable[[SimPrinter], None],
    status: PrinterStatus,
) -> None:
    happens(sim)

    assert printer.status() == status


@pytest.mark.parametrize(
    ("happens", "cause"),
    [
        (SimPrinter.open_cover, Cause.COVER_OPEN),
        (SimPrinter.take_paper_out, Cause.PAPER_OUT),
        (lambda sim: sim.fail(Trouble.BROKEN), Cause.PRINTER_FAULT),
    ],
    ids=["cover", "paper", "broken"],
)
def test_trouble_before_a_slip_keeps_all_of_it_back(
    sim: SimPrinter,
    printer: EscposPrinter,
    happens: Callable[[SimPrinter], None],
    cause: Cause,
) -> None:
    happens(sim)

    outcome = printer.print(A012)

    assert isinstance(outcome, NotPrinted)
    assert outcome.cause is cause
    assert outcome.detail

    sim.close_cover()
    sim.load_paper()
    sim.fail(Trouble.NONE)
    assert printer.print(B034) == Printed(Paper.OK)
    assert numbers(sim, 1) == [{"B034"}]


def test_paper_that_ends_in_a_slip_leaves_it_uncertain_and_unrepeated(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    sim.load_paper(dots=100)

    outcome = printer.print(A012)

    assert isinstance(outcome, Uncertain)
    assert outcome.cause is Cause.PAPER_OUT
    assert printer.status().paper is Paper.OUT

    sim.load_paper()  # the printer goes on by itself
    assert numbers(sim, 1) == [{"A012"}]
    assert printer.print(B034) == Printed(Paper.OK)
    assert numbers(sim, 2) == [{"A012"}, {"B034"}]


def test_the_late_answer_for_an_old_slip_does_not_confirm_a_new_one() -> None:
    """The roll ends during A012 and is replaced; B034 is sent while the rest of A012 prints."""
    sim = printer_that_jams_after_a_slip()
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        sim.load_paper(dots=100)
        assert isinstance(printer.print(A012), Uncertain)

        sim.load_paper()
        outcome = printer.print(B034)

        assert isinstance(outcome, Uncertain)
        assert outcome.cause is Cause.PRINTER_FAULT
        assert numbers(sim, 1) == [{"A012"}]
        printer.close()


def test_a_slip_from_before_the_program_started_confirms_nothing() -> None:
    """Our forerunner died with a slip in the printer; its answer comes to us."""
    sim = printer_that_jams_after_a_slip()
    with PtyWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        sim.receive(A012 + ASK_PRINTED)
        sim.wake()

        outcome = printer.print(B034)

        assert isinstance(outcome, Uncertain)
        assert numbers(sim, 1) == [{"A012"}]
        printer.close()


def test_a_cover_opened_during_a_slip_leaves_it_uncertain(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    sim.after_dots(100, sim.open_cover)

    outcome = printer.print(A012)

    assert isinstance(outcome, Uncertain)
    assert outcome.cause is Cause.COVER_OPEN
    assert not sim.slips


def test_a_jammed_cutter_is_freed_before_the_next_slip(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    sim.jam_cutter()

    outcome = printer.print(A012)
    assert isinstance(outcome, Uncertain)
    assert outcome.cause is Cause.PRINTER_FAULT

    assert isinstance(printer.print(B034), Printed)
    assert numbers(sim, 2) == [{"A012"}, {"B034"}]


def test_a_printer_that_falls_silent_is_not_taken_for_well_or_done(
    wire: Wire, sim: SimPrinter, printer: EscposPrinter
) -> None:
    hasty = EscposPrinter(wire.url, HASTY)
    sim.set_mute(mute=True)

    with pytest.raises(NoReply):
        hasty.status()
    outcome = hasty.print(A012)
    assert isinstance(outcome, NotPrinted)
    assert outcome.cause is Cause.NO_REPLY

    sim.set_mute(mute=False)
    assert printer.print(B034) == Printed(Paper.OK)
    assert numbers(sim, 1) == [{"B034"}]


def test_a_confirmation_that_gets_lost_leaves_a_slip_uncertain(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    sim.after_dots(100, lambda: sim.lose_replies(2))

    outcome = printer.print(A012, timeout_s=3)

    assert isinstance(outcome, Uncertain)
    assert outcome.cause is Cause.NO_REPLY
    assert numbers(sim, 1) == [{"A012"}]


def test_a_full_buffer_stalls_and_the_half_slip_is_no_part_of_the_next(
    wire: Wire, sim: SimPrinter
) -> None:
    stalls_soon = PrinterSettings(reply_timeout_s=PATIENCE_S, write_timeout_s=1.0)
    printer = EscposPrinter(wire.url, stalls_soon)
    sim.load_paper(dots=100)

    outcome = printer.print(b"A012\n" * 20_000 + CUT)
    assert isinstance(outcome, Uncertain)
    assert outcome.cause in {Cause.PAPER_OUT, Cause.STALLED}

    sim.load_paper()
    wait_until(lambda: is_ready(printer))
    assert printer.print(B034) == Printed(Paper.OK)
    tray = numbers(sim, 2)
    assert tray[-1] == {"B034"}
    assert all("B034" not in slip for slip in tray[:-1])
    printer.close()


def test_a_board_that_restarted_between_slips_is_met_with_a_new_connection() -> None:
    sim = SimPrinter()
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        assert printer.print(A012) == Printed(Paper.OK)
        wire.reset_connection()
        sim.cycle_power()
        assert printer.print(B034) == Printed(Paper.OK)
        assert numbers(sim, 2) == [{"A012"}, {"B034"}]
        printer.close()


def test_a_pulled_cable_is_told_and_a_put_back_one_used(
    wire: Wire, sim: SimPrinter, printer: EscposPrinter
) -> None:
    assert isinstance(printer.print(A012), Printed)
    wire.unplug()

    with pytest.raises(Disconnected):
        printer.status()
    outcome = printer.print(B034)
    assert isinstance(outcome, NotPrinted)
    assert outcome.cause is Cause.DISCONNECTED

    wire.plug()
    assert printer.print(B034) == Printed(Paper.OK)


def test_a_power_cut_during_a_slip_leaves_it_uncertain() -> None:
    sim = SimPrinter()
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)

        def cut_power() -> None:
            sim.cycle_power()
            wire.reset_connection()

        sim.after_dots(100, cut_power)
        outcome = printer.print(A012)

        assert isinstance(outcome, Uncertain)
        assert outcome.cause is Cause.DISCONNECTED
        assert isinstance(printer.print(B034), Printed)
        assert numbers(sim, 2) == [{"A012"}, {"B034"}]  # the torn one is cut off first
        printer.close()


def test_replies_in_pieces_and_a_flickering_sensor_confuse_nobody(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    sim.send_replies_in_pieces()
    assert isinstance(printer.print(A012), Printed)
    for _ in range(20):
        sim.flicker_near_end()
        assert printer.status() == PrinterStatus()
    assert printer.print(B034) == Printed(Paper.OK)
    assert numbers(sim, 2) == [{"A012"}, {"B034"}]


def test_status_requests_hidden_in_a_picture_do_not_pass_for_a_confirmation(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    picture = b"\x1dv0\x00\x48\x00\x01\x00" + (b"\x10\x04\x01" * 24)

    assert printer.print(picture + A012) == Printed(Paper.OK)
    assert printer.status() == PrinterStatus()


def test_a_printer_that_is_silent_when_offline_is_not_called_well() -> None:
    sim = SimPrinter(PrinterModel(silent_when_offline=True))
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, HASTY)
        sim.open_cover()
        with pytest.raises(NoReply):
            printer.status()
        outcome = printer.print(A012)
        assert isinstance(outcome, NotPrinted)
        assert not sim.slips
        printer.close()


def test_one_lost_answer_of_two_is_survived_where_the_printer_knows_marks(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    assert printer.print(A012, mark="A012") == Printed(Paper.OK)
    assert printer.print(A012, mark="A012") == Printed(Paper.OK)
    sim.after_dots(100, lambda: sim.lose_replies(1))

    assert printer.print(B034, mark="B034") == Printed(Paper.OK)
    assert printer.identity == ("HALLCALL", "SIM-80")


@pytest.mark.parametrize(
    "model",
    [
        PrinterModel(knows_marks=False),
        PrinterModel(knows_marks=False, knows_identity=False),
        PrinterModel(knows_status_back=False),
        PrinterModel(knows_offline_causes=False),
    ],
    ids=["no marks", "no identity", "no automatic status", "two questions only"],
)
def test_what_a_printer_does_not_know_is_not_missed_and_not_printed(model: PrinterModel) -> None:
    sim = SimPrinter(model)
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        assert printer.status() == PrinterStatus()
        assert printer.print(A012, mark="A012") == Printed(Paper.OK)
        assert printer.print(B034, mark="B034") == Printed(Paper.OK)
        assert numbers(sim, 2) == [{"A012"}, {"B034"}]
        sim.open_cover()
        hasty = EscposPrinter(wire.url, HASTY)
        printer.close()
        assert not hasty.status().ready
        hasty.close()


def test_a_printer_that_confirms_nothing_prints_and_is_not_believed() -> None:
    sim = SimPrinter(PrinterModel(knows_marks=False, knows_print_order=False))
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)

        outcome = printer.print(A012)

        assert isinstance(outcome, Uncertain)
        assert 'confirm = "none"' in outcome.detail
        assert numbers(sim, 1) == [{"A012"}]
        printer.close()


def test_silence_passes_for_a_yes_where_the_hall_file_says_so() -> None:
    sim = SimPrinter(PrinterModel(knows_marks=False, knows_print_order=False))
    with TcpWire(sim) as wire:
        printer = EscposPrinter(
            wire.url, PrinterSettings(confirm="none", reply_timeout_s=PATIENCE_S)
        )
        assert printer.print(A012) == Printed(Paper.OK)

        sim.after_dots(100, sim.open_cover)
        outcome = printer.print(B034)

        assert isinstance(outcome, Uncertain)
        assert outcome.cause is Cause.COVER_OPEN
        printer.close()


@pytest.mark.parametrize("confirm", ["gs-h", "gs-r"])
def test_either_way_of_confirming_is_enough_alone(
    wire: Wire, sim: SimPrinter, confirm: Confirm
) -> None:
    printer = EscposPrinter(wire.url, PrinterSettings(confirm=confirm, reply_timeout_s=PATIENCE_S))

    assert printer.print(A012, mark="A012") == Printed(Paper.OK)
    sim.load_paper(dots=100)
    assert isinstance(printer.print(B034, mark="B034"), Uncertain)
    sim.load_paper()
    assert printer.print(A012, mark="A012") == Printed(Paper.OK)
    assert numbers(sim, 3) == [{"A012"}, {"B034"}, {"A012"}]
    printer.close()


def test_a_clone_without_real_time_status_is_asked_for_its_automatic_one() -> None:
    sim = SimPrinter(PrinterModel(knows_real_time=False))
    with TcpWire(sim) as wire:
        printer = EscposPrinter(
            wire.url, PrinterSettings(status="automatic", reply_timeout_s=PATIENCE_S)
        )
        assert printer.status() == PrinterStatus()
        assert printer.print(A012) == Printed(Paper.OK)

        sim.take_paper_out()
        wait_until(lambda: printer.status().paper is Paper.OUT)
        outcome = printer.print(B034)
        assert isinstance(outcome, NotPrinted)
        assert outcome.cause is Cause.PAPER_OUT

        sim.load_paper()
        wait_until(lambda: printer.status().ready)
        assert printer.print(B034) == Printed(Paper.OK)
        printer.close()


def test_answers_that_come_merged_with_an_automatic_status_are_told_apart(
    sim: SimPrinter, printer: EscposPrinter
) -> None:
    for document in (A012, B034):
        sim.send_replies_together(3)
        sim.after_dots(100, sim.flicker_near_end)
        assert printer.print(document) == Printed(Paper.OK)


def test_a_second_program_is_refused_and_told_why() -> None:
    sim = SimPrinter()
    with TcpWire(sim, refuse_second=True) as wire:
        first, second = EscposPrinter(wire.url, PATIENT), EscposPrinter(wire.url, PATIENT)
        assert first.status().ready
        with pytest.raises(Disconnected, match="another program"):
            second.status()
        assert first.print(A012) == Printed(Paper.OK)

        first.close()

        wait_until(lambda: is_ready(second))
        second.close()


def test_a_printer_switched_off_and_on_in_mid_slip_on_a_serial_line_leaves_it_uncertain() -> None:
    """Nothing breaks there: the printer has only forgotten all it was told."""
    sim = SimPrinter(PrinterModel(chinese_at_power_on=True))
    with PtyWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        assert printer.print(A012) == Printed(Paper.OK)

        sim.after_dots(100, sim.cycle_power)
        assert isinstance(printer.print(A012, timeout_s=3), Uncertain)

        assert printer.print(B034) == Printed(Paper.OK)
        assert numbers(sim, 3)[-1] == {"B034"}
        printer.close()


def test_what_never_says_anything_gets_the_slip_and_then_the_end_of_the_connection() -> None:
    """Some spoolers and emulators print when the connection ends, and read nothing before."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as other:
        received = other.submit(_all_of_one_connection, listener)
        port = listener.getsockname()[1]
        silent = PrinterSettings(confirm="none", status="none")
        printer = EscposPrinter(f"socket://127.0.0.1:{port}", silent)

        assert printer.print(A012) == Printed(Paper.OK)

        assert received.result(PATIENCE_S).count(A012) == 1


def _all_of_one_connection(listener: socket.socket) -> bytes:
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as stream:
        return stream.read()


def test_a_printer_that_does_not_say_who_it_is_is_asked_for_no_mark() -> None:
    """Such a clone might print the question, if its initialisation does not forget the line."""
    sim = SimPrinter(PrinterModel(knows_marks=False, knows_identity=False))
    with TcpWire(sim) as wire:
        printer = EscposPrinter(wire.url, PATIENT)
        for _ in range(3):
            assert printer.print(A012, mark="A012") == Printed(Paper.OK)
        assert b"\x1d(" not in {command[:2] for command in sim.unknown_commands}
        printer.close()
