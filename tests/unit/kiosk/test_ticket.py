"""One request a visitor, one paper a ticket, and no ticket left behind."""

from datetime import date

import pytest

from contract.hall import HallFile
from contract.ids import TicketId
from contract.messages.answers import Done
from contract.messages.commands import CancelTicket, GivenCard, IssueTicket, ReportPaper
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from messaging import LinkState
from tests.helpers.outbox import MemoryStore
from tests.helpers.unmasking import CARD, KEYS, STREET, sealed, unmasking_hall
from tests.unit.kiosk.bench import TICKET, TO_ASKING, TO_IDENTIFY, Bench, id_card


def test_the_answer_is_printed_once() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)

    bench.answer_done()
    bench.answer_done()

    assert (bench.slip.ticket_id, bench.slip.number) == (TICKET, "A012")
    assert isinstance(bench.screen, screens.Printing)
    assert bench.screen.number == "A012"


def test_printed_paper_is_reported() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    [report] = bench.sent[1:]
    assert isinstance(report, ReportPaper)
    assert (report.ticket_id, report.outcome) == (TICKET, "printed")


def test_a_ticket_without_paper_is_shown_and_reported_and_stays_valid() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.presenter.on_paper(TICKET, Paper.NOT_PRINTED, "cover open")

    [report] = bench.sent[1:]
    assert isinstance(report, ReportPaper)
    assert (report.outcome, report.cause) == ("on_screen", "cover open")
    assert isinstance(bench.screen, screens.ShowNumber)
    assert (bench.screen.reason, bench.screen.number) == ("show_number.no_paper", "A012")
    assert bench.screen.picture.startswith("data:image/png")


def test_without_paper_nothing_is_sent_to_the_printer_and_the_number_is_shown_at_once() -> None:
    bench = Bench()
    bench.presenter.on_printer(PrinterHealth(PrinterTrouble.DOWN))
    bench.tap(*TO_ASKING)
    assert bench.screen_kind == "printing"

    bench.answer_done()

    bench.printer.print.assert_not_called()
    [report] = bench.sent[1:]
    assert isinstance(report, ReportPaper)
    assert (report.outcome, report.cause) == ("on_screen", "printer.down")
    assert bench.screen_kind == "show_number"
    bench.tap("done")
    assert bench.screen_kind == "home"


def test_a_number_on_the_screen_stays_long_enough_for_a_photo_and_not_for_ever() -> None:
    bench = Bench()
    bench.presenter.on_printer(PrinterHealth(PrinterTrouble.PAPER_OUT))
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.wait(60)
    assert isinstance(bench.screen, screens.ShowNumber)

    bench.wait(31)
    assert isinstance(bench.screen, screens.Home)


def test_nobody_knows_of_a_paper_and_help_is_called_until_one_comes_out() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.UNCERTAIN, "no reply")
    assert bench.fault_codes == {"printer.unsure"}

    bench.tap("done", *TO_ASKING)
    bench.answer_done(bench.sent[-1])  # type: ignore[arg-type]
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    assert bench.fault_codes == set()


def test_an_uncertain_paper_keeps_the_ticket_and_shows_its_number() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.presenter.on_paper(TICKET, Paper.UNCERTAIN, "no reply")

    assert [type(command) for command in bench.sent[1:]] == [ReportPaper]
    assert isinstance(bench.screen, screens.ShowNumber)
    assert (bench.screen.reason, bench.screen.number) == ("show_number.uncertain", "A012")


def test_a_printer_that_says_nothing_leaves_nobody_standing() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.wait(31)
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "at last")

    assert isinstance(bench.screen, screens.ShowNumber)
    [report] = [command for command in bench.sent if isinstance(command, ReportPaper)]
    assert report.outcome == "uncertain"


def test_news_of_another_paper_is_not_this_visitors() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.presenter.on_paper(TicketId("2025-11-24.A011"), Paper.PRINTED, "")

    assert isinstance(bench.screen, screens.Printing)


@pytest.mark.parametrize(
    ("code", "reason"),
    [("closed_hours", "refused.closed_hours"), ("wrong_moon", "refused.other")],
)
def test_a_refusal_is_told_in_the_visitors_words(code: str, reason: str) -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)

    bench.answer_refused(code)

    assert isinstance(bench.screen, screens.Sorry)
    assert (bench.screen.reason, bench.screen.number) == (reason, None)


