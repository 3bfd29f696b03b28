"""Appointments whose time has come, in turn with walk-ins."""

from typing import Any

from coordinator.domain import commands as do
from coordinator.domain.ticket import Ticket
from tests.helpers.appointments import Counter, booking_hall
from tests.helpers.scene import GENERAL, LI, SENIOR, W1, W2, WANG, at

TEN = at("10:00")


def counter(**policy: Any) -> Counter:
    """Return a hall in which one window is open."""
    scene = Counter(
        booking_hall(general={"appointments": {"places": 9}}, policy={"order": "strict"} | policy)
    )
    scene.staffed(W1, LI)
    return scene


def come(scene: Counter, slot: str, clock: str = "") -> Ticket:
    """Have somebody book a slot, and check in at a time."""
    code = scene.book(at(slot)).code
    if clock:
        scene.clock(clock)
    return scene.check_in(code)[0]


def calls(scene: Counter, count: int) -> list[Ticket]:
    """Return who is called, each served at once."""
    called = []
    for _ in range(count):
        ticket = scene.call()
        scene.serve(ticket)
        called.append(ticket)
    return called


def test_two_appointments_then_a_walk_in_and_each_call_says_why() -> None:
    scene = counter()
    walk_ins = [scene.issue() for _ in range(2)]
    booked = [scene.book(TEN) for _ in range(3)]
    scene.clock("10:05")
    first, second, third = (scene.check_in(each.code)[0] for each in booked)

    called = calls(scene, 5)

    assert called == [first, second, walk_ins[0], third, walk_ins[1]]
    assert [ticket.why for ticket in called] == [
        "appointment", "appointment", "walk_in_turn", "appointment", "longest_wait",
    ]  # fmt: skip
    assert called[0].why_facts == {"waited_ms": 0, "due_ms": 5 * 60_000, "run": 2}
    assert called[2].why_facts == {"waited_ms": 65 * 60_000, "run": 2}


def test_before_its_time_an_appointment_is_one_of_the_walk_ins() -> None:
    scene = counter()
    first = scene.issue()
    early = come(scene, "10:00", "09:31")
    second = scene.issue()

    assert calls(scene, 3) == [first, early, second]
    assert early.why == "first_come"


def test_the_earlier_slot_goes_first_whoever_came_first() -> None:
    scene = counter()
    half_past, ten = scene.book(at("10:30")), scene.book(TEN)
    scene.clock("10:00")
    came_first = scene.check_in(half_past.code)[0]
    scene.clock("10:31")
    came_second = scene.check_in(ten.code)[0]

    assert calls(scene, 2) == [came_second, came_first]


def test_inside_a_slot_the_hall_s_own_order_decides() -> None:
    scene = counter()
    codes = [scene.book(TEN).code for _ in range(2)]
    scene.clock("10:00")
    ordinary = scene.check_in(codes[0])[0]
    senior = scene.check_in(codes[1], priority_id=SENIOR)[0]

    assert calls(scene, 2) == [senior, ordinary]


def test_a_late_comer_who_became_a_walk_in_waits_with_the_walk_ins() -> None:
    scene = counter()
    late = scene.book(at("09:30")).code
    scene.clock("10:30")
    before = scene.issue()
    walk_in = scene.check_in(late)[0]
    booked = come(scene, "11:00", "11:00")

    assert calls(scene, 3) == [booked, before, walk_in]


def test_each_window_counts_its_own_turns() -> None:
    scene = counter(appointment_run=1)
    scene.staffed(W2, WANG)
    for _ in range(2):
        scene.issue()
    booked = [scene.book(TEN) for _ in range(2)]
    scene.clock("10:00")
    for each in booked:
        scene.check_in(each.code)

    called = [scene.call(window).appointed_at_ms for window in (W1, W2)]

    assert called == [TEN, TEN]


def test_a_transferred_appointment_stays_one() -> None:
    scene = counter()
    ticket = come(scene, "10:00", "10:00")
    scene.call()
    scene.step(do.TransferTicket, ticket, to_group_id="cashier")
    assert ticket.appointed_at_ms == TEN
    assert scene.hall.line(ticket.group_id).appointed_before(TEN) == 1


def test_whoever_has_an_appointment_is_told_how_many_of_these_come_before() -> None:
    scene = counter()
    for _ in range(5):
        scene.issue()
    come(scene, "10:00", "10:00")
    second = come(scene, "10:30")

    [issued] = [event for event in scene.events if getattr(event, "number", "") == second.number][
        :1
    ]
    assert issued.ahead == 1  # type: ignore[union-attr]


def test_a_hall_that_takes_no_appointments_calls_as_ever() -> None:
    scene = Counter(booking_hall(general={"appointments": None}))
    scene.staffed(W1, LI)
    tickets = [scene.issue(GENERAL) for _ in range(3)]
    assert calls(scene, 3) == tickets
