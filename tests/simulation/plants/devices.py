"""Bugs of the devices: what kiosks give alone, print and hand in, what is sent and said twice."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from itertools import count
from typing import Any, Final
from unittest.mock import patch

import msgspec

from contract.ids import CommandId, EpochMs, TicketId
from contract.messages.commands import AnyCommand, HandInTicket
from display.core.announcements import Announcements
from kiosk.core.alone import Alone
from kiosk.core.even_clock import EvenClock
from kiosk.core.handing_in import HandingIn
from kiosk.core.outbox import GivenAlone, Outbox
from messaging.pending import PendingCommands
from simulation.world.faults import Faults
from tests.simulation.plants.plant import Plant


def _speaks_a_repeat() -> AbstractContextManager[Any]:
    return patch.object(Announcements, "_settle", lambda self, key: None)


def _repeats_under_a_new_id() -> AbstractContextManager[Any]:
    due, counter = PendingCommands.due, count()

    def renamed(self: PendingCommands, now_ms: EpochMs) -> list[AnyCommand]:
        first = {name for name, each in self._waiting.items() if not each.repeat_at_ms}
        return [
            command
            if command.command_id in first
            else msgspec.structs.replace(command, command_id=CommandId(f"again.{next(counter)}"))
            for command in due(self, now_ms)
        ]

    return patch.object(PendingCommands, "due", renamed)


def _reuses_numbers_of_a_kiosk() -> AbstractContextManager[Any]:
    """After a power cut the kiosk knows what it has to hand in, not which numbers it gave."""
    read = Outbox._read

    def forgetful(self: Outbox, key: str, body: bytes) -> None:
        if not key.startswith("used/"):
            read(self, key, body)

    stack = ExitStack()
    stack.enter_context(patch.object(Outbox, "_read", forgetful))
    stack.enter_context(patch.object(Alone, "_learn", lambda self, hall: {}))
    return stack


def _hands_in_with_the_present_time() -> AbstractContextManager[Any]:
    known = HandingIn._as_known_now

    def late(self: HandingIn, ticket: GivenAlone) -> HandInTicket:
        command = known(self, ticket)
        return msgspec.structs.replace(command, issued_at_ms=command.sent_at_ms)

    return patch.object(HandingIn, "_as_known_now", late)


def _follows_a_clock_that_jumps() -> AbstractContextManager[Any]:
    """A kiosk that is alone believes whoever sets its clock; and there is somebody who does."""
    leave = Faults._leave_kiosk_alone

    def leave_and_set(self: Faults) -> None:
        leave(self)
        kiosk = self._random.choice(self._machines.kiosks)
        self._set_clock(kiosk.kiosk.id, kiosk.clock)

    stack = ExitStack()
    stack.enter_context(patch.object(Faults, "_leave_kiosk_alone", leave_and_set))
    stack.enter_context(patch.object(EvenClock, "now_ms", lambda self: self._clock.now_ms()))
    return stack


def _forgets_what_is_printed() -> AbstractContextManager[Any]:
    """A ticket leaves the outbox as its paper comes out."""
    conclude = HandingIn.conclude

    def forgetful(self: HandingIn, ticket_id: TicketId, paper: Any, cause: str) -> None:
        printed = [*self._printing]
        conclude(self, ticket_id, paper, cause)
        for command_id in printed:
            self._forget(command_id)

    return patch.object(HandingIn, "conclude", forgetful)


DEVICES: Final[Mapping[str, Plant]] = {
    "speaks a repeat": Plant(frozenset({"spoken at most once a zone"}), _speaks_a_repeat),
    "repeats under a new id": Plant(frozenset({"rows make sense"}), _repeats_under_a_new_id),
    "reuses the numbers of a kiosk after its power cut": Plant(
        frozenset({"no number twice", "every paper is in the journal"}), _reuses_numbers_of_a_kiosk
    ),
    "hands in with the present time": Plant(
        frozenset({"what was given alone has its true time"}), _hands_in_with_the_present_time
    ),
    "follows a clock that jumps": Plant(
        frozenset({"what was given alone has its true time"}), _follows_a_clock_that_jumps
    ),
    "forgets what a kiosk has printed": Plant(
        frozenset({"every paper is in the journal"}), _forgets_what_is_printed
    ),
}
