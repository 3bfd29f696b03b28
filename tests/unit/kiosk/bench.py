"""A kiosk on the bench: the real presenter, mocked ports, a clock that is moved by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from unittest.mock import create_autospec

from contract.codes import AppointmentCode
from contract.hall import HallFile
from contract.ids import (
    AppointmentId,
    DeviceId,
    EpochMs,
    GroupId,
    ItemId,
    TicketId,
    TicketNumber,
)
from contract.messages.answers import AppointmentSlip, Arrival, Done, Refused, TicketSlip
from contract.messages.commands import AnyCommand, FindTicket, IssueTicket
from contract.messages.state import ClosedReason, HallState, QueueState
from hardware.idcard import CardKind, IdCard, Sex
from kiosk.core.equipment import PrinterHealth
from kiosk.core.persons import Sealing
from kiosk.core.ports import CardReader, HallLine, SlipPrinter, Store, View, Workshop
from kiosk.core.presenter import KioskPresenter
from kiosk.core.screens import Screen
from kiosk.core.slip import Slip
from messaging import LinkState
from qtkit.plain import kind_of
from tests.helpers.clock import HandClock
from tests.helpers.halls import shipped_hall

MONDAY_10_AM = EpochMs(1_763_949_600_000)  # 2025-11-24 10:00 in Shanghai
TICKET = TicketId("2025-11-24.A012")
STALE_AFTER_S = 15
TECHNICIANS_CODE = "270718"
TO_TECHNICIAN = ("knock", *(f"digit {digit}" for digit in TECHNICIANS_CODE), "confirm")


class Bench:
    """The street hall's kiosk k1, connected, with a good printer."""

    def __init__(
        self,
        hall: HallFile | None = None,
        *,
        ready: bool = True,
        view: View | None = None,
        person_key: bytes | None = None,
        seal: Sealing | None = None,
        store: Store | None = None,
        clock: HandClock | None = None,
        languages: Sequence[str] = ("zh", "en", "ar"),
    ) -> None:
        self.view = create_autospec(View, instance=True)
        self.line = create_autospec(HallLine, instance=True)
        self.printer = create_autospec(SlipPrinter, instance=True)
        self.card_reader = create_autospec(CardReader, instance=True)
        self.workshop = create_autospec(Workshop, instance=True)
        self.workshop.is_code.side_effect = lambda code: code == TECHNICIANS_CODE
        self.workshop.counters.return_value = {"tickets": 1204, "tickets_since_roll": 88}
        self.workshop.versions.return_value = ["hallcall 0.1.0", "Python 3.11.2"]
        self.workshop.log_lines.return_value = ["08:31 link.changed state=connected"] * 30
        self.clock = clock or HandClock(MONDAY_10_AM)
        self.presenter = KioskPresenter(
            hall=hall or shipped_hall("street"),
            kiosk_id=DeviceId("k1"),
            language="zh",
            view=view or self.view,
            line=self.line,
            printer=self.printer,
            card_reader=self.card_reader,
            clock=self.clock,
            person_key=person_key,
            seal=seal,
            store=store,
            workshop=self.workshop,
            languages=languages,
        )
        if ready:
            self.presenter.on_link(LinkState.CONNECTED, "")
            self.beat()
            self.presenter.on_printer(PrinterHealth())

    @property
    def screen(self) -> Screen:
        return self.presenter.screen

    @property
    def screen_kind(self) -> str:
        return kind_of(self.screen)

    @property
    def sent(self) -> list[AnyCommand]:
        """What was said to the hall, the questions left out."""
        said = (call.args[0] for call in self.line.send.call_args_list)
        return [each for each in said if not isinstance(each, FindTicket)]

    @property
    def questions(self) -> list[FindTicket]:
        """How it stands with which tickets the hall was asked."""
        said = (call.args[0] for call in self.line.send.call_args_list)
        return [each for each in said if isinstance(each, FindTicket)]

    @property
    def asked(self) -> IssueTicket:
        """The one ticket that was asked for."""
        [command] = [command for command in self.sent if isinstance(command, IssueTicket)]
        return command

    @property
    def slip(self) -> Slip:
        """The one slip that was printed."""
        [call] = self.printer.print.call_args_list
        slip: Slip = call.args[0]
        return slip

    @property
    def fault_codes(self) -> set[str]:
        return set(self.line.report_faults.call_args.args[0])

    def tap(self, *touches: str) -> None:
        """Touch as QML reports it: "begin", "group general"."""
        for touch in touches:
            action, _, argument = touch.partition(" ")
            self.presenter.on_tap(action, argument)

    def lose_hall(self) -> None:
        """The broker is gone, for longer than a moment."""
        self.presenter.on_link(LinkState.LOST, "no broker answers at mqtt://127.0.0.1:1883")
        self.wait(6, alive=False)

    def beat(self, *, is_open: bool = True, ahead_s: float = 0, **facts: Any) -> None:
        self.presenter.on_hall(
            HallState(
                at_ms=EpochMs(self.clock.now_ms() + round(ahead_s * 1000)),
                day=facts.pop("day", "2025-11-24"),
                stale_after_s=STALE_AFTER_S,
                open=is_open,
                hall_file_digest="0123456789ab",
                **facts,
            )
        )

    def queue(
        self,
        group: str,
        *,
        waiting: int = 0,
        wait_ms: int | None = None,
        closed: ClosedReason | None = None,
        **facts: Any,
    ) -> None:
        self.presenter.on_queue(
            QueueState(
                group_id=GroupId(group),
                waiting=waiting,
                open_windows=0 if closed else 1,
                accepting=closed is None,
                closed_reason=closed,
                wait_ms=wait_ms,
                **facts,
            )
        )

    def wait(self, seconds: float, *, alive: bool = True, ahead_s: float = 0) -> None:
        """Let time pass, a tick every quarter of a second; the coordinator lives if `alive`."""
        for _ in range(round(seconds * 4)):
            self.clock.move(0.25)
            if alive:
                self.beat(ahead_s=ahead_s)
            self.presenter.on_tick()

    def answer_done(
        self, command: IssueTicket | None = None, *, at_ms: EpochMs | None = None
    ) -> None:
        """Answer with a ticket; `at_ms` is when the coordinator first did."""
        command, at_ms = command or self.asked, at_ms or self.clock.now_ms()
        ticket = TicketSlip(
            ticket_id=TICKET,
            number=TicketNumber("A012"),
            group_id=command.group_id,
            item_id=command.item_id,
            issued_at_ms=at_ms,
            ahead=3,
            wait_ms=11 * 60_000 + 1,
            more=command.more,
        )
        self.presenter.on_answered(
            command,
            Done(command_id=command.command_id, answered_at_ms=at_ms, ticket=ticket),
        )

    def answer_checked_in(self, arrival: Arrival = "in_time") -> None:
        """Answer a check-in for ten o'clock; whoever came late is a walk-in now."""
        command, now_ms = self.sent[-1], self.clock.now_ms()
        group = GroupId("pension")
        ticket = TicketSlip(
            ticket_id=TICKET,
            number=TicketNumber("B012"),
            group_id=group,
            item_id=None,
            issued_at_ms=now_ms,
            ahead=1,
            wait_ms=60_001,
            appointed_at_ms=MONDAY_10_AM if arrival == "in_time" else None,
        )
        appointment = AppointmentSlip(
            appointment_id=AppointmentId("2025-11-20.7"),
            code=AppointmentCode("K7M3PQ"),
            group_id=group,
            item_id=None,
            day="2025-11-24",
            slot_at_ms=MONDAY_10_AM,
            slot_ends_ms=EpochMs(MONDAY_10_AM + 1_800_000),
            arrival=arrival,
        )
        self.presenter.on_answered(
            command,
            Done(
                command_id=command.command_id,
                answered_at_ms=now_ms,
                ticket=ticket,
                appointment=appointment,
            ),
        )

    def answer_yes(self) -> None:
        """Say that the last command is done, and no more."""
        command = self.sent[-1]
        now_ms = self.clock.now_ms()
        self.presenter.on_answered(
            command, Done(command_id=command.command_id, answered_at_ms=now_ms)
        )

    def answer_refused(self, code: str, command: AnyCommand | None = None, **facts: str) -> None:
        command = command or self.asked
        self.presenter.on_answered(
            command,
            Refused(
                command_id=command.command_id,
                answered_at_ms=self.clock.now_ms(),
                code=code,
                message="no",
                facts=facts,
            ),
        )


TO_IDENTIFY = ("begin", "group general", "item residence-permit", "confirm")
TO_ASKING = (*TO_IDENTIFY, "skip")
TO_SECOND = ("begin", "group general", "item residence-permit", "add")
"""One service chosen, and another wanted in the same visit."""
TO_LIST = ("begin", "group general", "item residence-permit", "lack")
"""Somebody who lacks a paper goes without a ticket."""
TO_BUNDLE = ("bundles", "bundle job")
"""Three services for one occasion."""
PERMIT = ItemId("residence-permit")


def id_card(*, name: str = "张三丰", born: date = date(1990, 1, 1)) -> IdCard:
    return IdCard(
        kind=CardKind.RESIDENT,
        name=name,
        sex=Sex.MALE,
        birth=born,
        number="11010519491231002X",
        valid_from=date(2020, 1, 1),
        valid_until=None,
    )
