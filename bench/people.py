"""Clerks and kiosks that do nothing but ask, one command after the other."""

from collections import deque
from collections.abc import Callable
from random import Random
from typing import Final

from bench.clients import Client
from bench.day import Desk
from broker_config import Broker
from contract.hall import HallFile, Kiosk
from contract.ids import GroupId, TicketId, WindowId
from contract.messages.answers import Done, Refused
from contract.messages.commands import (
    CallNext,
    FinishService,
    IssueTicket,
    QuickService,
    ReportPaper,
    StartService,
)

NOBODY: Final = ("nobody_waits", "still_printing")


class Taken(deque[GroupId]):
    """The lines from which somebody was called and which nobody has joined instead."""


class ClerkClient:
    """The panel of one window: calls, starts, finishes."""

    def __init__(self, broker: Broker, file: HallFile, desk: Desk, taken: Taken) -> None:
        self.client: Final = Client(broker, file.hall.id, desk.panel_id)
        self.window_id: Final[WindowId] = desk.window_id
        self.found_nobody = 0
        self._groups: Final = desk.groups
        self._has_line: Final = any(file.groups[group].gives_tickets for group in desk.groups)
        """The cashiers have none of their own: they serve whoever comes, without a ticket."""
        self._taken = taken
        self._next: Callable[[], object] | None = None
        self._ticket: TicketId | None = None
        self._started = False

    async def step(self) -> None:
        """Do what comes next: call, start or finish."""
        if self._ticket is None:
            await self.call()
        elif not self._started:
            await self.client.must(StartService, window_id=self.window_id, ticket_id=self._ticket)
            self._started = True
        else:
            await self.client.must(FinishService, window_id=self.window_id, ticket_id=self._ticket)
            self._ticket, self._started = None, False

    async def call(self) -> None:
        """Call whoever is next."""
        if not self._has_line:
            await self._serve_without_ticket()
            return
        answer = await self.client.ask(CallNext, window_id=self.window_id)
        if isinstance(answer, Done) and answer.ticket is not None:
            self._ticket = answer.ticket.ticket_id
            self._taken.append(answer.ticket.group_id)
        else:
            assert isinstance(answer, Refused), answer
            assert answer.code in NOBODY, answer
            self.found_nobody += 1

    async def _serve_without_ticket(self) -> None:
        begun = await self.client.must(
            QuickService, window_id=self.window_id, group_id=self._groups[0]
        )
        assert begun.ticket is not None
        self._ticket, self._started = begun.ticket.ticket_id, True

    async def be_free(self) -> None:
        """Finish what is begun."""
        while self._ticket is not None:
            await self.step()


class KioskClient:
    """A kiosk whose printer always prints."""

    def __init__(
        self, broker: Broker, file: HallFile, kiosk: Kiosk, taken: Taken, random: Random
    ) -> None:
        self.client: Final = Client(broker, file.hall.id, kiosk.id)
        self.given: list[TicketId] = []
        """The tickets that the hall says it has given here."""
        offered = kiosk.groups or tuple(group.id for group in file.group)
        self._groups: Final = [group for group in offered if file.groups[group].gives_tickets]
        self._taken = taken
        self._random = random
        self._ticket: TicketId | None = None

    async def step(self) -> None:
        """Do what comes next: take a ticket, or say that it is printed."""
        if self._ticket is None:
            answer = await self.client.must(IssueTicket, group_id=self._choose())
            assert answer.ticket is not None
            self._ticket = answer.ticket.ticket_id
            self.given.append(self._ticket)
        else:
            await self.client.must(ReportPaper, ticket_id=self._ticket, outcome="printed")
            self._ticket = None

    def has_to_fill(self) -> bool:
        """Tell whether a line is to be filled again that this kiosk has, or a paper is out."""
        return self._ticket is not None or any(group in self._taken for group in self._groups)

    def _choose(self) -> GroupId:
        """Choose the line that has waited longest for somebody new, or any."""
        for group in self._taken:
            if group in self._groups:
                self._taken.remove(group)
                return group
        return self._random.choice(self._groups)
