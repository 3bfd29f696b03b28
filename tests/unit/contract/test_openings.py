"""When a hall is open: weeks, holidays, make-up workdays, own days, a group's own hours."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from contract.hall import HallFile
from contract.ids import GroupId
from tests.helpers.scene import GENERAL, group, hall_file, hall_tables, text

OFFICE = ["08:30-12:00", "13:30-17:30"]
WEEK = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), OFFICE),
    "saturday": ["09:00-12:00"],
    "sunday": [],
}


def hall(**changes: Any) -> HallFile:
    return hall_file(**{"hours": WEEK, "calendar": {"country": "CN"}, **changes})


def moment(file: HallFile, local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=file.time_zone)


def spans(file: HallFile, day: str, group_id: GroupId | None = None) -> list[str]:
    found = file.openings.on(date.fromisoformat(day), group_id)
    return [f"{opening.begins:%H:%M}-{opening.ends:%H:%M}" for opening in found]


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [("08:29", False), ("08:30", True), ("11:59", True), ("12:00", False), ("23:59", True)],
)
def test_a_hall_is_open_from_the_first_minute_up_to_the_last(clock: str, *, is_open: bool) -> None:
    file = hall_file(hours={"monday": ["08:30-12:00", "20:00-24:00"], "tuesday": []})
    assert file.openings.is_open(moment(file, f"2026-11-23T{clock}")) is is_open
    assert not file.openings.is_open(moment(file, f"2026-11-24T{clock}"))


def test_a_public_holiday_closes_the_hall_and_has_a_name_in_both_languages() -> None:
    file = hall()
    assert spans(file, "2026-10-01") == []  # a Thursday
    reason = file.openings.reason_on(date(2026, 10, 1))
    assert reason is not None
    assert (reason.zh, reason.en) == ("国庆节", "National Day")


def test_a_weekend_day_worked_for_a_holiday_has_the_hours_of_the_weekday_it_stands_for() -> None:
    friday = WEEK | {"friday": ["08:30-12:00"]}
    assert spans(hall(), "2026-10-10") == OFFICE  # a Saturday
    assert spans(hall(), "2026-09-20") == OFFICE  # a Sunday
    assert spans(
        hall(hours=friday, calendar={"country": "CN", "makeup_workday": "friday"}), "2026-09-20"
    ) == ["08:30-12:00"]
    assert spans(hall(), "2026-10-17") == ["09:00-12:00"]  # a Saturday like others


def test_without_a_country_there_are_no_holidays() -> None:
    assert spans(hall(calendar={}), "2026-10-01") == OFFICE
    assert spans(hall(calendar={}), "2026-09-20") == []


def test_the_hall_s_own_days_have_the_last_word() -> None:
    own = [
        {"date": "2026-10-01", "hours": ["09:00-11:00"]},
        {"date": "2026-11-24", "reason": text("Stocktaking")},
    ]
    file = hall(calendar={"country": "CN", "day": own})
    assert spans(file, "2026-10-01") == ["09:00-11:00"]
    assert spans(file, "2026-11-24") == []
    reason = file.openings.reason_on(date(2026, 11, 24))
    assert reason is not None
    assert reason.en == "Stocktaking"


def test_a_group_s_own_hours_lie_inside_the_hall_s_on_make_up_workdays_too() -> None:
    own = group(
        "general", series="a", mean_service_s=300, hours={"monday": ["07:00-10:00", "14:00-20:00"]}
    )
    file = hall(group=[own, hall_tables()["group"][1]])
    assert spans(file, "2026-11-23", GENERAL) == ["08:30-10:00", "14:00-17:30"]
    assert spans(file, "2026-11-24", GENERAL) == OFFICE  # a day left out is the hall's
    assert spans(file, "2026-09-20", GENERAL) == ["08:30-10:00", "14:00-17:30"]
    assert spans(file, "2026-10-01", GENERAL) == []


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23T07:00", "2026-11-23T08:30"),
        ("2026-11-23T08:30", "2026-11-23T13:30"),  # open: the next time, after the break
        ("2026-11-23T12:10", "2026-11-23T13:30"),
        ("2026-11-23T18:00", "2026-11-24T08:30"),
        ("2026-09-30T18:00", "2026-10-08T08:30"),  # over the golden week
    ],
)
def test_when_it_opens_again(now: str, opens: str) -> None:
    file = hall()
    assert file.openings.next_after(moment(file, now)) == moment(file, opens)


def test_a_hall_closed_for_good_does_not_say_when_it_opens() -> None:
    file = hall(hours={day: [] for day in WEEK}, calendar={})
    assert file.openings.next_after(moment(file, "2026-11-23T07:00")) is None


@pytest.mark.parametrize(
    ("now", "left"), [("07:00", 7.5), ("11:30", 4.5), ("12:30", 4.0), ("17:00", 0.5), ("18:00", 0)]
)
def test_what_is_left_of_a_day_has_no_breaks_in_it(now: str, left: float) -> None:
    file = hall()
    assert file.openings.left_today(moment(file, f"2026-11-23T{now}")) == timedelta(hours=left)


def test_a_day_open_past_midnight_does_not_close() -> None:
    file = hall(hours={}, calendar={})
    assert file.openings.left_today(moment(file, "2026-11-23T20:00")) is None


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 5), ("2026-10-25", 7)])
def test_the_night_the_clocks_change_is_as_long_as_it_is(day: str, hours: int) -> None:
    berlin = {**hall_tables()["hall"], "time_zone": "Europe/Berlin"}
    file = hall(hall=berlin, hours={"sunday": ["00:00-06:00"]}, calendar={})
    night = moment(file, f"{day}T00:00")
    assert file.openings.left_today(night) == timedelta(hours=hours)
    assert file.openings.is_open(night + timedelta(hours=5))
