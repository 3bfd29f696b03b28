"""A panel of another make: well-formed commands that no panel of ours would send.

The contract lets anybody build a panel. So the coordinator alone must keep the promises, whatever a
window's own device asks for: a rating for who came before, a finish for a ticket elsewhere, a call
with the hands full, the same again under another id.
"""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from contract.ids import ServiceId, TicketId, TicketNumber
from contract.messages import commands
from simulation.checkers.ledger import Ledger, Paper
from simulation.world.envelopes import Envelopes
from simulation.world.panel import PanelMachine


class Stranger:
    """Sends through the lines of panels."""

    def __init__(self, panels: list[PanelMachine], ledger: Ledger, random: Random) -> None:
        self._panels = panels
        self._ledger = ledger
        self._random = random
        self._envelopes = Envelopes("stranger")

    def interfere(self) -> None:
        """Send something from one of the panels, now and then twice."""
        machine = self._random.choice(self._panels)
        run, papers = machine.run, [*self._ledger.papers.values()]
        if run is None or not papers:
            return
        here = [paper for paper in papers if paper.window_id == machine.entry.window]
        paper = self._random.choice(here[-3:] or papers)
        make = self._random.choice(_COMMANDS)
        for _ in range(self._random.choice((1, 1, 2))):
            run.hand_over(make(self._envelopes.of(machine), paper, self._random))


def _rate(envelope: dict[str, Any], paper: Paper, random: Random) -> commands.AnyCommand:
    return commands.RateService(
        **envelope,
        service_id=ServiceId(paper.service_id),
        level=random.choice((1, 2, 3, 4, 5)),
        source="screen",
    )


def _about(kind: Any) -> Callable[[dict[str, Any], Paper, Random], commands.AnyCommand]:
    def make(envelope: dict[str, Any], paper: Paper, _: Random) -> commands.AnyCommand:
        command: commands.AnyCommand = kind(**envelope, ticket_id=TicketId(paper.ticket_id))
        return command

    return make


def _of_number(kind: Any) -> Callable[[dict[str, Any], Paper, Random], commands.AnyCommand]:
    def make(envelope: dict[str, Any], paper: Paper, _: Random) -> commands.AnyCommand:
        command: commands.AnyCommand = kind(**envelope, number=TicketNumber(paper.number))
        return command

    return make


_COMMANDS: Final = (
    _rate,
    _rate,
    _rate,
    _about(commands.StartService),
    _about(commands.FinishService),
    _about(commands.UndoFinish),
    _about(commands.ResumeTicket),
    _about(commands.Recall),
    _of_number(commands.CallTicket),
    _of_number(commands.RecallNoShow),
    lambda envelope, paper, _: commands.UnmaskVisitor(
        **envelope, ticket_id=TicketId(paper.ticket_id), reason="?"
    ),
    lambda envelope, *_: commands.CallNext(**envelope),
)
