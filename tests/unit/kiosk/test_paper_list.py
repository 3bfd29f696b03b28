"""A list of papers for whoever lacks one: no ticket, no number, and nobody waits by it."""

from pathlib import Path

import pytest

import kiosk
from contract.hall import HallFile
from contract.ids import DeviceId, ItemId, TicketId
from hardware.counters import Counters
from hardware.escpos import document
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.core.slip import SlipKind
from kiosk.devices.counting import DeviceCounts
from kiosk.devices.printer import SlipDone
from kiosk.devices.templates import Templates
from qtkit.texts import Texts
from tests.helpers.halls import shipped_hall
from tests.unit.kiosk.bench import TO_BUNDLE, TO_LIST, TO_SECOND, Bench

TEXTS = Texts(Path(kiosk.__file__).parent / "locale")
HALL = shipped_hall("street")


def shown(bench: Bench) -> screens.PaperList:
    assert isinstance(bench.screen, screens.PaperList)
    return bench.screen


def test_the_list_is_printed_and_shown_with_when_and_where_to_come() -> None:
    bench = Bench()
    bench.tap(*TO_LIST)
    page = shown(bench)

    assert page.services == ("居住证申领受理",)
    assert page.papers == ("居民身份证", "房屋租赁合同或单位住宿证明")
    assert page.days[:2] == ("11-24 08:30-12:00 13:30-17:30", "11-25 08:30-12:00 13:30-17:30")
    assert page.windows == "1-3, 8"
    assert (page.paper, bench.slip.kind) == ("paper_list.printing", "list")
    assert bench.sent == [], "the hall gives nobody a number for it"
    bench.presenter.on_paper(bench.slip.ticket_id, Paper.PRINTED, "")
    assert shown(bench).paper == "paper_list.printed"
    assert bench.sent == []


def test_without_paper_the_screen_has_it_with_a_code() -> None:
    bench = Bench()
    bench.presenter.on_printer(PrinterHealth(PrinterTrouble.PAPER_OUT))
    bench.tap(*TO_LIST)

    assert shown(bench).paper == "paper_list.not_printed"
    assert shown(bench).picture.startswith("data:image/png")
    bench.printer.print.assert_not_called()


def test_a_list_that_the_printer_lost_is_said_to_be_lost() -> None:
    bench = Bench()
    bench.tap(*TO_LIST)
    bench.presenter.on_paper(bench.slip.ticket_id, Paper.NOT_PRINTED, "paper_out")
    assert shown(bench).paper == "paper_list.not_printed"


def test_news_of_the_last_visitors_list_does_not_touch_the_next() -> None:
    bench = Bench()
    bench.tap(*TO_LIST)
    earlier = bench.slip.ticket_id
    bench.tap("done")
    assert isinstance(bench.screen, screens.Home)
    bench.clock.move(1)
    bench.tap(*TO_LIST)
    bench.presenter.on_paper(earlier, Paper.PRINTED, "")
    assert shown(bench).paper == "paper_list.printing"


def test_it_closes_by_itself_and_nothing_of_it_stays() -> None:
    bench = Bench()
    bench.tap(*TO_LIST)
    bench.wait(61)
    assert isinstance(bench.screen, screens.Home)
    bench.tap("begin", "group general", "item residence-permit", "confirm", "skip")
    assert bench.asked.item_id == "residence-permit"


def test_several_services_share_one_list_with_each_paper_once() -> None:
    bench = Bench()
    bench.tap(*TO_SECOND, "group housing", "item housing-review", "lack")
    assert len(shown(bench).services) == 2
    assert len(set(shown(bench).papers)) == len(shown(bench).papers)

    bench = Bench()
    bench.queue("employment", closed="full")
    bench.queue("family", closed="later_today")
    bench.tap("bundles", "bundle child", "lack")
    wanted = [ItemId("birth-registration"), ItemId("medical-enrolment")]
    names = tuple(HALL.items[each].name.words["zh"] for each in wanted)
    assert shown(bench).services == names, "what is closed now may be open then"


def test_what_was_taken_off_is_not_on_the_list() -> None:
    bench = Bench()
    bench.tap(*TO_BUNDLE, "leave_out unemployment-benefit", "lack")
    assert shown(bench).services == ("失业登记", "灵活就业登记")


def test_a_service_that_wants_no_papers_has_no_list() -> None:
    tables = {name: getattr(HALL, name) for name in HallFile.model_fields}
    bench = Bench(HallFile.model_construct(**(tables | {"item": (), "bundle": ()})))
    bench.tap("begin", "group general", "lack")
    assert isinstance(bench.screen, screens.Papers)


def test_the_paper_has_no_number_and_says_so_in_each_language() -> None:
    bench = Bench()
    bench.tap(*TO_LIST)
    lines = Templates(HALL, DeviceId("k1"), TEXTS, None).lines(bench.slip)
    written = [line.text for line in lines if isinstance(line, document.Text)]

    assert "[ ] 居民身份证" in written
    assert "[ ] Resident ID card" in written
    assert "This is no ticket: take a number when you come" in written
    assert bench.slip.number not in " ".join(written)
    assert not [line for line in lines if isinstance(line, document.Qr)]


@pytest.mark.parametrize(
    ("kind", "counted"), [("ticket", "tickets"), ("list", "lists"), ("test", None)]
)
def test_only_a_ticket_is_counted_as_one_and_all_use_up_the_roll(
    kind: SlipKind, counted: str | None
) -> None:
    counters = Counters(None, lambda _: None)
    DeviceCounts(counters).hear(SlipDone(TicketId("x"), Paper.PRINTED, "", kind))

    found = {name: counters.get(name) for name in ("tickets", "lists", "tickets_since_roll")}
    expected = {"tickets": 0, "lists": 0, "tickets_since_roll": 1}
    assert found == (expected | {counted: 1} if counted else expected)
