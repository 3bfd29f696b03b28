"""A kiosk that cannot reach the coordinator gives valid numbers all the same."""

import re
from typing import Any

import msgspec
import pytest

from contract.codes import token_of
from contract.hall import HallFile, parse_hall
from contract.ids import EpochMs, GroupId, TicketId
from contract.messages.answers import Done, Refused, TicketSlip
from contract.messages.commands import (
    AnyCommand,
    CancelNumber,
    CancelTicket,
    HandInTicket,
    IssueTicket,
    ReportPaper,
)
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth
from kiosk.core.slip import Slip
from messaging import LinkState
from tests.helpers.clock import HandClock
from tests.helpers.halls import HALLS
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.bench import MONDAY_10_AM, TICKET, TO_ASKING, TO_IDENTIFY, Bench, id_card

HOUR_S = 3600
WEEK_MS = 7 * 24 * HOUR_S * 1000


def bench(store: MemoryStore | None = None, **facts: Any) -> Bench:
    """Return a kiosk that has heard the coordinator, and has lost it."""
    made = Bench(store=store or MemoryStore(), **facts)
    made.wait(1)
    made.lose_hall()
    return made


def restarted(before: Bench, store: MemoryStore, *, now_ms: EpochMs | None = None) -> Bench:
    """Return the kiosk after a power cut, with no coordinator."""
    clock = HandClock(now_ms or before.clock.now_ms())
    made = Bench(store=store, ready=False, clock=clock)
    made.presenter.on_printer(PrinterHealth())
    made.wait(4, alive=False)
    return made


def take(made: Bench, paper: Paper | None = Paper.PRINTED) -> Slip:
    """Have a visitor take a ticket; return what was printed."""
    made.tap(*TO_ASKING)
    slip: Slip = made.printer.print.call_args.args[0]
    if paper is not None:
        made.presenter.on_paper(slip.ticket_id, paper, "")
        made.tap("done")
    return slip


def reach(made: Bench) -> None:
    """Let the coordinator be heard again."""
    made.presenter.on_link(LinkState.CONNECTED, "")
    made.wait(1)


def sent(made: Bench, kind: type[AnyCommand]) -> list[Any]:
    return [command for command in made.sent if isinstance(command, kind)]


def thank(made: Bench, command: AnyCommand, **facts: Any) -> None:
    answer = Done(command_id=command.command_id, answered_at_ms=made.clock.now_ms(), **facts)
    made.presenter.on_answered(command, answer)


def street(*changes: tuple[str, str]) -> HallFile:
    """Return the street hall with lines of its file replaced."""
    text = (HALLS / "street.toml").read_text(encoding="utf-8")
    for line, other in changes:
        text, found = re.subn(f"(?m)^{line}.*$", other, text, count=1)
        assert found, line
    return parse_hall(text)


def with_block(first: int, last: int, **more: int) -> HallFile:
    pairs = {"first": first, "last": last, **more}
    block = ", ".join(f"{name} = {value}" for name, value in pairs.items())
    return street(("alone = ", f"alone = {{ {block} }}"))


def test_home_says_that_the_number_is_valid_all_the_same() -> None:
    screen = bench().screen

    assert isinstance(screen, screens.Home)
    assert screen.alone


def test_for_a_moment_without_the_hall_nobody_gets_a_number_alone() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)

    made.presenter.on_link(LinkState.LOST, "")
    made.wait(2.5, alive=False)

    assert not getattr(made.screen, "alone", False)
    made.wait(2.5, alive=False)
    assert isinstance(made.screen, screens.NoConnection | screens.Home)


def test_who_is_choosing_when_the_line_goes_gets_a_number_and_starts_nothing_anew() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_IDENTIFY)
    made.presenter.on_link(LinkState.LOST, "")
    for _ in range(7):
        made.wait(1, alive=False)
        assert isinstance(made.screen, screens.Identify)

    made.presenter.on_card(id_card())

    slip: Slip = made.printer.print.call_args.args[0]
    assert (slip.number, slip.alone) == ("A900", True)


def test_who_asks_in_the_moment_the_line_goes_waits_a_little_and_gets_a_number() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_IDENTIFY)
    made.presenter.on_link(LinkState.LOST, "")
    made.wait(2.5, alive=False)

    made.presenter.on_card(id_card())
    made.printer.print.assert_not_called()
    made.wait(4, alive=False)

    slip: Slip = made.printer.print.call_args.args[0]
    assert (slip.number, slip.alone) == ("A900", True)


