"""Rules of closing: hours, holidays, a full day, the hall's word, and a line that fills the day."""

from typing import Any

import pytest

from contract.hall import HallFile
from contract.ids import EpochMs, GroupId, PersonHash
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.admission.capacity import Workload, slack_ms
from coordinator.domain.admission.closing import by_capacity, closed, closing_soon
from coordinator.domain.days import begin_day
from coordinator.domain.events import GroupClosed, GroupOpened
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    K1,
    LI,
    MINUTE_MS,
    W1,
    W2,
    WANG,
    Scene,
    at,
    group,
    hall_file,
    hall_tables,
    text,
)

NOTE: dict[str, Any] = {"note_zh": "系统升级", "note_en": "System upgrade"}
BY_CAPACITY = {"close_by_capacity": True, "notice_s": 1200}


def with_group(**fields: Any) -> list[dict[str, Any]]:
    return [
        group("general", series="a", mean_service_s=300, **fields),
        group("cashier", series="b", mean_service_s=60),
    ]


def supervised(**changes: Any) -> HallFile:
    clerks = hall_tables()["clerk"]
    return hall_file(clerk=[clerks[0] | {"role": "supervisor"}, *clerks[1:]], **changes)


def reason(scene: Scene, group_id: GroupId = GENERAL) -> str | None:
    found = closed(scene.hall, group_id, scene.now_ms)
    return found.reason if found else None


@pytest.mark.parametrize(
    ("now", "why", "opens"),
    [
        (at("07:00"), "later_today", at("08:30")),
        (at("12:30"), "later_today", at("13:30")),
        (at("18:00"), "outside_hours", at("00:00", "2026-11-24")),
        (at("09:00", "2026-10-01"), "holiday", at("00:00", "2026-10-08")),
    ],
)
def test_a_closed_group_says_why_and_when_it_opens(now: EpochMs, why: str, opens: EpochMs) -> None:
    scene = Scene(hall_file(calendar={"country": "CN"}), now_ms=now)

    found = closed(scene.hall, GENERAL, now)

    assert found is not None
    assert (found.reason, found.opens_at_ms) == (why, opens)
    with pytest.raises(errors.ClosedHours):
        scene.issue()


def test_a_group_with_hours_of_its_own_closes_alone() -> None:
    scene = Scene(hall_file(group=with_group(hours={"monday": ["08:30-10:00"]})))
    scene.now_ms = at("10:00")
    with pytest.raises(errors.ClosedHours):
        scene.issue()
    scene.issue(CASHIER)


def test_a_group_that_the_hall_file_closes_says_so_in_its_words() -> None:
    scene = Scene(hall_file(group=with_group(closed=text("moved"))))
    with pytest.raises(errors.GroupSuspended) as refused:
        scene.issue()
    assert refused.value.facts["note"] == "moved"


def test_a_day_is_full_after_its_last_ticket_and_one_given_up_is_given_again() -> None:
    scene = Scene(hall_file(group=with_group(capacity=2)))
    first = scene.issue()
    scene.issue()
    scene.issue(CASHIER)

    with pytest.raises(errors.GroupFull):
        scene.issue()
    found = closed(scene.hall, GENERAL, scene.now_ms)
    assert found is not None
    assert (found.reason, found.opens_at_ms) == ("full", at("04:00", "2026-11-24"))

    scene.carry_out(scene.make(do.CancelNumber, K1, number=first.number))
    assert scene.issue().number == "A003"
    assert reason(scene) == "full"


def test_the_next_day_has_its_whole_capacity() -> None:
    scene = Scene(hall_file(group=with_group(capacity=1)))
    scene.issue()
    scene.now_ms = at("09:00", "2026-11-24")
    scene.apply(begin_day(scene.hall, scene.now_ms))
    assert scene.issue().number == "A001"


def test_a_supervisor_closes_a_group_with_a_note_and_opens_it_again() -> None:
    scene = Scene(supervised())
    scene.staffed(W1, LI)
    waiting = scene.issue()

    scene.at_window(do.CloseGroup, group_id=GENERAL, **NOTE)
    assert scene.at_window(do.CloseGroup, group_id=GENERAL, **NOTE) == ()
    found = closed(scene.hall, GENERAL, scene.now_ms)
    with pytest.raises(errors.GroupSuspended):
        scene.issue()
    assert scene.call() is waiting  # who has a ticket is still called
    scene.at_window(do.OpenGroup, group_id=GENERAL)
    scene.issue()

    assert found is not None
    assert found.note is not None
    assert (found.reason, found.note.zh, found.opens_at_ms) == ("suspended", "系统升级", None)
    with pytest.raises(errors.GroupIsOpen):
        scene.at_window(do.OpenGroup, group_id=GENERAL)


