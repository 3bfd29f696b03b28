"""What holds in a hall whatever anybody asks of it."""

from collections import Counter
from random import Random
from typing import TypeAlias

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.ids import (
    NOBODY,
    ClerkId,
    DeviceId,
    EpochMs,
    GroupId,
    PersonHash,
    PriorityId,
    TicketId,
    WindowId,
)
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.errors import Refused
from coordinator.domain.events import (
    AnyEvent,
    CallMade,
    ServiceRated,
    TicketCalled,
    TicketIssued,
)
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import AT_WINDOW, FINAL, State
from tests.helpers.scene import K1, PANEL_OF, Scene, group, hall_file, text

SERIES = [
    {"id": "a", "letter": "A", "first": 1, "last": 5, "digits": 2},
    {"id": "b", "letter": "B"},
]
WINDOW_IDS = sorted(PANEL_OF)
CLERKS = [
    {"id": "li", "name": text("li"), "role": "supervisor"},
    {"id": "wang", "name": text("wang")},
    {"id": "zhao", "name": text("zhao")},
]
PERSONS = [NOBODY, NOBODY, PersonHash("a" * 64), PersonHash("b" * 64)]
CAPACITY = 6
GROUPS = [
    group("general", series="a", mean_service_s=300, capacity=CAPACITY),
    group("cashier", series="b", mean_service_s=60),
]


COMMON = ["issue"] * 6 + ["call"] * 8 + ["start"] * 6 + ["finish"] * 4
KINDS = COMMON * 2 + [
    "rate", "recall", "no_show", "hold", "resume", "transfer", "sign_in", "sign_in", "sign_out",
    "pause", "open", "open", "open", "cancel", "paper", "services", "take_over", "call_number",
    "call_group", "back", "undo", "panic", "help", "ring", "answer_ring", "unmask",
    "cancel_number", "reprint", "find", "priority",
    "close_group", "open_group", "open_group", "send_to_window", "send_to_window",
    "send_to_clerk", "send_to_clerk", "send_for_later", "send_for_later", "hold_for_a_while",
]  # fmt: skip
"""Most of what happens in a hall is the same; else hardly anybody would ever be served."""
MINUTES = {0: 200, 1: 60, 5: 25, 40: 12, 700: 3}
"""Before the next happens: mostly none, and now and then the day is over."""

Wish: TypeAlias = tuple[str, WindowId, int, int]
"""Who does what about which ticket, and after how many minutes."""


def wishes(seed: int, count: int) -> list[Wish]:
    """Return the first so many wishes of one day: drawn one by one they would be too much alike."""
    random = Random(seed)

    def wish() -> Wish:
        [minutes] = random.choices([*MINUTES], [*MINUTES.values()])
        return random.choice(KINDS), random.choice(WINDOW_IDS), random.randrange(8), minutes

    return [wish() for _ in range(count)]


WISHES = st.builds(wishes, st.integers(0, 2**32), st.integers(1, 120))


