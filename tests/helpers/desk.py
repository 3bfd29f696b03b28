"""A window of the street hall for tests: its desk, a clock that is set by hand, what was sent."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from caller.core.desk import Desk
from contract.ids import (
    ClerkId,
    EpochMs,
    GroupId,
    ServiceId,
    TicketId,
    TicketNumber,
    WindowId,
)
from contract.messages.answers import Done, Refused, TicketSlip
from contract.messages.commands import AnyCommand, VisitorCard
from contract.messages.state import (
    GroupLine,
    HallState,
    NextState,
    NextTicket,
    PanelState,
    PanelTicket,
    QueueState,
    RatingInvitation,
)
from messaging import LinkState
from tests.helpers.clock import HandClock
from tests.helpers.halls import shipped_hall

HALL: Final = shipped_hall("street")
WINDOW: Final = HALL.windows[WindowId("w3")]
LOCALE: Final = Path(__file__).parents[2] / "caller" / "locale"
NOW_MS: Final = EpochMs(1_795_300_000_000)
GENERAL: Final = GroupId("general")
HOUSING: Final = GroupId("housing")


@dataclass
class FakeWire:
    """Keeps what was sent."""

    sent: list[AnyCommand] = field(default_factory=list)

    def send(self, command: AnyCommand) -> None:
        self.sent.append(command)


@dataclass
class Bench:
    """A desk on a line that is up, with a coordinator that lives, and nobody's hand on it."""

    clock: HandClock = field(default_factory=lambda: HandClock(NOW_MS))
    wire: FakeWire = field(default_factory=FakeWire)

    def __post_init__(self) -> None:
        self.desk = Desk(WINDOW.id, wire=self.wire, clock=self.clock)

    @property
    def sent(self) -> list[str]:
        """What was sent, by kind."""
        return [type(command).__name__ for command in self.wire.sent]

    def connect(self) -> None:
        self.desk.on_link(LinkState.CONNECTED, "")
        self.desk.on_hall(heartbeat(self.clock.now_ms()))

    def show(self, panel: PanelState) -> None:
        """Let the coordinator show `panel`, long enough ago for the next press to count."""
        self.desk.on_panel(panel)
        self.wait(500)

    def wait(self, for_ms: int) -> None:
        self.clock.at_ms += for_ms
        self.desk.on_tick()

    def done(self, slip: TicketSlip | None = None, *, whole: str = "") -> None:
        """Answer the last command: it was carried out."""
        command = self.wire.sent[-1]
        self.desk.on_answer(
            command,
            Done(
                command_id=command.command_id,
                answered_at_ms=self.clock.now_ms(),
                ticket=slip,
                whole=whole,
            ),
        )

    def refuse(self, code: str, **facts: str) -> None:
        """Answer the last command: it was refused."""
        command = self.wire.sent[-1]
        self.desk.on_answer(command, refused(command, code, **facts))

    def lose_line(self) -> None:
        self.desk.on_link(LinkState.LOST, "")


def bench(panel: PanelState | None = None) -> Bench:
    """Return a desk that shows `panel`."""
    made = Bench()
    made.connect()
    if panel is not None:
        made.show(panel)
    return made


def refused(command: AnyCommand, code: str, **facts: str) -> Refused:
    return Refused(
        command_id=command.command_id,
        answered_at_ms=NOW_MS,
        code=code,
        message=f"english for {code}",
        facts=facts,
    )


def heartbeat(at_ms: EpochMs, *, stale_after_s: int = 15) -> HallState:
    return HallState(
        at_ms=at_ms, day="2026-11-22", stale_after_s=stale_after_s, open=True, hall_file_digest="0"
    )


def ticket(number: str = "A012", **facts: Any) -> PanelTicket:
    """Return a ticket of the general services, called two minutes ago."""
    usual = {
        "ticket_id": TicketId(f"2026-11-22.{number}"),
        "service_id": ServiceId(f"2026-11-22.{number}.1"),
        "number": TicketNumber(number),
        "group_id": GENERAL,
        "item_id": None,
        "priority_id": None,
        "issued_at_ms": EpochMs(NOW_MS - 14 * 60_000),
        "called_at_ms": EpochMs(NOW_MS - 2 * 60_000),
        "started_at_ms": None,
        "call_count": 1,
        "visitor": VisitorCard(masked_name="张*", document_tail="123X"),
    }
    return PanelTicket(**{**usual, **facts})


def slip(number: str = "A012") -> TicketSlip:
    return TicketSlip(
        ticket_id=TicketId(f"2026-11-22.{number}"),
        number=TicketNumber(number),
        group_id=GENERAL,
        item_id=None,
        issued_at_ms=NOW_MS,
        ahead=0,
        wait_ms=None,
    )


def free(**facts: Any) -> PanelState:
    """Return an open window with nobody at it, and three who wait."""
    usual = {
        "window_id": WINDOW.id,
        "status": "open",
        "pause_reason": "",
        "clerk_id": ClerkId("c01"),
        "stage": None,
        "ticket": None,
        "held": (),
        "lines": (
            line(GENERAL, 2, oldest_issued_at_ms=NOW_MS - 9 * 60_000),
            line(HOUSING, 1, oldest_issued_at_ms=NOW_MS - 60_000),
        ),
        "rating": None,
        "finished_today": 4,
        "recalls_left": 0,
    }
    return PanelState(**{**usual, **facts})


def line(group_id: GroupId, waiting: int, oldest_issued_at_ms: int | None = None) -> GroupLine:
    oldest = None if oldest_issued_at_ms is None else EpochMs(oldest_issued_at_ms)
    return GroupLine(group_id=group_id, waiting=waiting, oldest_issued_at_ms=oldest)


def closed() -> PanelState:
    return free(status="closed", clerk_id=None)


def paused() -> PanelState:
    return free(status="paused", pause_reason="午餐 Lunch")


def called(number: str = "A012", **facts: Any) -> PanelState:
    usual = {"stage": "called", "ticket": ticket(number), "recalls_left": 3}
    return free(**{**usual, **facts})


def serving(number: str = "A012", **facts: Any) -> PanelState:
    started = EpochMs(NOW_MS - 60_000)
    usual = {"stage": "serving", "ticket": ticket(number, started_at_ms=started)}
    return free(**{**usual, **facts})


def upcoming(*tickets: NextTicket) -> NextState:
    """Return whom the window would call next."""
    return NextState(window_id=WINDOW.id, tickets=tickets)


def next_ticket(number: str, why: str = "first_come", **facts: Any) -> NextTicket:
    """Return a ticket of the general services that has waited nine minutes."""
    usual = {
        "ticket_id": TicketId(f"2026-11-22.{number}"),
        "number": TicketNumber(number),
        "group_id": GENERAL,
        "item_id": None,
        "priority_id": None,
        "issued_at_ms": EpochMs(NOW_MS - 9 * 60_000),
        "appointed_at_ms": None,
        "why": why,
        "kept": False,
    }
    return NextTicket(**{**usual, **facts})


def invitation(number: str = "A012", *, left_s: int = 30) -> RatingInvitation:
    return RatingInvitation(
        service_id=ServiceId(f"2026-11-22.{number}.1"),
        number=TicketNumber(number),
        until_ms=EpochMs(NOW_MS + left_s * 1000),
    )


def queue(group_id: GroupId, waiting: int, open_windows: int = 1) -> QueueState:
    return QueueState(
        group_id=group_id,
        waiting=waiting,
        open_windows=open_windows,
        accepting=True,
        closed_reason=None,
        wait_ms=None,
    )