def test_a_ticket_of_its_own_numbers_is_marked_and_promises_no_wait() -> None:
    made = bench()
    made.queue("general", waiting=7, wait_ms=600_000)

    slip = take(made, None)

    assert (slip.number, slip.alone, slip.ahead, slip.wait_minutes) == ("A900", True, None, None)
    assert sent(made, IssueTicket) == []
    made.presenter.on_paper(slip.ticket_id, Paper.PRINTED, "")
    screen = made.screen
    assert isinstance(screen, screens.TakeTicket)
    assert (screen.number, screen.alone, screen.ahead) == ("A900", True, None)


def test_each_number_is_given_once_in_the_order_of_its_block() -> None:
    made = bench(hall=with_block(first=998, last=999))

    assert [take(made).number, take(made).number] == ["A998", "A999"]
    made.tap(*TO_IDENTIFY)
    screen = made.screen
    assert isinstance(screen, screens.Groups | screens.Items)
    made.tap("home", "begin")
    [tile] = [t for t in made.screen.groups if t.group_id == GroupId("general")]  # type: ignore[union-attr]
    assert tile.closed_reason == "closed.no_numbers"


def test_when_every_number_is_given_it_says_that_it_cannot_reach_the_hall() -> None:
    one = 'groups = ["general"]\nalone = { first = 999, last = 999 }'
    made = bench(hall=street(("alone = ", one)))

    take(made)

    assert isinstance(made.screen, screens.NoConnection)
    made.wait(1, alive=False)
    assert "alone.used_up" in made.fault_codes


def test_a_block_that_runs_out_is_told_in_time() -> None:
    made = bench(hall=with_block(first=990, last=999, warn_left=8))

    take(made)
    assert not made.line.report_faults.called
    take(made)
    made.wait(1, alive=False)

    assert "alone.nearly_used" in made.fault_codes


def test_without_a_block_in_the_hall_file_all_is_as_ever() -> None:
    made = bench(hall=street(("alone = ", "")))

    assert isinstance(made.screen, screens.NoConnection)


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


def test_a_retained_word_of_yesterday_sets_no_number_of_today_free() -> None:
    made = bench(hall=with_block(first=998, last=999))
    made.clock.move(24 * HOUR_S)
    made.wait(1, alive=False)
    assert [take(made).number for _ in range(2)] == ["A998", "A999"]

    made.presenter.on_link(LinkState.CONNECTED, "")
    made.clock.move(-24 * HOUR_S)
    made.beat()
    made.clock.move(24 * HOUR_S)
    made.lose_hall()
    made.tap("home", "begin")

    [tile] = [t for t in made.screen.groups if t.group_id == GroupId("general")]  # type: ignore[union-attr]
    assert tile.closed_reason == "closed.no_numbers"


def test_no_numbers_are_given_while_another_kiosk_has_this_ones_id() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.presenter.on_link(LinkState.TAKEN_OVER, "")
    made.presenter.on_link(LinkState.LOST, "")

    made.wait(10, alive=False)

    assert isinstance(made.screen, screens.NoConnection)


def test_what_takes_the_hall_says_so() -> None:
    made = bench()

    for touch in ("my_ticket", "appointment"):
        made.tap(touch)
        screen = made.screen
        assert isinstance(screen, screens.Sorry)
        assert screen.reason == "alone.not_now"
        made.tap("done")


def test_a_visitor_whose_question_goes_unanswered_gets_a_number_and_the_question_is_undone() -> (
    None
):
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_ASKING)
    asked = made.asked

    made.presenter.on_not_answered(asked)
    slip = made.slip
    made.presenter.on_paper(slip.ticket_id, Paper.PRINTED, "")
    assert (slip.number, slip.alone) == ("A900", True)

    reach(made)
    again = sent(made, IssueTicket)[-1]
    assert again.command_id == asked.command_id
    made.answer_done(again)
    assert [c.ticket_id for c in sent(made, CancelTicket)] == [TICKET]


def test_a_line_that_dies_while_somebody_waits_does_not_let_them_wait_for_long() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_ASKING)

    made.lose_hall()

    assert made.slip.number == "A900"


def test_of_a_cancel_that_nobody_answered_the_kiosk_does_not_say_what_became() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap("my_ticket", "key A", "key 0", "key 1", "key 2", "cancel", "yes")
    assert sent(made, CancelNumber)

    made.lose_hall()

    assert isinstance(made.screen, screens.Sorry)
    assert made.screen.reason == "alone.cancel_unknown"