def command_for(scene: Scene, kind: str, window_id: WindowId, pick: int) -> do.Command:
    """Return a command that is often sensible and sometimes not."""
    hall = scene.hall
    tickets = list(hall.day.tickets.values())
    window = hall.day.windows.get(window_id)
    own = window.ticket_id if window is not None else None
    any_ticket = tickets[-1 - pick % len(tickets)].id if tickets else TicketId("none")
    number = hall.day.tickets[any_ticket].number if tickets else "A99"
    held = next(iter(hall.day.held), any_ticket)
    invitation = window.invitation if window is not None else None
    panel: dict[str, object] = {"device_id": PANEL_OF[window_id], "window_id": window_id}
    service_id = invitation.service_id if invitation else "none"
    at_ticket = panel | {"ticket_id": (own if pick else any_ticket) or any_ticket}
    other = GroupId("cashier" if pick % 2 else "general")
    specs: dict[str, tuple[type[do.Command], dict[str, object]]] = {
        "issue": (do.IssueTicket, {"device_id": K1, "group_id": other,
                                   "priority_id": [None, PriorityId("senior"), None][pick % 3],
                                   "person_hash": PERSONS[pick % 4]}),
        "cancel_number": (do.CancelNumber, {"device_id": K1 if pick % 2 else panel["device_id"],
                                            "number": number, "person_hash": PERSONS[pick % 4]}),
        "reprint": (do.ReprintTicket, {"device_id": K1, "number": number}),
        "find": (do.FindTicket, {"device_id": K1, "number": number}),
        "priority": (do.GivePriority, panel | {"number": number, "reason": "seen", "priority_id":
                                               [None, PriorityId("senior")][pick % 2]}),
        "close_group": (do.CloseGroup, panel | {
            "group_id": other, "note_zh": "停", "note_en": "no"}),
        "open_group": (do.OpenGroup, panel | {"group_id": other}),
        "cancel": (do.CancelTicket, {"device_id": K1, "ticket_id": any_ticket}),
        "paper": (do.ReportPaper, {"device_id": K1, "ticket_id": any_ticket, "outcome": "printed"}),
        "sign_in": (do.SignIn, panel | {"clerk_id": ClerkId(["li", "wang", "zhao"][pick % 3])}),
        "sign_out": (do.SignOut, panel | {"hold_ticket": pick % 2 == 1}),
        "pause": (do.PauseWindow, panel | {"reason": "tea", "hold_ticket": pick % 2 == 1}),
        "open": (do.OpenWindow, panel),
        "call": (do.CallNext, panel),
        "recall": (do.Recall, at_ticket),
        "start": (do.StartService, at_ticket),
        "finish": (do.FinishService, at_ticket),
        "no_show": (do.MarkNoShow, at_ticket),
        "hold": (do.HoldTicket, at_ticket | {"reason": "form"}),
        "hold_for_a_while": (do.HoldTicket, at_ticket | {
            "reason": "form", "return_s": 60 * pick + 1}),
        "send_to_window": (do.TransferTicket, at_ticket | {
            "to_window_id": WINDOW_IDS[pick % 3], "returns": pick % 2 == 1}),
        "send_to_clerk": (do.TransferTicket, at_ticket | {
            "to_clerk_id": ClerkId(["li", "wang", "zhao"][pick % 3]), "returns": pick > 3}),
        "send_for_later": (do.TransferTicket, at_ticket | {
            "not_before_ms": EpochMs(scene.now_ms + pick * 600_000), "returns": pick == 1,
            "to_window_id": [None, *WINDOW_IDS][pick % 4]}),
        "transfer": (do.TransferTicket, at_ticket | {"to_group_id": other}),
        "take_over": (do.SignIn, panel | {
            "clerk_id": ClerkId(["li", "wang", "zhao"][pick % 3]), "take_over": True}),
        "call_number": (do.CallTicket, panel | {"number": number}),
        "call_group": (do.CallNext, panel | {"group_id": other}),
        "back": (do.RecallNoShow, panel | {"number": number}),
        "undo": (do.UndoFinish, panel | {
            "ticket_id": invitation.ticket_id if invitation else any_ticket}),
        "panic": (do.RaisePanic, panel),
        "help": (do.AcknowledgePanic, panel | {"of_window_id": WINDOW_IDS[pick % 3]}),
        "ring": (do.Ring, {"device_id": K1}),
        "answer_ring": (do.AnswerRing, panel | {"of_kiosk_id": K1}),
        "unmask": (do.UnmaskVisitor, at_ticket | {"reason": "to file"}),
        "services": (do.SetWindowServices, panel | {
            "of_window_id": WINDOW_IDS[pick % 3], "serves": (other,), "weights": {}}),
        "resume": (do.ResumeTicket, panel | {"ticket_id": held}),
        "rate": (do.RateService, panel | {"service_id": service_id, "level": 1 + pick % 5,
                                          "source": "pad"}),
    }  # fmt: skip
    command_type, fields = specs[kind]
    device_id = DeviceId(str(fields.pop("device_id")))
    return scene.make(command_type, device_id, **fields)