def test_only_a_supervisor_closes_groups() -> None:
    scene = Scene(supervised())
    scene.staffed(W2, WANG)
    with pytest.raises(errors.SupervisorOnly):
        scene.at_window(do.CloseGroup, W2, group_id=GENERAL, **NOTE)


def test_slack_is_the_work_the_open_windows_can_still_take() -> None:
    scene = Scene(now_ms=at("17:00"))
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) is None  # no window, nothing to reckon with
    scene.staffed(W2, WANG)  # serves general alone
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == 25 * MINUTE_MS

    for _ in range(3):
        scene.issue()
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == 10 * MINUTE_MS

    scene.staffed(W1, LI)  # a second window: half the line each
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == 17.5 * MINUTE_MS

    for _ in range(15):
        scene.issue(CASHIER)  # W1 serves the cashier's line, too: 15 min of work for two windows
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == 10 * MINUTE_MS

    scene.call(W2)  # moved from the line to the window: half of it is still to come
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == 11.25 * MINUTE_MS


def test_asked_for_all_groups_at_once_each_has_the_slack_it_has_alone() -> None:
    scene = Scene(now_ms=at("17:00"))
    scene.staffed(W1, LI)  # serves both
    scene.staffed(W2, WANG)
    for group_id in (GENERAL, CASHIER, CASHIER, GENERAL):
        scene.issue(group_id)
    scene.call(W2)

    work, asked = Workload(scene.hall), (CASHIER, GENERAL, CASHIER)
    together = [work.slack_ms(group_id, scene.now_ms) for group_id in asked]

    assert together == [slack_ms(scene.hall, group_id, scene.now_ms) for group_id in asked]
    assert len(set(together)) == 2
    scene.issue(CASHIER)
    assert slack_ms(scene.hall, CASHIER, scene.now_ms) != together[0]


def test_slack_is_reckoned_with_services_as_long_as_they_were_today() -> None:
    scene = Scene(now_ms=at("16:00"))
    scene.staffed(W2, WANG)
    for _ in range(8):  # as many as the typed mean of 5 minutes counts for
        ticket = scene.issue()
        scene.call(W2)
        scene.step(do.StartService, ticket, W2)
        scene.now_ms = EpochMs(scene.now_ms + 9 * MINUTE_MS)
        scene.step(do.FinishService, ticket, W2)
    scene.issue()
    scene.at_window(do.SignOut, W2)
    scene.staffed(W2, WANG)

    slack = slack_ms(scene.hall, GENERAL, scene.now_ms)  # 17:12, one waits

    assert slack is not None
    assert (18 - 2 * 7) * MINUTE_MS <= slack < (18 - 2 * 6) * MINUTE_MS


def test_the_lunch_break_is_no_time_to_serve() -> None:
    scene = Scene(now_ms=at("11:50"))
    scene.staffed(W2, WANG)
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == (10 + 240 - 5) * MINUTE_MS


def capacity_scene() -> Scene:
    """Return half past five minus thirty: room for six services of five minutes."""
    scene = Scene(hall_file(admission=BY_CAPACITY), now_ms=at("17:00"))
    scene.staffed(W2, WANG)
    return scene


def look(scene: Scene) -> list[Any]:
    return list(scene.apply(tuple(by_capacity(scene.hall, scene.now_ms))))


def test_a_group_closes_when_its_line_fills_the_day_with_notice_before() -> None:
    scene = capacity_scene()
    seen = []
    for _ in range(7):
        seen.append((closing_soon(scene.hall, GENERAL, scene.now_ms), look(scene)))
        if not scene.hall.day.closures:
            scene.issue()

    soon, closures = [soon for soon, _ in seen], [events for _, events in seen]
    assert soon == [False, False, True, True, True, True, True]  # under 20 min of slack
    assert closures[:6] == [[]] * 6
    [closure] = closures[6]
    assert closure == GroupClosed(at_ms=scene.now_ms, group_id=GENERAL, reason="capacity")
    with pytest.raises(errors.LineTooLong):
        scene.issue()
    assert scene.issue(CASHIER).number == "B001"


