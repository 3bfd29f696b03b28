"""The load of a hall under attack: light kiosks and clerks, who go on whatever fails."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Any, Final

from contract import topics
from contract.hall import CallerPanel, HallFile, Kiosk
from contract.ids import ClerkId, GroupId, TicketId
from contract.messages.answers import AnyAnswer, Done
from contract.messages.commands import (
    AnyCommand,
    CallNext,
    CancelTicket,
    FinishService,
    HoldTicket,
    IssueTicket,
    MarkNoShow,
    PaperOutcome,
    Recall,
    ReportPaper,
    ResumeTicket,
    SignIn,
    StartService,
    TransferTicket,
)
from contract.messages.state import PanelState, QueueState
from contract.topics import Topic
from simulation.chaos.device import Device, envelope
from simulation.chaos.evidence import Evidence
from simulation.world.calm import Calm

REPORT_WANTED_MS: Final = 3_600_000
WAITING_MAX: Final = 25
"""With so many in the lines nobody else comes in."""
KIOSK_PAUSE_S: Final = (0.3, 2.0)
CLERK_PAUSE_S: Final = (0.2, 0.9)


class LightKiosk:
    """Gives tickets to citizens who come one after the other; its printer never fails."""

    def __init__(
        self,
        hall: HallFile,
        kiosk: Kiosk,
        random: Random,
        evidence: Evidence,
        *,
        calm: Calm,
        port: int,
        password: str,
        groups: Sequence[GroupId],
    ) -> None:
        self.kiosk: Final = kiosk
        self.screen: Final = "lit"
        self.queues: dict[GroupId, QueueState] = {}
        self.open = True
        self._random = random
        self._calm = calm
        self._evidence = evidence
        self._groups = tuple(groups)
        self.device: Final = Device(
            hall,
            kiosk.id,
            port=port,
            password=password,
            listens=[(topics.QUEUE, {})],
            on_received=self._on_queue,
        )

    async def work(self) -> None:
        """Give tickets until nobody comes in any more; then see to it that none is left behind."""
        while self.open:
            await asyncio.sleep(self._random.uniform(*KIOSK_PAUSE_S))
            waiting = sum(queue.waiting for queue in self.queues.values())
            if self.open and not self._calm.on and waiting < WAITING_MAX:
                await self._serve()

    async def _serve(self) -> None:
        command = IssueTicket(**envelope(), group_id=self._random.choice(self._groups))
        answer = await self.device.ask(command)
        if answer is not None:
            await self._hand_over(answer)
            return
        answer = await self.device.ask_what_came_of(command)
        if isinstance(answer, Done) and answer.ticket is not None:
            await self._give_up(answer.ticket.ticket_id, "visitor_left")

    async def _hand_over(self, answer: AnyAnswer) -> None:
        if not isinstance(answer, Done) or answer.ticket is None:
            return
        ticket, [outcome] = answer.ticket, self._random.choices(_OUTCOMES, _OUTCOME_WEIGHTS)
        if outcome != "not_printed":
            self._evidence.paper(self.kiosk.id, ticket.ticket_id, ticket.number)
        await self.device.ask(
            ReportPaper(**envelope(REPORT_WANTED_MS), ticket_id=ticket.ticket_id, outcome=outcome)
        )
        if outcome == "not_printed":
            await self._give_up(ticket.ticket_id, outcome)

    async def _give_up(self, ticket_id: TicketId, reason: str) -> None:
        give_up = CancelTicket(**envelope(REPORT_WANTED_MS), ticket_id=ticket_id, reason=reason)
        await self.device.ask(give_up)

    def _on_queue(self, topic: Topic, message: Any) -> None:  # noqa: ARG002
        self.queues[message.group_id] = message


_OUTCOMES: Final[tuple[PaperOutcome, ...]] = ("printed", "uncertain", "not_printed")
_OUTCOME_WEIGHTS: Final = (88, 5, 7)


class LightClerk:
    """Works a window by what its panel says; asks again in other words if nobody answers."""

    def __init__(
        self,
        hall: HallFile,
        entry: CallerPanel,
        clerk_id: ClerkId,
        random: Random,
        *,
        calm: Calm,
        port: int,
        password: str,
        staffed: Sequence[GroupId],
    ) -> None:
        self.entry: Final = entry
        self.panel: PanelState | None = None
        self.closing = False
        """Take up whoever is held, and hold nobody any more."""
        self._clerk_id = clerk_id
        self._random = random
        self._calm = calm
        self._staffed = tuple(staffed)
        self.device: Final = Device(
            hall,
            entry.id,
            port=port,
            password=password,
            listens=[(topics.PANEL, {"window": entry.window})],
            on_received=self._on_panel,
        )

    async def work(self) -> None:
        """Work until cancelled."""
        while True:
            await asyncio.sleep(self._random.uniform(*CLERK_PAUSE_S))
            command = None if self._calm.on else self._next_step()
            if command is not None:
                await self.device.ask(command)

    def _next_step(self) -> AnyCommand | None:
        panel = self.panel
        if panel is None:
            return None
        if panel.clerk_id is None:
            return SignIn(**self._here(), clerk_id=self._clerk_id)
        if panel.ticket is None:
            return self._take_up(panel)
        ticket = {**self._here(), "ticket_id": panel.ticket.ticket_id}
        if panel.stage == "called":
            return self._receive(panel, ticket)
        return self._serve(ticket)

    def _take_up(self, panel: PanelState) -> AnyCommand | None:
        if panel.held and (self.closing or self._random.random() < _SHARE_RESUMED):
            return ResumeTicket(**self._here(), ticket_id=panel.held[0].ticket_id)
        if panel.kept_waiting or any(line.waiting for line in panel.lines):
            return CallNext(**self._here())
        return None

    def _receive(self, panel: PanelState, ticket: dict[str, Any]) -> AnyCommand:
        [what] = self._random.choices(("come", "recall", "no_show"), (80, 12, 8))
        if what == "recall" and panel.recalls_left:
            return Recall(**ticket)
        return MarkNoShow(**ticket) if what == "no_show" else StartService(**ticket)

    def _serve(self, ticket: dict[str, Any]) -> AnyCommand:
        weights = (100, 0, 0) if self.closing else (84, 8, 8)
        [what] = self._random.choices(("finish", "hold", "transfer"), weights)
        if what == "hold":
            return HoldTicket(**ticket, reason="form")
        if what == "transfer":
            return TransferTicket(**ticket, to_group_id=self._random.choice(self._staffed))
        return FinishService(**ticket)

    def _here(self) -> dict[str, Any]:
        return {**envelope(), "window_id": self.entry.window}

    def _on_panel(self, topic: Topic, message: Any) -> None:  # noqa: ARG002
        self.panel = message


_SHARE_RESUMED: Final = 0.3