def test_no_answer_means_no_connection_until_the_next_heartbeat() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)

    bench.presenter.on_not_answered(bench.asked)
    assert isinstance(bench.screen, screens.NoConnection)

    bench.beat()
    assert isinstance(bench.screen, screens.Home)


def test_a_request_that_came_too_late_is_no_ticket() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)

    bench.answer_refused("expired")

    assert isinstance(bench.screen, screens.NoConnection)


def test_a_late_answer_to_a_request_given_up_is_cancelled() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    request = bench.asked
    bench.presenter.on_not_answered(request)

    bench.answer_done(request)

    cancel = bench.sent[-1]
    assert isinstance(cancel, CancelTicket)
    assert (cancel.ticket_id, cancel.reason) == (TICKET, "visitor_left")
    bench.printer.print.assert_not_called()


def test_a_request_given_up_is_asked_about_until_it_is_settled() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)
    bench.presenter.on_card(id_card())
    request = bench.asked
    bench.presenter.on_not_answered(request)

    bench.wait(12)
    again = [command for command in bench.sent if isinstance(command, IssueTicket)][1:]
    assert {command.command_id for command in again} == {request.command_id}
    assert {command.expires_at_ms for command in again} == {request.expires_at_ms}
    assert {command.visitor for command in again} == {None}
    assert len(again) == 3

    bench.answer_refused("expired", request)
    bench.wait(12)
    assert len([c for c in bench.sent if isinstance(c, IssueTicket)]) == 1 + len(again)


def test_nothing_is_asked_while_the_line_is_down() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.presenter.on_link(LinkState.LOST, "cable")
    bench.wait(3)
    bench.presenter.on_not_answered(bench.asked)

    bench.wait(12)

    assert len(bench.sent) == 1


def test_a_done_without_a_ticket_is_no_ticket() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    command = bench.asked

    bench.presenter.on_answered(
        command, Done(command_id=command.command_id, answered_at_ms=bench.clock.now_ms())
    )

    assert isinstance(bench.screen, screens.NoConnection)
    bench.printer.print.assert_not_called()


def test_a_card_gives_a_masked_visitor_and_asks_at_once() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)

    bench.presenter.on_card(id_card())
    bench.presenter.on_card(id_card())

    assert bench.asked.visitor == GivenCard(masked_name="张**", document_tail="002X")
    assert bench.asked.priority_id is None


@pytest.mark.parametrize(("hall", "sealed"), [(None, False), (unmasking_hall(), True)])
def test_a_visitor_is_told_before_whether_the_whole_card_is_kept(
    hall: HallFile | None, *, sealed: bool
) -> None:
    bench = Bench(hall)
    bench.tap(*TO_IDENTIFY)
    assert isinstance(bench.screen, screens.Identify)
    assert bench.screen.sealed == sealed


def test_where_the_hall_wants_it_the_whole_card_goes_under_seal_and_never_else() -> None:
    bench = Bench(seal=sealed, store=MemoryStore())
    bench.tap(*TO_IDENTIFY)
    bench.presenter.on_card(id_card(name="欧阳娜娜"))

    visitor = bench.asked.visitor
    assert visitor is not None
    assert KEYS.open(visitor.whole, STREET) == CARD
    assert (visitor.masked_name, visitor.document_tail) == ("欧***", "002X")


@pytest.mark.parametrize(
    ("born", "priority"),
    [(date(1960, 11, 24), "elder"), (date(1960, 11, 25), None), (date(1930, 1, 1), "elder")],
)
def test_age_on_the_halls_own_day_gives_priority(born: date, priority: str | None) -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)

    bench.presenter.on_card(id_card(born=born))

    assert bench.asked.priority_id == priority


def test_the_reader_listens_only_while_the_visitor_is_asked_for_a_card() -> None:
    bench = Bench()
    bench.presenter.on_card(id_card())
    assert bench.sent == []
    bench.card_reader.listen.assert_not_called()

    bench.tap(*TO_IDENTIFY)
    bench.card_reader.listen.assert_called_once_with(enabled=True)

    bench.tap("back")
    bench.card_reader.listen.assert_called_with(enabled=False)


def test_a_card_that_cannot_be_read_gives_a_hint() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)

    bench.presenter.on_card_hint("replace_card")

    assert isinstance(bench.screen, screens.Identify)
    assert bench.screen.hint == "replace_card"
