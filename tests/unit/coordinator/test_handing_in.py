"""Rules of taking in what a kiosk has given alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.codes import token_of
from contract.hall import HallFile
from contract.ids import DeviceId, EpochMs, GroupId, PersonHash, TicketNumber
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.alarms.watch import Watch
from coordinator.domain.days import begin_day
from coordinator.domain.events import (
    AlarmRaised,
    AnyEvent,
    PaperExplained,
    PaperReported,
    TicketCancelled,
    TicketIssued,
)
from coordinator.domain.schedule import next_number
from coordinator.domain.ticket import State
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    K1,
    K2,
    LI,
    P1,
    VETERAN,
    Scene,
    at,
    hall_file,
    hall_tables,
)

PERSON = PersonHash("ab" * 32)


def hall_with_blocks(**changes: Any) -> HallFile:
    """Return the small hall, in which k1 has 900 to 903 of each series, and k2 910 to 913."""
    kiosks = hall_tables()["kiosk"]
    kiosks[0]["alone"] = {"first": 900, "last": 903}
    kiosks[1]["alone"] = {"first": 910, "last": 913}
    return hall_file(kiosk=kiosks, **changes)


def scene(**changes: Any) -> Scene:
    return Scene(hall_with_blocks(**changes))


def wish(made: Scene, number: str = "A900", *, kiosk: DeviceId = K1, **fields: Any) -> Any:
    usual = {
        "number": TicketNumber(number),
        "day": "2026-11-23",
        "issued_at_ms": at("08:45"),
        "clock_bound_ms": 2000,
        "outcome": "printed",
        "group_id": GENERAL,
    }
    return made.make(do.HandInTicket, kiosk, **{**usual, **fields})


def hand_in(made: Scene, number: str = "A900", **fields: Any) -> tuple[AnyEvent, ...]:
    return made.carry_out(wish(made, number, **fields))


def explained(events: tuple[AnyEvent, ...]) -> str:
    [event] = events
    assert isinstance(event, PaperExplained)
    return event.reason


def test_a_ticket_given_alone_is_called_by_its_true_time_of_issue() -> None:
    hall = scene()
    hall.staffed()
    hall.now_ms = at("08:40")
    before = hall.issue()
    hall.now_ms = at("08:50")
    after = hall.issue()
    hall.now_ms = at("09:00")

    hand_in(hall, issued_at_ms=at("08:45"))

    assert [hall.serve(hall.call()).split(".")[1] for _ in range(3)] == [
        before.number,
        "A900",
        after.number,
    ]


def test_it_is_issued_and_its_paper_reported_at_once_so_that_it_can_be_called() -> None:
    hall = scene()

    issued, said = hand_in(hall, outcome="uncertain", cause="power cut")

    assert isinstance(issued, TicketIssued)
    assert isinstance(said, PaperReported)
    assert (issued.at_ms, issued.issued_at_ms, issued.clock_bound_ms) == (
        at("09:00"),
        at("08:45"),
        2000,
    )
    assert (issued.given_by, said.outcome, said.cause) == (K1, "uncertain", "power cut")
    ticket = hall.ticket("2026-11-23.A900")
    assert ticket.waits_since_ms == at("08:45")
    assert hall.hall.day.is_ready(ticket)


def test_its_phone_follows_it_by_the_token_on_the_paper() -> None:
    hall = scene()
    command = wish(hall)

    issued, _ = hall.carry_out(command)

    assert isinstance(issued, TicketIssued)
    assert issued.token == token_of(command.command_id)


def test_a_ticket_without_paper_is_kept_and_cancelled_and_its_number_used_up() -> None:
    hall = scene()

    *_, gone = hand_in(hall, outcome="not_printed", cause="printer.paper_out")

    assert isinstance(gone, TicketCancelled)
    assert gone.reason == "not_printed"
    assert hall.ticket("2026-11-23.A900").state is State.CANCELLED
    assert explained(hand_in(hall)) == "number_taken"


@pytest.mark.parametrize(("said", "counted"), [("08:29", "08:30"), ("09:01", "09:00")])
def test_a_time_that_is_a_little_wrong_counts_as_the_nearest_possible_one(
    said: str, counted: str
) -> None:
    hall = scene()

    issued, _ = hand_in(hall, issued_at_ms=at(said))

    assert isinstance(issued, TicketIssued)
    assert (issued.issued_at_ms, issued.said_at_ms) == (at(counted), None)
    assert hall.hall.day.untimed[K1] == 0


@pytest.mark.parametrize("said", ["03:00", "08:20", "09:30", "23:00"])
def test_by_a_time_that_cannot_be_nobody_goes_before_others_and_somebody_hears_of_it(
    said: str,
) -> None:
    hall, watch = scene(), Watch()
    hall.staffed()
    hall.now_ms = at("08:59")
    other = hall.issue()
    hall.now_ms = at("09:00")

    issued, _ = hand_in(hall, issued_at_ms=at(said), clock_bound_ms=24 * 3_600_000)

    assert isinstance(issued, TicketIssued)
    assert (issued.issued_at_ms, issued.said_at_ms) == (at("09:00"), at(said))
    assert hall.call().number == other.number
    raised = [each for each in watch.look(hall.hall, hall.now_ms) if isinstance(each, AlarmRaised)]
    assert ("paper_untimed", K1, 1) in [(each.alarm, each.subject, each.value) for each in raised]


@given(said_s=st.integers(-40 * 86_400, 40 * 86_400), bound_ms=st.integers(0, 30 * 86_400_000))
def test_whatever_a_kiosk_says_its_time_is_taken_where_it_can_be_and_is_now_where_it_cannot(
    said_s: int, bound_ms: int
) -> None:
    hall = scene()
    said_ms = EpochMs(hall.now_ms + said_s * 1000)

    events = hand_in(hall, issued_at_ms=said_ms, clock_bound_ms=bound_ms)

    [issued] = [event for event in events if isinstance(event, TicketIssued)]
    place_ms = hall.ticket("2026-11-23.A900").issued_at_ms
    assert at("08:30") <= place_ms <= hall.now_ms
    if at("08:30") <= said_ms <= hall.now_ms:
        assert (place_ms, issued.said_at_ms) == (said_ms, None)
    elif issued.said_at_ms is not None:
        assert (place_ms, issued.said_at_ms) == (hall.now_ms, said_ms)
    else:
        assert abs(place_ms - said_ms) <= 60_000


def test_nothing_that_speaks_against_giving_a_ticket_counts_once_the_paper_is_out() -> None:
    hall = scene(admission={"one_ticket": True})
    hall.hall.file.groups[GENERAL].__dict__["capacity"] = 1
    first = hall.make(do.IssueTicket, K1, group_id=GENERAL, person_hash=PERSON)
    hall.carry_out(first)
    hall.now_ms = at("12:30")

    with pytest.raises(errors.Refused):
        hall.carry_out(hall.make(do.IssueTicket, K1, group_id=GENERAL, person_hash=PERSON))
    hand_in(hall, person_hash=PERSON)

    assert hall.ticket("2026-11-23.A900").state is State.WAITING


def test_class_item_and_later_services_go_with_it_and_those_that_are_no_more_are_left_out() -> None:
    hall = scene()
    gone = do.ServiceWish(group_id=GroupId("gone"), item_id=None)
    fee = do.ServiceWish(group_id=CASHIER, item_id=None)

    issued, _ = hand_in(hall, priority_id=VETERAN, item_id="gone", more=(gone, fee))

    assert isinstance(issued, TicketIssued)
    assert (issued.priority_id, issued.rank, issued.item_id) == (VETERAN, 2, None)
    assert [(step.service_id, step.group_id) for step in issued.more] == [
        ("2026-11-23.A900.2", CASHIER)
    ]


def test_a_paper_of_a_day_that_has_ended_is_kept_and_not_queued() -> None:
    hall = scene()

    events = hand_in(hall, day="2026-11-20", issued_at_ms=at("16:00", "2026-11-20"))

    assert explained(events) == "day_ended"
    assert hall.hall.day.tickets == {}
    assert hall.hall.day.unqueued == {}


def test_a_paper_of_yesterday_by_a_clock_that_may_be_a_day_wrong_calls_nobody_but_is_told_of() -> (
    None
):
    hall = scene()
    day_ms = 24 * 3_600_000

    doubtful = hand_in(
        hall, day="2026-11-22", issued_at_ms=at("10:00", "2026-11-22"), clock_bound_ms=day_ms
    )
    later = hand_in(
        hall, "A901", day="2026-11-01", issued_at_ms=at("10:00", "2026-11-01"),
        clock_bound_ms=365 * day_ms,
    )  # fmt: skip

    assert (explained(doubtful), explained(later)) == ("day_unclear", "day_ended")
    assert hall.hall.day.unqueued == {K1: 1}


def test_a_kiosk_that_knows_the_time_by_now_means_today_whatever_day_stands_on_the_paper() -> None:
    hall = scene()

    hand_in(hall, day="2026-11-22", issued_at_ms=at("08:50"))

    assert hall.ticket("2026-11-23.A900").state is State.WAITING


def test_a_kiosk_whose_clock_is_a_day_ahead_still_means_today() -> None:
    hall = scene()

    hand_in(hall, day="2026-11-24", issued_at_ms=at("09:00", "2026-11-24"))

    assert hall.ticket("2026-11-23.A900").issued_at_ms == at("09:00")


@pytest.mark.parametrize(
    ("number", "kiosk", "group"),
    [
        ("A910", K1, GENERAL),
        ("A001", K1, GENERAL),
        ("A904", K1, GENERAL),
        ("B900", K1, GENERAL),
        ("B910", K2, CASHIER),
        ("A0900", K1, GENERAL),
        ("A٩٠٠", K1, GENERAL),
        ("Annn", K1, GENERAL),
    ],
)
def test_a_number_that_is_not_the_kiosks_to_give_is_explained(
    number: str, kiosk: DeviceId, group: GroupId
) -> None:
    assert explained(hand_in(scene(), number, kiosk=kiosk, group_id=group)) == "not_in_block"


def test_a_kiosk_without_a_block_has_no_number_to_give() -> None:
    hall = Scene()

    assert explained(hand_in(hall)) == "not_in_block"


def test_a_paper_of_a_group_that_is_no_more_is_explained() -> None:
    assert explained(hand_in(scene(), group_id=GroupId("gone"))) == "group_gone"


def test_only_kiosks_hand_in() -> None:
    with pytest.raises(errors.UnknownDevice):
        hand_in(scene(), kiosk=P1)


def test_a_number_is_never_two_tickets_and_somebody_in_charge_hears_of_it() -> None:
    hall, watch = scene(), Watch()
    hand_in(hall)

    assert explained(hand_in(hall, issued_at_ms=at("08:50"))) == "number_taken"

    raised = [
        event
        for event in watch.look(hall.hall, hall.now_ms)
        if isinstance(event, AlarmRaised) and event.alarm == "paper_unqueued"
    ]
    assert [(event.subject, event.value) for event in raised] == [(K1, 1)]


def test_a_number_is_not_given_again_the_same_day_even_if_its_ticket_has_ended() -> None:
    hall = scene()
    hall.staffed()
    hand_in(hall)
    hall.serve(hall.call())

    assert explained(hand_in(hall)) == "number_taken"


def test_the_next_day_the_block_begins_again() -> None:
    hall = scene()
    hand_in(hall)
    hall.now_ms = at("09:00", "2026-11-24")
    hall.apply(begin_day(hall.hall, hall.now_ms))

    hand_in(hall, day="2026-11-24", issued_at_ms=at("08:55", "2026-11-24"))

    assert hall.ticket("2026-11-24.A900").state is State.WAITING


def test_the_hall_itself_passes_over_the_blocks_and_goes_on_where_it_was() -> None:
    file = hall_with_blocks(series=[
        {"id": "a", "letter": "A", "first": 898, "last": 915}, {"id": "b", "letter": "B"},
    ])  # fmt: skip
    hall = Scene(file)
    hall.staffed()

    numbers = []
    for _ in range(12):
        numbers.append(hall.issue().number)
        hand_in(hall, "A900")
        hall.serve(hall.call())

    ours = [898, 899, 904, 905, 906, 907, 908, 909, 914, 915]
    assert numbers == [f"A{position}" for position in [*ours, 898, 899]]


def test_a_block_is_no_way_out_when_every_other_number_is_in_use() -> None:
    file = hall_with_blocks(
        series=[
            {"id": "a", "letter": "A", "first": 899, "last": 913},
            {"id": "b", "letter": "B"},
        ]
    )
    in_use = {TicketNumber(f"A{position}") for position in (899, *range(904, 910))}
    series = file.series[0]

    assert next_number(series, None, in_use, file.blocks[series.id]) is None


def test_what_was_handed_in_is_told_for_a_kiosk_whose_disk_is_new() -> None:
    hall = scene()
    hand_in(hall)
    hand_in(hall, "A901")
    hand_in(hall, "B900", group_id=CASHIER)
    hand_in(hall, "A910", kiosk=K2)

    assert hall.hall.day.given_alone == {K1: {"a": 901, "b": 900}, K2: {"a": 910}}


def test_whoever_showed_a_card_must_show_it_again_to_give_the_ticket_up() -> None:
    hall = scene()
    hand_in(hall, person_hash=PERSON)

    with pytest.raises(errors.CardWanted):
        hall.carry_out(hall.make(do.CancelNumber, K1, number=TicketNumber("A900")))


def test_a_longer_wait_than_the_guards_goes_first_also_for_a_ticket_handed_in() -> None:
    hall = scene()
    hall.staffed(clerk_id=LI)
    hall.issue(priority_id=VETERAN)

    hand_in(hall, issued_at_ms=EpochMs(hall.now_ms - 1_800_000))

    assert hall.call().number == "A900"
