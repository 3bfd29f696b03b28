"""Several services in one visit, under one number."""

from pathlib import Path

import kiosk
from contract.hall import Item
from contract.hall.bundles import SERVICES_MAX
from contract.ids import GroupId, ItemId
from contract.messages.visits import ServiceWish
from kiosk.core import screens
from kiosk.devices.paper import ticket_lines
from qtkit.texts import Texts
from tests.helpers.halls import shipped_hall
from tests.unit.kiosk.bench import PERMIT, TO_SECOND, Bench

TEXTS = Texts(Path(kiosk.__file__).parent / "locale")
ITEMS = shipped_hall("street").items

HOUSING = ServiceWish(group_id=GroupId("housing"), item_id=ItemId("housing-review"))
SECOND = ("group housing", "item housing-review")


def test_two_services_are_asked_for_under_one_number_in_the_order_chosen() -> None:
    bench = Bench()

    bench.tap(*TO_SECOND, *SECOND, "confirm", "skip")

    assert (bench.asked.group_id, bench.asked.item_id) == ("general", PERMIT)
    assert bench.asked.more == (HOUSING,)


def test_whoever_has_enough_after_one_goes_on_with_it() -> None:
    bench = Bench()

    bench.tap(*TO_SECOND, "enough", "skip")

    assert (bench.asked.group_id, bench.asked.item_id) == ("general", PERMIT)
    assert bench.asked.more == ()


def test_the_same_service_twice_is_one() -> None:
    bench = Bench()

    bench.tap(*TO_SECOND, "group general", f"item {PERMIT}", "confirm", "skip")

    assert bench.asked.item_id == PERMIT
    assert bench.asked.more == ()


def test_the_way_back_undoes_the_choice_of_another() -> None:
    bench = Bench()

    bench.tap(*TO_SECOND, "back", "confirm", "skip")

    assert bench.asked.item_id == PERMIT
    assert bench.asked.more == ()


def test_what_was_chosen_is_named_until_the_paper_is_out() -> None:
    bench = Bench()
    bench.tap("language en", *TO_SECOND)
    assert isinstance(bench.screen, screens.Groups)
    [permit] = bench.screen.chosen

    bench.tap(*SECOND)
    assert isinstance(bench.screen, screens.Papers)
    assert bench.screen.chosen == (permit,)


def test_more_services_than_a_visit_may_have_are_not_offered() -> None:
    bench = Bench()
    *items, last = list(ITEMS.values())[:SERVICES_MAX]
    bench.tap("begin")

    for item in items:
        _choose(bench, item)
        bench.tap("add")
        assert isinstance(bench.screen, screens.Groups)
    _choose(bench, last)

    assert isinstance(bench.screen, screens.Papers)
    assert not bench.screen.can_add
    bench.tap("add")
    assert isinstance(bench.screen, screens.Papers)


def test_the_paper_names_the_services_that_follow() -> None:
    bench = Bench()
    bench.tap(*TO_SECOND, *SECOND, "confirm", "skip")
    bench.answer_done()

    housing = ITEMS[ItemId("housing-review")].name
    assert bench.slip.more == (housing,)
    printed = [getattr(line, "text", "") for line in ticket_lines(bench.slip, TEXTS)]
    assert any(housing.zh in text for text in printed)
    assert any(housing.en in text for text in printed)


def _choose(bench: Bench, item: Item) -> None:
    bench.tap(f"group {item.group}")
    if isinstance(bench.screen, screens.Items):
        bench.tap(f"item {item.id}")