def test_a_card_read_before_the_line_died_goes_with_the_ticket_but_not_to_the_disk() -> None:
    store = MemoryStore()
    made = bench(store, person_key=b"k" * 16)
    made.tap(*TO_IDENTIFY)
    made.presenter.on_card(id_card(name="欧阳娜娜"))
    made.presenter.on_paper(made.slip.ticket_id, Paper.PRINTED, "")

    kept = b"".join(store.records.values()).decode()
    assert "欧" not in kept
    assert "002X" not in kept
    reach(made)
    [command] = sent(made, HandInTicket)
    assert command.visitor is not None
    assert command.visitor.document_tail == "002X"
    assert command.person_hash


def test_tickets_are_handed_in_oldest_first_and_forgotten_once_thanked_for() -> None:
    store = MemoryStore()
    made = bench(store)
    slips = [take(made) for _ in range(6)]
    reach(made)

    first = sent(made, HandInTicket)
    assert [command.number for command in first] == [slip.number for slip in slips[:4]]
    for command in first:
        thank(made, command)
    made.wait(1)

    assert [c.number for c in sent(made, HandInTicket)] == [slip.number for slip in slips]
    for command in sent(made, HandInTicket)[4:]:
        thank(made, command)
    assert not [key for key in store.records if key.startswith("given/")]


def test_the_command_says_what_the_paper_says_and_what_became_of_it() -> None:
    made = bench()
    given_at_ms = made.clock.now_ms()
    slip = take(made, Paper.UNCERTAIN)
    made.wait(60, alive=False)
    reach(made)

    [command] = sent(made, HandInTicket)
    assert (command.number, command.day, command.outcome) == ("A900", "2025-11-24", "uncertain")
    assert abs(command.issued_at_ms - given_at_ms) < 2000
    assert command.clock_bound_ms == 2000
    assert slip.code == f"{command.day}.A900"
    assert slip.ticket_id == TicketId("2025-11-24.A900")


def test_the_phone_can_follow_the_paper_later() -> None:
    url = 'day_begins = 04:00:00\nticket_url = "https://hall/{token}"'
    made = bench(hall=street(("day_begins", url)))

    slip = take(made)
    reach(made)

    [command] = sent(made, HandInTicket)
    assert slip.code == f"https://hall/{token_of(command.command_id)}"


def test_a_ticket_without_paper_is_handed_in_too_and_its_number_not_given_again() -> None:
    made = bench()
    take(made, Paper.NOT_PRINTED)
    assert take(made).number == "A901"
    reach(made)

    assert [c.outcome for c in sent(made, HandInTicket)] == ["on_screen", "printed"]


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


def test_the_id_of_the_command_is_the_same_however_often_it_is_handed_in() -> None:
    store = MemoryStore()
    before = bench(store)
    take(before)
    reach(before)
    after = restarted(before, store)
    reach(after)

    assert sent(before, HandInTicket)[0].command_id == sent(after, HandInTicket)[0].command_id


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


def test_a_clock_that_is_known_to_be_off_is_corrected_without_the_coordinator() -> None:
    store = MemoryStore()
    before = Bench(store=store)
    before.beat()
    before.clock.move(1)
    before.beat(ahead_s=HOUR_S)
    after = restarted(before, store)
    now_ms = after.clock.now_ms()

    take(after)
    [given] = [body for key, body in store.records.items() if key.startswith("given/")]

    command = msgspec.json.decode(given)["command"]
    assert abs(command["issued_at_ms"] - (now_ms + HOUR_S * 1000)) < 2000
    assert command["clock_bound_ms"] == 300_000


def test_a_clock_that_went_back_gives_no_number_of_today_again_and_no_earlier_place() -> None:
    store = MemoryStore()
    before = bench(store)
    take(before)

    after = restarted(before, store, now_ms=EpochMs(MONDAY_10_AM - WEEK_MS))
    after.tap(*TO_ASKING)
    bodies = [msgspec.json.decode(b) for k, b in store.records.items() if k.startswith("given/")]
    command = next(b["command"] for b in bodies if b["order"] == 2)

    assert command["number"] == "A901"
    assert command["day"] == "2025-11-24"
    assert command["issued_at_ms"] >= MONDAY_10_AM
    assert command["clock_bound_ms"] == 24 * HOUR_S * 1000