def after(wishes: list[Wish]) -> Scene:
    """Return the scene when all was decided and applied; a refusal changes nothing."""
    scene = Scene(hall_file(series=SERIES, clerk=CLERKS, group=GROUPS))
    scene.hall.always_open = True
    for number, window in enumerate(sorted(PANEL_OF)):
        scene.staffed(window, ClerkId(["li", "wang", "zhao"][number]))
    for kind, window_id, pick, minutes in wishes:
        scene.now_ms = EpochMs(scene.now_ms + minutes * 60_000)
        scene.apply(begin_day(scene.hall, scene.now_ms))
        scene.pass_time(seconds=0)
        command = command_for(scene, kind, window_id, pick)
        lines = persons_in_lines(scene.hall)
        try:
            scene.carry_out(command)
        except Refused:
            continue
        if kind == "issue" and pick:
            scene.report_paper(list(scene.hall.day.tickets)[-1])
        if isinstance(command, do.IssueTicket):
            assert (command.person_hash, command.group_id) not in lines
        check_places(scene.hall)
    return scene


def persons_in_lines(hall: Hall) -> set[tuple[PersonHash, GroupId]]:
    """Return who has an open ticket of which group."""
    return {(ticket.person, ticket.group_id) for ticket in hall.open_tickets() if ticket.person}


def check_places(hall: Hall) -> None:
    """Each ticket is in the one place its state says."""
    day = hall.day
    at_windows = [window.ticket_id for window in day.windows.values() if window.ticket_id]
    lines = [*day.lines.values(), *day.lines_at.values(), *day.lines_for.values()]
    waiting = [ticket for line in lines for ticket in line.ticket_ids()]
    places = Counter([*at_windows, *waiting, *day.held])
    assert not places or max(places.values()) == 1
    for ticket in day.tickets.values():
        assert (ticket.id in at_windows) == (ticket.state in AT_WINDOW)
        assert (ticket.id in waiting) == (ticket.state is State.WAITING)
        assert (ticket.id in day.held) == (ticket.state is State.HELD)
        assert ticket.id in places or ticket.state in FINAL
    assert 0 <= day.taken[GroupId("general")] <= CAPACITY


@settings(max_examples=120, deadline=None)
@given(WISHES)
def test_no_ticket_is_in_two_places(wishes: list[Wish]) -> None:
    after(wishes)


@settings(max_examples=80, deadline=None)
@given(WISHES)
def test_the_fold_of_the_journal_is_the_hall(wishes: list[Wish]) -> None:
    scene = after(wishes)
    journal = [msgspec.json.encode(event) for event in scene.events]
    read: list[AnyEvent] = [msgspec.json.decode(row, type=AnyEvent) for row in journal]

    again = fold(Hall(scene.hall.file, always_open=True), read)

    assert again == scene.hall


@settings(max_examples=80, deadline=None)
@given(WISHES)
def test_the_fold_from_the_last_day_alone_is_the_hall(
    wishes: list[Wish],
) -> None:
    scene = after(wishes)
    kinds = [type(event).__name__ for event in scene.events]
    last_day = len(kinds) - 1 - kinds[::-1].index("DayBegan")

    assert fold(Hall(scene.hall.file, always_open=True), scene.events[last_day:]) == scene.hall


@settings(max_examples=80, deadline=None)
@given(WISHES)
def test_names_are_given_once_ratings_at_most_once_and_calls_without_a_gap(
    wishes: list[Wish],
) -> None:
    events = after(wishes).events
    issued = [event.ticket_id for event in events if isinstance(event, TicketIssued)]
    rated = [event.service_id for event in events if isinstance(event, ServiceRated)]
    called = [event.service_id for event in events if isinstance(event, TicketCalled)]

    assert len(set(issued)) == len(issued)
    assert len(set(rated)) == len(rated)
    assert len(set(called)) == len(called)
    for zone in ("lobby", "east"):
        seqs = [
            event.call_seq
            for event in events
            if isinstance(event, CallMade) and event.zone_id == zone
        ]
        assert seqs == list(range(1, len(seqs) + 1))
    assert [event.at_ms for event in events] == sorted(event.at_ms for event in events)
