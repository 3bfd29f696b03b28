"""A booking office: it books places, moves and gives up some; who has one comes to a kiosk.

It sends by the same line as kiosks and panels, each command again and again until it is answered;
some it sends twice at once, some so that they are soon too late, and some for slots that are full.
"""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any, Final

from contract import topics
from contract.ids import DeviceId, EpochMs, GroupId
from contract.messages.answers import AnyAnswer, AppointmentSlip, Done
from contract.messages.commands import (
    AnyCommand,
    BookAppointment,
    CancelAppointment,
    MoveAppointment,
)
from contract.messages.state import SlotsState
from messaging import LinkState
from simulation.world.client import CommandLine
from simulation.world.clock import MachineClock
from simulation.world.message import Message
from simulation.world.site import Site

PAUSE_MS: Final = (2_000, 25_000)
VALID_MS: Final = (500, 5_000, 60_000, 60_000, 60_000)
TWICE: Final = 0.1
WANTS_FULL: Final = 0.3
"""Somebody asks for the first slot there is, whether it is said to be full or not."""
SOON_MS: Final = 10_000
EARLY_MS: Final = 33 * 60_000
LATE_MS: Final = 17 * 60_000
"""They come so long before the slot, or up to so long after it: the first and last too early, or
too late, by the hall's usual rules."""
FIRST_SLOTS: Final = 3


class Office:
    """One that books.

    Args:
        comes: called with the code of whoever is to come, when they do.
    """

    def __init__(
        self, site: Site, device_id: DeviceId, random: Random, comes: Callable[[str], object]
    ) -> None:
        self.device_id: Final = device_id
        self.clock: Final = MachineClock(site.agenda, device_id)
        self._site = site
        self._random = random
        self._comes = comes
        self._slots: dict[GroupId, SlotsState] = {}
        self._booked: dict[str, AppointmentSlip] = {}
        self._end_ms = 0
        self._client = site.client(device_id, self.clock, self._on_link)
        self._line = CommandLine(
            site.network,
            self.clock,
            self._client,
            on_answer=self._on_answer,
            on_no_answer=lambda _: None,
        )
        self._client.subscribe(topics.SLOTS.of(site.file.hall.id), self._on_slots)

    @property
    def settled(self) -> bool:
        """Whether it waits for no answer."""
        return self._line.waiting == 0

    @property
    def heard(self) -> dict[GroupId, SlotsState]:
        """What it has heard of free places."""
        return self._slots

    def begin(self, end_ms: int) -> None:
        """Book until then; nobody comes later, either."""
        self._end_ms = end_ms
        self._client.start()
        self._pause()

    def _pause(self) -> None:
        self._site.agenda.after(self._random.uniform(*PAUSE_MS), self._act)

    def _act(self) -> None:
        if self._site.agenda.now_ms >= self._end_ms:
            return
        if not self._site.calm.on and self._slots:
            fate = self._random.random()
            if fate < 0.8 or not self._booked:  # noqa: PLR2004 - most of what an office does
                self._send(self._book())
            else:
                known = self._random.choice([*self._booked.values()])
                self._send(self._move(known) if fate < 0.9 else self._cancel(known))  # noqa: PLR2004
        self._pause()

    def _book(self) -> AnyCommand:
        group_id = self._random.choice([*self._slots])
        return BookAppointment(
            **self._envelope(), group_id=group_id, slot_at_ms=self._slot(group_id)
        )

    def _move(self, known: AppointmentSlip) -> AnyCommand:
        return MoveAppointment(
            **self._envelope(),
            appointment_id=known.appointment_id,
            slot_at_ms=self._slot(known.group_id),
        )

    def _cancel(self, known: AppointmentSlip) -> AnyCommand:
        self._booked.pop(known.appointment_id, None)
        return CancelAppointment(**self._envelope(), appointment_id=known.appointment_id)

    def _slot(self, group_id: GroupId) -> EpochMs:
        """Return one of the next slots, by what was heard of them last."""
        slots = self._slots[group_id].slots[:FIRST_SLOTS]
        free = [slot.at_ms for slot in slots if slot.free]
        if not free or self._random.random() < WANTS_FULL:
            free = [slot.at_ms for slot in slots]
        return self._random.choice(free) if free else EpochMs(self._site.agenda.now_ms)

    def _envelope(self) -> dict[str, Any]:
        now_ms = self.clock.now_ms()
        return {
            "command_id": self.clock.new_command_id(),
            "sent_at_ms": now_ms,
            "expires_at_ms": EpochMs(now_ms + self._random.choice(VALID_MS)),
        }

    def _send(self, command: AnyCommand) -> None:
        self._site.witness.asked(self.device_id, command)
        self._line.send(command)
        if self._random.random() < TWICE:
            self._site.agenda.after(self._random.uniform(0, 3_000), self._line.send, command)

    def _on_link(self, state: LinkState) -> None:
        if state is LinkState.CONNECTED:
            self._line.connected()

    def _on_slots(self, message: Message) -> None:
        state: SlotsState = message.read(topics.SLOTS)
        self._slots[state.group_id] = state

    def _on_answer(self, command: AnyCommand, answer: AnyAnswer) -> None:
        if not isinstance(answer, Done) or answer.appointment is None:
            return
        slip = answer.appointment
        if isinstance(command, CancelAppointment):
            return
        if isinstance(command, BookAppointment):
            self._expect(slip)
        self._booked[slip.appointment_id] = slip

    def _expect(self, slip: AppointmentSlip) -> None:
        """Let who has booked come, whatever becomes of the place; some show the code again."""
        first_ms = max(self._site.agenda.now_ms + SOON_MS, slip.slot_at_ms - EARLY_MS)
        last_ms = min(self._end_ms, slip.slot_ends_ms + LATE_MS)
        for _ in range(self._random.choice((1, 1, 1, 2))):
            if first_ms < last_ms:
                at_ms = self._random.randint(first_ms, last_ms)
                self._site.agenda.at(at_ms, partial(self._comes, slip.code))
