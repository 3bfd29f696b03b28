"""Rules of the calendar: hours, the change of the day, a changed hall file."""

import pytest

from contract.ids import EpochMs, ZoneId
from coordinator.domain import commands as do
from coordinator.domain import schedule
from coordinator.domain.days import begin_day, fit_to_file
from coordinator.domain.events import DayBegan
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall, WindowStatus
from coordinator.domain.ticket import State
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    at,
    hall_file,
    hall_tables,
)


def in_zone(zone: str) -> dict[str, object]:
    return {**hall_tables()["hall"], "time_zone": zone}


def test_the_business_day_changes_at_day_begins_in_the_halls_own_time() -> None:
    file = hall_file()
    assert schedule.business_day(file, at("03:59")) == "2026-11-22"
    assert schedule.business_day(file, at("04:00")) == "2026-11-23"
    assert schedule.business_day(file, at("23:59")) == "2026-11-23"


def test_nights_when_the_clocks_change_neither_lose_nor_repeat_a_day() -> None:
    file = hall_file(hall=in_zone("Europe/Berlin"))
    start = at("00:00", "2026-03-28")
    hours = [EpochMs(start + hour * 3_600_000) for hour in range(24 * 3)]

    seen = list(dict.fromkeys(schedule.business_day(file, hour) for hour in hours))

    assert seen == ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"]
    for hour in hours:
        ends_ms = schedule.day_ends_ms(file, hour)
        assert ends_ms > hour
        assert schedule.business_day(file, EpochMs(ends_ms - 1)) == schedule.business_day(
            file, hour
        )
        assert schedule.business_day(file, ends_ms) > schedule.business_day(file, hour)


@pytest.mark.parametrize(
    ("clock", "is_open"), [("08:29", False), ("08:30", True), ("12:00", False), ("13:30", True)]
)
def test_opening_hours(clock: str, is_open: bool) -> None:
    assert schedule.is_open(hall_file(), at(clock)) is is_open


def test_the_same_day_does_not_begin_twice() -> None:
    scene = Scene()
    assert begin_day(scene.hall, at("23:00")) == ()


def test_a_clock_set_back_brings_no_old_day_back() -> None:
    scene = Scene()
    assert begin_day(scene.hall, at("09:00", "2026-11-20")) == ()


def busy_scene() -> Scene:
    """Return a scene with a ticket waiting, called, serving and held."""
    scene = Scene()
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    scene.staffed(W3, ZHAO)
    for group in (GENERAL, GENERAL, GENERAL, CASHIER):
        scene.issue(group)
    scene.step(do.HoldTicket, scene.call(W1), reason="form")
    scene.call(W1)
    scene.step(do.StartService, scene.call(W3), W3)
    return scene


def test_the_day_change_ends_tickets_and_shifts_and_starts_the_numbers_again() -> None:
    scene = busy_scene()
    tickets = dict(scene.hall.day.tickets)
    assert {ticket.state for ticket in tickets.values()} == {
        State.WAITING,
        State.CALLED,
        State.SERVING,
        State.HELD,
    }

    scene.now_ms = at("09:00", "2026-11-24")
    events = scene.apply(begin_day(scene.hall, scene.now_ms))

    assert {ticket.state for ticket in tickets.values()} == {State.CANCELLED}
    kinds = [type(event).__name__ for event in events]
    assert kinds == ["TicketCancelled"] * 4 + ["ClerkSignedOut"] * 3 + ["DayBegan"]
    assert scene.issue().id == "2026-11-24.A001"
    scene.staffed(W3, LI)  # nobody is signed in anywhere any more


def test_the_calls_of_a_zone_go_on_counting_over_the_day_change() -> None:
    scene = busy_scene()
    scene.now_ms = at("09:00", "2026-11-24")
    events = scene.apply(begin_day(scene.hall, scene.now_ms))

    began = events[-1]
    assert isinstance(began, DayBegan)
    assert began.day == "2026-11-24"
    assert began.call_seqs == {ZoneId("lobby"): 2, ZoneId("east"): 1}
    scene.staffed(W1)
    scene.issue()
    assert scene.call().call_seq == 3


def under(scene: Scene, **changes: object) -> Hall:
    """Return the scene's hall as a new hall file finds it in the journal."""
    return fold(Hall(hall_file(**changes)), scene.events)


def test_tickets_of_a_removed_group_are_cancelled_with_the_reason() -> None:
    scene = busy_scene()
    scene.issue(CASHIER)
    tables = hall_tables()
    windows = [row | {"serves": ["general"]} for row in tables["window"]]
    hall = under(
        scene, group=tables["group"][:1], item=tables["item"][:1], window=windows, kiosk=[]
    )

    events = fit_to_file(hall, scene.now_ms)
    fold(hall, events)

    cancelled = [(event.number, event.reason) for event in events]  # type: ignore[union-attr]
    assert cancelled == [("B002", "group_removed")]
    # B001 is being served: its window ends it in peace.
    assert hall.day.windows[W3].ticket_id == "2026-11-23.B001"
    assert fit_to_file(hall, scene.now_ms) == ()


def test_a_ticket_at_a_removed_window_is_held_for_the_others() -> None:
    scene = busy_scene()
    tables = hall_tables()
    hall = under(scene, window=tables["window"][:2], caller=tables["caller"][:2])

    fold(hall, fit_to_file(hall, scene.now_ms))

    ticket = hall.day.tickets[scene.ticket("2026-11-23.B001").id]
    assert (ticket.state, ticket.hold_reason) == (State.HELD, "window_removed")
    assert hall.day.windows[W3].status is WindowStatus.CLOSED
    assert fit_to_file(hall, scene.now_ms) == ()


def test_numbers_go_on_under_a_series_that_changed_and_none_is_given_twice() -> None:
    scene = busy_scene()
    series = [{"id": "a", "letter": "B"}, {"id": "b", "letter": "A"}]
    after = Scene()
    after.hall = under(scene, series=series)

    ids = [after.issue(group).id for group in (CASHIER, GENERAL)]

    assert ids == ["2026-11-23.A004", "2026-11-23.B004"]
