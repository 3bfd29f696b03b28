"""Commands that wait for their answer. Pure: the time is an argument, sending is the caller's.

Every `now_ms` is of a clock that never jumps: a wall clock set back would leave a panel waiting,
and sending nothing again, for as long as it was set back.
"""

from dataclasses import dataclass
from typing import Final

from contract.ids import CommandId
from contract.messages.answers import AnyAnswer, TryAgain
from contract.messages.commands import AnyCommand

REPEAT_AFTER_MS: Final = 1_000
ANSWER_GRACE_MS: Final = 1_500
"""So long after a command expired its answer may still be on the way."""


@dataclass
class _Waiting:
    command: AnyCommand
    give_up_after_ms: int
    repeat_at_ms: int = 0


class PendingCommands:
    """Repeats each command, with the same id, until it is answered or no longer wanted."""

    def __init__(self) -> None:
        self._waiting: dict[CommandId, _Waiting] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, command: AnyCommand, now_ms: int) -> None:
        """Wait for the answer to `command`. It is due to be sent at once.

        A command says in the hall's time when it expires, and ours may be another: what counts
        here is for how long it was wanted when it was made.
        """
        wanted_ms = max(0, command.expires_at_ms - command.sent_at_ms)
        give_up_after_ms = now_ms + wanted_ms + ANSWER_GRACE_MS
        self._waiting[command.command_id] = _Waiting(command, give_up_after_ms)

    def due(self, now_ms: int) -> list[AnyCommand]:
        """Return the commands to send now, oldest first; each comes again after a while."""
        ready = [waiting for waiting in self._waiting.values() if waiting.repeat_at_ms <= now_ms]
        for waiting in ready:
            waiting.repeat_at_ms = now_ms + REPEAT_AFTER_MS
        return [waiting.command for waiting in ready]

    def hurry(self) -> None:
        """Make all due: the line is back."""
        for waiting in self._waiting.values():
            waiting.repeat_at_ms = 0

    def answered(self, answer: AnyAnswer) -> AnyCommand | None:
        """Return the command that `answer` settles; None if unknown, or to be tried again."""
        if isinstance(answer, TryAgain) or answer.command_id not in self._waiting:
            return None
        return self._waiting.pop(answer.command_id).command

    def expired(self, now_ms: int) -> list[AnyCommand]:
        """Return, and forget, the commands that nobody answered in time."""
        late = [
            waiting.command
            for waiting in self._waiting.values()
            if now_ms > waiting.give_up_after_ms
        ]
        for command in late:
            del self._waiting[command.command_id]
        return late
