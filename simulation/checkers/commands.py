"""Commands and their answers: answered means journaled, once, and what came too late is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import msgspec

from contract.messages.base import kind_of
from contract.messages.commands import AnyCommand
from journal import AnswerRow, EventRow
from simulation.checkers.verdict import Accuse

Key: TypeAlias = tuple[str, str]
"""Sender and id of a command."""


class Answer(msgspec.Struct, frozen=True):
    """An answer as it is on the wire."""

    result: str
    command_id: str
    code: str = ""
    ticket: dict[str, Any] | None = None


JOURNALED: Final = "answered means journaled"
OFFLINE: Final = "a key pressed offline is never obeyed"
UNDECIDED: Final = frozenset({"expired", "malformed"})
"""Why a command is refused that nobody has looked at: asked again, it is refused again."""
DISK_TAKES_MS: Final = 8_000
"""As long as the slowest disk takes for what was decided before."""

_ANSWERS: Final = msgspec.json.Decoder(Answer)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asks for."""

    kind: str
    expires_at_ms: int
    group_id: str | None
    ticket_id: str | None
    slot_at_ms: int | None = None
    command: AnyCommand | None = None


class Commands:
    """Looks at each command, each commit and each answer."""

    def __init__(self, hall_now_ms: Callable[[], int], accuse: Accuse) -> None:
        self._hall_now_ms = hall_now_ms
        self._accuse = accuse
        self._asked: dict[Key, Asked] = {}
        self._stored: dict[Key, bytes] = {}
        self._effects: dict[Key, int] = {}
        self._issued_by: dict[str, Key] = {}
        self._too_soon: set[Key] = set()
        """Pressed while the line was down."""
        self.given_up: set[str] = set()
        """Tickets that a kiosk did not want any more, be it too late to cancel them or not."""
        self._commits = 0
        self.count = 0
        """How many were made."""

    def asked(self, device_id: str, command: AnyCommand) -> None:
        """A program has made a command."""
        key = device_id, command.command_id
        if key not in self._asked:
            self.count += 1
            self._asked[key] = Asked(
                kind_of(command),
                command.expires_at_ms,
                getattr(command, "group_id", None),
                getattr(command, "ticket_id", None),
                getattr(command, "slot_at_ms", None),
                command,
            )

    def pressed_offline(self, device_id: str, command: AnyCommand) -> None:
        """A panel made a command though nobody could hear it: the key is forgotten, or else."""
        self._too_soon.add((device_id, command.command_id))

    def of(self, row: EventRow | AnswerRow) -> Asked | None:
        """Return the command that brought about a row; None if time alone did."""
        return self._asked.get((row.device_id, row.command_id))

    def committed(self, events: Sequence[EventRow], answers: Sequence[AnswerRow]) -> None:
        """A transaction is durable."""
        self._commits += 1
        for row in events:
            if row.command_id:
                self._effect(row)
        for answer in answers:
            key = answer.device_id, answer.command_id
            if key in self._stored:
                self._accuse("a command has one effect", f"{key} is answered twice in the journal")
            self._stored[key] = answer.answer.encode()

    def answered(self, device_id: str, payload: bytes) -> Asked | None:
        """The coordinator answers a device; return the command if it says that it is done."""
        answer = _ANSWERS.decode(payload)
        key = device_id, answer.command_id
        if answer.code == "internal_error":
            self._accuse("the coordinator does not fail", f"{self._asked.get(key)}")
        stored, asked = self._stored.get(key), self._asked.get(key)
        if answer.result == "done":
            if stored is None:
                self._accuse(JOURNALED, f"{key} is done, and not in the journal")
            self._check_ticket(key, answer)
        elif answer.result == "refused" and stored is None and answer.code not in UNDECIDED:
            self._accuse(JOURNALED, f"{key} is refused ({answer.code}), and not in the journal")
        if asked is not None and asked.kind == "cancel_ticket" and answer.result != "try_again":
            self.given_up.add(asked.ticket_id or "")
        if stored is not None and answer.result != "try_again" and stored != payload:
            self._accuse("a repeat gets the first answer", f"{key}: {payload!r}")
        return asked if answer.result == "done" else None

    def issued_by(self, ticket_id: str) -> str | None:
        """Return the device that had a ticket issued, unless it gave it alone."""
        return self._issued_by.get(ticket_id, (None,))[0]

    def _effect(self, row: EventRow) -> None:
        key = row.device_id, row.command_id
        asked = self._asked.get(key)
        decided_ms = min(row.at_ms, self._decided_by_ms(row))
        if asked is None:
            self._accuse("rows make sense", f"nobody sent {key}, and it did {row.kind}")
        elif asked.expires_at_ms <= decided_ms:
            late_ms = decided_ms - asked.expires_at_ms
            self._accuse(
                "late commands are refused", f"{asked.kind} did {row.kind} {late_ms} ms late"
            )
        if key in self._too_soon:
            self._accuse(OFFLINE, f"{key}, a {asked}, did {row.kind}")
        first = self._effects.setdefault(key, self._commits)
        if first != self._commits:
            self._accuse("a command has one effect", f"{asked} does {row.kind} once more")
        elif row.kind == "ticket_issued":
            self._issued_by[_ticket_of(row)] = key

    def _decided_by_ms(self, row: EventRow) -> int:
        """Return when it was decided at the latest; a slow disk may take it later.

        A row tells when, unless the clock stands behind the journal: then it was some time before.
        """
        now_ms = self._hall_now_ms()
        return now_ms - DISK_TAKES_MS if row.at_ms > now_ms else now_ms

    def _check_ticket(self, key: Key, answer: Answer) -> None:
        asked = self._asked.get(key)
        if asked is None or asked.kind != "issue_ticket" or answer.ticket is None:
            return
        ticket_id = answer.ticket["ticket_id"]
        if self._issued_by.get(ticket_id) != key:
            self._accuse(JOURNALED, f"{ticket_id} is told to {key}, not issued to it")


class _Ticket(msgspec.Struct):
    ticket_id: str


_TICKETS: Final = msgspec.json.Decoder(_Ticket)


def _ticket_of(row: EventRow) -> str:
    return _TICKETS.decode(row.body).ticket_id
