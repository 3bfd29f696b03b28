"""A small hall to tell stories in: commands go through the pure core, time is what we say."""

from datetime import datetime
from typing import Any, TypeVar

from contract.hall import HallFile
from contract.ids import (
    ClerkId,
    CommandId,
    DeviceId,
    EpochMs,
    GroupId,
    ItemId,
    PriorityId,
    ServiceId,
    TicketId,
    WindowId,
)
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.decide import decide
from coordinator.domain.events import AnyEvent, TicketCalled, TicketIssued
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall, Window
from coordinator.domain.ticket import Ticket
from coordinator.domain.visits.due import due

K1, K2 = DeviceId("k1"), DeviceId("k2")
P1, P2, P3 = DeviceId("p1"), DeviceId("p2"), DeviceId("p3")
W1, W2, W3 = WindowId("w1"), WindowId("w2"), WindowId("w3")
GENERAL, CASHIER = GroupId("general"), GroupId("cashier")
LI, WANG, ZHAO = ClerkId("li"), ClerkId("wang"), ClerkId("zhao")
SENIOR, VETERAN = PriorityId("senior"), PriorityId("veteran")
PANEL_OF = {W1: P1, W2: P2, W3: P3}

MINUTE_MS = 60_000
NEVER_EXPIRES = EpochMs(2**52)

C = TypeVar("C", bound=do.Command)


def at(clock: str, day: str = "2026-11-23") -> EpochMs:
    """Return the time of a wall clock in the hall, "09:00", on a Monday or another day."""
    moment = datetime.fromisoformat(f"{day}T{clock}+08:00")
    return EpochMs(int(moment.timestamp() * 1000))


def text(name: str) -> dict[str, str]:
    """Return a name in both languages."""
    return {"zh": name, "en": name}


def group(name: str, **fields: Any) -> dict[str, Any]:
    """Return the table of a service group."""
    return {"id": name, "name": text(name), "department": "all", **fields}


def hall_tables(**changes: Any) -> dict[str, Any]:
    """Return the tables of the small hall's file, some of them replaced."""
    tables: dict[str, Any] = {
        "hall": {"id": "small", "name": text("Small"), "level": "community"},
        "hours": {"monday": ["08:30-12:00", "13:30-17:30"], "sunday": []},
        "policy": {"longest_wait_s": 1800, "recalls_max": 2, "call_expires_s": 60, "rating_s": 30},
        "department": [{"id": "all", "name": text("All")}],
        "series": [{"id": "a", "letter": "A"}, {"id": "b", "letter": "B"}],
        "group": [
            group("general", series="a", mean_service_s=300),
            group("cashier", series="b", mean_service_s=60),
        ],
        "item": [
            {"id": "permit", "name": text("Permit"), "group": "general"},
            {"id": "fee", "name": text("Fee"), "group": "cashier"},
        ],
        "priority": [
            {"id": "senior", "name": text("Senior"), "rank": 1, "from_age": 70},
            {"id": "veteran", "name": text("Veteran"), "rank": 2},
        ],
        "zone": [{"id": "lobby", "name": text("Lobby")}, {"id": "east", "name": text("East")}],
        "window": [
            {"id": "w1", "number": 1, "zone": "lobby", "serves": ["general", "cashier"]},
            {"id": "w2", "number": 2, "zone": "lobby", "serves": ["general"]},
            {"id": "w3", "number": 3, "zone": "east", "serves": ["cashier"]},
        ],
        "clerk": [{"id": name, "name": text(name)} for name in ("li", "wang", "zhao")],
        "kiosk": [
            {"id": "k1", "zone": "lobby", "printer": {"url": "socket://127.0.0.1:9100"}},
            {"id": "k2", "zone": "lobby", "groups": ["general"], "printer": {"url": "socket://127.0.0.1:9100"}},
        ],
        "caller": [{"id": f"p{n}", "window": f"w{n}"} for n in (1, 2, 3)],
        "display": [
            {"id": "board", "kind": "board", "zone": "lobby"},
            {"id": "board-east", "kind": "board", "zone": "east"},
        ],
    }  # fmt: skip
    return tables | changes


