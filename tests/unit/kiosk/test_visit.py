"""The visitor's way: from the first touch to the ticket, and what every touch means."""

import pytest

from contract.messages.commands import GivenCard, IssueTicket
from kiosk.core import screens
from kiosk.core.equipment import Paper
from tests.unit.kiosk.bench import PERMIT, TICKET, TO_ASKING, TO_IDENTIFY, Bench


def test_a_touch_leads_to_the_groups_with_their_lines() -> None:
    bench = Bench()
    bench.queue("general", waiting=4)
    bench.queue("medical", closed="later_today")

    bench.tap("begin")

    assert isinstance(bench.screen, screens.Groups)
    tiles = {str(tile.group_id): tile for tile in bench.screen.groups}
    assert list(tiles)[:3] == ["general", "pension", "medical"]
    assert (tiles["general"].name, tiles["general"].waiting) == ("综合业务", 4)
    assert (tiles["medical"].closed_reason, tiles["pension"].closed_reason) == (
        "closed.later_today",
        "",
    )


def test_the_papers_are_shown_before_the_number_is_taken() -> None:
    bench = Bench()
    bench.queue("general", waiting=4, wait_ms=5 * 60_000 + 1)

    bench.tap("begin", "group general", "item residence-permit")

    assert isinstance(bench.screen, screens.Papers)
    assert bench.screen.papers == ("居民身份证", "房屋租赁合同或单位住宿证明")
    assert (bench.screen.ahead, bench.screen.wait_minutes) == (4, "6")
    assert bench.sent == []


def test_a_closed_group_cannot_be_chosen() -> None:
    bench = Bench()
    bench.queue("general", closed="later_today")

    bench.tap("begin", "group general")

    assert isinstance(bench.screen, screens.Groups)


def test_a_group_that_closes_under_the_visitor_takes_no_confirmation() -> None:
    bench = Bench()
    bench.tap("begin", "group general", "item residence-permit")

    bench.queue("general", closed="outside_hours")
    bench.tap("confirm")

    assert isinstance(bench.screen, screens.Papers)
    assert bench.screen.closed_reason == "closed.outside_hours"


def test_two_quick_taps_ask_for_one_ticket() -> None:
    bench = Bench()

    bench.tap(*TO_IDENTIFY, "skip", "skip", "skip")

    assert (bench.asked.group_id, bench.asked.item_id) == ("general", PERMIT)


@pytest.mark.parametrize("touch", ["back", "home", "begin", "confirm", "skip", "language en"])
def test_no_touch_disturbs_a_ticket_that_is_being_made(touch: str) -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)

    bench.tap(touch)

    assert isinstance(bench.screen, screens.Printing)
    assert len(bench.sent) == 1


@pytest.mark.parametrize(
    "touch",
    [
        "group nowhere",
        "item nothing",
        "item pension-enrolment",
        "letter 1",
        "digit 5",
        "nonsense",
        "language xx",
    ],
)
def test_a_touch_that_means_nothing_changes_nothing(touch: str) -> None:
    bench = Bench()
    bench.tap("begin", "group general")
    before = bench.screen

    bench.tap(touch)

    assert bench.screen == before


def test_back_leads_one_step_back_in_the_language_now_chosen() -> None:
    bench = Bench()
    bench.tap("begin", "group general", "item residence-permit", "language en")

    bench.tap("back")

    assert isinstance(bench.screen, screens.Items)
    assert bench.screen.items[0].name == "Residence permit application"


def test_a_shortcut_on_the_home_screen_leads_to_the_papers() -> None:
    bench = Bench()

    bench.tap("item residence-permit")

    assert isinstance(bench.screen, screens.Papers)
    assert bench.screen.service == "居住证申领受理"


def test_only_the_last_four_digits_of_a_telephone_leave_the_kiosk() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "phone", *(f"digit {digit}" for digit in "13812345678"))

    bench.tap("confirm")

    assert bench.asked.visitor == GivenCard(masked_name="", document_tail="5678")


@pytest.mark.parametrize("digits", ["", "1381234567", "03812345678"])
def test_a_telephone_number_that_is_none_cannot_be_confirmed(digits: str) -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "phone", *(f"digit {digit}" for digit in digits))

    bench.tap("confirm")

    assert isinstance(bench.screen, screens.Phone)
    assert bench.screen.wrong is (len(digits) == 11)


def test_more_digits_than_a_number_has_are_not_taken_and_the_last_can_be_erased() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "phone", *(f"digit {digit}" for digit in "138123456789"), "erase")

    assert isinstance(bench.screen, screens.Phone)
    assert bench.screen.digits == "1381234567"


def test_search_finds_by_initials_and_goes_on_to_the_papers() -> None:
    bench = Bench()
    bench.tap("begin", "search", "letter J", "letter Z")
    assert isinstance(bench.screen, screens.Search)
    assert [tile.item_id for tile in bench.screen.results][:1] == [PERMIT]

    bench.tap("item residence-permit", "back", "clear")

    assert isinstance(bench.screen, screens.Search)
    assert bench.screen.letters == ""


def test_a_ticket_in_english_is_asked_for_in_english() -> None:
    bench = Bench()

    bench.tap("language en", *TO_ASKING)

    assert bench.asked.language == "en"
    bench.view.set_language.assert_called_with("en")


def test_the_whole_way_ends_at_home_in_the_kiosks_own_language() -> None:
    bench = Bench()
    bench.tap("language en", *TO_ASKING)
    bench.answer_done()

    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
    assert bench.screen == screens.TakeTicket(
        hall="Yuetan Sub-district Service Centre",
        clock="10:00",
        number=bench.slip.number,
        service="Residence permit application",
        ahead=3,
        wait_minutes="12",
        windows=bench.slip.windows,
    )
    bench.tap("done")

    assert isinstance(bench.screen, screens.Home)
    bench.view.set_language.assert_called_with("zh")
    assert [type(command) for command in bench.sent[:1]] == [IssueTicket]
