"""The clerk's hand at the window: one command at a time, and only what the window allows now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import msgspec

from caller.core.actions import Action, Situation, help_wanted, possible, situation
from caller.core.guard import Guard
from caller.core.knowledge import HallNews, Knowledge, Trouble
from caller.core.notices import NO_HELP, NOT_ANSWERED, Notice, refusal, what_happened
from caller.core.ports import Clock, Wire
from contract.ids import ClerkId, EpochMs, GroupId, TicketId, TicketNumber, WindowId
from contract.messages import commands
from contract.messages.answers import AnyAnswer, Done, Refused
from contract.messages.commands import AnyCommand
from contract.messages.state import HallState, PanelState
from messaging import LinkState

COMMAND_EXPIRES_MS: Final = 10_000
"""A clerk who got no answer by now has pressed again, or gone to look."""

STATE_FOLLOWS_MS: Final = 1_000
"""So long after "done" the new state of the window may still be on its way."""

MESSAGE_MS: Final = 10_000
"""A refusal is read by now; later it would be taken for news."""


class DeskObserver(Protocol):
    """Hears of what happens at the desk."""

    def desk_changed(self) -> None:
        """Something to draw is different."""

    def command_settled(self, *, done: bool) -> None:
        """The command on its way was carried out, and the window shows it; or it was not."""


@dataclass
class _OnItsWay:
    command: AnyCommand
    before: PanelState | None
    shows: bool
    """What it does is to be seen in the state of the window."""
    done_at_ms: EpochMs | None = None


class Desk:
    """One window as its clerk works it. What cannot be done now returns False and sends nothing."""

    def __init__(self, window_id: WindowId, *, wire: Wire, clock: Clock) -> None:
        self.knowledge = Knowledge()
        self.message: Notice | None = None
        self.last: Notice | None = None
        self.answer: Done | None = None
        """To the last command that was done."""
        self._window_id = window_id
        self._wire = wire
        self._clock = clock
        self._guard = Guard()
        self._message_until_ms = 0
        self._on_its_way: _OnItsWay | None = None
        self._observers: list[DeskObserver] = []

    def watch(self, observer: DeskObserver) -> None:
        """Tell `observer` from now on."""
        self._observers.append(observer)

    # How it stands

    @property
    def panel(self) -> PanelState | None:
        return self.knowledge.panel

    @property
    def sending(self) -> bool:
        return self._on_its_way is not None

    @property
    def sending_for_ms(self) -> int:
        """How long a command has been on its way; 0 when there is none."""
        way = self._on_its_way
        return self.hall_ms - way.command.sent_at_ms if way else 0

    @property
    def hall_ms(self) -> EpochMs:
        """The time in the hall, by which commands and invitations expire."""
        return self.knowledge.watch.hall_ms(self._clock.now_ms())

    @property
    def ready(self) -> bool:
        """A press now counts: it can be sent, and it is meant for what is there now."""
        return self._can_send and self._guard.lets_through(self._clock.now_ms())

    @property
    def trouble(self) -> Trouble | None:
        return self.knowledge.trouble(self._clock.now_ms())

    @property
    def _can_send(self) -> bool:
        return not self.sending and self.trouble is None

    @property
    def open_ticket_id(self) -> TicketId | None:
        """The ticket at the window."""
        return self.panel.ticket.ticket_id if self.panel and self.panel.ticket else None

    def may(self, action: Action) -> bool:
        """Return whether the window allows `action` as it stands, whoever is waiting for what."""
        return self.panel is not None and action in possible(self.panel)

    # What the clerk does

    def sign_in(
        self, clerk_id: ClerkId, *, pin: str | None = None, take_over: bool = False
    ) -> bool:
        return self._send(
            Action.SIGN_IN, commands.SignIn, clerk_id=clerk_id, pin=pin, take_over=take_over
        )

    def sign_out(self, *, hold_ticket: bool = False) -> bool:
        """End the shift. An open ticket is dropped only by who knows of it."""
        if self.open_ticket_id and not hold_ticket:
            return False
        return self._send(Action.SIGN_OUT, commands.SignOut, hold_ticket=hold_ticket)

    def open(self) -> bool:
        return self._send(Action.OPEN, commands.OpenWindow)

    def pause(self, reason: str, *, hold_ticket: bool = False) -> bool:
        """Stop calling. An open ticket is dropped only by who knows of it."""
        if self.open_ticket_id and not hold_ticket:
            return False
        return self._send(
            Action.PAUSE, commands.PauseWindow, reason=reason, hold_ticket=hold_ticket
        )

    def call_next(self) -> bool:
        return self._send(Action.CALL_NEXT, commands.CallNext)

    def call_group(self, group_id: GroupId) -> bool:
        return self._send(Action.CALL_GROUP, commands.CallNext, group_id=group_id)

    def call_number(self, number: TicketNumber) -> bool:
        return self._send(Action.CALL_NUMBER, commands.CallTicket, number=number)

    def recall_no_show(self, number: TicketNumber) -> bool:
        return self._send(Action.NO_SHOW_BACK, commands.RecallNoShow, number=number)

    def undo(self) -> bool:
        offer = self.panel.undo if self.panel else None
        if offer is None:
            return False
        return self._send(Action.UNDO, commands.UndoFinish, ticket_id=offer.ticket_id)

    def send_help(self) -> bool:
        """Say that help is on its way: to the window that has waited longest, or else the kiosk."""
        if self.panel is None:
            return False
        if wanted := help_wanted(self.panel):
            return self._send(Action.SEND_HELP, commands.AcknowledgePanic, of_window_id=wanted[0])
        rings = self.panel.ringing_kiosk_ids
        return bool(rings) and self._send(
            Action.SEND_HELP, commands.AnswerRing, of_kiosk_id=rings[0]
        )

    def raise_panic(self) -> None:
        """Ask for help, whatever else is on its way; say so if nobody can hear it."""
        self._wire.send(self._command(commands.RaisePanic))
        if self.trouble is not None:
            self._tell(NO_HELP)
            self._changed()

    def recall(self) -> bool:
        return self.about_ticket(Action.RECALL, commands.Recall)

    def start(self) -> bool:
        return self.about_ticket(Action.START, commands.StartService)

    def finish(self) -> bool:
        return self.about_ticket(Action.FINISH, commands.FinishService)

    def no_show(self) -> bool:
        return self.about_ticket(Action.NO_SHOW, commands.MarkNoShow)

    def hold(self, reason: str) -> bool:
        return self.about_ticket(Action.HOLD, commands.HoldTicket, reason=reason)

    def quick_service(self, group_id: GroupId) -> bool:
        return self._send(Action.QUICK_SERVICE, commands.QuickService, group_id=group_id)

    def about_ticket(self, action: Action, kind: type[AnyCommand], **facts: object) -> bool:
        """Send a command about the ticket at the window."""
        if self.panel is None or self.panel.ticket is None:
            return False
        return self._send(action, kind, ticket_id=self.panel.ticket.ticket_id, **facts)

    def order(self, action: Action, kind: type[AnyCommand], **facts: object) -> bool:
        """Send a command about something that is not at this window."""
        return self._sent(action, kind, facts, shows=False)

    def resume(self, ticket_id: TicketId) -> bool:
        return self._send(Action.RESUME, commands.ResumeTicket, ticket_id=ticket_id)

    # What comes over the line

    def on_link(self, state: LinkState, detail: str) -> None:
        """The line to the broker came or went."""
        self.knowledge.watch.on_link(state, detail, self._clock.now_ms())
        self._changed()

    def on_hall(self, hall: HallState) -> None:
        self.knowledge.watch.on_hall(hall, self._clock.now_ms())
        self._changed()

    def on_news(self, state: HallNews) -> None:
        """Something around the window is different."""
        self.knowledge.learn(state)
        self._changed()

    def on_panel(self, panel: PanelState) -> None:
        before = self.knowledge.panel
        self.knowledge.show(panel)
        if before is None or _meaning(before) != _meaning(panel):
            self._guard.changed(self._clock.now_ms())
        self._settle_if_shown()
        self._changed()

    def on_answer(self, command: AnyCommand, answer: AnyAnswer) -> None:
        """Take the answer to one of our commands."""
        if isinstance(command, commands.RaisePanic) and isinstance(answer, Refused):
            self._tell(NO_HELP)
            self._changed()
        if self._on_its_way is None or self._on_its_way.command is not command:
            return
        if isinstance(answer, Refused):
            self._fail(refusal(answer))
        elif isinstance(answer, Done):
            self.last = what_happened(command, answer) or self.last
            self.answer = answer
            self._on_its_way.done_at_ms = self._clock.now_ms()
            self._settle_if_shown()
        self._changed()

    def on_no_answer(self, command: AnyCommand) -> None:
        """Nobody answered in time."""
        if isinstance(command, commands.RaisePanic):
            self._tell(NO_HELP)
        elif self._on_its_way is not None and self._on_its_way.command is command:
            self._fail(NOT_ANSWERED)
        self._changed()

    def on_tick(self) -> None:
        """A moment has passed."""
        if self._clock.now_ms() >= self._message_until_ms:
            self.message = None
        self._settle_if_shown()
        self._changed()

    # Inside

    def _command(self, kind: Any, **facts: object) -> AnyCommand:
        now_ms = self.hall_ms
        if issubclass(kind, commands.WindowCommand):
            facts["window_id"] = self._window_id
        command: AnyCommand = kind(
            command_id=self._clock.new_command_id(),
            sent_at_ms=now_ms,
            expires_at_ms=now_ms + COMMAND_EXPIRES_MS,
            **facts,
        )
        return command

    def _send(self, action: Action, kind: Any, **facts: object) -> bool:
        return self._sent(action, kind, facts, shows=True)

    def _sent(self, action: Action, kind: Any, facts: Mapping[str, object], *, shows: bool) -> bool:
        if not self._can_send or not self.may(action):
            return False
        command = self._command(kind, **facts)
        self.message = None
        self._on_its_way = _OnItsWay(command, before=_without_lines(self.panel), shows=shows)
        self._wire.send(command)
        self._changed()
        return True

    def _settle_if_shown(self) -> None:
        """Let go of a done command once the state shows it, so that no press falls between."""
        way = self._on_its_way
        if way is None or way.done_at_ms is None:
            return
        waited_ms = self._clock.now_ms() - way.done_at_ms
        late = not way.shows or not 0 <= waited_ms < STATE_FOLLOWS_MS
        if late or _without_lines(self.panel) != way.before:
            self._on_its_way = None
            for observer in self._observers:
                observer.command_settled(done=True)

    def _fail(self, why: Notice) -> None:
        self._on_its_way = None
        self._tell(why)
        for observer in self._observers:
            observer.command_settled(done=False)

    def _tell(self, what: Notice) -> None:
        self.message = what
        self._message_until_ms = self._clock.now_ms() + MESSAGE_MS

    def _changed(self) -> None:
        for observer in self._observers:
            observer.desk_changed()


def _meaning(panel: PanelState) -> tuple[Situation, TicketId | None]:
    """Return what decides what the buttons do."""
    return situation(panel), panel.ticket.ticket_id if panel.ticket else None


def _without_lines(panel: PanelState | None) -> PanelState | None:
    """Leave out what changes by itself while the window stands still."""
    return None if panel is None else msgspec.structs.replace(panel, lines=(), rating=None)