def hall_file(**changes: Any) -> HallFile:
    """Return the small hall's file."""
    return HallFile.model_validate(hall_tables(**changes))


class Scene:
    """A hall at Monday nine o'clock, and what is done in it."""

    def __init__(self, file: HallFile | None = None, *, now_ms: EpochMs | None = None) -> None:
        self.hall = Hall(file or hall_file())
        self.now_ms = at("09:00") if now_ms is None else now_ms
        self.events: list[AnyEvent] = []
        self._count = 0
        self.apply(begin_day(self.hall, self.now_ms))

    def apply(self, events: tuple[AnyEvent, ...]) -> tuple[AnyEvent, ...]:
        """Let events happen."""
        fold(self.hall, events)
        self.events += events
        return events

    def make(self, kind: type[C], device_id: DeviceId, **fields: Any) -> C:
        """Return a command with a new id."""
        self._count += 1
        return kind(
            command_id=CommandId(f"c{self._count}"),
            device_id=device_id,
            expires_at_ms=NEVER_EXPIRES,
            **fields,
        )

    def carry_out(self, command: do.Command) -> tuple[AnyEvent, ...]:
        """Decide and apply; refusals are raised."""
        return self.apply(decide(self.hall, command, now_ms=self.now_ms))  # type: ignore[arg-type]

    def issue(
        self,
        group_id: GroupId = GENERAL,
        priority_id: PriorityId | None = None,
        *,
        kiosk: DeviceId = K1,
        item_id: ItemId | None = None,
        printed: bool = True,
    ) -> Ticket:
        """Have a kiosk give a ticket, and print it."""
        command = self.make(
            do.IssueTicket, kiosk, group_id=group_id, item_id=item_id, priority_id=priority_id
        )
        [issued] = self.carry_out(command)
        assert isinstance(issued, TicketIssued)
        if printed:
            self.report_paper(issued.ticket_id, kiosk=kiosk)
        return self.hall.day.tickets[issued.ticket_id]

    def report_paper(
        self, ticket_id: TicketId, outcome: str = "printed", *, kiosk: DeviceId = K1
    ) -> tuple[AnyEvent, ...]:
        """Have the kiosk say what became of the paper."""
        return self.carry_out(
            self.make(do.ReportPaper, kiosk, ticket_id=ticket_id, outcome=outcome, cause="")
        )

    def at_window(
        self, kind: type[do.WindowCommand], window_id: WindowId = W1, **fields: Any
    ) -> tuple[AnyEvent, ...]:
        """Send a command from the window's own panel."""
        panel = PANEL_OF[window_id]
        return self.carry_out(self.make(kind, panel, window_id=window_id, **fields))

    def staffed(self, window_id: WindowId = W1, clerk_id: ClerkId = LI) -> Window:
        """Sign a clerk in."""
        self.at_window(do.SignIn, window_id, clerk_id=clerk_id)
        return self.hall.day.windows[window_id]

    def call(self, window_id: WindowId = W1) -> Ticket:
        """Call the next ticket."""
        [called] = self.at_window(do.CallNext, window_id)
        assert isinstance(called, TicketCalled)
        return self.hall.day.tickets[called.ticket_id]

    def step(
        self, kind: type[do.TicketCommand], ticket: Ticket, window_id: WindowId = W1, **fields: Any
    ) -> tuple[AnyEvent, ...]:
        """Do something with a ticket at a window."""
        return self.at_window(kind, window_id, ticket_id=ticket.id, **fields)

    def serve(self, ticket: Ticket, window_id: WindowId = W1) -> ServiceId:
        """Start and finish a called ticket; return the service."""
        self.step(do.StartService, ticket, window_id)
        self.step(do.FinishService, ticket, window_id)
        return ticket.service_id

    def pass_time(self, *, seconds: int) -> tuple[AnyEvent, ...]:
        """Let time go by, and what it alone brings to tickets happen."""
        self.now_ms = EpochMs(self.now_ms + seconds * 1000)
        return self.apply(due(self.hall, self.now_ms))

    def ticket(self, name: str) -> Ticket:
        """Return a ticket by its id."""
        return self.hall.day.tickets[TicketId(name)]
