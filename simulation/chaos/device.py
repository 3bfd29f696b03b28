"""A light device: a real line to the hall, without a window. It keeps what it was told."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from contract.hall import HallFile
from contract.ids import DeviceId, EpochMs
from contract.messages.answers import AnyAnswer
from contract.messages.commands import AnyCommand
from contract.topics import Topic
from messaging import (
    Answered,
    BrokerAddress,
    Credentials,
    Line,
    LineEvent,
    LinkChanged,
    NotAnswered,
    Received,
    Subscription,
)
from messaging.clock import new_command_id, now_ms

PROGRAM: Final = "chaos"
WANTED_MS: Final = 8_000


class Device:
    """One account at the broker. All methods are for the thread of the running loop.

    Attributes:
        answers: what each command was answered.
    """

    def __init__(
        self,
        hall: HallFile,
        device_id: DeviceId,
        *,
        port: int,
        password: str,
        listens: Sequence[tuple[Topic, dict[str, str]]] = (),
        on_received: Callable[[Topic, Any], object] | None = None,
        on_link: Callable[[LinkChanged], object] | None = None,
        asks: bool = True,
    ) -> None:
        self.id: Final = device_id
        self.answers: list[tuple[AnyCommand, AnyAnswer]] = []
        self._on_received = on_received
        self._on_link = on_link
        self._waiting: dict[str, asyncio.Future[AnyAnswer | None]] = {}
        self._loop = asyncio.get_running_loop()
        hall_id = hall.hall.id
        self._line = Line(
            BrokerAddress.parse(f"mqtt://127.0.0.1:{port}"),
            hall_id=hall_id,
            device_id=device_id,
            program=PROGRAM,
            deliver=self._deliver,
            subscriptions=[
                Subscription(topic.of(hall_id, **levels), topic) for topic, levels in listens
            ],
            credentials=Credentials(device_id, password),
            asks=asks,
        )

    def start(self) -> None:
        """Begin to connect."""
        self._line.start()

    def close(self) -> None:
        """Say goodbye."""
        self._line.close()

    async def ask(self, command: AnyCommand) -> AnyAnswer | None:
        """Send a command until it is answered; None if that does not happen in time."""
        future: asyncio.Future[AnyAnswer | None] = self._loop.create_future()
        self._waiting[command.command_id] = future
        self._line.send(command)
        return await future

    async def ask_what_came_of(self, command: AnyCommand) -> AnyAnswer:
        """Ask again, until there is an answer, what a command did that nobody answered."""
        while True:
            answer = await self.ask(msgspec.structs.replace(command, sent_at_ms=now_ms()))
            if answer is not None:
                return answer

    def _deliver(self, event: LineEvent) -> None:
        """Take what the line tells, on its thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, event)

    def _take(self, event: LineEvent) -> None:
        match event:
            case Answered(command=command, answer=answer):
                self.answers.append((command, answer))
                self._settle(command, answer)
            case NotAnswered(command=command):
                self._settle(command, None)
            case Received(topic=topic, message=message) if self._on_received is not None:
                self._on_received(topic, message)
            case LinkChanged() if self._on_link is not None:
                self._on_link(event)

    def _settle(self, command: AnyCommand, answer: AnyAnswer | None) -> None:
        future = self._waiting.pop(command.command_id, None)
        if future is not None and not future.done():
            future.set_result(answer)


def envelope(wanted_ms: int = WANTED_MS) -> dict[str, Any]:
    """Return what every command has."""
    sent_at_ms = now_ms()
    return {
        "command_id": new_command_id(),
        "sent_at_ms": sent_at_ms,
        "expires_at_ms": EpochMs(sent_at_ms + wanted_ms),
    }
