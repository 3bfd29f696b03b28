"""A kiosk alone forgets nothing, whatever happens to its power and its disk."""

from contract.messages.commands import (
    CancelTicket,
    HandInTicket,
    IssueTicket,
    ReportPaper,
)
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.alone import (
    bench,
    reach,
    restarted,
    sent,
    take,
    thank,
)
from tests.unit.kiosk.bench import TICKET, TO_ASKING, Bench


def test_a_disk_that_has_never_known_the_hall_gives_no_numbers() -> None:
    made = Bench(store=MemoryStore(), ready=False)
    made.presenter.on_printer(PrinterHealth())

    made.wait(10, alive=False)

    assert isinstance(made.screen, screens.NoConnection)


def test_a_new_disk_goes_on_after_the_last_number_that_was_handed_in() -> None:
    made = Bench(store=MemoryStore())
    for _ in range(2):
        made.clock.move(1)
        made.beat(given_alone={"k1": {"a": 903}, "k2": {"b": 907}})
    made.lose_hall()

    assert take(made).number == "A904"


def test_a_disk_that_was_put_back_does_not_give_again_what_was_handed_in() -> None:
    store = MemoryStore()
    before = bench(store)
    take(before)
    copied = dict(store.records)
    for _ in range(3):
        take(before)
    after = Bench(store=MemoryStore(copied))
    for _ in range(2):
        after.clock.move(1)
        after.beat(given_alone={"k1": {"a": 903}})
    after.lose_hall()

    assert take(after).number == "A904"


def test_a_power_cut_while_it_prints_leaves_the_paper_uncertain_and_it_is_not_printed_again() -> (
    None
):
    store = MemoryStore()
    before = bench(store)
    take(before, None)

    after = restarted(before, store)
    reach(after)

    after.printer.print.assert_not_called()
    [command] = sent(after, HandInTicket)
    assert (command.number, command.outcome) == ("A900", "uncertain")


def test_after_a_power_cut_the_numbers_go_on() -> None:
    store = MemoryStore()
    before = bench(store)
    take(before)

    assert take(restarted(before, store)).number == "A901"


def test_a_question_asked_before_a_power_cut_is_settled_after_it() -> None:
    store = MemoryStore()
    before = Bench(store=store)
    before.tap(*TO_ASKING)

    after = restarted(before, store)
    reach(after)

    [again] = sent(after, IssueTicket)
    assert again.command_id == before.asked.command_id
    after.answer_done(again)
    assert [c.ticket_id for c in sent(after, CancelTicket)] == [TICKET]
    thank(after, sent(after, CancelTicket)[0])
    assert not [key for key in store.records if key != "heard"]


def test_a_paper_that_was_being_printed_when_the_power_went_is_reported_as_uncertain() -> None:
    store = MemoryStore()
    before = Bench(store=store)
    before.tap(*TO_ASKING)
    before.answer_done()

    after = restarted(before, store)
    reach(after)

    [report] = sent(after, ReportPaper)
    assert (report.ticket_id, report.outcome) == (TICKET, "uncertain")
    thank(after, report)
    assert not [key for key in store.records if key != "heard"]


def test_a_report_that_was_not_thanked_for_is_made_again_after_a_power_cut() -> None:
    store = MemoryStore()
    before = Bench(store=store)
    before.tap(*TO_ASKING)
    before.answer_done()
    before.presenter.on_paper(TICKET, Paper.PRINTED, "")

    after = restarted(before, store)
    reach(after)

    [report] = sent(after, ReportPaper)
    assert report.outcome == "printed"
    assert report.command_id == sent(before, ReportPaper)[0].command_id


def test_a_full_disk_gives_no_numbers_and_says_so_and_all_is_well_once_there_is_room() -> None:
    store = MemoryStore()
    made = bench(store)
    store.full = True
    made.tap(*TO_ASKING)

    screen = made.screen
    assert isinstance(screen, screens.Sorry)
    assert screen.reason == "alone.no_number"
    made.printer.print.assert_not_called()
    made.tap("done")
    assert isinstance(made.screen, screens.NoConnection)
    made.wait(1, alive=False)
    assert "outbox.unavailable" in made.fault_codes

    store.full = False
    made.wait(6, alive=False)
    assert take(made).number == "A900"
    assert "outbox.unavailable" not in made.fault_codes


def test_a_full_disk_stops_no_ticket_of_the_coordinator_and_is_written_later() -> None:
    store = MemoryStore()
    made = Bench(store=store)
    made.wait(1)
    store.full = True
    made.tap(*TO_ASKING)
    made.answer_done()
    made.presenter.on_paper(TICKET, Paper.PRINTED, "")
    assert isinstance(made.screen, screens.TakeTicket)

    store.full = False
    made.wait(6)

    assert [key.split("/")[0] for key in store.records if key not in ("heard", "probe")] == ["said"]


def test_a_damaged_outbox_is_told_and_gives_no_numbers() -> None:
    store = MemoryStore()
    store.damaged = True
    made = bench(store)

    assert isinstance(made.screen, screens.NoConnection)
    assert "outbox.damaged" in made.fault_codes


def test_a_paper_that_a_full_disk_forgot_before_the_power_went_is_not_given_up() -> None:
    store = MemoryStore()
    before = Bench(store=store)
    before.tap(*TO_ASKING)
    store.full = True
    answered_at_ms = before.clock.now_ms()
    before.answer_done()
    before.presenter.on_paper(TICKET, Paper.PRINTED, "")
    before.clock.move(20)

    store.full = False
    after = restarted(before, store)
    reach(after)
    [again] = sent(after, IssueTicket)
    after.answer_done(again, at_ms=answered_at_ms)

    assert sent(after, CancelTicket) == []
    [report] = sent(after, ReportPaper)
    assert (report.ticket_id, report.outcome) == (TICKET, "uncertain")
