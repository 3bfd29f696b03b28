"""Which slots a day has, and how many may book each."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contract.codes import LENGTH, LETTERS, plain
from contract.hall import HallFile, HallFileInvalid, parse_hall
from contract.hall.slots import Slot, slots
from tests.helpers.halls import SMALL_HALL
from tests.helpers.scene import GENERAL, at, group, hall_file, hall_tables

MONDAY = date(2026, 11, 23)


def booked_hall(
    rules: dict[str, Any] | None = None, file: dict[str, Any] | None = None, **general: Any
) -> HallFile:
    """Return the small hall, open on Mondays, whose general group takes appointments."""
    own = {"series": "a", "mean_service_s": 300, "appointments": {}} | general
    groups = [group("general", **own), group("cashier", series="b", mean_service_s=60)]
    week = {"sunday": [], "monday": ["08:30-12:00", "13:30-17:30"], "tuesday": []}
    tables = {"group": groups, "hours": week, "appointments": rules or {}}
    return hall_file(**tables | (file or {}))


def clocks(found: tuple[Slot, ...]) -> list[str]:
    zone = hall_file().time_zone
    return [
        f"{datetime.fromtimestamp(s.begins_ms / 1000, UTC).astimezone(zone):%H:%M}" for s in found
    ]


def test_slots_fill_the_opening_hours_and_leave_the_break_out() -> None:
    found = slots(booked_hall({"slot_min": 60}), GENERAL, MONDAY)

    assert clocks(found) == ["08:30", "09:30", "10:30", "13:30", "14:30", "15:30", "16:30"]
    assert all(slot.ends_ms - slot.begins_ms == 3_600_000 for slot in found)


def test_a_closed_day_and_a_group_without_appointments_have_none() -> None:
    assert slots(booked_hall(), GENERAL, date(2026, 11, 22)) == ()
    assert slots(hall_file(), GENERAL, MONDAY) == ()


def test_a_group_that_gives_no_tickets_for_now_takes_no_appointments() -> None:
    file = booked_hall(closed={"zh": "搬迁", "en": "Moved"})
    assert slots(file, GENERAL, MONDAY) == ()


def test_the_days_of_the_calendar_and_the_group_s_own_hours_count() -> None:
    file = booked_hall({"slot_min": 60}, hours={"monday": ["10:00-12:00"]})
    assert clocks(slots(file, GENERAL, MONDAY)) == ["10:00", "11:00"]

    special = {"day": [{"date": MONDAY, "hours": ["09:00-10:30"]}]}
    file = booked_hall({"slot_min": 60}, {"calendar": special})
    assert clocks(slots(file, GENERAL, MONDAY)) == ["09:00"]


@pytest.mark.parametrize(
    ("rules", "own", "places"),
    [
        # Window 1 gives half its time to the group, window 2 all of it: 1.5 windows.
        ({}, {}, 4),  # of 9 services in half an hour half are booked
        ({"share_percent": 100}, {}, 9),
        ({"slot_min": 60}, {}, 9),
        ({}, {"share_percent": 100}, 9),
        ({}, {"places": 7}, 7),
        ({"share_percent": 1}, {}, 1),
    ],
)
def test_places_follow_from_windows_share_and_length_of_a_service(
    rules: dict[str, Any], own: dict[str, Any], places: int
) -> None:
    found = slots(booked_hall(rules, appointments=own), GENERAL, MONDAY)
    assert {slot.places for slot in found} == {places}


def test_of_a_group_s_tickets_a_day_appointments_get_no_more_than_their_share() -> None:
    found = slots(booked_hall({"slot_min": 60}, capacity=10), GENERAL, MONDAY)

    assert sum(slot.places for slot in found) == 5
    assert {slot.places for slot in found} == {1}


def test_after_midnight_a_slot_still_belongs_to_the_business_day() -> None:
    around_the_clock = {day: ["00:00-24:00"] for day in ("monday", "tuesday")}
    file = booked_hall({"slot_min": 60}, {"hours": around_the_clock})

    found = slots(file, GENERAL, MONDAY)

    assert found[0].begins_ms == at("04:00")
    assert found[-1].begins_ms == at("03:00", "2026-11-24")
    assert len(found) == 24


def test_on_the_day_the_clocks_go_forward_no_slot_is_shorter() -> None:
    berlin = hall_tables()["hall"] | {"time_zone": "Europe/Berlin", "day_begins": "00:00"}
    file = booked_hall({"slot_min": 60}, {"hall": berlin, "hours": {"sunday": ["01:00-05:00"]}})

    found = slots(file, GENERAL, date(2026, 3, 29))

    assert len(found) == 3  # from 1 to 5 o'clock it is three hours
    assert all(slot.ends_ms - slot.begins_ms == 3_600_000 for slot in found)


def test_nobody_comes_by_appointment_to_a_group_that_gives_no_tickets() -> None:
    till = """
[[group]]
id = "till"
name = { zh = "收费", en = "Till" }
department = "all"
step = "cashier"
mean_service_s = 60
appointments = {}
"""
    with pytest.raises(HallFileInvalid) as error:
        parse_hall(SMALL_HALL + till)
    assert "nobody can come to it by appointment" in str(error.value)


def test_a_code_is_read_however_it_is_typed() -> None:
    assert plain("k7m-3pq") == plain(" K7M3PQ ") == "K7M3PQ"
    assert plain("O0Il1") == "00111"
    assert not set("01OIL") & set(LETTERS)
    assert LENGTH >= 6