def test_a_new_day_begins_with_numbers_that_are_on_no_recent_paper() -> None:
    store = MemoryStore()
    before = bench(store, hall=with_block(first=997, last=999))
    assert [take(before).number for _ in range(2)] == ["A997", "A998"]

    clock = HandClock(EpochMs(MONDAY_10_AM + 24 * HOUR_S * 1000))
    after = Bench(with_block(first=997, last=999), store=store, ready=False, clock=clock)
    after.presenter.on_printer(PrinterHealth())
    after.wait(4, alive=False)

    assert [take(after).number for _ in range(3)] == ["A999", "A997", "A998"]


def test_a_day_that_has_not_come_yet_is_forgotten_once_the_hall_is_heard() -> None:
    store = MemoryStore()
    before = bench(store)
    before.clock.move(48 * HOUR_S)
    take(before)
    before.clock.move(-48 * HOUR_S)
    reach(before)
    before.lose_hall()

    take(before)
    bodies = [msgspec.json.decode(b) for k, b in store.records.items() if k.startswith("given/")]
    assert [b["command"]["day"] for b in bodies if b["order"] == 2] == ["2025-11-24"]


@pytest.mark.parametrize(("hours", "shown"), [(3.2, screens.Closed), (5, screens.Home)])
def test_alone_it_keeps_the_hours_of_the_hall_file(hours: float, shown: type) -> None:
    made = bench()

    made.clock.move(hours * HOUR_S)
    made.wait(1, alive=False)

    assert isinstance(made.screen, shown)


def test_a_hall_that_was_open_outside_its_hours_stays_so_alone() -> None:
    made = Bench(store=MemoryStore(), clock=HandClock(EpochMs(MONDAY_10_AM + 12 * HOUR_S * 1000)))
    made.wait(1)
    made.lose_hall()

    assert isinstance(made.screen, screens.Home)


def test_a_group_closed_by_the_hall_stays_closed_alone_and_one_at_lunch_does_not() -> None:
    made = Bench(store=MemoryStore())
    made.queue("general", closed="suspended")
    made.queue("pension", closed="later_today")
    made.wait(1)
    made.lose_hall()
    made.tap("begin")

    reasons = {tile.group_id: tile.closed_reason for tile in made.screen.groups}  # type: ignore[union-attr]
    assert reasons["general"] == "closed.suspended"
    assert reasons["pension"] == ""


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


def test_tickets_that_wait_for_long_are_told_of() -> None:
    made = bench()
    take(made)
    assert not made.line.report_faults.called or "alone.tickets_wait" not in made.fault_codes

    made.wait(301, alive=False)

    assert "alone.tickets_wait" in made.fault_codes


def test_a_coordinator_that_does_not_take_them_is_asked_again_and_told_of() -> None:
    made = bench()
    take(made)
    reach(made)
    [command] = sent(made, HandInTicket)
    refused = Refused(
        command_id=command.command_id,
        answered_at_ms=made.clock.now_ms(),
        code="not_authorized",
        message="no",
    )
    made.presenter.on_answered(command, refused)
    made.wait(30)
    assert len(sent(made, HandInTicket)) == 1
    assert "alone.refused" in made.fault_codes

    made.wait(40)

    assert len(sent(made, HandInTicket)) == 2
    thank(made, command)
    made.wait(1)
    assert "alone.refused" not in made.fault_codes


def test_a_paper_that_calls_nobody_is_told_of() -> None:
    made = bench()
    take(made)
    reach(made)
    [command] = sent(made, HandInTicket)

    thank(made, command, explained="number_taken")
    made.wait(1)

    assert "alone.not_called" in made.fault_codes
    assert len(sent(made, HandInTicket)) == 1
    made.clock.move(1)
    made.beat(day="2025-11-25")
    assert "alone.not_called" not in made.fault_codes


def test_once_the_hall_is_back_it_is_asked_again() -> None:
    made = bench()
    take(made)
    reach(made)

    made.tap(*TO_ASKING)

    assert isinstance(made.asked, IssueTicket)
    made.presenter.on_answered(
        made.asked,
        Done(
            command_id=made.asked.command_id,
            answered_at_ms=made.clock.now_ms(),
            ticket=TicketSlip(
                ticket_id=TICKET, number="A012", group_id=GroupId("general"), item_id=None,  # type: ignore[arg-type]
                issued_at_ms=made.clock.now_ms(), ahead=0, wait_ms=None,
            ),
        ),
    )  # fmt: skip
    assert made.printer.print.call_args.args[0].alone is False
