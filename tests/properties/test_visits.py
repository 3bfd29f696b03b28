"""What holds of visits, whatever citizens come for and whatever clerks press."""

from collections import Counter
from copy import copy

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.ids import DeviceId, EpochMs, GroupId, ServiceId, TicketId, WindowId, ZoneId
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.errors import Refused
from coordinator.domain.events import (
    AnyEvent,
    CallMade,
    FinishUndone,
    QuickServiceBegan,
    RatingLapsed,
    ServiceAdded,
    ServiceDropped,
    ServiceFinished,
    ServiceRated,
    TicketEvent,
    TicketIssued,
    TicketTransferred,
    VisitTakenOn,
)
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State, Ticket
from coordinator.service.views import board_state
from tests.helpers.scene import GENERAL, K1, PANEL_OF, Scene
from tests.helpers.visits import DESK, PAPERS, PAY, PERMITS, REVIEW, visits_scene, wish

WINDOW_IDS = sorted(PANEL_OF)
OFFERED = [GENERAL, PERMITS, PAPERS]
EVERYWHERE = [*OFFERED, PAY, REVIEW]

Press = tuple[WindowId, int, int, int]
"""At which window, which of the keys that make sense there, what about, after how many seconds."""

PRESSES = st.lists(
    st.tuples(
        st.sampled_from(WINDOW_IDS),
        st.integers(0, 11),
        st.integers(0, 39),
        st.sampled_from([0, 1, 4, 60, 400]),
    ),
    min_size=50,  # Hypothesis would else draw five on the average: no visit gets far in those
    max_size=80,
)

_FREE = ["call", "call", "call", "call", "issue", "issue", "issue", "quick", "undo", "undo",
         "resume", "priority"]  # fmt: skip
_CALLED = ["start", "start", "start", "start", "start", "add", "drop", "transfer", "no_show",
           "hold", "issue", "undo"]  # fmt: skip
_SERVING = ["finish", "finish", "finish", "finish", "add", "add", "drop", "transfer", "return",
            "hold", "undo", "undo"]  # fmt: skip


def pressed(scene: Scene, window_id: WindowId, key: int, pick: int) -> do.Command:
    """Return what is asked for: mostly something that makes sense at the window now."""
    hall, day = scene.hall, scene.hall.day
    window = hall.window(window_id)
    ticket = day.tickets[window.ticket_id] if window.ticket_id else None
    keys = _FREE if ticket is None else _CALLED if ticket.state is State.CALLED else _SERVING
    tickets = list(day.tickets.values())
    some = tickets[-1 - pick % len(tickets)] if tickets else None
    here: dict[str, object] = {"window_id": window_id}
    last = window.last_finished or (some.id if some else TicketId("none"))
    about = here | {"ticket_id": ticket.id if ticket else last}
    group = EVERYWHERE[pick % len(EVERYWHERE)]
    plan = ticket.plan if ticket else ()
    to_come = plan[pick % len(plan)].service_id if plan else ServiceId("none")
    held = list(day.held)
    more = tuple(wish(OFFERED[(pick + n) % 3]) for n in range(pick % 4))
    specs: dict[str, tuple[type[do.Command], dict[str, object]]] = {
        "issue": (do.IssueTicket, {"group_id": OFFERED[pick % 3], "more": more}),
        "call": (do.CallNext, here),
        "quick": (do.QuickService, here | {"group_id": group}),
        "resume": (do.ResumeTicket, here | {
            "ticket_id": held[pick % len(held)] if held else TicketId("none")}),
        "priority": (do.GivePriority, here | {
            "number": some.number if some else "A001", "reason": "",
            "priority_id": [None, "senior"][pick % 2]}),
        "start": (do.StartService, about),
        "no_show": (do.MarkNoShow, about),
        "hold": (do.HoldTicket, about | {"reason": "form", "return_s": [None, 60][pick % 2]}),
        "transfer": (do.TransferTicket, about | {"to_group_id": group}),
        "return": (do.TransferTicket, about | {
            "to_window_id": WINDOW_IDS[pick % 3], "returns": True}),
        "add": (do.AddService, about | {"group_id": group}),
        "drop": (do.DropService, about | {"service_id": to_come}),
        "finish": (do.FinishService, about),
        "undo": (do.UndoFinish, about),
    }  # fmt: skip
    kind, said = specs[keys[key]]
    device = K1 if kind is do.IssueTicket else PANEL_OF[window_id]
    return scene.make(kind, DeviceId(device), **said)


def after(presses: list[Press]) -> Scene:
    """Return the hall when everything was asked for, and refused or done."""
    scene = visits_scene(hours={"monday": ["00:00-23:59"]})
    before: dict[TicketId, Ticket] = {}
    for window_id, key, pick, seconds in presses:
        scene.pass_time(seconds=seconds)
        command = pressed(scene, window_id, key, pick)
        about = getattr(command, "ticket_id", None)
        found = scene.hall.day.tickets.get(about) if about else None
        if isinstance(command, do.FinishService) and found is not None:
            before[found.id] = copy(found)
        try:
            events = scene.carry_out(command)
        except Refused:
            continue
        for event in events:
            if isinstance(event, TicketIssued):
                scene.report_paper(event.ticket_id)
            elif isinstance(event, FinishUndone):
                check_same(scene.ticket(event.ticket_id), before[event.ticket_id])
        check_plans(scene.hall)
    return scene


