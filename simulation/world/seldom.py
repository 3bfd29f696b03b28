"""What clerks and supervisors may do, and seldom do: each of it by the rules, at some window.

Classes are given, services added and taken off, people sent to a clerk or on and back, numbers
called out of turn or given up; lines are shut and opened, windows serve more, shifts are broken
off.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from contract.hall import HallFile
from contract.ids import ClerkId, GroupId, TicketId, TicketNumber, WindowId
from contract.messages import commands
from contract.messages.commands import AnyCommand
from simulation.checkers.ledger import Ledger, Paper
from simulation.world.envelopes import Envelopes
from simulation.world.kiosk import KioskMachine
from simulation.world.panel import PanelMachine
from simulation.world.site import Site

PAUSE_MS: Final = (2_000, 20_000)

Make = Callable[[dict[str, Any], PanelMachine], AnyCommand | None]


class Seldom:
    """Sends through the lines of panels, as a page of the panel does that no clerk here opens."""

    def __init__(
        self,
        site: Site,
        kiosks: list[KioskMachine],
        panels: list[PanelMachine],
        ledger: Ledger,
        random: Random,
    ) -> None:
        self._site = site
        self._file: HallFile = site.file
        self._kiosks = kiosks
        self._panels = panels
        self._ledger = ledger
        self._random = random
        self._envelopes = Envelopes("seldom")
        self._shut: list[GroupId] = []
        at_work = [self._file.windows[panel.entry.window] for panel in panels]
        self._served = sorted({group for window in at_work for group in window.services})
        self._makes: tuple[Make, ...] = (
            self._priority, self._add, self._drop, self._quick, self._send_back, self._to_clerk,
            self._hold, self._give_up, self._choose, self._shut_or_open, self._serve_more,
            self._break_off, self._rest, self._change_places, self._undo, self._undo,
            self._ask_for_shut,
        )  # fmt: skip

    def begin(self) -> None:
        """Do one of it again and again from now on."""
        self._site.agenda.after(self._random.uniform(*PAUSE_MS), self._act)

    def end(self) -> None:
        """Do no more of it."""
        self._makes = ()

    def _act(self) -> None:
        if not self._makes:
            return
        machine = self._random.choice(self._panels)
        if machine.run is not None and not self._site.calm.on:
            command = self._random.choice(self._makes)(self._envelopes.of(machine), machine)
            if command is not None:
                machine.run.hand_over(command)
        self._site.agenda.after(self._random.uniform(*PAUSE_MS), self._act)

    # Of the ticket at the window

    def _about(
        self, kind: Any, envelope: dict[str, Any], machine: PanelMachine, **facts: Any
    ) -> AnyCommand | None:
        ticket = self._ledger.at_window.get(machine.entry.window)
        if ticket is None:
            return None
        command: AnyCommand = kind(**envelope, ticket_id=TicketId(ticket), **facts)
        return command

    def _add(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand | None:
        group = self._random.choice(self._served)
        return self._about(commands.AddService, envelope, machine, group_id=group)

    def _drop(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand | None:
        panel = machine.panel
        if panel is None or panel.ticket is None or not panel.ticket.steps:
            return None
        service = self._random.choice(panel.ticket.steps).service_id
        return self._about(commands.DropService, envelope, machine, service_id=service)

    def _send_back(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand | None:
        where = {"to_group_id": self._random.choice(self._served), "returns": True}
        return self._about(commands.TransferTicket, envelope, machine, **where)

    def _to_clerk(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand | None:
        clerks = [*self._ledger.clerks.values()] or [self._file.clerk[0].id]
        clerk = ClerkId(self._random.choice(clerks))
        return self._about(commands.TransferTicket, envelope, machine, to_clerk_id=clerk)

    def _hold(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand | None:
        seconds = self._random.randint(5, 120)
        return self._about(commands.HoldTicket, envelope, machine, reason="?", return_s=seconds)

    def _undo(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand | None:
        """Take back the last finish here, soon enough or not."""
        papers, window = self._ledger.papers.values(), machine.entry.window
        here = [p for p in papers if p.window_id == window and p.place in ("finished", "waiting")]
        about = TicketId(here[-1].ticket_id) if here else None
        return commands.UndoFinish(**envelope, ticket_id=about) if about else None

    # Of a ticket elsewhere

    def _waiting(self) -> Paper | None:
        """Return somebody who waits with a paper in hand."""
        papers = self._ledger.papers.values()
        there = [each for each in papers if each.place == "waiting" and each.outcome == "printed"]
        return self._random.choice(there) if there else None

    def _about_number(self, kind: Any, envelope: dict[str, Any], **facts: Any) -> AnyCommand | None:
        paper = self._waiting()
        if paper is None:
            return None
        command: AnyCommand = kind(**envelope, number=TicketNumber(paper.number), **facts)
        return command

    def _priority(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand | None:
        given = self._random.choice([None, *(each.id for each in self._file.priority)])
        return self._about_number(commands.GivePriority, envelope, priority_id=given, reason="?")

    def _give_up(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand | None:
        del envelope["window_id"]
        return self._about_number(commands.CancelNumber, envelope, reason="by a clerk")

    def _choose(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand | None:
        return self._about_number(commands.CallTicket, envelope)

    # Of windows and lines

    def _quick(self, envelope: dict[str, Any], machine: PanelMachine) -> AnyCommand:
        groups = [*self._services(machine.entry.window)]
        return commands.QuickService(**envelope, group_id=self._random.choice(groups))

    def _services(self, window: WindowId) -> Mapping[GroupId, int]:
        return self._file.windows[window].services

    def _shut_or_open(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand:
        if self._shut:
            return commands.OpenGroup(**envelope, group_id=self._shut.pop())
        group = self._random.choice(self._served)
        self._shut.append(group)
        return commands.CloseGroup(**envelope, group_id=group, note_zh="?", note_en="?")

    def _ask_for_shut(self, envelope: dict[str, Any], _: PanelMachine) -> None:
        """Let a kiosk that has not heard of it yet ask for a line that is shut."""
        if self._shut:
            del envelope["window_id"]
            kiosk = self._random.choice(self._kiosks)
            kiosk.ask(commands.IssueTicket(**envelope, group_id=self._shut[0]))

    def _serve_more(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand:
        """Let a window do what it does by the hall file, and something else; other weights, too."""
        window = self._random.choice(self._panels).entry.window
        serves = (*self._services(window), self._random.choice(self._served))
        return commands.SetWindowServices(
            **envelope,
            of_window_id=window,
            serves=tuple(dict.fromkeys(serves)),
            weights={self._random.choice(serves): self._random.randint(1, 4)},
        )

    def _break_off(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand:
        return commands.SignOut(**envelope, hold_ticket=True)

    def _rest(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand:
        return commands.PauseWindow(**envelope, reason="?", hold_ticket=True)

    def _change_places(self, envelope: dict[str, Any], _: PanelMachine) -> AnyCommand | None:
        clerks = [clerk.id for clerk in self._file.clerk if not clerk.pin]
        if not clerks:
            return None
        clerk = self._random.choice(clerks)
        return commands.SignIn(**envelope, clerk_id=clerk, take_over=True)
