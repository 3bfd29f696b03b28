"""Several services for one occasion: chosen with one touch, one visit, one paper."""

from contract.hall import HallFile
from contract.ids import GroupId, ItemId
from contract.messages.visits import ServiceWish
from kiosk.core import screens
from kiosk.core.equipment import Paper
from tests.helpers.halls import shipped_hall
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.bench import TICKET, TO_BUNDLE, Bench

EMPLOYMENT = GroupId("employment")
JOB = [ItemId(f"{name}") for name in
       ("unemployment-registration", "unemployment-benefit", "flexible-employment")]  # fmt: skip


def wish(item_id: ItemId) -> ServiceWish:
    return ServiceWish(group_id=EMPLOYMENT, item_id=item_id)


def bundle(bench: Bench) -> screens.Bundle:
    assert isinstance(bench.screen, screens.Bundle)
    return bench.screen


def test_an_occasion_is_one_visit_with_its_services_in_the_halls_order() -> None:
    bench = Bench()
    bench.tap(*TO_BUNDLE, "confirm")
    assert isinstance(bench.screen, screens.Identify)
    assert bench.screen.service == "失业登记 · 失业保险金申领 · 灵活就业登记"
    bench.tap("skip")

    assert (bench.asked.group_id, bench.asked.item_id) == (EMPLOYMENT, JOB[0])
    assert bench.asked.more == (wish(JOB[1]), wish(JOB[2]))
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
    assert isinstance(bench.screen, screens.TakeTicket)
    assert len(bench.screen.more) == 2


def test_each_paper_is_named_once() -> None:
    bench = Bench()
    bench.tap(*TO_BUNDLE)
    items = shipped_hall("street").items
    all_of_them = [paper.words["zh"] for each in JOB for paper in items[each].papers]

    assert bundle(bench).papers == tuple(dict.fromkeys(all_of_them))
    assert len(bundle(bench).papers) < len(all_of_them), "the ID card is wanted by more than one"


def test_a_service_is_taken_off_with_its_papers_and_put_back() -> None:
    bench = Bench()
    bench.tap(*TO_BUNDLE)
    before = bundle(bench)
    bench.tap(f"leave_out {JOB[0]}")

    assert [each.taken for each in bundle(bench).services] == [False, True, True]
    assert set(bundle(bench).papers) < set(before.papers)
    bench.tap(f"leave_out {JOB[0]}")
    assert bundle(bench) == before
    bench.tap(f"leave_out {JOB[1]}", "leave_out residence-permit", "confirm", "skip")
    assert (bench.asked.item_id, bench.asked.more) == (JOB[0], (wish(JOB[2]),))


def test_without_any_service_there_is_no_visit() -> None:
    bench = Bench()
    bench.tap(*TO_BUNDLE, *(f"leave_out {each}" for each in JOB), "confirm")
    assert bundle(bench).papers == ()
    bench.tap(f"leave_out {JOB[2]}", "confirm", "skip")
    assert (bench.asked.item_id, bench.asked.more) == (JOB[2], ())


def test_what_is_closed_now_says_why_and_is_not_in_the_visit() -> None:
    bench = Bench()
    bench.queue("family", closed="later_today")
    bench.tap("bundles", "bundle child")
    birth, medical = bundle(bench).services

    assert (birth.taken, birth.closed_reason) == (False, "closed.later_today")
    assert (medical.taken, medical.closed_reason) == (True, "")
    bench.tap("leave_out birth-registration", "confirm", "skip")
    assert (bench.asked.item_id, bench.asked.more) == ("medical-enrolment", ())


def test_an_occasion_of_which_nothing_is_open_cannot_be_chosen() -> None:
    bench = Bench()
    bench.queue("employment", closed="full")
    bench.tap("bundles")
    assert isinstance(bench.screen, screens.Bundles)
    closed = {tile.bundle_id: tile.closed_reason for tile in bench.screen.bundles}
    assert closed == {"child": "", "job": "closed.full", "old-age": "", "rent": ""}
    bench.tap("bundle job")
    assert isinstance(bench.screen, screens.Bundles)


def test_the_way_back_keeps_nothing_of_it() -> None:
    bench = Bench()
    bench.tap(*TO_BUNDLE, f"leave_out {JOB[0]}", "back", "bundle job")
    assert all(each.taken for each in bundle(bench).services)
    bench.tap("home", "begin", "group general", "item residence-permit", "confirm", "skip")
    assert bench.asked.more == ()


def test_a_kiosk_shows_what_it_can_give_tickets_for_and_no_button_for_nothing() -> None:
    hall = shipped_hall("street")
    few = hall.kiosk[0].model_copy(update={"groups": (EMPLOYMENT,)})
    bench = Bench(_without_caches(hall.model_copy(update={"kiosk": (few,)})))
    bench.tap("bundles")
    assert isinstance(bench.screen, screens.Bundles)
    assert [tile.bundle_id for tile in bench.screen.bundles] == ["job"]

    bench = Bench(hall.model_copy(update={"bundle": ()}))
    assert isinstance(bench.screen, screens.Home)
    assert not bench.screen.bundles
    bench.tap("bundles")
    assert isinstance(bench.screen, screens.Home)


def _without_caches(hall: HallFile) -> HallFile:
    """Return a copy of a hall file that knows of its changes."""
    return HallFile.model_construct(**{name: getattr(hall, name) for name in HallFile.model_fields})


def test_without_the_hall_an_occasion_has_a_number_of_the_kiosks_own() -> None:
    bench = Bench(store=MemoryStore())
    bench.wait(1)
    bench.lose_hall()
    bench.tap(*TO_BUNDLE, "confirm", "skip")
    assert bench.slip.alone
    assert len(bench.slip.more) == 2