def check_same(now: Ticket, once: Ticket) -> None:
    """The ticket is what it was; that a class was given meanwhile is another matter."""
    different = {"waits_since_ms", "finish", "priority_id", "rank"}
    for name in set(Ticket.__struct_fields__) - different:
        assert getattr(now, name) == getattr(once, name), name


def check_plans(hall: Hall) -> None:
    """What is planned is counted, and no service stands in a plan and is begun as well."""
    day = hall.day
    planned = Counter(step.group_id for ticket in hall.open_tickets() for step in ticket.plan)
    assert day.planned == planned
    assert min(day.taken.values(), default=0) >= 0
    for ticket in day.tickets.values():
        services = [ticket.service_id, *(step.service_id for step in ticket.plan)]
        assert len(set(services)) == len(services) <= ticket.service_count


def named(events: list[AnyEvent]) -> dict[ServiceId, TicketId]:
    """Return every service that was ever to be done, and whose visit it belongs to."""
    found: dict[ServiceId, TicketId] = {}
    for event in events:
        match event:
            case TicketIssued():
                ids = [event.service_id, *(step.service_id for step in event.more)]
            case QuickServiceBegan():
                ids = [event.service_id]
            case ServiceAdded():
                ids = [event.step.service_id]
            case TicketTransferred():
                ids = [event.next_service_id, event.back_service_id or event.next_service_id]
            case _:
                continue
        found |= dict.fromkeys(ids, event.ticket_id)
    return found


@settings(max_examples=60, deadline=None)
@given(PRESSES)
def test_every_service_ends_once_and_a_visit_when_all_have(presses: list[Press]) -> None:
    scene = after(presses)
    ended: Counter[ServiceId] = Counter()
    for event in scene.events:
        match event:
            case ServiceFinished() | TicketTransferred():
                ended[event.service_id] += 1
            case ServiceDropped():
                ended[event.step.service_id] += 1
            case FinishUndone():
                ended[event.service_id] -= 1
    assert set(ended.values()) <= {0, 1}
    for service_id, ticket_id in named(scene.events).items():
        ticket = scene.ticket(ticket_id)
        to_come = {step.service_id for step in ticket.plan}
        is_finished = ticket.state is State.FINISHED
        assert not (is_finished and to_come)
        open_now = to_come if is_finished else {ticket.service_id, *to_come}
        assert ended[service_id] == (service_id not in open_now)


@settings(max_examples=60, deadline=None)
@given(PRESSES)
def test_number_class_and_time_of_issue_go_through_the_whole_visit(presses: list[Press]) -> None:
    scene = after(presses)
    for event in scene.events:
        if isinstance(event, TicketEvent):
            assert scene.ticket(event.ticket_id).number == event.number
        if isinstance(event, TicketIssued | QuickServiceBegan):
            assert scene.ticket(event.ticket_id).issued_at_ms == event.at_ms


@settings(max_examples=60, deadline=None)
@given(PRESSES)
def test_nobody_hears_or_sees_or_rates_a_desk(presses: list[Press]) -> None:
    scene = after(presses)
    for event in scene.events:
        if isinstance(event, CallMade | ServiceRated | RatingLapsed):
            assert event.window_id != DESK
            assert event.group_id != REVIEW
    assert scene.hall.window(DESK).invitation is None
    for zone in ("lobby", "east"):
        board = board_state(scene.hall, ZoneId(zone), lambda _: None)
        assert REVIEW not in {line.group_id for line in board.lines}
        assert {call.window_id for call in board.calls} <= set(WINDOW_IDS) - {DESK}


@settings(max_examples=60, deadline=None)
@given(PRESSES)
def test_one_clerk_takes_a_visit_on_and_it_is_the_first(presses: list[Press]) -> None:
    scene = after(presses)
    taken_on = [event for event in scene.events if isinstance(event, VisitTakenOn)]
    assert len({event.ticket_id for event in taken_on}) == len(taken_on)
    for event in taken_on:
        ticket = scene.ticket(event.ticket_id)
        assert (ticket.first_window_id, ticket.first_clerk_id) == (event.window_id, event.clerk_id)


@settings(max_examples=60, deadline=None)
@given(PRESSES)
def test_the_journal_tells_the_same_visits(presses: list[Press]) -> None:
    scene = after(presses)
    journal = [msgspec.json.encode(event) for event in scene.events]
    read: list[AnyEvent] = [msgspec.json.decode(row, type=AnyEvent) for row in journal]

    assert fold(Hall(scene.hall.file), read) == scene.hall


@settings(max_examples=40, deadline=None)
@given(PRESSES)
def test_the_day_ends_for_every_visit(presses: list[Press]) -> None:
    scene = after(presses)
    scene.now_ms = EpochMs(scene.now_ms + 24 * 3_600_000)

    scene.apply(begin_day(scene.hall, scene.now_ms))

    assert scene.hall.day.planned == Counter()
    assert scene.hall.day.taken[GroupId("general")] == 0
