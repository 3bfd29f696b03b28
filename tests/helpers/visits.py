"""A small hall where a visit takes several steps: counter, file, till, papers."""

from typing import Any, Final

from contract.hall import HallFile
from contract.ids import GroupId, TicketId, WindowId
from coordinator.domain import commands as do
from coordinator.domain.events import TicketIssued
from coordinator.domain.ticket import Ticket
from tests.helpers.scene import K1, LI, W1, W2, W3, WANG, ZHAO, Scene, group, hall_file, text

PERMITS, REVIEW, PAY, PAPERS = (GroupId(name) for name in ("permits", "review", "pay", "papers"))
COUNTER, TILL, DESK = W1, W2, W3

GROUPS: Final = [
    group("general", series="a", mean_service_s=300),
    group("permits", series="b", mean_service_s=600),
    group("review", step="desk", mean_service_s=900),
    group("pay", step="cashier", mean_service_s=60),
    group("papers", step="collection", series="c", mean_service_s=60),
]
WINDOWS: Final = [
    {"id": "w1", "number": 1, "zone": "lobby", "serves": ["general", "permits"]},
    {"id": "w2", "number": 2, "zone": "lobby", "serves": ["pay", "papers"]},
    {"id": "w3", "number": 3, "zone": "east", "kind": "desk", "serves": ["review"]},
]


def visits_file(**changes: Any) -> HallFile:
    """Return the file of the hall."""
    tables = {
        "series": [{"id": name, "letter": name.upper()} for name in ("a", "b", "c", "q")],
        "group": GROUPS,
        "item": [{"id": "permit", "name": text("Permit"), "group": "permits"}],
        "window": WINDOWS,
        "desk": {"quick_series": "q"},
        "outcome": [
            {"id": "done", "name": text("Done")},
            {"id": "granted", "name": text("Granted"), "groups": ["permits", "review"]},
        ],
        "note": [{"id": "copy", "name": text("Copy missing"), "groups": ["permits"]}],
    }
    return hall_file(**(tables | changes))


def visits_scene(**changes: Any) -> Scene:
    """Return the hall with a clerk at each window and at the desk."""
    scene = Scene(visits_file(**changes))
    for window_id, clerk_id in ((COUNTER, LI), (TILL, WANG), (DESK, ZHAO)):
        scene.staffed(window_id, clerk_id)
    return scene


def wish(group_id: GroupId) -> do.ServiceWish:
    """Return that a citizen also comes for a group."""
    return do.ServiceWish(group_id=group_id)


def come_for(scene: Scene, first: GroupId, *more: GroupId, **fields: Any) -> Ticket:
    """Have a citizen take a ticket for several services."""
    wishes = tuple(wish(each) for each in more)
    [issued] = scene.carry_out(
        scene.make(do.IssueTicket, K1, group_id=first, more=wishes, **fields)
    )
    assert isinstance(issued, TicketIssued)
    scene.report_paper(issued.ticket_id)
    return scene.hall.day.tickets[issued.ticket_id]


def started(scene: Scene, window_id: WindowId = COUNTER) -> Ticket:
    """Have a window call the next citizen, who comes."""
    ticket = scene.call(window_id)
    scene.step(do.StartService, ticket, window_id)
    return ticket


def kinds(events: tuple[Any, ...]) -> list[str]:
    """Return what sort of events these are."""
    return [type(event).__name__ for event in events]


def places_of(scene: Scene, ticket_id: TicketId) -> int:
    """Return in how many lines a ticket stands."""
    return sum(ticket_id in line.ticket_ids() for line in scene.hall.day.lines.values())