def test_it_opens_again_only_when_there_is_room_for_half_the_notice() -> None:
    scene = capacity_scene()
    for _ in range(6):
        scene.issue()
    assert len(look(scene)) == 1

    for _ in range(2):  # two leave: 5 min of slack
        ticket = scene.call(W2)
        scene.serve(ticket, W2)
    assert look(scene) == []
    for _ in range(2):  # 15 min: more than the 10 of half a notice
        ticket = scene.call(W2)
        scene.serve(ticket, W2)

    assert look(scene) == [GroupOpened(at_ms=scene.now_ms, group_id=GENERAL)]
    assert look(scene) == []


def test_what_a_supervisor_has_opened_its_line_does_not_close_again() -> None:
    scene = Scene(supervised(admission=BY_CAPACITY), now_ms=at("17:00"))
    scene.staffed(W2, LI)
    for _ in range(6):
        scene.issue()
    assert len(look(scene)) == 1

    scene.at_window(do.OpenGroup, W2, group_id=GENERAL)
    assert look(scene) == []
    scene.issue()
    assert look(scene) == []
    scene.at_window(do.CloseGroup, W2, group_id=GENERAL, **NOTE)

    with pytest.raises(errors.GroupSuspended):
        scene.issue()


def test_overtime_lets_more_in() -> None:
    scene = Scene(hall_file(admission=BY_CAPACITY | {"overtime_s": 900}), now_ms=at("17:00"))
    scene.staffed(W2, WANG)
    assert slack_ms(scene.hall, GENERAL, scene.now_ms) == 40 * MINUTE_MS


def test_a_supervisor_s_closing_is_not_undone_by_a_short_line() -> None:
    scene = Scene(supervised(admission=BY_CAPACITY), now_ms=at("14:00"))
    scene.staffed(W1, LI)
    scene.at_window(do.CloseGroup, group_id=GENERAL, **NOTE)
    assert look(scene) == []


def test_without_the_rule_no_line_is_too_long() -> None:
    scene = Scene(now_ms=at("17:29"))
    scene.staffed(W2, WANG)
    for _ in range(5):
        scene.issue()
    assert look(scene) == []


def test_closing_time_itself_closes_nothing_by_capacity() -> None:
    scene = capacity_scene()
    scene.now_ms = at("17:30")
    assert look(scene) == []
    assert reason(scene) == "outside_hours"


def test_a_restart_knows_closed_groups_the_day_s_tickets_and_persons() -> None:
    scene = Scene(supervised(group=with_group(capacity=2)))
    scene.staffed(W1, LI)
    scene.issue()
    person = PersonHash("a" * 64)
    scene.carry_out(scene.make(do.IssueTicket, K1, group_id=GENERAL, person_hash=person))
    scene.at_window(do.CloseGroup, group_id=CASHIER, **NOTE)

    again = fold(Hall(scene.hall.file), scene.events)

    assert again.day.closures == scene.hall.day.closures != {}
    assert again.day.taken == {GENERAL: 2}
    assert again.day.tickets_of == scene.hall.day.tickets_of != {}


def test_over_midnight_a_closed_group_is_open_again_in_a_zone_where_the_clocks_change() -> None:
    berlin = {**hall_tables()["hall"], "time_zone": "Europe/Berlin"}
    night = EpochMs(at("00:00", "2026-10-25") + 6 * 60 * MINUTE_MS)  # 25 h long in Berlin
    scene = Scene(supervised(hall=berlin, hours={}), now_ms=night)
    scene.staffed(W1, LI)
    scene.at_window(do.CloseGroup, group_id=GENERAL, **NOTE)

    days = []
    for hour in range(30):
        scene.now_ms = EpochMs(night + hour * 60 * MINUTE_MS)
        scene.apply(begin_day(scene.hall, scene.now_ms))
        days.append((scene.hall.day.date, reason(scene)))

    assert days.count(("2026-10-24", "suspended")) == 5  # 00:00 to 04:00, with one hour twice
    assert set(days[5:]) == {("2026-10-25", None), ("2026-10-26", None)}
